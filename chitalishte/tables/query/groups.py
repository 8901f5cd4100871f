"""Groups of rows with what is computed in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chitalishte.tables.query import conditions, ordering
from chitalishte.tables.query.question import Aggregate, Question, find_column
from chitalishte.tables.read import Column, Row
from chitalishte.tables.sqltypes import quoted, sort_key
from chitalishte.tables.store import StoredVersion

if TYPE_CHECKING:
    import duckdb

# Compensated sums, and fourteen digits of them: threads add in any order, and the answer must be
# the same each time.
SQL = {
    "sum": "CAST(printf('%.14g', fsum({name})) AS DOUBLE)",
    "avg": "CAST(printf('%.14g', favg({name})) AS DOUBLE)",
    "min": "min({name})",
    "max": "max({name})",
    "median": "CAST(median({name}) AS DOUBLE)",
    "distinct": "count(DISTINCT {name})",
    "count": "count({name})",
}


def answer(
    version: StoredVersion, question: Question, cursor: duckdb.DuckDBPyConnection
) -> tuple[list[Row], int, list[Column], str]:
    """(rows, how many groups, columns of the answer, token of the groups after these)."""
    begin = ordering.place(version, question) if question.after else question.offset
    sql, values = groups_query(version, question, cursor)
    limit = "" if question.limit is None else f" LIMIT {int(question.limit) + 1} OFFSET {begin}"
    found = cursor.execute(sql + limit, values).fetchall()
    where, values = conditions.where(version, question, cursor)
    names = ", ".join(map(quoted, question.group))
    counted = f"SELECT count(*) FROM (SELECT DISTINCT {names} FROM data{where})"  # noqa: S608
    total = cursor.execute(counted, values).fetchall()[0][0]
    shown = found if question.limit is None else found[: question.limit]
    token = ""
    if len(found) > len(shown) and shown:
        token = ordering.token(version, question, begin + len(shown))
    return shown, total, columns_of(version, question), token


def columns_of(version: StoredVersion, question: Question) -> list[Column]:
    """The columns of the groups, then what is computed."""
    keys = [find_column(version.columns, name) for name in question.group]
    return keys + [_column(version, each) for each in _aggregates(question)]


def groups_query(
    version: StoredVersion, question: Question, cursor: duckdb.DuckDBPyConnection
) -> tuple[str, list[Any]]:
    """The SQL of all groups in their order."""
    where, values = conditions.where(version, question, cursor)
    names = ", ".join(map(quoted, question.group))
    computed = ", ".join(
        f"{_sql(version, each)} AS {quoted(each.name)}" for each in _aggregates(question)
    )
    order = _order(version, question, columns_of(version, question))
    return f"SELECT {names}, {computed} FROM data{where} GROUP BY {names}{order}", values  # noqa: S608


def _aggregates(question: Question) -> tuple[Aggregate, ...]:
    return question.aggregates or (Aggregate("count"),)


def _sql(version: StoredVersion, one: Aggregate) -> str:
    if not one.column:
        return "count(*)"
    name = quoted(one.column)
    if one.function == "sum" and find_column(version.columns, one.column).type == "integer":
        return f"CAST(sum({name}) AS BIGINT)"
    return SQL[one.function].format(name=name)


def _column(version: StoredVersion, one: Aggregate) -> Column:
    if one.function in ("count", "distinct"):
        return Column(one.name, one.name, "integer")
    column = find_column(version.columns, one.column)
    type_ = column.type
    if one.function in ("avg", "median") or (one.function == "sum" and type_ == "decimal"):
        type_ = "decimal"
    return Column(one.name, f"{one.function} {column.label}", type_)


def _order(version: StoredVersion, question: Question, columns: list[Column]) -> str:
    known = {column.name: column for column in columns}
    keys = [
        f"{_key(version, known[each.column])} {'DESC' if each.descending else 'ASC'} NULLS LAST"
        for each in question.sort
    ]
    # every key of the groups once more, so that no two groups are equal
    for name in question.group:
        keys += [f"{_key(version, known[name])} NULLS LAST", f"{quoted(name)} NULLS LAST"]
    return f" ORDER BY {', '.join(keys)}"


def _key(version: StoredVersion, column: Column) -> str:
    if version.values_of(column.name) is not None:
        return quoted(column.name)
    return sort_key(column)
