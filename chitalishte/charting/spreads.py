"""Charts of how values spread: histogram, box, heat table."""

from __future__ import annotations

import statistics
from math import floor
from typing import Any, NamedTuple

import altair as alt

from chitalishte.charting import scales
from chitalishte.charting.bars import is_lying
from chitalishte.charting.canvas import HIGHLIGHT, ROW, Canvas, axis_format, data, wrapped
from chitalishte.charting.errors import ChartError
from chitalishte.charting.fields import TIME
from chitalishte.charting.shaping import ordered_names
from chitalishte.drawing.colours import ink_on
from chitalishte.text import number

MOST_CELLS = 1_500
MOST_BOXES = 40
ROWS_WORDS = {"bg": "Брой редове", "en": "Number of rows"}


def bins_of(values: list[float], most: int = 20) -> list[tuple[float, float, int]]:
    """Equal pleasant steps over the values: (from, to, how many); the last holds its end too."""
    wanted = max(5, min(most, round(len(values) ** 0.5 * 1.5)))
    low, high = min(values), max(values)
    if low == high:
        return [(low - 0.5, high + 0.5, len(values))]
    step = scales.step_for(high - low, wanted)
    first = floor(low / step + 1e-9)
    last = max(first, -floor(-high / step + 1e-9) - 1)
    counts = [0] * (last - first + 1)
    for value in values:
        counts[min(max(floor(value / step + 1e-9) - first, 0), len(counts) - 1)] += 1
    return [
        (float(f"{(first + at) * step:.12g}"), float(f"{(first + at + 1) * step:.12g}"), count)
        for at, count in enumerate(counts)
    ]


def histogram(canvas: Canvas) -> alt.LayerChart:
    """How many rows fall into each step; the highlighted rows as marked lines with their name."""
    shaped, face = canvas.shaped, canvas.face
    values = [mark["x"] for mark in shaped.marks]
    bins = bins_of(values)
    records = [{"a": low, "b": high, "n": count, "z": 0} for low, high, count in bins]
    edges = [bins[0][0], *(high for _low, high, _n in bins)]
    form = axis_format(edges)
    every = max(1, -(-len(edges) * 60 // int(canvas.width)))
    x = alt.X(
        "a:Q",
        scale=alt.Scale(domain=[bins[0][0], bins[-1][1]], nice=False, zero=False),
        axis=alt.Axis(
            title=wrapped(shaped.x.title, canvas.width - 60),
            format=form,
            grid=False,
            values=edges[::every],
        ),
    )
    most = max(count for _low, _high, count in bins)
    y = alt.Y("n:Q", scale=alt.Scale(domain=[0, most]), axis=_counts(most))
    drawn = alt.Chart(alt.Data(values=records)).mark_bar(
        color=face.series(0), stroke=face.paper, strokeWidth=1
    )
    tooltip = [
        alt.Tooltip("a:Q", title="≥", format=form),
        alt.Tooltip("b:Q", title="<", format=form),
        alt.Tooltip("n:Q", title=ROWS_WORDS[shaped.language]),
    ]
    layers: list[Any] = [drawn.encode(x=x, x2="b:Q", y=y, y2="z:Q", tooltip=tooltip)]
    told = [mark for mark in shaped.marks if mark["h"]]
    if told:
        marked = alt.Chart(data(told))
        accent = face.series(HIGHLIGHT)
        place = alt.X("x:Q", scale=x["scale"])
        layers.append(marked.mark_rule(color=accent, strokeWidth=2).encode(x=place))
        middle = (bins[0][0] + bins[-1][1]) / 2
        for line, mark in enumerate(told):  # one below the other: neighbours have close values
            side = ("left", 5) if mark["x"] < middle else ("right", -5)
            named = alt.Chart(data([mark])).mark_text(
                align=side[0], dx=side[1], color=face.ink, fontWeight="bold"
            )
            layers.append(named.encode(x=place, y=alt.value(8 + 17 * line), text="n:N"))
    return alt.layer(*layers).properties(
        width=canvas.width - 58,
        height=260 if canvas.is_narrow else 300,
        **canvas.title(
            ", ".join(part for part in (ROWS_WORDS[shaped.language], shaped.moment) if part)
        ),
    )


def _counts(most: int) -> alt.Axis:
    return alt.Axis(title=None, format=",d", tickMinStep=1, tickCount=min(5, most))


class Five(NamedTuple):
    """Tukey's box: whiskers end at the last value within 1.5 times the length of the box."""

    low: float
    first: float
    median: float
    third: float
    high: float
    outside: list[float]


def five(values: list[float]) -> Five:
    """Quartiles as in R's type 7 and in spreadsheets (both ends counted in)."""
    if len(values) == 1:
        only = values[0]
        return Five(only, only, only, only, only, [])
    first, median, third = statistics.quantiles(values, n=4, method="inclusive")
    reach = 1.5 * (third - first)
    inside = [value for value in values if first - reach <= value <= third + reach]
    outside = sorted(value for value in values if not first - reach <= value <= third + reach)
    return Five(min(inside), first, median, third, max(inside), outside)


def box(canvas: Canvas) -> alt.LayerChart:
    """Median, quartiles and reach of every name; what lies outside is drawn alone."""
    shaped, face = canvas.shaped, canvas.face
    groups: dict[Any, list[float]] = {}
    for mark in shaped.marks:
        groups.setdefault(mark["x"], []).append(mark["y"])
    if len(groups) > MOST_BOXES:
        raise ChartError("too_many_categories", count=str(len(groups)), most=str(MOST_BOXES))
    found = {name: five(values) for name, values in groups.items()}
    names = sorted(found)
    if shaped.x.kind != TIME and shaped.choice.order in ("", "value"):
        names = sorted(found, key=lambda name: -found[name].median)
    elif shaped.x.kind != TIME:
        names = ordered_names(shaped)
    records = [
        {"x": name, "l": f.low, "a": f.first, "m": f.median, "b": f.third, "u": f.high}
        for name, f in found.items()
    ]
    alone = [{"x": name, "y": value} for name, f in found.items() for value in f.outside]
    scale, _ends = canvas.value_scale(with_zero=False)
    lying = is_lying(canvas, names) or (shaped.x.kind == TIME and canvas.is_narrow)
    kind = "x:O" if shaped.x.kind == TIME else "x:N"
    base = alt.Chart(alt.Data(values=records))
    form = canvas.format
    tooltip = [alt.Tooltip("x:N", title=shaped.x.label)] + [
        alt.Tooltip(f"{key}:Q", title=sign, format=form)
        for key, sign in (("u", "↑"), ("b", "75 %"), ("m", "50 %"), ("a", "25 %"), ("l", "↓"))
    ]

    def value(name: str, *, has_axis: bool = False) -> Any:
        channel = alt.X if lying else alt.Y
        axis = canvas.value_axis() if has_axis else alt.Undefined
        return channel(f"{name}:Q", scale=scale, axis=axis)

    if lying:
        axis = alt.Axis(title=None, domain=False, ticks=False, labelColor=face.ink)
        named: Any = alt.Y(kind, sort=names, axis=axis)
        first, second, other = "x", "x2", "y"
    else:
        named = alt.X(kind, sort=names, axis=alt.Axis(title=None, labelAngle=0, grid=False))
        first, second, other = "y", "y2", "x"
    thick = 12 if lying else 22
    layers = [
        base.mark_rule(color=face.ink_soft).encode(
            **{first: value("l", has_axis=True), second: "u:Q", other: named}
        ),
        base.mark_bar(color=face.sequence[2], size=thick).encode(
            **{first: value("a"), second: "b:Q", other: named}, tooltip=tooltip
        ),
        base.mark_tick(color=face.ink, thickness=3, size=thick).encode(
            **{first: value("m"), other: named}
        ),
    ]
    if alone:
        points = alt.Chart(alt.Data(values=alone)).mark_point(
            color=face.series(HIGHLIGHT), size=28, filled=False
        )
        layers.append(points.encode(**{first: value("y"), other: named}))
    side = scales.widest([str(name) for name in names], 240) + 30
    size = (
        {"width": canvas.width - side, "height": max(len(names) * ROW, 60)}
        if lying
        else {"width": canvas.width - 60, "height": 300 if canvas.is_narrow else 360}
    )
    return alt.layer(*layers).properties(**size, **canvas.title())


def heat(canvas: Canvas) -> alt.LayerChart:
    """A table of colours: names down, time or other names across, the value where it fits."""
    shaped, face = canvas.shaped, canvas.face
    columns = _across(canvas)
    names = _down(canvas, columns[-1])
    if len(columns) * len(names) > MOST_CELLS:
        count = str(len(columns) * len(names))
        raise ChartError("too_many_rows", count=count, most=str(MOST_CELLS))
    steps = scales_of(shaped.values, len(face.sequence))
    shown = scales.decimals(shaped.values)
    side = scales.widest(names, 200) + 20
    width = canvas.width - side
    cell = width / len(columns)
    marks = []
    for mark in shaped.marks:
        colour = face.sequence[sum(mark["y"] >= step for step in steps)]
        words = number(mark["y"], shaped.language, shown)
        marks.append(mark | {"c": colour, "t": words, "i": ink_on(colour)})
    fits = cell >= scales.widest([mark["t"] for mark in marks], 200) + 2
    base = alt.Chart(data(marks))
    every = max(1, -(-len(columns) * 40 // int(width)))
    x = alt.X(
        "x:O",
        sort=columns,
        axis=alt.Axis(
            title=None,
            orient="top",
            labelAngle=0,
            domain=False,
            ticks=False,
            values=columns[::-1][::every][::-1],
        ),
    )
    y = alt.Y(
        "s:N",
        sort=names,
        axis=alt.Axis(title=None, domain=False, ticks=False, labelColor=face.ink, labelLimit=200),
    )
    cells = base.mark_rect(stroke=face.paper, strokeWidth=1).encode(
        x=x, y=y, color=alt.Color("c:N", scale=None), tooltip=canvas.tooltips()
    )
    layers: list[Any] = [cells]
    if fits:
        text = base.mark_text(fontSize=12).encode(
            x=x, y=y, text="t:N", color=alt.Color("i:N", scale=None)
        )
        layers.append(text)
    return alt.layer(*layers).properties(width=width, height=len(names) * ROW, **canvas.title())


def scales_of(values: list[float], parts: int) -> list[float]:
    """The inner breaks of equally full classes; fewer where values repeat."""
    if len(values) < 2:
        return []
    return sorted(set(statistics.quantiles(values, n=parts, method="inclusive")))


def _across(canvas: Canvas) -> list[Any]:
    places = dict.fromkeys(mark["x"] for mark in canvas.shaped.marks)
    return sorted(places) if canvas.shaped.x.kind == TIME else list(places)


def _down(canvas: Canvas, last: Any) -> list[str]:
    """The names by their value in the last column, or as the series stand."""
    order = canvas.choice.order
    if order in ("name", "table"):
        return canvas.shaped.series
    value = {mark["s"]: mark["y"] for mark in canvas.shaped.marks if mark["x"] == last}
    lowest = min(value.values(), default=0.0) - 1
    return sorted(canvas.shaped.series, key=lambda name: -value.get(name, lowest))
