"""A version as a Data Package v2: Table Schema of its columns, dialect and checksums of its files.

What the standard has in one language stands in Bulgarian; `titles` and `descriptions` hold both.
"""

from django.conf import settings

from .meaning import file_address, files, identity, in_both, keywords, licence_address, meanings

SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
TYPES = {
    "text": {"type": "string"},
    "code": {"type": "string"},
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
    "boolean": {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
    "date": {"type": "date", "format": "%Y-%m-%d"},
    # 24:00 ends a day in our timetables, and the type "time" does not know it
    "time": {"type": "string"},
    # a moment may have parts of a second and mostly has none, which no one format of theirs says
    "timestamp": {"type": "datetime", "format": "any"},
    "year": {"type": "year"},
    "year_month": {"type": "yearmonth"},
    "quarter": {"type": "string"},
    "point": {"type": "string"},  # latitude first; their geopoint has longitude first
}
PATTERNS = {
    "time": r"\d\d:\d\d(:\d\d)?",
    "quarter": r"\d{4}-Q[1-4]",
    "point": r"-?\d+(\.\d+)?, -?\d+(\.\d+)?",
}


def datapackage(dataset, version):
    """Return the descriptor of a version as plain JSON values."""
    package = {
        "$schema": SCHEMA,
        "name": dataset.slug,
        "id": identity(dataset),
        "title": dataset.title_bg,
        "titles": in_both(dataset, "title"),
        "description": dataset.summary_bg,
        "descriptions": in_both(dataset, "summary"),
        "homepage": settings.BASE_URL + dataset.get_absolute_url("bg"),
        "version": str(version.number),
        "created": (version.published_at or version.created_at).isoformat(),
        "keywords": keywords(dataset),
        "contributors": [
            {
                "title": dataset.publisher.name_bg,
                "roles": ["publisher"],
                **({"path": dataset.publisher.homepage} if dataset.publisher.homepage else {}),
            }
        ],
        "sources": [
            {"title": str(block.value["title"]), **_address(block.value)}
            for block in dataset.sources
        ],
        "resources": [_csv(dataset, version), _parquet(dataset, version)],
    }
    if address := licence_address(dataset):
        name = dataset.licence.replace("_4_0", "-4.0").replace("_", "-")
        package["licenses"] = [{"name": name, "path": address}]
    return {name: value for name, value in package.items() if value not in ("", [], {})}


def _address(source):
    address = source.get("address") or ""
    return {"path": address} if address else {}


def _csv(dataset, version):
    address, sums = files(dataset, version)["csv"]
    return {
        "name": dataset.slug,
        "path": address,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": sums.byte_size,
        "hash": f"sha256:{sums.sha256}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "header": True},
        "schema": table_schema(dataset, version),
    }


def _parquet(dataset, version):
    _, sums = files(dataset, version)["parquet"]
    return {
        "name": f"{dataset.slug}-parquet",
        "path": file_address(dataset, version, "parquet"),
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": sums.byte_size,
        "hash": f"sha256:{sums.sha256}",
    }


def table_schema(dataset, version):
    """Return the columns of a version as a Table Schema."""
    columns = meanings(dataset, version)
    schema = {"fields": [_field(column) for column in columns], "missingValues": [""]}
    if key := [column.name for column in columns if column.is_key]:
        schema["primaryKey"] = key
    return schema


def _field(column):
    field = {
        "name": column.name,
        **TYPES[column.type],
        "title": column.label,
        "titles": column.labels,
        "description": column.description,
        "descriptions": column.descriptions,
        "unit": column.unit,
        "codeSystem": column.code_system,
        "constraints": _constraints(column),
    }
    if column.codes and column.type in ("text", "code"):
        field["categories"] = [
            {"value": code.value, "label": code.label_bg or code.value} for code in column.codes
        ]
    return {name: value for name, value in field.items() if value not in ("", {}, [])}


def _constraints(column):
    found = {}
    if not column.missing:
        found["required"] = True
    if column.is_unique:
        found["unique"] = True
    if column.type in PATTERNS:
        found["pattern"] = PATTERNS[column.type]
    return found
