"""Whole tables out, written by DuckDB itself while they are sent.

Each dump has a connection of its own that can reach its own file and one named pipe, and nothing
else. DuckDB writes into the pipe, we read from it, so no more is held in memory than the buffers
of both. The same question to the same version gives the same bytes each time.
"""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chitalishte.tables.connections import READER
from chitalishte.tables.query import Question, columns_of, rows_query
from chitalishte.tables.read import Column
from chitalishte.tables.sqltypes import QUIET, SQL_TYPES, quoted
from chitalishte.tables.store import StoredVersion

PIECE = 1024**2
MEMORY = "256MB"
THREADS = 2
AT_ONCE = threading.BoundedSemaphore(4)  # dumps; who comes later waits for a place
PATIENCE = 60  # seconds
BOM = b"\xef\xbb\xbf"


class DumpError(RuntimeError):
    """The dump broke off; what was sent is not the whole table."""


class BusyError(DumpError):
    """Too many dumps at once; ask again later."""


@dataclass(frozen=True)
class CsvStyle:
    """is_safe     texts that a spreadsheet would run as formulas get an apostrophe before them
    with_bom    so that Excel knows it is UTF-8
    is_bulgarian  semicolons between cells, decimal commas, да and не
    with_labels   the headers of the file instead of the names of the columns
    """

    is_safe: bool = True
    with_bom: bool = False
    is_bulgarian: bool = False
    with_labels: bool = False


def csv_pieces(
    version: StoredVersion, question: Question, style: CsvStyle | None = None
) -> Iterator[bytes]:
    """CSV in UTF-8. Raises QueryError before the first piece."""
    style = style or CsvStyle()
    columns = columns_of(version, question)
    names = [column.label if style.with_labels else column.name for column in columns]
    sign = ";" if style.is_bulgarian else ","
    header = sign.join(_csv_name(name, sign, style.is_safe) for name in names) + "\n"
    yield (BOM if style.with_bom else b"") + header.encode()
    shown = [_csv_cell(column, style) for column in columns]
    yield from _pieces(version, question, shown, f"FORMAT csv, HEADER false, DELIMITER '{sign}'")


def ndjson_pieces(version: StoredVersion, question: Question) -> Iterator[bytes]:
    """One JSON object a line, by names of columns. Raises QueryError before the first piece."""
    shown = [_json_value(column) for column in columns_of(version, question)]
    yield from _pieces(version, question, shown, "FORMAT json")


def parquet_pieces(version: StoredVersion, question: Question) -> Iterator[bytes]:
    """A Parquet file. Raises QueryError before the first piece."""
    shown = [_plain(column) for column in columns_of(version, question)]
    yield from _pieces(version, question, shown, "FORMAT parquet, COMPRESSION zstd")


def arrow_pieces(version: StoredVersion, question: Question) -> Iterator[bytes]:
    """An Arrow IPC stream. Raises QueryError before the first piece."""
    from nanoarrow.ipc import StreamWriter

    names = ", ".join(_plain(column) for column in columns_of(version, question))
    with _place(), _pipe() as pipe, _open(version) as connection:
        sql, values = rows_query(version, question, connection)
        relation = connection.sql(f"SELECT {names} FROM ({sql})", params=values)  # noqa: S608

        def write() -> None:
            with pipe.open("wb") as file, StreamWriter.from_writable(file) as writer:
                writer.write_stream(relation)

        yield from _read(write, pipe)


def _pieces(
    version: StoredVersion, question: Question, shown: list[str], options: str
) -> Iterator[bytes]:
    with _place(), _pipe() as pipe, _open(version, pipe) as connection:
        sql, values = rows_query(version, question, connection)
        names = ", ".join(shown)
        copy = f"COPY (SELECT {names} FROM ({sql})) TO '{pipe}' ({options})"  # noqa: S608
        yield from _read(lambda: connection.execute(copy, values), pipe)


def _read(write: Callable[[], object], pipe: Path) -> Iterator[bytes]:
    broken: list[BaseException] = []

    def run() -> None:
        try:
            write()
        except Exception as error:
            broken.append(error)
        finally:
            # a failure before the pipe was opened must not leave its reader waiting
            os.close(os.open(pipe, os.O_RDWR | os.O_NONBLOCK))

    writer = threading.Thread(target=run, daemon=True)
    writer.start()
    descriptor = os.open(pipe, os.O_RDONLY)
    try:
        while piece := os.read(descriptor, PIECE):
            yield piece
    finally:
        os.close(descriptor)  # when our reader has gone, the writer meets a broken pipe and stops
        writer.join()
    if broken:
        raise DumpError(str(broken[0])) from broken[0]


@contextmanager
def _pipe() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="chitalishte-") as folder:
        pipe = Path(folder) / "pipe"
        os.mkfifo(pipe)
        yield pipe


@contextmanager
def _place() -> Iterator[None]:
    if not AT_ONCE.acquire(timeout=PATIENCE):
        raise BusyError("too many dumps at once")
    try:
        yield
    finally:
        AT_ONCE.release()


@contextmanager
def _open(version: StoredVersion, pipe: Path | None = None) -> Iterator[Any]:
    import duckdb

    allowed = [] if pipe is None else [str(pipe)]
    settings: dict[str, Any] = {"memory_limit": MEMORY, "threads": THREADS}
    connection = duckdb.connect(":memory:", config=settings)
    try:
        connection.execute(QUIET)
        path = str(version.duckdb_path).replace("'", "''")
        connection.execute(f"ATTACH '{path}' AS kept (READ_ONLY)")
        connection.execute("USE kept")
        connection.execute("SET allowed_paths = ?", [allowed])
        for name, value in READER.items():  # lock_configuration comes last
            connection.execute(f"SET {name} = '{value}'")
        yield connection
    finally:
        connection.close()


def _csv_name(name: str, sign: str, is_safe: bool) -> str:
    if is_safe and name.startswith(("=", "+", "-", "@", "\t", "\r")):
        name = f"'{name}"
    if any(each in name for each in (sign, '"', "\n", "\r")):
        return '"' + name.replace('"', '""') + '"'
    return name


def _csv_cell(column: Column, style: CsvStyle) -> str:
    name = quoted(column.name)
    shown = name
    if column.type in ("text", "code") and style.is_safe:
        plain = f"CAST({name} AS VARCHAR)"
        # what a spreadsheet runs begins below the letters; the short test comes first
        shown = (
            f"CASE WHEN {plain} < 'A' AND regexp_matches({plain}, '^[=+@\\t\\r-]') "
            f"THEN chr(39) || {plain} ELSE {plain} END"
        )
    elif column.type == "decimal" and style.is_bulgarian:
        shown = f"replace(CAST({name} AS VARCHAR), '.', ',')"
    elif column.type == "boolean" and style.is_bulgarian:
        shown = f"CASE WHEN {name} THEN 'да' WHEN NOT {name} THEN 'не' END"
    return f"{shown} AS {name}"


def _json_value(column: Column) -> str:
    name = quoted(column.name)
    if column.type == "timestamp":
        return f"replace(CAST({name} AS VARCHAR), ' ', 'T') AS {name}"
    if column.type == "decimal":  # JSON has no infinity and no NaN
        return f"CASE WHEN isfinite({name}) THEN {name} END AS {name}"
    return _plain(column)


def _plain(column: Column) -> str:
    name = quoted(column.name)
    if SQL_TYPES[column.type] == "VARCHAR":
        return f"CAST({name} AS VARCHAR) AS {name}"
    return name
