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

# Compensated sums: threads add in any order, and the answer must be the same each time.
SQL = {
    "sum": "fsum({name})",
    "avg": "favg({name})",
    "min": "min({name})",
    "max": "max({name})",
    "median": "median({name})",
    "distinct": "count(DISTINCT {name})",
    "count": "count({name})",
}
DIGITS = ".14g"  # what two orders of adding may tell apart is beyond these


def answer(
    version: StoredVersion, question: Question, cursor: duckdb.DuckDBPyConnection
) -> tuple[list[Row], int, list[Column], str]:
    """(rows, how many groups, columns of the answer, token of the groups after these)."""
    aggregates = question.aggregates or (Aggregate("count"),)
    keys = [find_column(version.columns, name) for name in question.group]
    columns = keys + [_column(version, each) for each in aggregates]
    where, values = conditions.where(version, question, cursor)
    names = ", ".join(quoted(column.name) for column in keys)
    computed = ", ".join(f"{_sql(version, a)} AS {quoted(a.name)}" for a in aggregates)
    grouped = f"SELECT {names}, {computed} FROM data{where} GROUP BY {names}"  # noqa: S608
    begin = ordering.place(version, question) if question.after else question.offset
    limit = "" if question.limit is None else f" LIMIT {int(question.limit) + 1} OFFSET {begin}"
    order = _order(version, question, columns)
    found = cursor.execute(f"{grouped}{order}{limit}", values).fetchall()
    counted = f"SELECT count(*) FROM (SELECT DISTINCT {names} FROM data{where})"  # noqa: S608
    total = cursor.execute(counted, values).fetchall()[0][0]
    shown = found if question.limit is None else found[: question.limit]
    token = ""
    if len(found) > len(shown) and shown:
        token = ordering.token(version, question, begin + len(shown))
    return [_rounded(row, columns) for row in shown], total, columns, token


def _sql(version: StoredVersion, one: Aggregate) -> str:
    if not one.column:
        return "count(*)"
    column = find_column(version.columns, one.column)
    name = quoted(one.column)
    if one.function == "sum" and column.type == "integer":
        return f"CAST(sum({name}) AS DOUBLE)" if column.type == "decimal" else f"sum({name})"
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


def _rounded(row: Row, columns: list[Column]) -> Row:
    values: list[Any] = list(row)
    for at, column in enumerate(columns):
        if column.type == "decimal" and values[at] is not None:
            values[at] = float(format(values[at], DIGITS))
        elif column.type == "integer" and values[at] is not None:
            values[at] = int(values[at])
    return tuple(values)
