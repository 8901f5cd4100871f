"""A new file beside the table that is there: its rows added, or put in place by a key."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chitalishte.tables import store
from chitalishte.tables.read import Column, Row, Table
from chitalishte.tables.sqltypes import SQL_TYPES, quoted
from chitalishte.tables.store import StoredVersion

if TYPE_CHECKING:
    import duckdb


class MergeError(ValueError):
    """The file cannot be joined to the table.

    reason  columns: they differ (names say which); key: a key comes twice or is missing (names
            give the columns, value an example)
    """

    def __init__(self, reason: str, names: Sequence[str], value: str = ""):
        self.reason, self.names, self.value = reason, list(names), value
        super().__init__(f"{reason}: {', '.join(names)} {value}".strip())


@dataclass(frozen=True)
class Merged:
    """What can be stored: the old rows in their order, then the new ones.

    key  columns that name a row: a row of the file takes the place of the old row with its key.
         Without a key all rows are added
    """

    old: StoredVersion
    new: Table
    key: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        before = {column.name: column.type for column in self.old.columns}
        after = {column.name: column.type for column in self.new.columns}
        if before != after:
            changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
            raise MergeError("columns", changed)
        if unknown := [name for name in self.key if name not in before]:
            raise MergeError("columns", unknown)

    @property
    def columns(self) -> list[Column]:
        return self.old.columns

    @property
    def rows(self) -> _MergedRows:
        return _MergedRows(self)


class _MergedRows:
    def __init__(self, merged: Merged):
        self._merged = merged

    def __iter__(self) -> Iterator[Row]:
        import duckdb

        names = ", ".join(quoted(column.name) for column in self._merged.columns)
        with duckdb.connect() as connection:
            self.load_into(connection, "data")
            yield from connection.execute(
                f"SELECT {names} FROM data ORDER BY _row"  # noqa: S608
            ).fetchall()

    def load_into(self, connection: duckdb.DuckDBPyConnection, target: str = "data") -> int:
        """Fill a table of this name. Raises MergeError for a key that is not one."""
        merged = self._merged
        with tempfile.TemporaryDirectory() as folder:
            new = store.write(merged.new, folder)
            connection.execute(f"ATTACH {_literal(merged.old)} AS before (READ_ONLY)")
            connection.execute(f"ATTACH {_literal(new)} AS after (READ_ONLY)")
            try:
                self._check_key(connection)
                count = self._fill(connection, target)
            finally:
                connection.execute("DETACH before")
                connection.execute("DETACH after")
        return count

    def _check_key(self, connection: duckdb.DuckDBPyConnection) -> None:
        key = self._merged.key
        if not key:
            return
        names = ", ".join(map(quoted, key))
        missing = " OR ".join(f"{quoted(name)} IS NULL" for name in key)
        for side in ("before", "after"):
            twice = connection.execute(
                f"SELECT {names} FROM {side}.data GROUP BY ALL HAVING count(*) > 1 "  # noqa: S608
                f"UNION ALL (SELECT {names} FROM {side}.data WHERE {missing} LIMIT 1) LIMIT 1"
            ).fetchall()
            if twice:
                raise MergeError(
                    "key", key, ", ".join("" if v is None else str(v) for v in twice[0])
                )

    def _fill(self, connection: duckdb.DuckDBPyConnection, target: str) -> int:
        columns = self._merged.columns
        # an ENUM of one file is another type than that of the other
        cast = ", ".join(
            f"CAST({quoted(each.name)} AS {SQL_TYPES[each.type]}) AS {quoted(each.name)}"
            for each in columns
        )
        names = ", ".join(quoted(column.name) for column in columns)
        old = f"SELECT 0 AS _part, _row AS _place, {cast} FROM before.data"  # noqa: S608
        new = f"SELECT 1 AS _part, _row AS _place, {cast} FROM after.data"  # noqa: S608
        if key := self._merged.key:
            using = ", ".join(map(quoted, key))
            keys = ", ".join(
                f"CAST({quoted(n)} AS {SQL_TYPES[self._merged.old.column(n).type]}) AS {quoted(n)}"
                for n in key
            )
            places = f"(SELECT _row AS _old, {keys} FROM before.data)"  # noqa: S608
            old = f"SELECT o.* FROM ({old}) o ANTI JOIN ({new}) n USING ({using})"  # noqa: S608
            new = (
                f"SELECT CASE WHEN _old IS NULL THEN 1 ELSE 0 END AS _part, "  # noqa: S608
                f"coalesce(_old, _place) AS _place, {names} "
                f"FROM ({new}) n LEFT JOIN {places} p USING ({using})"
            )
        connection.execute(
            f"CREATE TABLE {quoted(target)} AS SELECT "  # noqa: S608
            f"row_number() OVER (ORDER BY _part, _place) AS _row, {names} "
            f"FROM ({old} UNION ALL BY NAME {new}) ORDER BY _row"
        )
        return connection.execute(f"SELECT count(*) FROM {quoted(target)}").fetchall()[0][0]  # noqa: S608


def _literal(version: StoredVersion) -> str:
    return "'" + str(version.duckdb_path).replace("'", "''") + "'"
