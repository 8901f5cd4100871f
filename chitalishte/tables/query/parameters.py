"""Questions in addresses: `?town__exact=Русе&people__gte=1000&_sort=-people&_limit=50`.

The API and the page of a dataset share this grammar.

    COLUMN__OP=value   exact not lt lte gt gte in contains startswith isnull between
    _q                 words, each found in some cell
    _sort              columns with commas between them, "-" before one for descending
    _select            the columns of the answer
    _group, _agg       groups, and what is computed in each: count, sum:people, median:share
    _facet             columns whose values are counted
    _limit, _next      how many rows, and after which
"""

import csv
from collections.abc import Iterable, Sequence
from typing import Any

from chitalishte.tables.grammar import TRUTHS
from chitalishte.tables.query.errors import QueryError
from chitalishte.tables.query.question import (
    FUNCTIONS,
    PAGE_ROWS,
    Aggregate,
    Filter,
    Question,
    Sort,
    find_column,
    functions_of,
    operators_of,
)
from chitalishte.tables.read import Column

NAMES = ("_q", "_sort", "_select", "_group", "_agg", "_facet", "_limit", "_next")
LONGEST = 200  # letters of _q
TRUE_FALSE = {"1": True, "0": False} | TRUTHS


def parse(
    pairs: Iterable[tuple[str, str]],
    columns: Sequence[Column],
    *,
    most: int | None = None,
    default: int | None = PAGE_ROWS,
    other: Sequence[str] = (),
    is_strict: bool = True,
) -> Question:
    """The question of an address.

    pairs      names and values as they stand there; a name may come more than once
    most       the highest _limit; None for any
    default    the limit when none is asked for; None for all rows
    other      names that somebody else reads
    is_strict  whether a name that means nothing here is refused or passed over

    Raises QueryError.
    """
    question = Question(limit=default)
    filters = []
    for name, value in pairs:
        if name in other:
            continue
        if name in NAMES:
            question = _READERS[name](question, value, columns, most)
        elif "__" in name.strip("_"):
            if is_strict or not name.startswith("_"):
                filters.append(_filter(name, value, columns))
        elif is_strict:
            raise QueryError("unknown_parameter", name=name, allowed=[*_shown(columns), *other])
    question = question.changed(filters=tuple(filters))
    _check(question, columns)
    return question


def as_parameters(question: Question) -> list[tuple[str, str]]:
    """The address of a question: `parse` gives it back. Without _next, and _limit unless usual."""
    pairs = [(f"{each.column}__{each.op}", _written(each)) for each in question.filters]
    for name, value in (
        ("_q", question.words),
        ("_sort", ",".join(map(str, question.sort))),
        ("_select", ",".join(question.select)),
        ("_group", ",".join(question.group)),
        ("_agg", ",".join(map(str, question.aggregates))),
        ("_facet", ",".join(question.facets)),
    ):
        if value:
            pairs.append((name, value))
    if question.limit not in (PAGE_ROWS, None):
        pairs.append(("_limit", str(question.limit)))
    return pairs


def _written(one: Filter) -> str:
    if one.op == "isnull":
        return "1" if is_true(one.value) else "0"
    if isinstance(one.value, tuple):
        return ",".join(_quoted(str(each)) for each in one.value)
    return str(one.value)


def _quoted(value: str) -> str:
    if any(sign in value for sign in ',"') or value != value.strip():
        return '"' + value.replace('"', '""') + '"'
    return value


def _shown(columns: Sequence[Column]) -> list[str]:
    return [*NAMES, *(f"{column.name}__OPERATION" for column in columns)]


def _filter(name: str, value: str, columns: Sequence[Column]) -> Filter:
    column_name, _, op = name.rpartition("__")
    column = find_column(columns, column_name)
    if op not in operators_of(column.type):
        raise QueryError(
            "unknown_operation",
            name=op,
            column=column.name,
            type=column.type,
            allowed=operators_of(column.type),
        )
    if op == "isnull":
        if value.strip().lower() not in TRUE_FALSE:
            raise QueryError("wrong_truth", name=name, value=value, allowed=TRUE_FALSE)
        return Filter(column.name, op, TRUE_FALSE[value.strip().lower()])
    if op in ("in", "between"):
        values = _list(name, value)
        if op == "between" and len(values) != 2:
            raise QueryError("wrong_between", name=name)
        return Filter(column.name, op, tuple(values))
    return Filter(column.name, op, value)


def _list(name: str, value: str) -> list[str]:
    try:
        return [each.strip() for each in next(csv.reader([value], skipinitialspace=True), [])]
    except csv.Error:
        raise QueryError("wrong_list", name=name, value=value) from None


def _names(value: str) -> list[str]:
    return [each.strip() for each in value.split(",") if each.strip()]


def _words(question: Question, value: str, columns: Any, most: Any) -> Question:
    return question.changed(words=value.strip()[:LONGEST])


def _sort(question: Question, value: str, columns: Any, most: Any) -> Question:
    sort = tuple(Sort(each.removeprefix("-"), each.startswith("-")) for each in _names(value))
    return question.changed(sort=sort)


def _select(question: Question, value: str, columns: Sequence[Column], most: Any) -> Question:
    names = tuple(find_column(columns, each).name for each in dict.fromkeys(_names(value)))
    return question.changed(select=names)


def _group(question: Question, value: str, columns: Sequence[Column], most: Any) -> Question:
    names = tuple(find_column(columns, each).name for each in dict.fromkeys(_names(value)))
    return question.changed(group=names)


def _aggregates(question: Question, value: str, columns: Sequence[Column], most: Any) -> Question:
    found = [_aggregate(each, columns) for each in dict.fromkeys(_names(value))]
    return question.changed(aggregates=(*question.aggregates, *found))


def _aggregate(written: str, columns: Sequence[Column]) -> Aggregate:
    function, colon, name = (part.strip() for part in written.partition(":"))
    if function not in FUNCTIONS or (not name and (colon or function != "count")):
        raise QueryError("unknown_aggregate", name=written, allowed=FUNCTIONS)
    if name:
        column = find_column(columns, name)
        if function not in functions_of(column.type):
            raise QueryError(
                "wrong_aggregate",
                name=function,
                column=name,
                type=column.type,
                allowed=functions_of(column.type),
            )
    return Aggregate(function, name)


def _facets(question: Question, value: str, columns: Sequence[Column], most: Any) -> Question:
    names = [find_column(columns, each).name for each in _names(value)]
    return question.changed(facets=tuple(dict.fromkeys((*question.facets, *names))))


def _limit(question: Question, value: str, columns: Any, most: int | None) -> Question:
    high = most if most is not None else 10**12
    is_number = value.isascii() and value.isdecimal() and len(value) < 13
    if not is_number or not 0 <= int(value) <= high:
        raise QueryError("wrong_number", name="_limit", value=value, low=0, high=high)
    return question.changed(limit=int(value))


def _next(question: Question, value: str, columns: Any, most: Any) -> Question:
    return question.changed(after=value.strip())


_READERS = {
    "_q": _words,
    "_sort": _sort,
    "_select": _select,
    "_group": _group,
    "_agg": _aggregates,
    "_facet": _facets,
    "_limit": _limit,
    "_next": _next,
}


def _check(question: Question, columns: Sequence[Column]) -> None:
    if question.aggregates and not question.group:
        raise QueryError("needs_group")
    if question.group and (question.select or question.facets):
        raise QueryError("select_with_group")
    known = [column.name for column in columns]
    if question.group:
        known = [*question.group, *(each.name for each in question.aggregates)] or known
        if not question.aggregates:
            known.append("count")
    for each in question.sort:
        if each.column not in known:
            raise QueryError("unknown_column", name=each.column, allowed=known)


def is_true(value: Any) -> bool:
    """Whether a value of isnull says yes; whatever is no known word says yes."""
    if isinstance(value, str):
        return TRUE_FALSE.get(value.strip().lower(), True)
    return bool(value)
