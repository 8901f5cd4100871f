"""What schema.org adds to the markup of a dataset's page, for search engines of data."""

from django.conf import settings

from chitalishte.datasets.distributions import distributions
from chitalishte.records.language import current
from chitalishte.tables.checksums import checksum

from .meaning import identity, meanings


def properties(dataset):
    """Return the properties of a dataset beyond those of every record."""
    version = dataset.current_version
    found = {
        "@type": "Dataset",
        "sameAs": identity(dataset),
        "creator": {"@type": "Organization", "name": dataset.publisher.name},
        "isAccessibleForFree": True,
        "temporalCoverage": _period(dataset),
        "spatialCoverage": dataset.get_spatial_display() if dataset.spatial else None,
        "measurementTechnique": dataset.method or None,
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "name": settings.SITE_NAME,
            "url": f"{settings.BASE_URL}/{current()}/datasets/",
        },
        "distribution": [_download(version, item) for item in distributions(dataset)],
    }
    if version:
        found["version"] = str(version.number)
        found["variableMeasured"] = [_variable(column) for column in meanings(dataset, version)]
    return found


def _period(dataset):
    if not dataset.temporal_start:
        return None
    end = dataset.temporal_end.isoformat() if dataset.temporal_end else ".."
    return f"{dataset.temporal_start.isoformat()}/{end}"


def _download(version, item):
    found = {
        "@type": "DataDownload",
        "encodingFormat": item["media_type"],
        "contentUrl": item["absolute_url"],
    }
    if item["form"] == "parquet":  # the other forms are made when they are asked for
        sums = checksum(version.stored, "parquet")
        found |= {"contentSize": f"{sums.byte_size} B", "sha256": sums.sha256}
    return found


def _variable(column):
    language = current()
    found = {
        "@type": "PropertyValue",
        "name": column.labels.get(language) or column.label,
        "alternateName": column.name,
        "description": column.descriptions.get(language) or column.description,
        "unitText": column.unit,
    }
    return {name: value for name, value in found.items() if value}
