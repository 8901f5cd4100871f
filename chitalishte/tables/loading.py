"""Typed rows into DuckDB and Parquet files, in memory that does not grow with them.

passing.duckdb   the rows as they came, gone at the end
table.duckdb     the same, where a column of few different texts is an ENUM in their order
table.parquet    for people, with plain texts
counts.json      how often each value of an ENUM comes
"""

from __future__ import annotations

import csv
import errno
import hashlib
import json
import os
import tempfile
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chitalishte.tables.read import Column, Row
from chitalishte.tables.sqltypes import QUIET, SQL_TYPES, quoted, sort_key

if TYPE_CHECKING:
    import duckdb

FEW = 4096  # different values that an ENUM may have
REPEATED = 4  # times a value must come on average, or an ENUM gains nothing
ALL_LETTERS = 512 * 1024  # of all values of an ENUM together
PIECE = 1024**2
ROWS = "rows.csv"


@dataclass(frozen=True)
class Loaded:
    """hash: of the content; see `_hash`."""

    hash: str
    row_count: int


class Load:
    """One table on its way into a folder. Raises OSError when the disk refuses.

    with Load(columns, rows, folder) as load:
        load.loaded   its hash and the number of rows
        load.finish() writes the files that stay
    """

    def __init__(self, columns: list[Column], rows: Iterable[Row], folder: Path):
        import duckdb

        self._columns, self._folder, self._error = columns, folder, duckdb.IOException
        try:
            self._connection = duckdb.connect(
                str(folder / "passing.duckdb"), config=_config(folder)
            )
        except duckdb.IOException as error:
            raise OSError(errno.EIO, str(error)) from error
        try:
            self._connection.execute(QUIET)
            self._fill(rows)
            self.loaded = _hash(self._connection, columns, folder)
        except BaseException as error:
            self.close()
            self._translate(error)
            raise

    def __enter__(self) -> Load:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self.close()
        if error is not None:
            self._translate(error)

    def close(self) -> None:
        self._connection.close()
        for name in ("passing.duckdb", "passing.duckdb.wal", ROWS):
            (self._folder / name).unlink(missing_ok=True)

    def _translate(self, error: BaseException) -> None:
        """What DuckDB says of the disk, as Python says it."""
        if isinstance(error, self._error):
            raise OSError(errno.EIO, str(error)) from error

    def _fill(self, rows: Iterable[Row]) -> None:
        if hasattr(rows, "load_into"):
            rows.load_into(self._connection, "data")
            return
        passing = self._folder / ROWS
        with passing.open("w", encoding="utf-8", newline="") as file:
            longest = _write_rows(file, rows)
        _read_rows(self._connection, self._columns, passing, longest)
        passing.unlink()

    def finish(self) -> None:
        connection = self._connection
        order = _order(connection)
        enums = _find_enums(connection, self._columns, self.loaded.row_count)
        target = _literal(self._folder / "table.duckdb")
        connection.execute(f"ATTACH {target} AS kept")
        counts: dict[str, list[tuple[str, int]]] = {}
        selected = ["_row"]
        for column in self._columns:
            name = quoted(column.name)
            if column.name in enums:
                type_, counts[column.name] = _make_enum(connection, column, len(counts))
                selected.append(f"CAST({name} AS {type_}) AS {name}")
            else:
                selected.append(name)
        connection.execute(
            f"CREATE TABLE kept.data AS SELECT {', '.join(selected)} FROM data{order}"  # noqa: S608
        )
        connection.execute("DETACH kept")
        names = ", ".join(quoted(column.name) for column in self._columns)
        connection.execute(
            f"COPY (SELECT {names} FROM data{order}) "  # noqa: S608
            f"TO {_literal(self._folder / 'table.parquet')} (FORMAT parquet, COMPRESSION zstd)"
        )
        text = json.dumps(counts, ensure_ascii=False, separators=(",", ":"))
        (self._folder / "counts.json").write_text(text + "\n", encoding="utf-8")


def load(columns: list[Column], rows: Iterable[Row], folder: Path) -> Loaded:
    """Write table.duckdb, table.parquet and counts.json into the folder. Raises OSError."""
    with Load(columns, rows, folder) as load:
        load.finish()
        return load.loaded


def content_hash(columns: list[Column], rows: Iterable[Row]) -> str:
    """The hash a table would be stored under."""
    with tempfile.TemporaryDirectory() as folder, Load(columns, rows, Path(folder)) as load:
        return load.loaded.hash


def _config(folder: Path) -> dict[str, Any]:
    return {
        "threads": "2",
        "memory_limit": "512MB",
        "temp_directory": str(folder / "spilled"),
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }


def _write_rows(file: Any, rows: Iterable[Row]) -> int:
    """Write numbered rows as CSV; give the letters of the longest."""
    writer = csv.writer(file)
    longest = 0
    for number, row in enumerate(rows, start=1):
        longest = max(longest, writer.writerow((number, *row)))
    return longest


def _read_rows(
    connection: duckdb.DuckDBPyConnection, columns: list[Column], passing: Path, longest: int
) -> None:
    types = {"_row": "BIGINT"} | {column.name: SQL_TYPES[column.type] for column in columns}
    definition = ", ".join(f"{quoted(name)} {type_} " for name, type_ in types.items())
    connection.execute(f"CREATE TABLE data ({definition})")
    # a plain file is four times faster than handing Python values to DuckDB; four bytes are the
    # most a letter takes in UTF-8
    connection.execute(
        "INSERT INTO data SELECT * FROM read_csv(?, columns = ?, auto_detect = false,"
        " header = false, delim = ',', quote = '\"', escape = '\"', nullstr = '',"
        " new_line = '\\r\\n', parallel = false, max_line_size = ?)",
        [str(passing), types, max(2_000_000, 4 * longest + 16)],
    )


def _hash(connection: duckdb.DuckDBPyConnection, columns: list[Column], folder: Path) -> Loaded:
    """The name of a version, out of its content alone.

    SHA-256 of one JSON line with names and types, then CSV in UTF-8 as DuckDB writes it: the
    number of the row from 1, then its cells; every text in quotation marks, nothing for a missing
    value, so that no two tables are written alike.
    """
    head = json.dumps([[column.name, column.type] for column in columns], ensure_ascii=False)
    sha = hashlib.sha256(head.encode("utf-8") + b"\n")
    names = ", ".join(["_row", *(quoted(column.name) for column in columns)])
    texts = [quoted(c.name) for c in columns if SQL_TYPES[c.type] == "VARCHAR"]
    forced = f", FORCE_QUOTE ({', '.join(texts)})" if texts else ""
    pipe = folder / "hashed"
    os.mkfifo(pipe)

    def read() -> None:
        with pipe.open("rb", buffering=0) as written:
            while piece := written.read(PIECE):
                sha.update(piece)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        connection.execute(
            f"COPY (SELECT {names} FROM data{_order(connection)}) TO {_literal(pipe)} "  # noqa: S608
            f"(FORMAT csv, HEADER false, NULLSTR ''{forced})"
        )
    finally:
        # whoever failed before opening the pipe must not leave the reader waiting for a writer
        os.close(os.open(pipe, os.O_RDWR | os.O_NONBLOCK))
        reader.join()
        pipe.unlink()
    return Loaded(sha.hexdigest(), _one(connection, "SELECT count(*) FROM data"))


def _order(connection: duckdb.DuckDBPyConnection) -> str:
    """DuckDB keeps the order of a table unasked; asking sorts it, which takes its time."""
    is_moved = _one(connection, "SELECT count(*) FROM data WHERE _row <> rowid + 1")
    return " ORDER BY _row" if is_moved else ""


def _find_enums(
    connection: duckdb.DuckDBPyConnection, columns: list[Column], row_count: int
) -> set[str]:
    """The columns of text with few different values that come again and again."""
    texts = [c.name for c in columns if SQL_TYPES[c.type] == "VARCHAR" and c.type != "point"]
    if not texts:
        return set()
    counted = ", ".join(f"approx_count_distinct({quoted(name)})" for name in texts)
    about = connection.execute(f"SELECT {counted} FROM data").fetchall()[0]  # noqa: S608
    found = set()
    for name, number in zip(texts, about, strict=True):
        if not 0 < number <= FEW * 1.2:
            continue
        distinct, letters = connection.execute(
            f"SELECT count(*), sum(length(v)) FROM (SELECT DISTINCT {quoted(name)} AS v FROM data) "  # noqa: S608
            "WHERE v IS NOT NULL"
        ).fetchall()[0]
        if 0 < distinct <= min(FEW, row_count // REPEATED) and letters <= ALL_LETTERS:
            found.add(name)
    return found


def _make_enum(
    connection: duckdb.DuckDBPyConnection, column: Column, number: int
) -> tuple[str, list[tuple[str, int]]]:
    """Make the type in `kept`; give its name and its values with their counts, in order."""
    name, type_ = quoted(column.name), f"kept.values_{number}"
    ordered = (
        f"SELECT v, n FROM (SELECT {name} AS v, count(*) AS n FROM data GROUP BY 1) "  # noqa: S608
        f"WHERE v IS NOT NULL ORDER BY {sort_key(column, 'v')}, v"
    )
    connection.execute(f"CREATE TYPE {type_} AS ENUM (SELECT v FROM ({ordered}))")  # noqa: S608
    return type_, connection.execute(ordered).fetchall()


def _one(connection: duckdb.DuckDBPyConnection, sql: str) -> Any:
    return connection.execute(sql).fetchall()[0][0]


def _literal(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
