"""A version as CSV on the Web metadata (W3C), which has a place for both languages."""

from chitalishte.records.language import CODES

from .meaning import files, identity, in_both, keywords, licence_address, meanings

DATATYPES = {
    "text": "string",
    "code": "string",
    "integer": "integer",
    "decimal": "double",
    "boolean": {"base": "boolean", "format": "true|false"},
    "date": {"base": "date", "format": "yyyy-MM-dd"},
    "time": {"base": "string", "format": r"\d\d:\d\d(:\d\d)?"},
    "timestamp": {"base": "datetime", "format": "yyyy-MM-dd HH:mm:ss.SSSSSS"},
    "year": "gYear",
    "year_month": "gYearMonth",
    "quarter": {"base": "string", "format": r"\d{4}-Q[1-4]"},
    "point": {"base": "string", "format": r"-?\d+(\.\d+)?, -?\d+(\.\d+)?"},
}


def csvw(dataset, version):
    """Return the metadata document of a version's CSV as plain JSON values."""
    columns = meanings(dataset, version)
    address, _ = files(dataset, version)["csv"]
    schema = {"columns": [_column(column) for column in columns]}
    if key := [column.name for column in columns if column.is_key]:
        schema["primaryKey"] = key
    document = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": CODES[0]}],
        "@id": identity(dataset),
        "url": address,
        "dc:title": _words(in_both(dataset, "title")),
        "dc:description": _words(in_both(dataset, "summary")),
        "dc:publisher": dataset.publisher.name_bg,
        "dc:license": {"@id": licence_address(dataset)} if licence_address(dataset) else "",
        "dc:modified": (version.published_at or version.created_at).date().isoformat(),
        "dc:identifier": dataset.identifier,
        "dcat:keyword": keywords(dataset),
        "schema:version": str(version.number),
        "dialect": {"delimiter": ",", "encoding": "utf-8", "header": True, "quoteChar": '"'},
        "tableSchema": schema,
    }
    return {name: value for name, value in document.items() if value not in ("", [], {})}


def _words(in_languages):
    return [{"@value": text, "@language": code} for code, text in in_languages.items()]


def _column(column):
    # `titles` would have to be what stands in the header, so the labels are given beside it
    found = {
        "name": column.name,
        "titles": column.name,
        "datatype": DATATYPES[column.type],
        "required": column.missing == 0,
        "dc:title": _words(column.labels),
        "dc:description": _words(column.descriptions),
        "schema:unitText": column.unit,
        "dc:conformsTo": column.code_system,
    }
    return {name: value for name, value in found.items() if value not in ("", [])}
