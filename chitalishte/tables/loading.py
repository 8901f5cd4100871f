"""Typed rows into DuckDB and Parquet files, in memory that does not grow with them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
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
PIECE = 1024**2


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


@dataclass(frozen=True)
class Loaded:
    """hash: of the content; see `serialise`."""

    hash: str
    row_count: int


def serialise(
    columns: list[Column], rows: Iterable[Row], write: Callable[[bytes], object]
) -> tuple[Loaded, int]:
    """Write rows in the one form that gives a version its name; also give the longest row.

    SHA-256 of one JSON line with names and types, then CSV in UTF-8 with CRLF: the number of the
    row from 1, then its cells; nothing for a missing value, True and False, dates as in
    ISO 8601, fractions as Python's shortest repr. The JSON line is not written.
    """
    head = json.dumps([[column.name, column.type] for column in columns], ensure_ascii=False)
    sha = hashlib.sha256(head.encode("utf-8") + b"\n")
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)

    def drain() -> None:
        piece = buffer.getvalue().encode("utf-8")
        sha.update(piece)
        write(piece)
        buffer.seek(0)
        buffer.truncate()

    number = longest = waiting = 0
    for number, row in enumerate(rows, start=1):
        written = writer.writerow((number, *row))
        waiting += written
        longest = max(longest, written)
        if waiting > PIECE:
            drain()
            waiting = 0
    drain()
    return Loaded(sha.hexdigest(), number), longest


def load(columns: list[Column], rows: Iterable[Row], folder: Path) -> Loaded:
    """Write table.duckdb and table.parquet into the folder.

    The rows pass through a plain file, because that is four times faster than handing Python
    values to DuckDB and needs no other library.
    """
    passing = folder / "rows.csv"
    try:
        with passing.open("wb") as file:
            loaded, longest = serialise(columns, rows, file.write)
        _build(columns, passing, longest, folder)
    finally:
        passing.unlink(missing_ok=True)
    return loaded


def _build(columns: list[Column], passing: Path, longest: int, folder: Path) -> None:
    import duckdb

    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": "2",
        "memory_limit": "512MB",
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
