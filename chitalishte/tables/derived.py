"""An answer of SQL as a table that can be stored: columns with our types, values as Python's."""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from chitalishte.tables.columns import Column
from chitalishte.tables.sandbox import SqlAnswer
from chitalishte.tables.sqltypes import type_of

# a column that keeps the name of its source keeps what the source knew, when its values are of
# that kind still: a year stays a year, a code a code
KEPT = {
    "integer": ("year",),
    "text": ("code", "time", "year_month", "quarter", "point"),
}
MOST = 2**63 - 1


@dataclass(frozen=True)
class DerivedTable:
    """What tables.store can write: `columns`, and `rows` of values in their order."""

    columns: list[Column]
    values: list[list[Any]]

    @property
    def rows(self) -> Iterator[tuple[Any, ...]]:
        makers = [MAKERS.get(column.type, _same) for column in self.columns]
        for row in self.values:
            yield tuple(
                None if value is None else make(value)
                for make, value in zip(makers, row, strict=True)
            )


def derived(
    answer: SqlAnswer, sources: Iterable[Sequence[Column]], slug: Callable[[str], str]
) -> DerivedTable:
    """Return the table of an answer.

    sources  the columns of each table it was asked of
    slug     makes a name for programs of a heading ("Брой жители" → "broy_zhiteli")
    """
    known = {column.name: column for columns in sources for column in columns}
    columns: list[Column] = []
    taken: set[str] = set()
    for place, each in enumerate(answer.columns, start=1):
        name = _free(slug(each["name"]) or f"column_{place}", taken)
        column = Column(name, each["name"], _type(each["type"], answer.rows, place - 1))
        if (source := known.get(each["name"])) is not None:
            is_same = source.type == column.type or source.type in KEPT.get(column.type, ())
            if is_same:
                column = replace(
                    column, type=source.type, label=source.label, unit=source.unit,
                    code_system=source.code_system,
                )  # fmt: skip
        missing = sum(row[place - 1] is None for row in answer.rows)
        columns.append(replace(column, missing=missing))
    return DerivedTable(columns, answer.rows)


def _free(name: str, taken: set[str]) -> str:
    name = name if re.match(r"[a-z]", name) else f"column_{name}"
    free, number = name, 2
    while free in taken:
        free, number = f"{name}_{number}", number + 1
    taken.add(free)
    return free


def _type(duckdb: str, rows: list[list[Any]], place: int) -> str:
    kind = type_of(duckdb)
    if kind == "integer" and any(
        row[place] is not None and not -MOST <= int(row[place]) <= MOST for row in rows
    ):
        return "text"  # larger than a BIGINT: kept as it is written
    return kind


def _same(value: Any) -> Any:
    return value if isinstance(value, str) else str(value)


MAKERS: dict[str, Callable[[Any], Any]] = {
    "boolean": bool,
    "integer": int,
    "year": int,
    "decimal": float,
    "date": datetime.date.fromisoformat,
    "timestamp": lambda value: datetime.datetime.fromisoformat(value).replace(tzinfo=None),
}
