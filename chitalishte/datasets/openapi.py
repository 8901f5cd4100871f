"""OpenAPI 3.1 of one dataset, made from its columns."""

from django.conf import settings

from chitalishte.tables import query

from .apianswers import as_json, data_view, find_dataset
from .dictionary import Dictionary
from .rowforms import MEDIA_TYPES
from .rowsapi import MOST_ROWS

JSON_TYPES = {
    "integer": {"type": "integer"},
    "year": {"type": "integer"},
    "decimal": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "timestamp": {"type": "string", "format": "date-time"},
    "time": {"type": "string", "examples": ["08:30", "24:00"]},
    "year_month": {"type": "string", "pattern": "^\\d{4}-\\d{2}$"},
    "quarter": {"type": "string", "pattern": "^\\d{4}-Q[1-4]$"},
    "point": {"type": "string", "examples": ["42.6977, 23.3219"]},
}
GENERAL = (
    ("_q", "words, each of which must be found in some cell", "string"),
    ("_sort", "columns with commas between them; - before one for descending", "string"),
    ("_select", "columns of the answer, with commas between them", "string"),
    ("_group", "columns whose values make groups; the answer then has a row for each", "string"),
    ("_agg", "computed in each group: count, or FUNCTION:COLUMN with commas between", "string"),
    ("_facet", "columns whose values are counted (json only)", "string"),
    ("_next", "the token with which the answer before ended", "string"),
    ("_shape", "rows as lists (rows) or as objects (objects); json only", "string"),
    ("_raw", "1: csv without the apostrophe before texts that a spreadsheet would run", "string"),
    ("_bom", "1: csv begins with a byte-order mark, for Excel", "string"),
    ("_locale", "bg: csv with semicolons, decimal commas, да and не", "string"),
    ("_labels", "1: csv with the headers of the file instead of the names", "string"),
)


@data_view("GET")
def openapi(request, slug):
    dataset = find_dataset(slug)
    return as_json(document(dataset))


def document(dataset):
    """Return the description of a dataset's addresses as plain data."""
    dictionary = Dictionary(dataset)
    meant = {column.name: column for column in dictionary.columns}
    columns = dataset.current_version.stored.columns
    parameters = [_limit(), _format(), *(_general(*each) for each in GENERAL)]
    for column in columns:
        parameters += [_filter(column, op) for op in query.operators_of(column.type)]
    base = f"/api/v1/datasets/{dataset.slug}"
    number = {"name": "version", "in": "path", "required": True, "schema": {"type": "integer"}}
    operation = {"summary": "Rows of the current version", "operationId": "rows",
                 "parameters": parameters, "responses": _responses()}  # fmt: skip
    pinned = operation | {
        "summary": "Rows of one version, which never change",
        "operationId": "version_rows",
        "parameters": [number, *parameters],
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": dataset.title,
            "description": dataset.summary,
            "version": str(dataset.current_version.number),
        },
        "servers": [{"url": settings.BASE_URL}],
        "paths": {f"{base}/rows": {"get": operation}, f"{base}/{{version}}/rows": {"get": pinned}},
        "components": {
            "schemas": {
                "Row": _row(columns, meant),
                "Rows": ROWS,
                "Error": ERROR,
            }
        },
    }


def _general(name, description, kind):
    return {
        "name": name, "in": "query", "required": False, "description": description,
        "schema": {"type": kind},
    }  # fmt: skip


def _limit():
    schema = {"type": "integer", "minimum": 0, "default": query.PAGE_ROWS}
    return {
        "name": "_limit",
        "in": "query",
        "required": False,
        "description": f"rows of one answer; {MOST_ROWS} at most as json, all when left out "
        "in the other formats. Whether there are more stands in the answer.",
        "schema": schema,
    }


def _format():
    return {
        "name": "_format",
        "in": "query",
        "required": False,
        "description": "the form of the answer; also as an extension: rows.csv",
        "schema": {"type": "string", "enum": list(MEDIA_TYPES), "default": "json"},
    }


def _filter(column, op):
    schema = JSON_TYPES.get(column.type, {"type": "string"})
    if op == "isnull":
        schema = {"type": "string", "enum": ["1", "0"]}
    elif op in ("in", "between", "contains", "startswith"):
        schema = {"type": "string"}
    return {
        "name": f"{column.name}__{op}",
        "in": "query",
        "required": False,
        "description": f"{column.label}: {WORDS[op]}",
        "schema": schema,
    }


WORDS = {
    "exact": "this value; texts without case",
    "not": "any other value, or none",
    "lt": "below", "lte": "this or below", "gt": "above", "gte": "this or above",
    "in": "one of several, with commas between them",
    "between": "from the one to the other, with a comma between them",
    "contains": "holds these letters", "startswith": "begins with these letters",
    "isnull": "1: has no value; 0: has one",
}  # fmt: skip


def _row(columns, meant):
    properties = {}
    for column in columns:
        schema = dict(JSON_TYPES.get(column.type, {"type": "string"}))
        schema["type"] = [schema["type"], "null"]
        schema["title"] = meant[column.name].label if column.name in meant else column.label
        if column.name in meant and meant[column.name].description:
            schema["description"] = meant[column.name].description
        if unit := getattr(column, "unit", None):
            schema["x-unit"] = unit
        properties[column.name] = schema
    return {"type": "object", "properties": properties, "required": list(properties)}


ROWS = {
    "type": "object",
    "required": ["ok", "dataset", "version", "columns", "rows", "total", "truncated", "next"],
    "properties": {
        "ok": {"const": True},
        "dataset": {"type": "string"},
        "version": {"type": "integer"},
        "columns": {"type": "array", "items": {"type": "object"}},
        "rows": {
            "type": "array",
            "items": {"oneOf": [{"type": "array"}, {"$ref": "#/components/schemas/Row"}]},
        },
        "total": {"type": "integer", "description": "rows the filters leave, exactly"},
        "limit": {"type": "integer"},
        "truncated": {"type": "boolean", "description": "whether there are more rows"},
        "next": {"type": ["string", "null"]},
        "next_url": {"type": "string"},
        "facets": {"type": "object"},
    },
}
ERROR = {
    "type": "object",
    "required": ["ok", "error"],
    "properties": {
        "ok": {"const": False},
        "error": {
            "type": "object",
            "required": ["code", "message"],
            "properties": {
                "code": {"type": "string"},
                "message": {"type": "string"},
                "allowed": {"type": "array", "items": {"type": "string"}},
            },
        },
    },
}


def _responses():
    error = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}
    content = {}
    for form, media_type in MEDIA_TYPES.items():
        schema = {"$ref": "#/components/schemas/Rows"} if form == "json" else {"type": "string"}
        content.setdefault(media_type.partition(";")[0], {"schema": schema})
    return {
        "200": {"description": "the rows", "content": content},
        "304": {"description": "nothing has changed since that ETag"},
        "400": {"description": "the question does not fit the table"} | error,
        "404": {"description": "no such dataset or version"} | error,
        "410": {"description": "not published any more"} | error,
    }
