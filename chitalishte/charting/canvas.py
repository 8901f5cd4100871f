"""What every kind of chart draws with: axes, colours, formats, the name of the measure on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import altair as alt

from chitalishte.charting import scales
from chitalishte.charting.errors import ChartError
from chitalishte.charting.fields import CATEGORY, TIME, Field
from chitalishte.charting.house import NARROW, SIZE, Face
from chitalishte.charting.shaping import Mark, Shaped
from chitalishte.drawing.colours import contrast

HEIGHT = 380
ROW = 22  # px of a line of bars
HIGHLIGHT = 4  # the place of wine red among the categories: the house's own accent
ORDINAL_TIMES = ("quarter", "time")


@dataclass(frozen=True)
class Canvas:
    """width: of the whole drawing in px; marks answer to a pointer where it is interactive."""

    shaped: Shaped
    face: Face
    width: int
    is_interactive: bool = False

    @property
    def is_narrow(self) -> bool:
        return self.width <= NARROW

    @property
    def choice(self) -> Any:
        return self.shaped.choice

    @cached_property
    def format(self) -> str:
        return number_format(self.shaped.values)

    @property
    def axis_format(self) -> str:
        return axis_format(self.shaped.values)

    @property
    def measure_title(self) -> str:
        """What is measured, and of when: it stands above the drawing."""
        measured = self.shaped.measured
        parts = []
        if measured is not None and len(self.choice.y) == 1:
            parts.append(measured.title)
        if self.shaped.moment:
            parts.append(self.shaped.moment)
        return ", ".join(parts)

    def title(self, words: str | None = None) -> dict[str, alt.TitleParams]:
        """The properties of a chart that write a line above it: what is measured, where not given.

        Empty where there is nothing to say.
        """
        lines = wrapped(self.measure_title if words is None else words, self.width)
        if not lines:
            return {}
        return {"title": self._title(lines)}

    def _title(self, lines: list[str]) -> alt.TitleParams:
        return alt.TitleParams(
            lines,
            fontSize=SIZE,
            fontWeight="normal",
            color=self.face.ink_soft,
            anchor="start",
            frame="bounds",
            offset=12,
        )

    def colours(self) -> dict[str, str]:
        """A colour for every series: each its own, or the highlighted told from the muted."""
        series = self.shaped.series
        if self.shaped.has_highlight:
            told = list(dict.fromkeys(m["s"] for m in self.shaped.marks if m["h"]))
            order = [HIGHLIGHT, 0, 1, 3, 2, 5]
            own = {name: self.face.series(order[at]) for at, name in enumerate(told[:6])}
            return {name: own.get(name, self.face.muted) for name in series}
        if len(series) <= len(self.face.categories):
            return {name: self.face.series(at) for at, name in enumerate(series)}
        return dict.fromkeys(series, self.face.muted)

    def own_colours(self) -> dict[str, str]:
        """A colour for every series, whatever is highlighted; none where they are too many."""
        series = [name for name in self.shaped.series if name]
        if len(series) > len(self.face.categories):
            return {}
        return {name: self.face.series(at) for at, name in enumerate(series)}

    def text_colour(self, colour: str) -> str:
        """A series' colour for its name where it can be read as text, else the ink."""
        if colour == self.face.muted:
            return self.face.ink_soft
        return colour if contrast(colour, self.face.paper) >= 4.5 else self.face.ink

    def scale_of_series(self) -> Any:
        colours = self.colours()
        return alt.Scale(domain=list(colours), range=list(colours.values()))

    def time_axis(self, field: Field, room: float) -> alt.X:
        """The x axis of time: years as numbers, so that a missing year leaves a gap."""
        ticks = max(2, int(room // 80))
        axis: dict[str, Any] = {
            "title": None,
            "grid": False,
            "tickCount": ticks,
            "labelFlush": True,
        }
        if field.is_year:
            years = [mark["x"] for mark in self.shaped.marks]
            low, high = min(years), max(years)
            step = max(1, round(scales.step_for(max(high - low, 1), ticks)))
            wanted = sorted({*range(low, high + 1, step), high} if high - low < 200 else {low})
            if len(wanted) > 1 and wanted[-1] - wanted[-2] < step / 2:
                wanted.pop(-2)
            axis |= {"format": "d", "values": wanted}
            span = [low, high] if low < high else [low - 1, high + 1]
            return alt.X("x:Q", axis=alt.Axis(**axis), scale=alt.Scale(domain=span, nice=False))
        if field.type in ORDINAL_TIMES:
            return alt.X("x:O", axis=alt.Axis(**axis, labelOverlap=True), sort="ascending")
        return alt.X("x:T", axis=alt.Axis(**axis), scale=alt.Scale(type="utc"))

    def value_scale(self, *, with_zero: bool) -> tuple[alt.Scale, tuple[float, float]]:
        """The scale of what is measured and its ends."""
        values = self.shaped.values
        if self.choice.log:
            if min(values) <= 0:
                raise ChartError("log_needs_positive")
            low, high = min(values) / 1.1, max(values) * 1.1
            return alt.Scale(type="log", domain=[low, high], nice=False), (low, high)
        low, high = scales.domain(values, with_zero=with_zero)
        return alt.Scale(domain=[low, high], nice=False, zero=False), (low, high)

    def value_axis(self, **more: Any) -> alt.Axis:
        usual: dict[str, Any] = {"title": None, "format": self.axis_format, "tickCount": 5}
        if self.choice.log:
            usual["values"] = scales.decades(min(self.shaped.values), max(self.shaped.values))
        return alt.Axis(**usual | more)

    def tooltips(self, *, with_series: bool = True) -> list[alt.Tooltip]:
        """What a pointer over a mark reads."""
        x, measured = self.shaped.x, self.shaped.measured
        lines = []
        if x.kind in (TIME, CATEGORY):
            lines.append(alt.Tooltip("xs:N", title=x.label))
        if with_series and any(mark["s"] for mark in self.shaped.marks):
            lines.append(alt.Tooltip("s:N", title=self.series_title or " "))
        label = measured.label if measured and len(self.choice.y) == 1 else " "
        return [*lines, alt.Tooltip("y:Q", title=label, format=self.format)]

    @property
    def series_title(self) -> str:
        return self.shaped.field(self.choice.by).label if self.choice.by else ""

    def to_axis(self, value: float, ends: tuple[float, float], height: float) -> float:
        """A value as px from the top of a plot."""
        from math import log

        low, high = ends
        if self.choice.log:
            low, high, value = log(low), log(high), log(value)
        return height * (1 - (value - low) / (high - low))

    def from_axis(self, place: float, ends: tuple[float, float], height: float) -> float:
        from math import exp, log

        low, high = ends
        if self.choice.log:
            return exp(log(low) + (log(high) - log(low)) * (1 - place / height))
        return low + (high - low) * (1 - place / height)


def number_format(values: Sequence[float]) -> str:
    return f",.{scales.decimals(values)}f"


def axis_format(values: Sequence[float]) -> str:
    """The format of an axis: without the zeros that all its steps share."""
    return f",.{max(scales.decimals(values), 2)}~f"


def data(marks: Sequence[Mark]) -> alt.Data:
    """The marks as the chart's own data, without the keys that only the shaping needs."""
    kept = [
        {
            name: value
            for name, value in mark.items()
            if name not in ("sk", "xk", "nk", "h") and value != ""
        }
        for mark in marks
    ]
    return alt.Data(values=kept)


def wrapped(words: str, width: float) -> list[str]:
    """Break words into lines that fit a width."""
    room, lines = int(width / (SIZE * 0.53)), [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > room:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return [line for line in lines if line]
