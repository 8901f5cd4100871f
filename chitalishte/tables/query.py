"""Questions to a stored version: a page of rows, all rows, the values of a column.

Names of columns are checked against the version and quoted; values are always bound as
parameters. Texts are compared without case; rows without a value come last; equal rows keep
the order of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chitalishte.tables.connections import shared
from chitalishte.tables.grammar import TRUTHS, as_text, parse_value
from chitalishte.tables.loading import quoted
from chitalishte.tables.read import Column, Row
from chitalishte.tables.store import StoredVersion

if TYPE_CHECKING:
    import duckdb

OPERATORS = ("eq", "contains", "ge", "le", "missing")
TEXTS = ("text", "code")
SEARCHED = ("text", "code", "integer", "year", "date")
BATCH = 5_000


class QueryError(ValueError):
    """The question does not fit the table; the message says what is allowed."""


@dataclass(frozen=True)
class Filter:
    """op      eq, contains, ge, le, missing
    value   as a person typed it or as Python has it; for eq also a list, any of which fits;
            for missing whether the value must be missing
    """

    column: str
    op: str
    value: Any = True


@dataclass(frozen=True)
class Page:
    """total: how many rows the filters leave, of which `rows` are a part."""

    rows: list[Row]
    total: int
    columns: list[Column]


def page(
    version: StoredVersion,
    *,
    filters: Sequence[Filter] = (),
    sort: str | None = None,
    descending: bool = False,
    search: str | None = None,
    limit: int = 100,
    offset: int = 0,
) -> Page:
    """Raises QueryError for a column, an operation or a value the version does not know."""
    if limit < 0 or offset < 0:
        raise QueryError("limit and offset must not be negative")
    where, values = _where(version, filters, search)
    if where or sort is not None:
        order = _order(version, sort, descending) or " ORDER BY _row"
        sql, bound = f"{_select(version, where)}{order} LIMIT ? OFFSET ?", [*values, limit, offset]
    else:
        # the rows of any page of the whole table are found by their numbers, without a walk
        sql = _select(version, " WHERE _row > ? AND _row <= ?") + " ORDER BY _row"
        bound = [offset, offset + limit]
    with shared.cursor(version.duckdb_path) as cursor:
        rows = cursor.execute(sql, bound).fetchall()
        total = _total(cursor, version, where, values)
    return Page(rows, total, version.columns)


def all_rows(
    version: StoredVersion,
    *,
    filters: Sequence[Filter] = (),
    sort: str | None = None,
    descending: bool = False,
    search: str | None = None,
) -> Iterator[Row]:
    """Every row the filters leave, for an export. Raises QueryError before the first row."""
    where, values = _where(version, filters, search)
    # Without a sort the order is not asked for: the file is in the order of _row and DuckDB keeps
    # it, while asking would hold the whole table in memory.
    sql = _select(version, where) + _order(version, sort, descending)
    return _stream(version, sql, values)


def distinct(
    version: StoredVersion,
    column: str,
    limit: int = 50,
    *,
    filters: Sequence[Filter] = (),
    search: str | None = None,
) -> list[tuple[Any, int]]:
    """The values of a column with the number of their rows, the most frequent first."""
    name = quoted(_known(version, column).name)
    where, values = _where(version, filters, search)
    sql = (
        f"SELECT {name}, count(*) FROM data{where} GROUP BY 1 "  # noqa: S608
        "ORDER BY 2 DESC, 1 ASC NULLS LAST LIMIT ?"
    )
    with shared.cursor(version.duckdb_path) as cursor:
        return cursor.execute(sql, [*values, limit]).fetchall()


def _stream(version: StoredVersion, sql: str, values: list[Any]) -> Iterator[Row]:
    with shared.cursor(version.duckdb_path) as cursor:
        result = cursor.execute(sql, values)
        while rows := result.fetchmany(BATCH):
            yield from rows


def _total(
    cursor: duckdb.DuckDBPyConnection, version: StoredVersion, where: str, values: list[Any]
) -> int:
    if not where:
        return version.row_count
    found = cursor.execute(f"SELECT count(*) FROM data{where}", values).fetchall()  # noqa: S608
    return found[0][0]


def _select(version: StoredVersion, where: str) -> str:
    names = ", ".join(quoted(column.name) for column in version.columns)
    return f"SELECT {names} FROM data{where}"  # noqa: S608


def _order(version: StoredVersion, sort: str | None, descending: bool) -> str:
    if sort is None:
        return ""
    direction = "DESC" if descending else "ASC"
    return f" ORDER BY {_key(_known(version, sort))} {direction} NULLS LAST, _row"


def _known(version: StoredVersion, name: str) -> Column:
    try:
        return version.column(name)
    except KeyError:
        known = ", ".join(column.name for column in version.columns)
        raise QueryError(f"There is no column {name!r}. The columns are: {known}.") from None


def _key(column: Column) -> str:
    name = quoted(column.name)
    return f"lower({name})" if column.type in TEXTS else name


def _where(
    version: StoredVersion, filters: Sequence[Filter], search: str | None
) -> tuple[str, list[Any]]:
    conditions, values = [], []
    for each in filters:
        condition, bound = _condition(_known(version, each.column), each)
        conditions.append(condition)
        values += bound
    for word in (search or "").split():
        conditions.append(f"contains({_searched(version)}, lower(?))")
        values.append(word)
    return (" WHERE " + " AND ".join(conditions) if conditions else ""), values


def _searched(version: StoredVersion) -> str:
    """All searchable cells of a row as one text; no word goes over the line ends between them."""
    names = [quoted(column.name) for column in version.columns if column.type in SEARCHED]
    return f"lower(concat_ws(chr(10), {', '.join(names)}))" if names else "''"


def _condition(column: Column, wanted: Filter) -> tuple[str, list[Any]]:
    name = quoted(column.name)
    if wanted.op == "missing":
        return f"{name} IS {'' if _is_true(wanted.value) else 'NOT '}NULL", []
    if wanted.op == "contains":
        return f"contains(lower(CAST({name} AS VARCHAR)), lower(?))", [as_text(wanted.value)]
    if wanted.op == "eq":
        many = wanted.value if isinstance(wanted.value, list | tuple | set) else [wanted.value]
        values = [_value(column, each) for each in many]
        marks = ", ".join("?" * len(values))
        return (f"{name} IN ({marks})" if values else "false"), values
    if wanted.op in ("ge", "le") and column.type != "boolean":
        sign = ">=" if wanted.op == "ge" else "<="
        mark = "lower(?)" if column.type in TEXTS else "?"
        return f"{_key(column)} {sign} {mark}", [_value(column, wanted.value)]
    raise QueryError(
        f"{wanted.op!r} cannot be asked of the column {column.name!r} of the type {column.type}. "
        f"The operations are: {', '.join(OPERATORS)}; ge and le not for boolean."
    )


def _is_true(value: Any) -> bool:
    if isinstance(value, str):
        return value.strip() != "0" and TRUTHS.get(value.strip().lower(), True)
    return bool(value)


def _value(column: Column, value: Any) -> Any:
    try:
        return parse_value(as_text(value), column.type)
    except ValueError as error:
        raise QueryError(f"Column {column.name!r}: {error}.") from None
