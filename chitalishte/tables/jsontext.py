"""JSON, JSON lines and GeoJSON as grids, read record by record.

An array of objects is a table; so is an array of arrays, and an object whose members are arrays
of one length. They may lie up to a few objects deep, as in the answers of web services. Memory
holds one record at a time and the names of the columns.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chitalishte.tables.budget import Budget
from chitalishte.tables.cells import Cell, Grid, NumberedRow
from chitalishte.tables.geojson import geometry_cell
from chitalishte.tables.jsonstream import Element, JsonStream, walk_arrays, walk_lines
from chitalishte.tables.problems import Problems

FLAT_DEPTH = 4  # objects inside a record give columns a.b.c down to here
MAX_COLUMNS_CELLS = 2_000_000  # of an object of columns, which must be held whole
GEOMETRY = "geometry"


@dataclass
class _Array:
    """What one array of the file holds."""

    path: tuple[str, ...]
    names: dict[str, None] = field(default_factory=dict)
    objects: int = 0
    arrays: int = 0
    scalars: int = 0
    features: int = 0
    not_points: int = 0

    def take(self, value: Any) -> None:
        if isinstance(value, dict):
            self.objects += 1
            self.features += value.get("type") == "Feature" and "properties" in value
            record = record_of(value)
            self.not_points += is_other_geometry(value)
            self.names.update(dict.fromkeys(record))
        elif isinstance(value, list):
            self.arrays += 1
        else:
            self.scalars += 1


def open_json(
    path: Path, encoding: str, budget: Budget, problems: Problems
) -> tuple[str, list[Grid]]:
    """The format ("json", "ndjson" or "geojson") and its grids.

    Raises TableError for JSON that is broken or holds no table.
    """
    stream = JsonStream(path, encoding, budget, problems)
    is_lines = stream.is_lines()
    arrays: dict[tuple[str, ...], _Array] = {}
    for element in _elements(path, encoding, budget, problems, is_lines=is_lines):
        array = arrays.setdefault(element.path, _Array(element.path))
        array.take(element.value)
        if len(array.names) > budget.max_columns:
            raise problems.fail("too_many_columns", limit=budget.max_columns)

    def elements() -> Iterator[Element]:
        return _elements(path, encoding, budget, problems, is_lines=is_lines)

    tables = [each for each in arrays.values() if each.objects or each.arrays]
    grids = [_grid(each, elements, is_only=len(tables) == 1) for each in tables]
    if not grids:
        grids = _columns(list(arrays.values()), elements)
    if not grids:
        raise problems.fail("not_a_table", kind="a JSON document without records")
    is_geo = any(each.features for each in tables)
    return "ndjson" if is_lines else "geojson" if is_geo else "json", grids


def _elements(
    path: Path, encoding: str, budget: Budget, problems: Problems, *, is_lines: bool
) -> Iterator[Element]:
    stream = JsonStream(path, encoding, budget, problems)
    return walk_lines(stream) if is_lines else walk_arrays(stream)


def record_of(value: dict[str, Any]) -> dict[str, Any]:
    """The members of a record as columns; of a GeoJSON feature its properties and its geometry."""
    if value.get("type") == "Feature" and "properties" in value:
        record = _flat(value.get("properties") or {})
        if "id" in value and "id" not in record:
            record = {"id": value["id"]} | record
        name = GEOMETRY
        while name in record:
            name += "_"
        return record | {name: geometry_cell(value.get("geometry"))}
    return _flat(value)


def is_other_geometry(value: dict[str, Any]) -> bool:
    geometry = value.get("geometry")
    return isinstance(geometry, dict) and geometry.get("type") != "Point"


def _flat(value: dict[str, Any], prefix: str = "", depth: int = 1) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, inner in value.items():
        if isinstance(inner, dict) and inner and depth < FLAT_DEPTH:
            flat |= _flat(inner, f"{prefix}{key}.", depth + 1)
        else:
            flat[f"{prefix}{key}"] = inner
    return flat


def cell_of(value: Any) -> Cell:
    """A value of JSON as a cell; what holds others is kept as JSON."""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False) if value else None
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return None
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**18:
        return str(value)
    return value


def _grid(array: _Array, elements: Any, *, is_only: bool) -> Grid:
    name = None if is_only else ".".join(array.path) or None
    if not array.objects:
        return Grid(name, lambda: _array_rows(array.path, elements))
    names = list(array.names)
    notes = []
    if array.not_points:
        notes.append(f"{array.not_points} shapes that are no points are kept as WKT text.")
    return Grid(name, lambda: _object_rows(array.path, names, elements), is_named=True, notes=notes)


def _object_rows(path: tuple[str, ...], names: list[str], elements: Any) -> Iterator[NumberedRow]:
    yield 0, list(names)
    for element in elements():
        if element.path == path and isinstance(element.value, dict):
            record = record_of(element.value)
            yield element.number, [cell_of(record.get(name)) for name in names]


def _array_rows(path: tuple[str, ...], elements: Any) -> Iterator[NumberedRow]:
    for element in elements():
        if element.path == path and isinstance(element.value, list):
            yield element.number, [cell_of(value) for value in element.value]


def _columns(arrays: list[_Array], elements: Any) -> list[Grid]:
    """An object of columns: {"name": ["a", "b"], "value": [1, 2]}."""
    lengths = {each.scalars for each in arrays}
    parents = {each.path[:-1] for each in arrays}
    if len(arrays) < 2 or len(lengths) != 1 or len(parents) != 1:
        return []
    if sum(each.scalars for each in arrays) > MAX_COLUMNS_CELLS:
        return []
    values: dict[tuple[str, ...], list[Cell]] = {each.path: [] for each in arrays}
    for element in elements():
        values[element.path].append(cell_of(element.value))
    rows: list[list[Cell]] = [[path[-1] for path in values]]
    rows += [list(row) for row in zip(*values.values(), strict=True)]
    return [Grid(None, lambda: iter(list(enumerate(rows))), is_named=True)]
