"""The order of rows and the place where an answer ended.

Rows without a value come last in both directions; equal rows keep the order of the file. The
token of a place holds the number of its row and a mark of the question: the values by which it is
ordered are looked up, because a version never changes. So a walk is right for any order, with
missing and with equal values.
"""

from __future__ import annotations

import base64
import hashlib
import json
from typing import TYPE_CHECKING, Any

from chitalishte.tables.query.errors import QueryError
from chitalishte.tables.query.question import Question, Sort, find_column
from chitalishte.tables.sqltypes import quoted, sort_key
from chitalishte.tables.store import StoredVersion

if TYPE_CHECKING:
    import duckdb


def order_by(version: StoredVersion, sort: tuple[Sort, ...]) -> str:
    """ " ORDER BY …", or "" for the order of the file, which DuckDB keeps unasked."""
    if not sort:
        return ""
    keys = [
        f"{_key(version, each)} {'DESC' if each.descending else 'ASC'} NULLS LAST" for each in sort
    ]
    return f" ORDER BY {', '.join(keys)}, _row"


def _key(version: StoredVersion, sort: Sort, of: str = "") -> str:
    column = find_column(version.columns, sort.column)
    if version.values_of(column.name) is not None:
        return f"enum_code({of or quoted(column.name)})" if of else quoted(column.name)
    return sort_key(column, of)


def token(version: StoredVersion, question: Question, row: int) -> str:
    """What a reader gives back to go on after the row with this number."""
    written = json.dumps([row, _mark(version, question)], separators=(",", ":"))
    return base64.urlsafe_b64encode(written.encode()).decode().rstrip("=")


def place(version: StoredVersion, question: Question) -> int:
    """The number within the token. Raises QueryError for one of another question."""
    padded = question.after + "=" * (-len(question.after) % 4)
    try:
        row, mark = json.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
    except ValueError:
        raise QueryError("wrong_token") from None
    if mark != _mark(version, question) or type(row) is not int:
        raise QueryError("wrong_token")
    return row


def _mark(version: StoredVersion, question: Question) -> str:
    asked = (version.hash, question.filters, question.words, question.sort, question.group)
    return hashlib.sha256(repr(asked).encode()).hexdigest()[:12]


def after(
    version: StoredVersion, question: Question, cursor: duckdb.DuckDBPyConnection
) -> tuple[str, list[Any]]:
    """The condition of the rows that come after the question's token. Raises QueryError."""
    row = place(version, question)
    if not question.sort:
        return "_row > ?", [row]
    names = ", ".join(quoted(each.column) for each in question.sort)
    found = cursor.execute(f"SELECT {names} FROM data WHERE _row = ?", [row]).fetchall()  # noqa: S608
    if not found:
        raise QueryError("wrong_token")
    choices: list[str] = []
    values: list[Any] = []
    equal: list[str] = []
    equal_values: list[Any] = []
    for each, value in zip(question.sort, found[0], strict=True):
        name = quoted(each.column)
        if value is None:  # nothing comes after a missing value but what is equal to it
            equal.append(f"{name} IS NULL")
            continue
        key, mark, bound = _comparison(version, each, value)
        sign = "<" if each.descending else ">"
        choices.append(" AND ".join([*equal, f"({key} {sign} {mark} OR {name} IS NULL)"]))
        values += [*equal_values, bound]
        equal.append(f"{key} = {mark}")
        equal_values.append(bound)
    choices.append(" AND ".join([*equal, "_row > ?"]))
    values += [*equal_values, row]
    return " OR ".join(f"({each})" for each in choices), values


def _comparison(version: StoredVersion, sort: Sort, value: Any) -> tuple[str, str, Any]:
    column = find_column(version.columns, sort.column)
    known = version.values_of(column.name)
    if known is not None:
        return f"enum_code({quoted(column.name)})", "?", known.index(value)
    return sort_key(column), sort_key(column, "?"), value
