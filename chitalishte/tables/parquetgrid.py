"""A Parquet file as a grid, through DuckDB. What a cell cannot hold is kept as text.

The types of the file are trusted: a text column stays text however its values look.
"""

from collections.abc import Callable, Iterator
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from chitalishte.tables.budget import Budget
from chitalishte.tables.causes import told
from chitalishte.tables.cells import Cell, Grid, NumberedRow
from chitalishte.tables.problems import Problems, TableError

ROWS = 10_000
KEPT = (str, int, date)  # datetime is a date
NESTED = ("STRUCT", "MAP", "UNION")
BYTES = ("BLOB", "GEOMETRY", "WKB_BLOB")


def open_parquet(path: Path, budget: Budget, problems: Problems) -> list[Grid]:
    """Raises TableError for a file that is damaged or has too many columns."""
    with _connection() as connection:
        described = _described(connection, path, problems)
    if len(described) > budget.max_columns:
        raise problems.fail("too_many_columns", limit=budget.max_columns)
    notes = [
        f"The column {name} holds {type_} and was left out."
        for name, type_ in described
        if type_.startswith(BYTES)
    ]
    kept = [(name, type_) for name, type_ in described if not type_.startswith(BYTES)]

    def walk() -> Iterator[NumberedRow]:
        yield 0, [name for name, _ in kept]
        chosen = ", ".join(_selected(name, type_) for name, type_ in kept)
        with _connection() as connection:
            number = 0
            try:
                sql = f"SELECT {chosen} FROM read_parquet($1)"  # noqa: S608 - quoted names
                found = connection.execute(sql, [str(path)])
                while rows := found.fetchmany(ROWS):
                    for row in rows:
                        number += 1
                        yield number, [_cell(value) for value in row]
            except duckdb.Error as error:
                raise _broken(error, problems) from None

    return [Grid(None, walk, is_named=True, notes=notes)] if kept else []


def _connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"threads": 2, "memory_limit": "1GB"})


def _described(
    connection: duckdb.DuckDBPyConnection, path: Path, problems: Problems
) -> list[tuple[str, str]]:
    try:
        found = connection.execute("DESCRIBE SELECT * FROM read_parquet($1)", [str(path)])
        return [(name, type_) for name, type_, *_ in found.fetchall()]
    except duckdb.Error as error:
        raise _broken(error, problems) from None


def _broken(error: Exception, problems: Problems) -> TableError:
    return problems.fail("broken_parquet", reason=told(error))


def _selected(name: str, type_: str) -> str:
    quoted = '"' + name.replace('"', '""') + '"'
    if type_.startswith(NESTED) or type_.endswith("]"):
        return f"to_json({quoted})::VARCHAR"
    if type_ == "TIMESTAMP WITH TIME ZONE":
        return f"strftime({quoted}::TIMESTAMP, '%Y-%m-%dT%H:%M:%S') || 'Z'"
    return quoted


def _cell(value: Any) -> Cell:
    if convert := _CONVERTERS.get(type(value)):
        return convert(value)
    return value if value is None or isinstance(value, KEPT) else str(value)


def _number(value: float) -> Cell:
    return None if value != value else value


def _decimal(value: Decimal) -> Cell:
    return (
        int(value) if value == value.to_integral_value() and _has_no_scale(value) else float(value)
    )


def _has_no_scale(value: Decimal) -> bool:
    return value.as_tuple().exponent == 0


_CONVERTERS: dict[type, Callable[[Any], Cell]] = {
    float: _number,
    Decimal: _decimal,
    time: lambda value: value.isoformat(timespec="seconds"),
}
