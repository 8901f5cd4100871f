"""Filters and words as SQL.

Names of columns are checked against the version and quoted; values are always bound as
parameters. Texts are compared without case and in the order of the Bulgarian alphabet (ICU);
what asks for a value never finds a missing one, but `not` does: missing is not that value.

A column of few different texts is stored as an ENUM whose order is already right. A condition on
it is first put to the list of its values, then the rows are compared by number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chitalishte.tables.deciding import parse_value
from chitalishte.tables.grammar import as_text
from chitalishte.tables.query.errors import QueryError
from chitalishte.tables.query.parameters import is_true
from chitalishte.tables.query.question import (
    TEXTS,
    WRITTEN,
    Filter,
    Question,
    find_column,
    operators_of,
)
from chitalishte.tables.read import Column
from chitalishte.tables.sqltypes import quoted, sort_key
from chitalishte.tables.store import StoredVersion

if TYPE_CHECKING:
    import duckdb

SIGNS = {"lt": "<", "lte": "<=", "gt": ">", "gte": ">="}
NUMERIC_SEARCHED = ("integer", "year", "date", "timestamp", "time", "year_month", "quarter")
Condition = tuple[str, list[Any]]


def where(
    version: StoredVersion, question: Question, cursor: duckdb.DuckDBPyConnection
) -> Condition:
    """ " WHERE …" with its values, or "" for every row. Raises QueryError."""
    parts = [condition(version, each, cursor) for each in question.filters]
    parts += [_searched(version, word, cursor) for word in question.words.split()]
    if not parts:
        return "", []
    joined = " AND ".join(f"({sql})" for sql, _ in parts)
    return f" WHERE {joined}", [value for _, values in parts for value in values]


def check(version: StoredVersion, question: Question) -> None:
    """Raises QueryError for what the version does not know, before any file is opened."""
    for each in question.filters:
        _compared(find_column(version.columns, each.column), each, "x")
    for sort in question.sort if not question.group else ():
        find_column(version.columns, sort.column)


def condition(
    version: StoredVersion, wanted: Filter, cursor: duckdb.DuckDBPyConnection
) -> Condition:
    column = find_column(version.columns, wanted.column)
    name = quoted(column.name)
    sql, values = _compared(column, wanted, name)
    known = version.values_of(column.name)
    if known is None or wanted.op == "isnull":
        return sql, values
    if wanted.op == "not":
        sql, values = _compared(column, Filter(wanted.column, "exact", wanted.value), "v")
        matched, bound = _by_number(name, known, _fitting(known, sql, values, cursor))
        return f"{name} IS NULL OR NOT ({matched})", bound
    sql, values = _compared(column, wanted, "v")
    return _by_number(name, known, _fitting(known, sql, values, cursor))


def _fitting(
    known: list[str], sql: str, values: list[Any], cursor: duckdb.DuckDBPyConnection
) -> list[int]:
    """The places of those of the known values that a condition on `v` leaves."""
    rows = cursor.execute(
        f"SELECT i FROM (SELECT unnest(?::VARCHAR[]) v, unnest(range(?)) i) "  # noqa: S608
        f"WHERE {sql} ORDER BY i",
        [known, len(known), *values],
    ).fetchall()
    return [row[0] for row in rows]


def _by_number(name: str, known: list[str], places: list[int]) -> Condition:
    if not places:
        return "false", []
    if len(places) == 1:
        return f"{name} = ?", [known[places[0]]]
    if len(places) == len(known):
        return f"{name} IS NOT NULL", []
    first, last = places[0], places[-1]
    if last - first + 1 == len(places):
        return f"enum_code({name}) BETWEEN {first} AND {last}", []
    if len(places) > len(known) / 2:
        rest = set(range(len(known))) - set(places)
        listed = ", ".join(map(str, sorted(rest)))
        return f"{name} IS NOT NULL AND enum_code({name}) NOT IN ({listed})", []
    return f"enum_code({name}) IN ({', '.join(map(str, places))})", []


def _compared(column: Column, wanted: Filter, name: str) -> Condition:
    """The condition on any expression `name` that holds values of the column."""
    allowed = operators_of(column.type)
    if wanted.op == "eq":
        many = wanted.value if isinstance(wanted.value, tuple) else (wanted.value,)
        return _any(name, "?", [_value(column, each) for each in many])
    if wanted.op == "isnull":
        return f"{name} IS {'' if is_true(wanted.value) else 'NOT '}NULL", []
    if wanted.op not in allowed:
        raise QueryError(
            "unknown_operation",
            name=wanted.op,
            column=column.name,
            type=column.type,
            allowed=allowed,
        )
    if wanted.op in ("exact", "in"):
        many = wanted.value if isinstance(wanted.value, tuple) else (wanted.value,)
        return _same(column, name, [_value(column, each) for each in many])
    if wanted.op == "not":
        sql, values = _same(column, name, [_value(column, wanted.value)])
        return f"{name} IS NULL OR NOT ({sql})", values
    if wanted.op in ("contains", "startswith"):
        part, function = as_text(wanted.value), wanted.op.replace("startswith", "starts_with")
        if column.type not in (*TEXTS, *WRITTEN):
            name = f"CAST({name} AS VARCHAR)"
        return f"{function}(lower({name}), lower(?))", [part]
    key, mark = sort_key(column, name), sort_key(column, "?")
    if wanted.op == "between":
        low, high = wanted.value
        return f"{key} BETWEEN {mark} AND {mark}", [_value(column, low), _value(column, high)]
    return f"{key} {SIGNS[wanted.op]} {mark}", [_value(column, wanted.value)]


def _same(column: Column, name: str, values: list[Any]) -> Condition:
    if column.type not in TEXTS:
        return _any(name, "?", values)
    # a value without letters is the same in any case, and compared seven times faster
    if all(each.lower() == each.upper() for each in values):
        return _any(name, "?", values)
    return _any(f"lower({name})", "lower(?)", values)


def _any(key: str, mark: str, values: list[Any]) -> Condition:
    if not values:
        return "false", []
    if len(values) == 1:
        return f"{key} = {mark}", values
    return f"{key} IN ({', '.join([mark] * len(values))})", values


def _value(column: Column, value: Any) -> Any:
    try:
        return parse_value(as_text(value), column.type)
    except ValueError as error:
        raise QueryError("wrong_value", column=column.name, reason=str(error)) from None


def _searched(version: StoredVersion, word: str, cursor: duckdb.DuckDBPyConnection) -> Condition:
    """The rows in which some cell holds the word."""
    conditions: list[str] = []
    values: list[Any] = []
    has_digit = any(letter.isdecimal() for letter in word)
    is_plain_number = all(letter.isdecimal() or letter in "-.:Qq " for letter in word)
    for column in version.columns:
        if column.type in NUMERIC_SEARCHED and not (has_digit or is_plain_number):
            continue  # no number and no date holds a letter
        if column.type not in (*TEXTS, *NUMERIC_SEARCHED):
            continue
        sql, bound = condition(version, Filter(column.name, "contains", word), cursor)
        if sql != "false":
            conditions.append(sql)
            values += bound
    return (" OR ".join(conditions) or "false"), values
