"""Typed rows into DuckDB and Parquet files, in memory that does not grow with them."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from chitalishte.tables.read import Column, Row

if TYPE_CHECKING:
    import duckdb

SQL_TYPES = {
    "text": "VARCHAR",
    "code": "VARCHAR",
    "integer": "BIGINT",
    "decimal": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "year": "INTEGER",
}
BATCH = 2_000


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def load(columns: list[Column], rows: Iterable[Row], folder: Path) -> int:
    """Write table.duckdb and table.parquet into the folder; give the number of rows.

    The rows pass through a plain file, because that is ten times faster than handing Python
    values to DuckDB one by one and needs no other library.
    """
    passing = folder / "rows.csv"
    try:
        count, longest = _write_rows(passing, rows)
        _build(columns, passing, longest, folder)
    finally:
        passing.unlink(missing_ok=True)
    return count


def _write_rows(path: Path, rows: Iterable[Row]) -> tuple[int, int]:
    """Give the number of rows and the most characters a row can have in the file."""
    number = longest = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        before = 0
        for number, row in enumerate(rows, start=1):
            written = writer.writerow((number, *row))
            longest = max(longest, written)
            before += written
    return number, longest


def _build(columns: list[Column], passing: Path, longest: int, folder: Path) -> None:
    import duckdb

    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": "2",
        "memory_limit": "1GB",
        "autoinstall_known_extensions": "false",
    }
    with duckdb.connect(str(folder / "table.duckdb"), config=config) as connection:
        _insert(connection, columns, passing, longest)
        names = ", ".join(quoted(column.name) for column in columns)
        target = str(folder / "table.parquet").replace("'", "''")
        connection.execute(
            f"COPY (SELECT {names} FROM data ORDER BY _row) "  # noqa: S608
            f"TO '{target}' (FORMAT parquet, COMPRESSION zstd)"
        )


def _insert(
    connection: duckdb.DuckDBPyConnection, columns: list[Column], passing: Path, longest: int
) -> None:
    types = {"_row": "BIGINT"} | {column.name: SQL_TYPES[column.type] for column in columns}
    definition = ", ".join(f"{quoted(name)} {type_} " for name, type_ in types.items())
    connection.execute(f"CREATE TABLE data ({definition})")
    # four bytes are the most a letter takes in UTF-8
    connection.execute(
        "INSERT INTO data SELECT * FROM read_csv(?, columns = ?, auto_detect = false,"
        " header = false, delim = ',', quote = '\"', escape = '\"', nullstr = '',"
        " new_line = '\\r\\n', parallel = false, max_line_size = ?)",
        [str(passing), types, max(2_000_000, 4 * longest + 16)],
    )
