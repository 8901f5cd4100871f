"""Rows, counts and facets of a stored version."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from chitalishte.tables.connections import shared
from chitalishte.tables.query import conditions, groups, ordering
from chitalishte.tables.query.errors import QueryError
from chitalishte.tables.query.question import (
    FACET_VALUES,
    Filter,
    Question,
    Sort,
    find_column,
)
from chitalishte.tables.read import Column, Row
from chitalishte.tables.sqltypes import quoted, sort_key
from chitalishte.tables.store import StoredVersion

if TYPE_CHECKING:
    import duckdb

BATCH = 5_000


@dataclass(frozen=True)
class Page:
    """total: how many rows the filters leave, of which `rows` are a part.

    next: the token of the rows that come after; "" when there are none
    """

    rows: list[Row]
    total: int
    columns: list[Column]
    next: str = ""


@dataclass(frozen=True)
class Facet:
    """values: with the number of their rows, the most frequent first; None for the missing ones.

    is_cut: whether there are more values than these
    """

    column: Column
    values: list[tuple[Any, int]]
    is_cut: bool


def answer(version: StoredVersion, question: Question) -> Page:
    """One page of rows or of groups. Raises QueryError."""
    if question.group:
        with shared.cursor(version.duckdb_path) as cursor:
            rows, total, columns, token = groups.answer(version, question, cursor)
        return Page(rows, total, columns, token)
    columns = _selected(version, question)
    with shared.cursor(version.duckdb_path) as cursor:
        total = count(version, question, cursor)
        sql, values = _rows_sql(version, question, columns, cursor)
        # one row more than asked for tells whether there are more
        limit = None if question.limit is None else question.limit + 1
        if limit is not None:
            sql, values = f"{sql} LIMIT ?", [*values, limit]
        if question.offset:
            sql, values = f"{sql} OFFSET ?", [*values, question.offset]
        found = cursor.execute(sql, values).fetchall() if question.limit != 0 else []
    shown = found if question.limit is None else found[: question.limit]
    has_more = len(found) > len(shown)
    token = ordering.token(version, question, shown[-1][0]) if has_more and shown else ""
    return Page([row[1:] for row in shown], total, columns, token)


def numbers(version: StoredVersion, question: Question) -> list[int]:
    """The numbers, from 1, of the rows that `answer` gives. Raises QueryError."""
    with shared.cursor(version.duckdb_path) as cursor:
        sql, values = _rows_sql(version, question.changed(group=()), [], cursor)
        limit = "" if question.limit is None else f" LIMIT {int(question.limit)}"
        found = cursor.execute(f"{sql}{limit} OFFSET {int(question.offset)}", values).fetchall()
    return [row[0] for row in found]


def stream(version: StoredVersion, question: Question) -> Iterator[Row]:
    """Every row the question leaves, for an export. Raises QueryError before the first row."""
    conditions.check(version, question)
    return _stream(version, question)


def _stream(version: StoredVersion, question: Question) -> Iterator[Row]:
    with shared.cursor(version.duckdb_path) as cursor:
        sql, values = rows_query(version, question, cursor)
        result = cursor.execute(sql, values)
        while rows := result.fetchmany(BATCH):
            yield from rows


def rows_query(
    version: StoredVersion, question: Question, cursor: duckdb.DuckDBPyConnection
) -> tuple[str, list[Any]]:
    """The SQL of all rows of a question, without their numbers, or of all its groups."""
    if question.group:
        sql, values = groups.groups_query(version, question, cursor)
    else:
        sql, values = _rows_sql(
            version, question, _selected(version, question), cursor, with_number=False
        )
    if question.limit is not None:
        sql, values = f"{sql} LIMIT ?", [*values, question.limit]
    return sql, values


def columns_of(version: StoredVersion, question: Question) -> list[Column]:
    """The columns of the answer, in order. Raises QueryError."""
    if question.group:
        return groups.columns_of(version, question)
    return _selected(version, question)


def _selected(version: StoredVersion, question: Question) -> list[Column]:
    if not question.select:
        return version.columns
    return [find_column(version.columns, name) for name in question.select]


def _rows_sql(
    version: StoredVersion,
    question: Question,
    columns: list[Column],
    cursor: duckdb.DuckDBPyConnection,
    *,
    with_number: bool = True,
) -> tuple[str, list[Any]]:
    where, values = conditions.where(version, question, cursor)
    if question.after:
        later, bound = ordering.after(version, question, cursor)
        where = f"{where} AND ({later})" if where else f" WHERE {later}"
        values = [*values, *bound]
    names = ["_row"] * with_number + [quoted(column.name) for column in columns]
    order = ordering.order_by(version, question.sort)
    return f"SELECT {', '.join(names)} FROM data{where}{order}", values  # noqa: S608


def count(version: StoredVersion, question: Question, cursor: duckdb.DuckDBPyConnection) -> int:
    """How many rows the filters and words leave, exactly."""
    if not question.filters and not question.words.split():
        return version.row_count
    if (known := _counted_at_loading(version, question)) is not None:
        return known
    where, values = conditions.where(version, question, cursor)
    return _count(version, where, tuple(values))


def _counted_at_loading(version: StoredVersion, question: Question) -> int | None:
    if len(question.filters) != 1 or question.words.split():
        return None
    only = question.filters[0]
    counts = version.counts_of(only.column)
    if counts is None or only.op != "exact" or isinstance(only.value, tuple):
        return None
    wanted = str(only.value).lower()
    return sum(number for value, number in counts.items() if value.lower() == wanted)


# a version never changes, so what was counted once stays counted
@lru_cache(maxsize=4096)
def _count(version: StoredVersion, where: str, values: tuple[Any, ...]) -> int:
    with shared.cursor(version.duckdb_path) as cursor:
        found = cursor.execute(f"SELECT count(*) FROM data{where}", list(values))  # noqa: S608
        return found.fetchall()[0][0]


def facet(
    version: StoredVersion,
    question: Question,
    column: str,
    *,
    limit: int = FACET_VALUES,
    with_own: bool = True,
) -> Facet:
    """The values of a column among the rows of a question; the same count in alphabetical order.

    with_own  whether the column's own filters count too; without them it shows what else there is
    """
    found = find_column(version.columns, column)
    if not with_own:
        question = question.without(column)
    counts = version.counts_of(column)
    if counts is not None and not question.filters and not question.words.split():
        missing = version.row_count - sum(counts.values())
        values: list[tuple[Any, int]] = [*counts.items(), *([(None, missing)] if missing else [])]
        values.sort(key=lambda pair: -pair[1])
    else:
        values = _facet(version, question, found, limit)
    return Facet(found, values[:limit], len(values) > limit)


def _facet(
    version: StoredVersion, question: Question, column: Column, limit: int
) -> list[tuple[Any, int]]:
    name = quoted(column.name)
    key = name if version.values_of(column.name) is not None else sort_key(column, "v")
    with shared.cursor(version.duckdb_path) as cursor:
        where, values = conditions.where(version, question, cursor)
        order = "v" if key == name else f"{key} NULLS LAST, v"
        sql = (
            f"SELECT {name} AS v, count(*) AS n FROM data{where} GROUP BY 1 "  # noqa: S608
            f"ORDER BY n DESC, {order} NULLS LAST LIMIT ?"
        )
        return cursor.execute(sql, [*values, limit + 1]).fetchall()


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
    """`answer` to one sort and a page with a number. Raises QueryError."""
    if limit < 0 or offset < 0:
        raise QueryError("negative_limit")
    question = _question(filters, sort, descending, search).changed(limit=limit, offset=offset)
    conditions.check(version, question)
    return answer(version, question)


def all_rows(
    version: StoredVersion,
    *,
    filters: Sequence[Filter] = (),
    sort: str | None = None,
    descending: bool = False,
    search: str | None = None,
) -> Iterator[Row]:
    """`stream` with one sort. Raises QueryError before the first row."""
    return stream(version, _question(filters, sort, descending, search).changed(limit=None))


def distinct(
    version: StoredVersion,
    column: str,
    limit: int = 50,
    *,
    filters: Sequence[Filter] = (),
    search: str | None = None,
) -> list[tuple[Any, int]]:
    """The values of a column with the number of their rows, the most frequent first."""
    return facet(version, _question(filters, None, False, search), column, limit=limit).values


def _question(
    filters: Sequence[Filter], sort: str | None, descending: bool, search: str | None
) -> Question:
    order = () if sort is None else (Sort(sort, descending),)
    return Question(filters=tuple(filters), sort=order, words=search or "")
