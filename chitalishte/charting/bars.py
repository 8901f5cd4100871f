"""Charts that compare names: bars, stacked and grouped bars, dots."""

from __future__ import annotations

from typing import Any

import altair as alt

from chitalishte.charting import scales
from chitalishte.charting.canvas import HEIGHT, HIGHLIGHT, ROW, Canvas, data
from chitalishte.charting.errors import ChartError
from chitalishte.charting.fields import TIME
from chitalishte.charting.house import SIZE
from chitalishte.charting.shaping import Mark, ordered_names
from chitalishte.text import number

MOST_BARS = 60
MOST_UPRIGHT = 8  # bars beside each other before they are laid down
LONG = 10  # letters of a name that does not fit below an upright bar


def _names(canvas: Canvas) -> list[Any]:
    names = ordered_names(canvas.shaped)
    most = 200 if canvas.shaped.x.kind == TIME else MOST_BARS
    if len(names) > most:
        raise ChartError("too_many_categories", count=str(len(names)), most=str(most))
    return names


def is_lying(canvas: Canvas, names: list[Any]) -> bool:
    """Whether bars lie: names in time stand, long or many names lie."""
    if canvas.shaped.x.kind == TIME:
        return False
    most = 4 if canvas.is_narrow else MOST_UPRIGHT
    return len(names) > most or any(len(str(name)) > LONG for name in names)


def bar(canvas: Canvas) -> alt.LayerChart:
    """A bar a name with its value at the end; the value axis is then not needed."""
    shaped, face = canvas.shaped, canvas.face
    names = _names(canvas)
    lying = is_lying(canvas, names)
    accent, plain = face.series(HIGHLIGHT), face.series(0)
    shown = scales.decimals(shaped.values)
    marks = [
        mark
        | {
            "c": accent if mark["h"] else plain,
            "t": number(mark["y"], shaped.language, shown),
        }
        for mark in shaped.marks
    ]
    has_values = lying or len(names) <= (8 if canvas.is_narrow else 16)
    room = scales.widest([mark["t"] for mark in marks], 90) + 8
    scale, _ends = canvas.value_scale(with_zero=not canvas.choice.log)
    axis = None if has_values else canvas.value_axis()
    base = alt.Chart(data(marks))
    colour = alt.Color("c:N", scale=None)
    if lying:
        side = scales.widest([str(name) for name in names], 240) + 14
        width = canvas.width - side - room
        named = alt.Y(
            "x:N", sort=names, axis=_names_axis(canvas), scale=alt.Scale(paddingInner=0.25)
        )
        length = alt.X("y:Q", scale=scale, axis=axis)
        bars = base.mark_bar().encode(
            x=length, y=named, color=colour, tooltip=canvas.tooltips(with_series=False)
        )
        height: float = len(names) * ROW
        labels = _values_beside(marks, named, scale)
    else:
        width = canvas.width - (10 if has_values else 58)
        kind = "x:O" if shaped.x.kind == TIME else "x:N"
        below = alt.X(kind, sort=names, axis=_upright_axis(canvas, names))
        bars = base.mark_bar().encode(
            x=below,
            y=alt.Y("y:Q", scale=scale, axis=axis),
            color=colour,
            tooltip=canvas.tooltips(with_series=False),
        )
        height = 260 if canvas.is_narrow else 320
        labels = [
            alt.Chart(data(part))
            .mark_text(dy=dy)
            .encode(x=below, y=alt.Y("y:Q", scale=scale), text="t:N")
            for part, dy in zip(_by_sign(marks), (-8, 10), strict=True)
            if part
        ]
    layers = [bars, *(labels if has_values else [])]
    return alt.layer(*layers).properties(width=width, height=height, **canvas.title())


def _names_axis(canvas: Canvas) -> alt.Axis:
    ink = canvas.face.ink
    return alt.Axis(title=None, domain=False, ticks=False, labelLimit=240, labelColor=ink)


def _upright_axis(canvas: Canvas, names: list[Any]) -> alt.Axis:
    if canvas.shaped.x.kind != TIME:
        return alt.Axis(title=None, labelAngle=0, grid=False)
    every = max(1, -(-len(names) * 40 // int(canvas.width)))
    shown = names[::-1][::every][::-1]
    return alt.Axis(title=None, labelAngle=0, grid=False, values=shown)


def _by_sign(marks: list[Mark]) -> tuple[list[Mark], list[Mark]]:
    """The marks whose value is written beyond the end, and those where it is before it."""
    return [m for m in marks if m["y"] >= 0], [m for m in marks if m["y"] < 0]


def _values_beside(marks: list[Mark], named: alt.Y, scale: alt.Scale) -> list[alt.Chart]:
    sides = (("left", 5), ("right", -5))
    return [
        alt.Chart(data(part))
        .mark_text(align=align, dx=dx)
        .encode(x=alt.X("y:Q", scale=scale), y=named, text="t:N")
        for part, (align, dx) in zip(_by_sign(marks), sides, strict=True)
        if part
    ]


def stacked(canvas: Canvas) -> alt.Chart:
    """The series on each other, as they are or as parts of a hundred."""
    shaped = canvas.shaped
    if any(mark["y"] < 0 for mark in shaped.marks):
        raise ChartError("below_zero", name=shaped.x.label)
    return _with_series(canvas, is_stacked=True)


def grouped(canvas: Canvas) -> alt.Chart:
    """The series beside each other."""
    return _with_series(canvas, is_stacked=False)


def _with_series(canvas: Canvas, *, is_stacked: bool) -> alt.Chart:
    shaped, choice = canvas.shaped, canvas.choice
    names, series = _names(canvas), shaped.series
    most = len(canvas.face.categories)
    if len(series) > most:
        raise ChartError("too_many_series", count=str(len(series)), most=str(most))
    lying = is_lying(canvas, names)
    order = {name: at for at, name in enumerate(series)}
    base = alt.Chart(data([mark | {"o": order[mark["s"]]} for mark in shaped.marks]))
    stack: Any = ("normalize" if choice.share else "zero") if is_stacked else None
    look = canvas.value_axis(format=".0%") if choice.share and is_stacked else canvas.value_axis()
    value = {"stack": stack, "axis": look}
    colour = alt.Color(
        "s:N",
        sort=series,
        scale=alt.Scale(domain=series, range=[canvas.face.series(at) for at in order.values()]),
        legend=_legend(canvas, series),
    )
    common = {"color": colour, "tooltip": canvas.tooltips()}
    if is_stacked:
        common["order"] = alt.Order("o:Q", sort="ascending")
    drawn = base.mark_bar(stroke=canvas.face.paper, strokeWidth=0.6)
    kind = "x:O" if shaped.x.kind == TIME else "x:N"
    if lying:
        side = scales.widest([str(name) for name in names], 240) + 30
        width, row = canvas.width - side, ROW if is_stacked else max(ROW, 14 * len(series) + 8)
        place: dict[str, Any] = {
            "y": alt.Y(kind, sort=names, axis=_names_axis(canvas)),
            "x": alt.X("y:Q", **value),
        }
        if not is_stacked:
            place["yOffset"] = alt.YOffset("s:N", sort=series)
        height: float = len(names) * row
    else:
        width, height = canvas.width - 62, 300 if canvas.is_narrow else HEIGHT - 40
        place = {
            "x": alt.X(kind, sort=names, axis=_upright_axis(canvas, names)),
            "y": alt.Y("y:Q", **value),
        }
        if not is_stacked:
            place["xOffset"] = alt.XOffset("s:N", sort=series)
    chart = drawn.encode(**place, **common)
    return chart.properties(width=width, height=height, **canvas.title())


def _legend(canvas: Canvas, series: list[str]) -> Any:
    if len(series) < 2:
        return None
    fits = max(1, int(canvas.width // (max(len(name) for name in series) * SIZE * 0.53 + 40)))
    return alt.Legend(title=None, columns=min(fits, len(series)))


def dot(canvas: Canvas) -> alt.LayerChart:
    """A dot a name and series; two or more series are joined by a line from least to most."""
    shaped, face = canvas.shaped, canvas.face
    names, series = _names(canvas), shaped.series
    if len(series) > len(face.categories):
        most = str(len(face.categories))
        raise ChartError("too_many_series", count=str(len(series)), most=most)
    side = scales.widest([str(name) for name in names], 240) + 30
    scale, _ends = canvas.value_scale(with_zero=False)
    named = alt.Y(
        "x:N",
        sort=names,
        axis=alt.Axis(title=None, grid=True, domain=False, ticks=False, labelColor=face.ink),
    )
    length = alt.X("y:Q", scale=scale, axis=canvas.value_axis(orient="top", grid=False))
    layers: list[Any] = []
    if len(series) > 1:
        spans: dict[Any, list[float]] = {}
        for mark in shaped.marks:
            spans.setdefault(mark["x"], []).append(mark["y"])
        ends = [{"x": name, "y": min(found), "y2": max(found)} for name, found in spans.items()]
        rule = alt.Chart(alt.Data(values=ends)).mark_rule(strokeWidth=2, color=face.muted)
        layers.append(rule.encode(x=alt.X("y:Q", scale=scale), x2="y2:Q", y=named))
        colour = alt.Color(
            "s:N",
            sort=series,
            scale=alt.Scale(domain=series, range=[face.series(at) for at in range(len(series))]),
            legend=_legend(canvas, series),
        )
        marks = shaped.marks
    else:
        colour = alt.Color("c:N", scale=None)
        accent, plain = face.series(HIGHLIGHT), face.series(0)
        marks = [mark | {"c": accent if mark["h"] else plain} for mark in shaped.marks]
    dots = alt.Chart(data(marks)).mark_circle(size=90, opacity=1)
    layers.append(dots.encode(x=length, y=named, color=colour, tooltip=canvas.tooltips()))
    return alt.layer(*layers).properties(
        width=canvas.width - side, height=len(names) * ROW, **canvas.title()
    )
