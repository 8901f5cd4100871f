"""What changed between two stored versions of one table.

compare(before, after, key)   how many rows and which columns; sums of the numbers
changes(before, after, key)   the rows themselves, one after the other

Rows are known again by a key: the columns asked for, when they tell every row from every other in
both versions; else the first column that does; else there is no key and whole rows are compared,
so that a row of which one cell changed is one row removed and one added.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from chitalishte.tables.connections import READER
from chitalishte.tables.read import Column
from chitalishte.tables.sqltypes import SQL_TYPES, quoted
from chitalishte.tables.store import StoredVersion

if TYPE_CHECKING:
    import duckdb

NUMBERS = ("integer", "decimal")
BATCH = 2_000
MEMORY = "256MB"


@dataclass(frozen=True)
class Sum:
    """The sum of a column of numbers in each version; None when it has no value there."""

    column: Column
    before: float | int | None
    after: float | int | None


@dataclass(frozen=True)
class Difference:
    """key: the columns by which rows were known again; empty when whole rows were compared.

    refused_key  the columns asked for, when they do not tell the rows apart
    retyped      (before, after) of columns whose type changed
    changed      rows with the same key of which some cell of a common column changed
    """

    key: tuple[str, ...]
    refused_key: tuple[str, ...]
    added_columns: tuple[Column, ...]
    removed_columns: tuple[Column, ...]
    retyped: tuple[tuple[Column, Column], ...]
    added: int
    removed: int
    changed: int
    same: int
    sums: tuple[Sum, ...]

    @property
    def is_empty(self) -> bool:
        rows = self.added + self.removed + self.changed
        return not (rows or self.added_columns or self.removed_columns or self.retyped)


@dataclass(frozen=True)
class Change:
    """kind: added, removed or changed; the row as it was and as it is, None where there is none."""

    kind: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @property
    def columns(self) -> list[str]:
        """The columns in which a changed row differs; a column of one version only does not."""
        if self.before is None or self.after is None:
            return []
        return [
            name
            for name, value in self.after.items()
            if name in self.before and self.before[name] != value
        ]


# versions never change, so their difference does not either
@lru_cache(maxsize=256)
def compare(
    before: StoredVersion, after: StoredVersion, wanted_key: tuple[str, ...] = ()
) -> Difference:
    """Raises OSError and duckdb.Error when a version's file is not there."""
    common = _common(before, after)
    with _both(before, after) as cursor:
        key = _key(cursor, before, after, wanted_key)
        added, removed, changed = (
            _count(cursor, _sql(kind, before, after, key))
            for kind in ("added", "removed", "changed")
        )
        sums = tuple(
            Sum(new, _sum(cursor, "old", old), _sum(cursor, "new", new))
            for old, new in common
            if old.type in NUMBERS and new.type in NUMBERS
        )
    kept_before = {column.name for column in before.columns}
    kept_after = {column.name for column in after.columns}
    return Difference(
        key=key,
        refused_key=() if key == wanted_key else wanted_key,
        added_columns=tuple(one for one in after.columns if one.name not in kept_before),
        removed_columns=tuple(one for one in before.columns if one.name not in kept_after),
        retyped=tuple((old, new) for old, new in common if old.type != new.type),
        added=added,
        removed=removed,
        changed=changed,
        same=after.row_count - added - changed,
        sums=sums,
    )


def changes(
    before: StoredVersion, after: StoredVersion, wanted_key: tuple[str, ...] = ()
) -> Iterator[Change]:
    """Every row that changed: the changed ones, the added, the removed, each as in its version."""
    names = {
        "old": [column.name for column in before.columns],
        "new": [column.name for column in after.columns],
    }
    key = compare(before, after, wanted_key).key
    with _both(before, after) as cursor:
        for kind in ("changed", "added", "removed"):
            result = cursor.execute(_sql(kind, before, after, key))
            while rows := result.fetchmany(BATCH):
                for row in rows:
                    yield _change(kind, row, names["old"], names["new"])


def _change(kind: str, row: Sequence[Any], old: list[str], new: list[str]) -> Change:
    if kind == "added":
        return Change(kind, None, dict(zip(new, row, strict=True)))
    if kind == "removed":
        return Change(kind, dict(zip(old, row, strict=True)), None)
    return Change(
        kind,
        dict(zip(old, row[: len(old)], strict=True)),
        dict(zip(new, row[len(old) :], strict=True)),
    )


@contextmanager
def _both(before: StoredVersion, after: StoredVersion) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection of its own with the two files as `old` and `new`, and nothing else in reach."""
    import duckdb

    with duckdb.connect(config={"memory_limit": MEMORY, "threads": 2}) as connection:
        for name, version in (("old", before), ("new", after)):
            path = str(version.duckdb_path).replace("'", "''")
            connection.execute(f"ATTACH '{path}' AS {name} (READ_ONLY)")
        for setting, value in READER.items():
            connection.execute(f"SET {setting} = '{value}'")
        yield connection


def _common(before: StoredVersion, after: StoredVersion) -> list[tuple[Column, Column]]:
    known = {column.name: column for column in before.columns}
    return [(known[column.name], column) for column in after.columns if column.name in known]


def _key(
    cursor: duckdb.DuckDBPyConnection,
    before: StoredVersion,
    after: StoredVersion,
    wanted: tuple[str, ...],
) -> tuple[str, ...]:
    common = [(old, new) for old, new in _common(before, after) if _as(old, new)]
    names = {new.name for _, new in common}
    if wanted and names.issuperset(wanted) and _tells_apart(cursor, wanted):
        return wanted
    for old, new in common:
        # a measurement that happens to be different in every row is nobody's name
        is_measured = "decimal" in (old.type, new.type)
        if old.unique and new.unique and not is_measured and _tells_apart(cursor, (new.name,)):
            return (new.name,)
    return ()


def _tells_apart(cursor: duckdb.DuckDBPyConnection, names: Sequence[str]) -> bool:
    listed = ", ".join(map(quoted, names))
    missing = " OR ".join(f"{quoted(name)} IS NULL" for name in names)
    return all(
        not cursor.execute(
            f"SELECT 1 FROM {table}.data WHERE {missing} UNION ALL "  # noqa: S608
            f"(SELECT 1 FROM {table}.data GROUP BY {listed} HAVING count(*) > 1) LIMIT 1"
        ).fetchall()
        for table in ("old", "new")
    )


def _as(old: Column, new: Column) -> str:
    """The SQL type in which values of both versions can be compared."""
    if old.type in NUMBERS and new.type in NUMBERS and old.type != new.type:
        return "DOUBLE"
    if SQL_TYPES[old.type] == SQL_TYPES[new.type]:
        return SQL_TYPES[new.type]
    return "VARCHAR"


def _sql(kind: str, before: StoredVersion, after: StoredVersion, key: tuple[str, ...]) -> str:
    """The rows of a kind, in the order of their version."""
    common = _common(before, after)
    if not key:
        return _whole_rows(kind, before, after, common)
    same_key = " AND ".join(_equal(pair) for pair in common if pair[1].name in key)
    old = ", ".join(f"o.{quoted(column.name)}" for column in before.columns)
    new = ", ".join(f"n.{quoted(column.name)}" for column in after.columns)
    if kind == "added":
        return f"SELECT {new} FROM new.data n ANTI JOIN old.data o ON {same_key} ORDER BY n._row"  # noqa: S608
    if kind == "removed":
        return f"SELECT {old} FROM old.data o ANTI JOIN new.data n ON {same_key} ORDER BY o._row"  # noqa: S608
    differs = " OR ".join(_differs(pair) for pair in common if pair[1].name not in key) or "false"
    return (
        f"SELECT {old}, {new} FROM new.data n JOIN old.data o ON {same_key} "  # noqa: S608
        f"WHERE {differs} ORDER BY n._row"
    )


def _cast(side: str, pair: tuple[Column, Column]) -> str:
    return f"{side}.{quoted(pair[1].name)}::{_as(*pair)}"


def _equal(pair: tuple[Column, Column]) -> str:
    return f"{_cast('o', pair)} = {_cast('n', pair)}"


def _differs(pair: tuple[Column, Column]) -> str:
    return f"{_cast('o', pair)} IS DISTINCT FROM {_cast('n', pair)}"


def _whole_rows(
    kind: str,
    before: StoredVersion,
    after: StoredVersion,
    common: list[tuple[Column, Column]],
) -> str:
    """Rows of one version that the other has not, or not so many times: the last of them."""
    mine, other = ("new", "old") if kind == "added" else ("old", "new")
    columns = after.columns if kind == "added" else before.columns
    shown = ", ".join(f"m.{quoted(column.name)}" for column in columns)
    if kind == "changed" or not common:
        where = "WHERE false" if kind == "changed" else ""
        return f"SELECT {shown} FROM {mine}.data m {where} ORDER BY m._row"  # noqa: S608
    parts = {
        side: ", ".join(f"d.{quoted(new.name)}::{_as(old, new)} AS c{at}"
                        for at, (old, new) in enumerate(common))
        for side in ("mine", "other")
    }  # fmt: skip
    names = [f"c{at}" for at in range(len(common))]
    listed = ", ".join(names)
    same = " AND ".join(f"a.{name} IS NOT DISTINCT FROM b.{name}" for name in names)
    return (
        f"WITH a AS (SELECT d._row, {parts['mine']} FROM {mine}.data d), "  # noqa: S608
        f"numbered AS (SELECT *, row_number() OVER (PARTITION BY {listed} ORDER BY _row) AS nth "
        f"FROM a), b AS (SELECT {listed}, count(*) AS times FROM "
        f"(SELECT {parts['other']} FROM {other}.data d) GROUP BY ALL), "
        f"left_over AS (SELECT a._row FROM numbered a LEFT JOIN b ON {same} "
        f"WHERE a.nth > coalesce(b.times, 0)) "
        f"SELECT {shown} FROM {mine}.data m SEMI JOIN left_over USING (_row) ORDER BY m._row"
    )


def _count(cursor: duckdb.DuckDBPyConnection, sql: str) -> int:
    return cursor.execute(f"SELECT count(*) FROM ({sql})").fetchall()[0][0]  # noqa: S608


def _sum(cursor: duckdb.DuckDBPyConnection, table: str, column: Column) -> float | int | None:
    function = "fsum" if column.type == "decimal" else "sum"
    sql = f"SELECT {function}({quoted(column.name)}) FROM {table}.data"  # noqa: S608
    found = cursor.execute(sql).fetchall()[0][0]
    return float(format(found, ".12g")) if isinstance(found, float) else found
