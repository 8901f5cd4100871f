"""A version as Croissant 1.1 (MLCommons): schema.org with the columns of its CSV."""

from django.conf import settings

from chitalishte.records.language import CODES

from .meaning import files, identity, keywords, licence_address, meanings

CONFORMS = "http://mlcommons.org/croissant/1.1"
DATA_TYPES = {
    "integer": "sc:Integer",
    "year": "sc:Integer",
    "decimal": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
    "timestamp": "sc:DateTime",
}
MEDIA_TYPES = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
# The context of the specification, as its own tools write it.
CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataBiases": "cr:dataBiases",
    "dataCollection": "cr:dataCollection",
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "personalSensitiveInformation": "cr:personalSensitiveInformation",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def croissant(dataset, version):
    """Return the JSON-LD of a version as plain JSON values."""
    columns = meanings(dataset, version)
    document = {
        "@context": CONTEXT | {"@language": CODES[0]},
        "@type": "sc:Dataset",
        "@id": identity(dataset),
        "conformsTo": CONFORMS,
        "name": dataset.title_bg,
        "alternateName": dataset.title_en,
        "description": dataset.summary_bg or dataset.title_bg,
        "url": settings.BASE_URL + dataset.get_absolute_url("bg"),
        "version": f"{version.number}.0.0",  # Croissant asks for three numbers
        "license": licence_address(dataset),
        "keywords": keywords(dataset),
        "inLanguage": list(CODES),
        "datePublished": (version.published_at or version.created_at).isoformat(),
        "creator": {"@type": "Organization", "name": dataset.publisher.name_bg},
        "publisher": {"@type": "Organization", "name": settings.SITE_NAME},
        "citeAs": f"{dataset.title_bg}. {settings.SITE_NAME}, {version.number}. "
        f"{settings.BASE_URL}{dataset.get_absolute_url('bg')}versions/{version.number}/",
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": form,
                "name": f"{dataset.slug}.{form}",
                "contentUrl": address,
                "encodingFormat": MEDIA_TYPES[form],
                "contentSize": f"{sums.byte_size} B",
                "sha256": sums.sha256,
            }
            for form, (address, sums) in files(dataset, version).items()
        ],
        "recordSet": [_record_set(columns)],
    }
    return {name: value for name, value in document.items() if value not in ("", [])}


def _record_set(columns):
    found = {
        "@type": "cr:RecordSet",
        "@id": "rows",
        "name": "rows",
        "field": [_field(column) for column in columns],
    }
    if key := [{"@id": f"rows/{column.name}"} for column in columns if column.is_key]:
        found["key"] = key
    return found


def _field(column):
    said = [column.label, column.description, f"[{column.unit}]" if column.unit else ""]
    return {
        "@type": "cr:Field",
        "@id": f"rows/{column.name}",
        "name": column.name,
        "description": ". ".join(part.rstrip(".") for part in said if part),
        "dataType": DATA_TYPES.get(column.type, "sc:Text"),
        "source": {"fileObject": {"@id": "csv"}, "extract": {"column": column.name}},
    }
