"""The columns of a table as a chart sees them: what can be measured, what is time, what names."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

NUMBER, TIME, CATEGORY = "number", "time", "category"
KINDS = {"integer": NUMBER, "decimal": NUMBER, "number": NUMBER}
MOMENTS = ("year", "year_month", "quarter", "date", "timestamp", "time")
YES_NO = {"bg": {"true": "да", "false": "не"}, "en": {"true": "yes", "false": "no"}}

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Field:
    """A column.

    name    its key in the rows
    label   what readers see; unit may stand beside it
    kind    NUMBER, TIME or CATEGORY
    type    what the table says: integer, decimal, year, year_month, quarter, date, text…
    labels  value as text → what readers see; the order is the order of the codes
    """

    name: str
    label: str
    kind: str
    type: str = "text"
    unit: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        has_unit = self.unit and self.unit not in self.label
        return f"{self.label}, {self.unit}" if has_unit else self.label

    @property
    def is_year(self) -> bool:
        return self.type == "year"

    def shown(self, value: Any, language: str) -> str:
        """Say a value of a category or of time as readers see it."""
        if value is None or value == "":
            return ""
        if isinstance(value, bool):
            return YES_NO[language][str(value).lower()]
        return self.labels.get(str(value), str(value))


def fields_of(columns: Iterable[Any]) -> list[Field]:
    """Make fields of columns that have name, label and type (those of `tables`, or a dictionary's).

    Read as well where a column has them: unit; role ("year" makes a number a year); codes, a
    mapping from a value to something with a label.
    """
    return [_field(column) for column in columns]


def _field(column: Any) -> Field:
    role = str(getattr(column, "role", "") or "")
    codes = getattr(column, "codes", None) or {}
    type_ = "year" if role == "year" and column.type in ("integer", "year") else column.type
    kind = TIME if type_ in MOMENTS else KINDS.get(type_, CATEGORY)
    if codes and kind == NUMBER:
        kind = CATEGORY  # 1 = men, 2 = women
    return Field(
        name=column.name,
        label=str(column.label),
        kind=kind,
        type=type_,
        unit=str(getattr(column, "unit", "") or ""),
        labels={str(value): str(getattr(code, "label", code)) for value, code in codes.items()},
    )


def find(fields: Sequence[Field], name: str) -> Field | None:
    return next((each for each in fields if each.name == name), None)


def number_of(value: Any) -> float | int | None:
    """Give a cell as a finite number, or None."""
    if value is None or isinstance(value, bool) or value == "":
        return None
    if isinstance(value, int):
        return value
    try:
        found = float(value if not isinstance(value, Decimal) else str(value))
    except (TypeError, ValueError):
        return None
    return found if abs(found) < float("inf") else None  # NaN compares as False too


def plain(value: Any) -> Any:
    """Give a cell as JSON has it: dates as ISO 8601, decimals as numbers."""
    if isinstance(value, bool) or value is None or isinstance(value, int | str):
        return value
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    found = number_of(value)
    return str(value) if found is None else found
