"""The typed rows of a long text file, made by DuckDB straight from the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from chitalishte.tables.bulkscan import BLANK, Scan, connect
from chitalishte.tables.cells import Cell, is_blank
from chitalishte.tables.columns import Part, cells_of
from chitalishte.tables.problems import TableError

if TYPE_CHECKING:
    import duckdb

ROWS = 10_000
SPACES = "".join(letter for letter in map(chr, range(0x3001)) if letter.isspace())
TYPES = {
    "integer": "BIGINT",
    "year": "INTEGER",
    "decimal": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "timestamp": "TIMESTAMP",
}


class BulkRows:
    """Walked any number of times. The file must stay where it is until the table is stored."""

    def __init__(self, scan: Scan, parts: list[Part]):
        self._scan, self._parts = scan, parts

    def __len__(self) -> int:
        return self._scan.count

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        with connect() as connection:
            sql, is_moved = self._sql(connection)
            order = " ORDER BY _row" if is_moved else ""
            found = connection.execute(f"SELECT * EXCLUDE (_row) FROM ({sql}){order}")  # noqa: S608
            while rows := found.fetchmany(ROWS):
                yield from rows

    def load_into(self, connection: duckdb.DuckDBPyConnection, target: str = "data") -> int:
        """Make the table `target` with _row from 1 and the columns; give the number of rows.

        Raises TableError when the file has changed since it was read.
        """
        sql, _ = self._sql(connection)
        connection.execute(f'CREATE TABLE "{target}" AS {sql}')
        for source in self._mapped():
            connection.execute(f"DROP TABLE values_{source}")
        count: int = connection.execute(f'SELECT count(*) FROM "{target}"').fetchall()[0][0]  # noqa: S608
        if count != len(self):
            raise TableError([])
        return count

    def _mapped(self) -> dict[int, list[Part]]:
        """The columns that need the values Python read, with their parts."""
        mapped: dict[int, list[Part]] = {}
        for part in self._parts:
            if self._needs_map(part):
                mapped.setdefault(part.source, []).append(part)
        return mapped

    def _needs_map(self, part: Part) -> bool:
        if part.role != "value":
            return True
        if part.column.type == "text":
            return bool(part.column.missing_markers)
        form, odd = self._scan.forms[part.source], self._scan.odd[part.source]
        if part.column.type == "code":
            return bool(part.column.missing_markers) or (bool(form.fits) and bool(odd))
        return not form.fits or part.plan.type not in form.types or any(map(_is_filled, odd))

    def _sql(self, connection: duckdb.DuckDBPyConnection) -> tuple[str, bool]:
        """The rows as one SELECT; whether they may come in another order than that of _row."""
        mapped = self._mapped()
        joins = []
        for source, parts in mapped.items():
            self._write_map(connection, f"values_{source}", source, parts)
            name = self._name(source)
            joins.append(f"LEFT JOIN values_{source} AS m{source} ON m{source}.raw = {name}")
        shown = ", ".join(
            f"{self._expression(part, mapped)} AS {_quoted(part.column.name)}"
            for part in self._parts
        )
        rows = f"(SELECT row_number() OVER () AS _row, * FROM {self._scan.text})"  # noqa: S608
        return f"SELECT _row, {shown} FROM {rows} {' '.join(joins)}", bool(joins)  # noqa: S608

    def _name(self, source: int) -> str:
        return f"c{self._scan.shape.columns[source]}"

    def _expression(self, part: Part, mapped: dict[int, list[Part]]) -> str:
        name, type_ = self._name(part.source), part.column.type
        at = mapped[part.source].index(part) if part in mapped.get(part.source, []) else None
        read = f"m{part.source}.v{at}" if at is not None else "NULL"
        if part.role != "value":
            return read
        if type_ == "text":
            plain = self._without_blanks(part.source, name)
            return plain if at is None else f"CASE WHEN m{part.source}.raw IS NULL THEN {plain} END"
        form = self._scan.forms[part.source]
        if type_ == "code":
            trimmed = name if form.fits else f"trim({name}, '{SPACES}')"
            plain = self._without_blanks(part.source, trimmed)
            if at is None:
                return plain
            return f"CASE WHEN m{part.source}.raw IS NULL THEN {plain} ELSE {read} END"
        if not form.fits or type_ not in form.types:
            return read
        value = f"CAST({form.value.format(name)} AS {TYPES[type_]})"
        if at is None:
            return value
        return f"CASE WHEN {form.fits.format(name)} THEN {value} ELSE {read} END"

    def _without_blanks(self, source: int, value: str) -> str:
        if not self._scan.has_blanks[source]:
            return value
        return f"CASE WHEN NOT regexp_full_match({self._name(source)}, '{BLANK}') THEN {value} END"

    def _write_map(
        self, connection: duckdb.DuckDBPyConnection, table: str, source: int, parts: list[Part]
    ) -> None:
        raw: list[Cell] = [value for value in self._scan.odd[source] if _is_filled(value)]
        columns = ", ".join(
            f"v{at} {TYPES.get(part.column.type, 'VARCHAR')}" for at, part in enumerate(parts)
        )
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} (raw VARCHAR, {columns})")
        values = [cells_of(part, raw) for part in parts]
        if parts[0].role == "value" and parts[0].column.type == "text":
            kept = [at for at, value in enumerate(values[0]) if value is None]
            raw, values = [raw[at] for at in kept], [[each[at] for at in kept] for each in values]
        _insert(connection, table, [raw, *values])


def _insert(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Sequence[Sequence[object]]
) -> None:
    step = 20_000
    for start in range(0, len(columns[0]), step):
        names = ", ".join(f"unnest(${at + 1})" for at in range(len(columns)))
        slices = [column[start : start + step] for column in columns]
        connection.execute(f"INSERT INTO {table} SELECT {names}", slices)


def _is_filled(value: str) -> bool:
    return not is_blank(value)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
