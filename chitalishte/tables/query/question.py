"""A question to a table as plain values. `parameters` makes it from an address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from chitalishte.tables.query.errors import QueryError
from chitalishte.tables.read import Column

TEXTS = ("text", "code")
NUMBERS = ("integer", "decimal")
# kept as text in one form only, so that their order as texts is their order in time
WRITTEN = ("time", "year_month", "quarter", "point")

EQUAL = ("exact", "not", "in", "isnull")
ORDERED = ("lt", "lte", "gt", "gte", "between")
PARTS = ("contains", "startswith")
OPERATORS = (*EQUAL, *ORDERED, *PARTS)
# what callers of this program say; `eq` asks for the same letters, and takes a list
FORMER = {"ge": "gte", "le": "lte", "missing": "isnull"}

FUNCTIONS = ("count", "sum", "avg", "min", "max", "median", "distinct")
PAGE_ROWS = 100
FACET_VALUES = 30


def operators_of(type_: str) -> tuple[str, ...]:
    """What can be asked of a column of a type."""
    if type_ in ("boolean", "point"):
        return EQUAL if type_ == "boolean" else (*EQUAL, *PARTS)
    return OPERATORS


def functions_of(type_: str) -> tuple[str, ...]:
    """What can be computed of a column of a type within a group."""
    if type_ in NUMBERS:
        return FUNCTIONS
    if type_ in ("boolean", "point"):
        return ("count", "distinct")
    return ("count", "min", "max", "median", "distinct") if type_ == "year" else (
        "count", "min", "max", "distinct",
    )  # fmt: skip


@dataclass(frozen=True)
class Filter:
    """op      one of OPERATORS; also eq: the same letters, for a list any of them
    value   as a person typed it or as Python has it; a sequence for in (any) and between (two);
            for isnull whether the value must be missing
    """

    column: str
    op: str
    value: Any = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "op", FORMER.get(self.op, self.op))
        if isinstance(self.value, list | set):
            object.__setattr__(self, "value", tuple(self.value))


@dataclass(frozen=True)
class Sort:
    column: str
    descending: bool = False

    def __str__(self) -> str:
        return f"-{self.column}" if self.descending else self.column


@dataclass(frozen=True)
class Aggregate:
    """column: "" only for count, which then counts rows; otherwise values."""

    function: str
    column: str = ""

    @property
    def name(self) -> str:
        return f"{self.function}_{self.column}" if self.column else self.function

    def __str__(self) -> str:
        return f"{self.function}:{self.column}" if self.column else self.function


@dataclass(frozen=True)
class Question:
    """What is asked of one version.

    words   each must be found in some cell of the row
    select  names of columns in the order of the answer; empty for all
    limit   rows of one answer; None for all of them
    after   the token with which the answer before this one ended; "" for the first
    offset  rows left out at the beginning, for pages with numbers
    """

    filters: tuple[Filter, ...] = ()
    words: str = ""
    sort: tuple[Sort, ...] = ()
    select: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    aggregates: tuple[Aggregate, ...] = ()
    facets: tuple[str, ...] = ()
    limit: int | None = PAGE_ROWS
    after: str = ""
    offset: int = 0

    def changed(self, **changes: Any) -> Question:
        return replace(self, **changes)

    def without(self, column: str) -> Question:
        """The same question without the filters of one column, as its own facet counts them."""
        return self.changed(filters=tuple(f for f in self.filters if f.column != column))


def find_column(columns: Iterable[Column], name: str) -> Column:
    """Raises QueryError with the known names."""
    columns = list(columns)
    for column in columns:
        if column.name == name:
            return column
    raise QueryError("unknown_column", name=name, allowed=[column.name for column in columns])
