"""From the rows of a table to the marks of a chart, one record a mark.

Names in a mark are short and the same for every chart, so that no header of a file becomes part
of a specification:

    x  the place across as Vega has it; xs: as readers see it
    y  the measured number
    s  the series as readers see it ("" for one series), sk: its value in the table
    h  whether it is highlighted
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from chitalishte.charting.choice import WITHOUT_HOW, Choice
from chitalishte.charting.errors import ChartError
from chitalishte.charting.fields import NUMBER, TIME, Field, Row, find, number_of, plain
from chitalishte.text import alphabetical, day

MOST_MARKS = 5_000
JOIN: dict[str, Callable[[list[float]], float]] = {
    "sum": sum,
    "mean": statistics.fmean,
    "median": statistics.median,
    "min": min,
    "max": max,
    "count": len,
}
Mark = dict[str, Any]


@dataclass(frozen=True)
class Shaped:
    """The marks of a chart with what is needed to say and to draw them.

    moment    the moment the chart is of, where x is not time; "" for none
    left_out  rows without a place or a value
    """

    choice: Choice
    fields: Sequence[Field]
    language: str
    marks: list[Mark]
    moment: str = ""
    left_out: int = 0

    def field(self, name: str) -> Field:
        found = find(self.fields, name)
        if found is None:
            raise ChartError("needs_x")
        return found

    @property
    def x(self) -> Field:
        return self.field(self.choice.x)

    @property
    def measured(self) -> Field | None:
        return find(self.fields, self.choice.y[0]) if self.choice.y else None

    @cached_property
    def series(self) -> list[str]:
        """The series in the order of their colours: of the codes, else as they come."""
        by = find(self.fields, self.choice.by)
        present = dict.fromkeys(mark["s"] for mark in self.marks)
        if by is None:
            return list(present)
        if by.labels:
            known = [label for label in dict.fromkeys(by.labels.values()) if label in present]
            return known + [name for name in present if name not in known]
        return alphabetical(present, self.language)

    @cached_property
    def has_highlight(self) -> bool:
        return any(mark["h"] for mark in self.marks)

    @property
    def values(self) -> list[float]:
        return [mark["y"] for mark in self.marks]


def shape(choice: Choice, fields: Sequence[Field], rows: Iterable[Row], language: str) -> Shaped:
    """Raises ChartError when nothing is left, or when marks lie on each other or are too many."""
    rows = list(rows)
    moment, rows = _at_the_moment(choice, fields, rows, language)
    marks, left_out = [], 0
    for row in rows:
        found = _marks_of(choice, fields, row, language)
        left_out += not found
        marks += found
    if choice.how:
        marks = _joined(marks, choice.how)
    elif choice.kind not in WITHOUT_HOW:
        _refuse_overlap(marks)
    if choice.kind == "slope":
        marks = _first_and_last(marks)
    if not marks:
        raise ChartError("no_rows")
    if len(marks) > MOST_MARKS:
        raise ChartError("too_many_rows", count=str(len(marks)), most=str(MOST_MARKS))
    return Shaped(choice, fields, language, marks, moment, left_out)


def _first_and_last(marks: list[Mark]) -> list[Mark]:
    """The marks of the series that have both the first and the last moment."""
    if not marks:
        return []
    ends = (min(mark["x"] for mark in marks), max(mark["x"] for mark in marks))
    kept = [mark for mark in marks if mark["x"] in ends]
    whole = {mark["s"] for mark in kept if mark["x"] == ends[0]} & {
        mark["s"] for mark in kept if mark["x"] == ends[1]
    }
    return [mark for mark in kept if mark["s"] in whole] if ends[0] != ends[1] else []


def _at_the_moment(
    choice: Choice, fields: Sequence[Field], rows: list[Row], language: str
) -> tuple[str, list[Row]]:
    """The rows of the moments chosen; of the last one when none is."""
    time = find(fields, choice.time)
    if time is None or time.name == choice.x:
        if choice.at and (x := find(fields, choice.x)) is not None and x.kind == TIME:
            wanted = set(choice.at)
            rows = [row for row in rows if str(plain(row.get(x.name))) in wanted]
        return "", rows
    present = sorted({str(plain(v)) for row in rows if (v := row.get(time.name)) not in (None, "")})
    chosen = [each for each in choice.at if each in present] or present[-1:]
    kept = [row for row in rows if str(plain(row.get(time.name))) in chosen]
    return ", ".join(moment_shown(each, time, language) for each in chosen), kept


def moment_shown(value: Any, field: Field, language: str) -> str:
    """Say a moment as readers write it; a year of an axis stays a bare number."""
    text = str(plain(value))
    if field.type in ("date", "year_month"):
        try:
            return day(text, language)
        except ValueError:
            return text
    if field.type == "timestamp":
        return f"{day(text[:10], language)}, {text[11:16]}"
    return field.shown(value, language)


def _marks_of(choice: Choice, fields: Sequence[Field], row: Row, language: str) -> list[Mark]:
    x = find(fields, choice.x)
    by = find(fields, choice.by)
    if x is None:
        return []
    place = row.get(x.name)
    if place is None or place == "" or (by and row.get(by.name) in (None, "")):
        return []
    across = number_of(place) if x.kind == NUMBER or x.is_year else plain(place)
    if across is None:
        return []
    shown = moment_shown(place, x, language) if x.kind == TIME else x.shown(place, language)
    if x.kind == NUMBER:
        shown = ""
    mark: Mark = {"x": across if x.kind != "category" else shown, "xs": shown, "xk": str(place)}
    label = find(fields, choice.label)
    if label is not None:
        mark["n"] = label.shown(row.get(label.name), language)
        mark["nk"] = str(row.get(label.name))
    if by is not None:
        raw = row.get(by.name)
        series = moment_shown(raw, by, language) if by.kind == TIME else by.shown(raw, language)
        mark |= {"s": series, "sk": str(plain(raw))}
    else:
        mark |= {"s": "", "sk": ""}
    keys = {mark["xk"], mark["sk"], mark.get("nk", "")} - {""}
    mark["h"] = bool(keys & set(choice.highlight))
    if not choice.y:  # an event, a value of a histogram, or a row that is counted
        return [mark | {"y": 1 if choice.kind != "histogram" else across}]
    found = []
    for name in choice.y:
        measured = find(fields, name)
        value = number_of(row.get(name))
        if measured is None or value is None:
            continue
        own = dict(mark, y=value)
        if len(choice.y) > 1:
            own |= {"s": measured.label, "sk": name, "h": mark["h"] or name in choice.highlight}
        found.append(own)
    return found


def _place(mark: Mark) -> tuple[Any, str]:
    return mark["x"], mark["s"]


def _joined(marks: list[Mark], how: str) -> list[Mark]:
    groups: dict[tuple[Any, str], list[Mark]] = {}
    for mark in marks:
        groups.setdefault(_place(mark), []).append(mark)
    return [group[0] | {"y": JOIN[how]([mark["y"] for mark in group])} for group in groups.values()]


def _refuse_overlap(marks: list[Mark]) -> None:
    seen = set()
    for mark in marks:
        if (place := _place(mark)) in seen:
            name = ", ".join(part for part in (mark["s"], mark["xs"]) if part)
            raise ChartError("same_place", name=name)
        seen.add(place)


def ordered_names(shaped: Shaped) -> list[str]:
    """The names of x in the order in which bars and dots stand.

    The usual order is by value, largest first; of codes and yes/no, as the dictionary has them
    only where there are few, because 27 states are found by their value and not by their code.
    """
    choice, x = shaped.choice, shaped.x
    names = list(dict.fromkeys(mark["x"] for mark in shaped.marks))
    if x.kind == TIME:
        return sorted(names)
    if choice.order == "table":
        return names
    if choice.order == "name":
        return alphabetical(names, shaped.language)
    largest: dict[str, float] = {}
    last = shaped.series[-1]
    for mark in shaped.marks:
        if mark["s"] == last or choice.kind in ("stacked", "box"):
            largest[mark["x"]] = largest.get(mark["x"], 0.0) + mark["y"]
    lowest = min(largest.values(), default=0.0) - 1
    return sorted(names, key=lambda name: -largest.get(name, lowest))
