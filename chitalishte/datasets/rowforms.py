"""Forms of rows beyond what DuckDB writes: XLSX, GeoJSON, JSON-stat."""

import json
import re
import tempfile
import zipfile

from chitalishte.tables import export, query

from .apianswers import ApiError, plain

MEDIA_TYPES = {
    "json": "application/json",
    "ndjson": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "arrow": "application/vnd.apache.arrow.stream",
    "geojson": "application/geo+json",
    "json-stat": "application/json",
}
EXTENSIONS = {form: form for form in MEDIA_TYPES} | {"arrow": "arrows", "json-stat": "json"}
XLSX_ROWS = (
    100_000  # a workbook is made cell by cell; more would keep the reader waiting for minutes
)
CUBE = 100_000  # cells of a JSON-stat cube
PIECE = 256 * 1024
MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
BATCH = 500


def described(column):
    """Return what a program is told of a column."""
    found = {"name": column.name, "label": column.label, "type": column.type}
    for name in ("unit", "code_system"):
        if value := getattr(column, name, None):
            found[name] = value
    return found


def xlsx(stored, question, title):
    """Yield a workbook; it is made in a file first, because it can only be written whole."""
    columns = query.columns_of(stored, question)
    with tempfile.TemporaryFile() as made, tempfile.TemporaryFile() as file:
        export.write_xlsx(made, columns, query.stream(stored, question), title=title)
        _without_moments(made, file)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def _without_moments(made, file):
    """Copy a workbook without the time of its making: the same rows give the same bytes."""
    with zipfile.ZipFile(made) as before, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.infolist():
            content = before.read(part)
            if part.filename == "docProps/core.xml":
                content = MOMENT.sub(b"2000-01-01T00:00:00Z", content)
            after.writestr(zipfile.ZipInfo(part.filename), content, zipfile.ZIP_DEFLATED)


def place_of(columns):
    """Return how rows say where they are: (column,) of points, (latitude, longitude), or None."""
    for column in columns:
        if column.type == "point":
            return (column.name,)
    systems = {getattr(column, "code_system", None): column.name for column in columns}
    named = {column.name: column.name for column in columns if column.type == "decimal"}
    latitude = systems.get("latitude") or named.get("latitude") or named.get("lat")
    longitude = systems.get("longitude") or named.get("longitude") or named.get("lon")
    return (latitude, longitude) if latitude and longitude else None


def geojson(stored, question):
    """Yield a FeatureCollection (RFC 7946); a row without a place has the geometry null."""
    columns = query.columns_of(stored, question)
    place = place_of(columns)
    if not place:
        raise ApiError(
            "no_place",
            "GeoJSON needs a column of points, or one of latitudes and one of longitudes.",
            allowed=["json", "ndjson", "csv", "parquet", "arrow"],
        )
    names = [column.name for column in columns]
    before = '{"type":"FeatureCollection","features":[\n'
    pieces = []
    for row in query.stream(stored, question):
        values = dict(zip(names, row, strict=True))
        pair = _pair([values.pop(name) for name in place])
        geometry = {"type": "Point", "coordinates": pair} if pair else None
        feature = {"type": "Feature", "geometry": geometry, "properties": values}
        pieces.append(
            before + json.dumps(feature, ensure_ascii=False, separators=(",", ":"), default=plain)
        )
        before = ",\n"
        if len(pieces) == BATCH:
            yield "".join(pieces).encode()
            pieces = []
    pieces.append("\n]}\n" if before == ",\n" else before + "]}\n")
    yield "".join(pieces).encode()


def _pair(values):
    """Return [longitude, latitude], as GeoJSON has it; None without both."""
    if len(values) == 1:
        values = values[0].split(",") if values[0] else [None, None]
    if None in values:
        return None
    latitude, longitude = map(float, values)
    return [longitude, latitude]


def json_stat(dataset, version, question, page):
    """Return groups as a JSON-stat 2.0 cube: each grouping column is a dimension."""
    if not question.group:
        raise ApiError(
            "needs_group", "JSON-stat is a cube: ask with _group (and _agg).", allowed=["_group"]
        )
    if page.next:
        raise ApiError("too_many_groups", f"{page.total} groups are too many for one cube.")
    width = len(question.group)
    categories = [_categories(page.rows, at) for at in range(width)]
    metrics = [column.name for column in page.columns[width:]]
    sizes = [len(found) for found in categories] + [len(metrics)]
    cells = 1
    for size in sizes:
        cells *= size
    if cells > CUBE:
        raise ApiError("too_many_groups", f"A cube of {cells} cells; {CUBE} at most.")
    values = {}
    for row in page.rows:
        place = 0
        for at in range(width):
            place = place * sizes[at] + categories[at][row[at]]
        for number, value in enumerate(row[width:]):
            if value is not None:
                values[str(place * sizes[-1] + number)] = value
    return {
        "version": "2.0",
        "class": "dataset",
        "label": dataset.title,
        "source": str(dataset.publisher),
        "extension": {"dataset": dataset.slug, "version": version.number},
        "id": [*question.group, "metric"],
        "size": sizes,
        "role": {"metric": ["metric"]},
        "dimension": {
            **{
                column.name: _dimension(column.label, [_code(value) for value in found])
                for column, found in zip(page.columns, categories, strict=False)
            },
            "metric": _dimension("metric", metrics),
        },
        "value": values,
    }


def _categories(rows, at):
    """Return {value: place} in the order of the first coming, which is that of the groups."""
    found = {}
    for row in rows:
        found.setdefault(row[at], len(found))
    return found


def _code(value):
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _dimension(label, codes):
    return {"label": label, "category": {"index": codes, "label": {code: code for code in codes}}}
