"""Charts along time: lines, areas, slopes between two moments, small multiples."""

from __future__ import annotations

from collections import Counter
from typing import Any

import altair as alt

from chitalishte.charting import scales
from chitalishte.charting.canvas import HEIGHT, HIGHLIGHT, Canvas, data
from chitalishte.charting.errors import ChartError
from chitalishte.charting.fields import number_of
from chitalishte.charting.house import SIZE
from chitalishte.charting.shaping import Mark
from chitalishte.text import number

GAP = SIZE + 3  # px between the middles of two labels
MOST_LABELS = 6
MOST_PANELS = 36
MOST_SLOPES = 40


def line(canvas: Canvas) -> alt.LayerChart:
    """Every series a line with its name at the end; of many, the highlighted or the outermost."""
    shaped = canvas.shaped
    marks = sorted(shaped.marks, key=lambda mark: mark["x"])
    labelled = _labelled(canvas, marks)
    width = canvas.width - _room(canvas, labelled) - 66
    scale, ends = canvas.value_scale(with_zero=False)
    colours, muted = canvas.colours(), canvas.face.muted
    x = canvas.time_axis(shaped.x, width)
    y = alt.Y("y:Q", scale=scale, axis=canvas.value_axis())
    colour = alt.Color("s:N", scale=canvas.scale_of_series(), legend=None)
    layers: list[Any] = []
    behind = [mark for mark in marks if colours[mark["s"]] == muted]
    before = [mark for mark in marks if colours[mark["s"]] != muted]
    for part, thickness in ((behind, 1.2), (before, 2.6)):
        if part:
            drawn = alt.Chart(data(part)).mark_line(strokeWidth=thickness, strokeJoin="round")
            layers.append(drawn.encode(x=x, y=y, color=colour, detail="s:N"))
    lengths = Counter(mark["s"] for mark in marks)
    alone = [mark for mark in marks if lengths[mark["s"]] == 1]
    pointed = before if len(before) <= 60 and not behind else alone
    if pointed:
        dots = alt.Chart(data(pointed)).mark_circle(size=38, opacity=1)
        layers.append(dots.encode(x=x, y=y, color=colour))
    if canvas.is_interactive:
        touch = alt.Chart(data(marks)).mark_circle(size=160, opacity=0)
        layers.append(touch.encode(x=x, y=y, color=colour, tooltip=canvas.tooltips()))
    if labelled:
        layers.append(_end_labels(canvas, labelled, ends, x, scale))
    chart = alt.layer(*layers)
    return chart.properties(width=width, height=_height(canvas), **canvas.title())


def _height(canvas: Canvas) -> int:
    return 300 if canvas.is_narrow else HEIGHT


def _labelled(canvas: Canvas, marks: list[Mark]) -> list[Mark]:
    """The last mark of every series whose name is written at its end."""
    last = {mark["s"]: mark for mark in marks if mark["s"]}
    if len(last) <= MOST_LABELS:
        return list(last.values())
    if canvas.shaped.has_highlight:
        told = {mark["s"] for mark in marks if mark["h"]}
        return [mark for name, mark in last.items() if name in told]
    in_order = sorted(last.values(), key=lambda mark: mark["y"])
    return in_order[:3] + in_order[-3:]


def _end_labels(
    canvas: Canvas, labelled: list[Mark], ends: tuple[float, float], x: alt.X, scale: alt.Scale
) -> alt.Chart:
    height = _height(canvas)
    places = [canvas.to_axis(mark["y"], ends, height) for mark in labelled]
    moved = scales.apart(places, GAP, 0, height)
    marks = [
        mark | {"y": canvas.from_axis(place, ends, height)}
        for mark, place in zip(labelled, moved, strict=True)
    ]
    return _names(canvas, marks, x, alt.Y("y:Q", scale=scale))


def _names(canvas: Canvas, marks: list[Mark], x: alt.X, y: alt.Y) -> alt.Chart:
    """The names of series to the right of their marks, in colours that can be read."""
    colours = canvas.colours()
    told = [mark | {"c": canvas.text_colour(colours[mark["s"]])} for mark in marks]
    text = alt.Chart(data(told)).mark_text(
        align="left", dx=8, fontWeight="bold", limit=_room(canvas, marks) + 24
    )
    return text.encode(x=x, y=y, text="s:N", color=alt.Color("c:N", scale=None))


def _room(canvas: Canvas, marks: list[Mark]) -> float:
    """The px that the names of these series take beside the plot."""
    widest = max((scales.bold_width(mark["s"]) for mark in marks), default=0.0)
    return min(canvas.width * 0.36, widest)


def area(canvas: Canvas) -> alt.LayerChart:
    """One area, or the series on each other; stacked here, so that the labels know their middle."""
    shaped = canvas.shaped
    if any(mark["y"] < 0 for mark in shaped.marks):
        raise ChartError("below_zero", name=shaped.x.label)
    series = shaped.series
    if len(series) > len(canvas.face.categories):
        most = str(len(canvas.face.categories))
        raise ChartError("too_many_series", count=str(len(series)), most=most)
    marks, top = _stacked(canvas)
    width = canvas.width - _room(canvas, [mark for mark in marks if mark["s"]]) - 66
    height = _height(canvas)
    low, high = (0.0, 1.0) if canvas.choice.share else scales.domain([0.0, top], with_zero=True)
    scale = alt.Scale(domain=[low, high], nice=False)
    look = canvas.value_axis(format=".0%") if canvas.choice.share else canvas.value_axis()
    x = canvas.time_axis(shaped.x, width)
    y = alt.Y("y0:Q", scale=scale, axis=look)
    colour = alt.Color("s:N", scale=canvas.scale_of_series(), legend=None)
    drawn = alt.Chart(data(marks)).mark_area(opacity=1, stroke=canvas.face.paper, strokeWidth=1)
    encoded = drawn.encode(
        x=x, y=y, y2="y1:Q", color=colour, detail="s:N", tooltip=canvas.tooltips()
    )
    layers: list[Any] = [encoded]
    last = max(mark["x"] for mark in marks)
    at_end = [mark for mark in marks if mark["x"] == last and mark["s"]]
    if at_end:
        middles = [
            height * (1 - ((mark["y0"] + mark["y1"]) / 2 - low) / (high - low)) for mark in at_end
        ]
        moved = scales.apart(middles, GAP, 0, height)
        labels = [
            mark | {"y0": low + (high - low) * (1 - place / height)}
            for mark, place in zip(at_end, moved, strict=True)
        ]
        layers.append(_names(canvas, labels, x, alt.Y("y0:Q", scale=scale)))
    return alt.layer(*layers).properties(width=width, height=height, **canvas.title())


def _stacked(canvas: Canvas) -> tuple[list[Mark], float]:
    """The marks with y0 and y1, the first series at the bottom, and the highest top."""
    shaped = canvas.shaped
    value = {(mark["x"], mark["s"]): mark for mark in shaped.marks}
    marks, top = [], 0.0
    for place in sorted({mark["x"] for mark in shaped.marks}):
        present = [value[place, name] for name in shaped.series if (place, name) in value]
        total = sum(mark["y"] for mark in present)
        below = 0.0
        for mark in present:
            part = mark["y"] / total if canvas.choice.share and total else mark["y"]
            marks.append(mark | {"y0": below, "y1": below + part})
            below += part
        top = max(top, below)
    return marks, top


def slope(canvas: Canvas) -> alt.LayerChart:
    """The first and the last moment, a line a series, names on both sides."""
    shaped = canvas.shaped
    moments = sorted({mark["x"] for mark in shaped.marks})
    ends = (moments[0], moments[-1])
    at = {(mark["x"], mark["s"]): mark for mark in shaped.marks}
    both = shaped.series
    if len(both) > MOST_SLOPES:
        raise ChartError("too_many_series", count=str(len(both)), most=str(MOST_SLOPES))
    height = max(_height(canvas), min(len(both) * GAP, 560))
    pairs = [[at[end, name] for name in both] for end in ends]
    low, high = scales.domain([m["y"] for side in pairs for m in side], with_zero=False)
    scale = alt.Scale(domain=[low, high], nice=False, zero=False)
    colours, muted = canvas.colours(), canvas.face.muted
    shown = {end: side[0]["xs"] for end, side in zip(ends, pairs, strict=True)}
    room = _slope_room(canvas, pairs)
    x = alt.X(
        "xs:N",
        sort=list(shown.values()),
        scale=alt.Scale(padding=0),
        axis=alt.Axis(title=None, orient="top", labelAngle=0, domain=False, ticks=False, offset=10),
    )
    y = alt.Y("y:Q", scale=scale, axis=None)
    colour = alt.Color("s:N", scale=canvas.scale_of_series(), legend=None)
    flat = [mark for side in pairs for mark in side]
    layers: list[Any] = []
    for part, thickness in (
        ([m for m in flat if colours[m["s"]] == muted], 1.2),
        ([m for m in flat if colours[m["s"]] != muted], 2.8),
    ):
        if part:
            drawn = alt.Chart(data(part)).mark_line(strokeWidth=thickness, point={"size": 34})
            layers.append(
                drawn.encode(x=x, y=y, color=colour, detail="s:N", tooltip=canvas.tooltips())
            )
    layers += _slope_labels(canvas, pairs, (low, high), height, x, scale)
    width = max(60.0, canvas.width - 2 * room - 20)
    return alt.layer(*layers).properties(width=width, height=height, **canvas.title())


def _slope_room(canvas: Canvas, pairs: list[list[Mark]]) -> float:
    """The px that names with their values take on each side."""
    shown = scales.decimals([mark["y"] for side in pairs for mark in side])
    words = (
        f"{mark['s']} {number(mark['y'], canvas.shaped.language, shown)}"
        for side in pairs
        for mark in side
    )
    return scales.widest(words, canvas.width * 0.4) + 12


def _slope_labels(
    canvas: Canvas,
    pairs: list[list[Mark]],
    ends: tuple[float, float],
    height: float,
    x: alt.X,
    scale: alt.Scale,
) -> list[alt.Chart]:
    low, high = ends
    colours = canvas.colours()
    shown = scales.decimals([mark["y"] for side in pairs for mark in side])
    charts = []
    for side, (align, dx) in zip(pairs, (("right", -9), ("left", 9)), strict=True):
        own = [height * (1 - (mark["y"] - low) / (high - low)) for mark in side]
        kept = scales.fitting(own, GAP, [mark["h"] for mark in side])
        moved = scales.apart([own[at] for at in kept], GAP, 0, height)
        marks = []
        for mark, place in zip([side[at] for at in kept], moved, strict=True):
            value = number(mark["y"], canvas.shaped.language, shown)
            words = f"{mark['s']} {value}" if align == "right" else f"{value} {mark['s']}"
            colour = canvas.text_colour(colours[mark["s"]])
            at = low + (high - low) * (1 - place / height)
            marks.append(mark | {"y": at, "t": words, "c": colour})
        limit = _slope_room(canvas, pairs)
        text = alt.Chart(data(marks)).mark_text(align=align, dx=dx, limit=limit)
        colour = alt.Color("c:N", scale=None)
        charts.append(text.encode(x=x, y=alt.Y("y:Q", scale=scale), text="t:N", color=colour))
    return charts


def multiples(canvas: Canvas) -> alt.FacetChart:
    """A small chart of every series on the same scales."""
    shaped = canvas.shaped
    names = [name for name in shaped.series if name]
    if len(names) > MOST_PANELS:
        raise ChartError("too_many_series", count=str(len(names)), most=str(MOST_PANELS))
    columns = min(len(names), 2 if canvas.is_narrow else 4)
    width = (canvas.width - 46) / columns - 18
    marks = sorted(shaped.marks, key=lambda mark: mark["x"])
    edge: dict[str, list[Mark]] = {}
    for mark in marks:
        edge.setdefault(mark["s"], [mark, mark])[1] = mark
    ended = {id(pair[1]) for pair in edge.values()}
    accent, plain_ = canvas.face.series(HIGHLIGHT), canvas.face.series(0)
    for mark in marks:
        mark["c"] = accent if mark["h"] else plain_
        mark["e"] = mark["y"] if id(mark) in ended else None
    scale, _ends = canvas.value_scale(with_zero=False)
    x = canvas.time_axis(shaped.x, width)
    if shaped.x.is_year:
        years = [number_of(mark["x"]) or 0 for mark in marks]
        x["axis"]["values"] = [min(years), max(years)]
    y = alt.Y("y:Q", scale=scale, axis=canvas.value_axis(tickCount=3))
    base = alt.Chart(data(marks)).encode(x=x)
    drawn = base.mark_line(strokeWidth=2).encode(
        y=y, color=alt.Color("c:N", scale=None), tooltip=canvas.tooltips()
    )
    dots = base.mark_circle(size=30, opacity=1).encode(
        y=alt.Y("e:Q", scale=scale), color=alt.Color("c:N", scale=None)
    )
    values = base.mark_text(dy=-10, align="right").encode(
        y=alt.Y("e:Q", scale=scale), text=alt.Text("e:Q", format=canvas.format)
    )
    panel = alt.layer(drawn, dots, values).properties(width=width, height=92)
    facet = alt.Facet("s:N", sort=names, header=alt.Header(title=None, labelLimit=int(width)))
    whole = panel.facet(facet=facet, columns=columns, spacing={"row": 18, "column": 18})
    return whole.properties(**canvas.title())
