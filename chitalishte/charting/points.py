"""Charts of single rows: a scatter of two numbers, a timeline of events."""

from __future__ import annotations

from typing import Any

import altair as alt

from chitalishte.charting import scales
from chitalishte.charting.canvas import HIGHLIGHT, Canvas, axis_format, data, number_format
from chitalishte.charting.errors import ChartError
from chitalishte.charting.house import SIZE
from chitalishte.charting.shaping import Mark

LINE = SIZE + 2  # px of a line of labels
MOST_EVENTS = 80
STROKE = {"stroke": alt.Stroke("k:N", scale=None)}
Box = tuple[float, float, float, float]


def scatter(canvas: Canvas) -> alt.LayerChart:
    """A point a row; as many names as fit without lying on each other, the highlighted first."""
    shaped = canvas.shaped
    across = [mark["x"] for mark in shaped.marks]
    low, high = scales.domain(across, with_zero=False)
    scale, ends = canvas.value_scale(with_zero=False)
    width, height = canvas.width - 70.0, 300.0 if canvas.is_narrow else 420.0
    colours = canvas.own_colours()
    marks = [mark | _look(canvas, mark, colours) for mark in shaped.marks]
    title = shaped.x.title
    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[low, high], nice=False, zero=False),
        axis=alt.Axis(title=title, format=axis_format(across), tickCount=5),
    )
    y = alt.Y("y:Q", scale=scale, axis=canvas.value_axis())
    points = alt.Chart(data(marks)).mark_circle(size=64, opacity=0.85, strokeWidth=2)
    tooltip = canvas.tooltips()
    if shaped.choice.label:
        tooltip.insert(0, alt.Tooltip("n:N", title=shaped.field(shaped.choice.label).label))
    tooltip.insert(-1, alt.Tooltip("x:Q", title=shaped.x.label, format=number_format(across)))
    drawn = points.encode(x=x, y=y, tooltip=tooltip, color=_colour(canvas, colours), **STROKE)
    layers: list[Any] = [drawn]
    if shaped.choice.label:
        spots = [
            (
                (mark["x"] - low) / (high - low) * width,
                canvas.to_axis(mark["y"], ends, height),
            )
            for mark in marks
        ]
        layers += _labels(canvas, marks, spots, (width, height), x, scale)
    return alt.layer(*layers).properties(width=width, height=height, **canvas.title())


def _look(canvas: Canvas, mark: Mark, colours: dict[str, str]) -> dict[str, str | None]:
    """A point's colour and ring: what is highlighted has the accent, or a ring among series."""
    face = canvas.face
    if len(colours) > 1:
        return {"c": colours[mark["s"]], "k": face.ink if mark["h"] else None}
    return {"c": face.series(HIGHLIGHT if mark["h"] else 0), "k": None}


def _colour(canvas: Canvas, colours: dict[str, str]) -> alt.Color:
    if len(colours) < 2:
        return alt.Color("c:N", scale=None)
    legend = alt.Legend(title=None, columns=2 if canvas.is_narrow else 4, symbolType="circle")
    scale = alt.Scale(domain=list(colours), range=list(colours.values()))
    return alt.Color("s:N", sort=list(colours), scale=scale, legend=legend)


def _labels(
    canvas: Canvas,
    marks: list[Mark],
    spots: list[tuple[float, float]],
    room: tuple[float, float],
    x: alt.X,
    scale: alt.Scale,
) -> list[alt.Chart]:
    right, left = placed_labels([mark.get("n", "") for mark in marks], spots, room, _urgency(marks))
    charts = []
    for chosen, align, dx in ((right, "left", 7), (left, "right", -7)):
        kept = [marks[at] for at in chosen]
        for part, weight in (
            ([mark for mark in kept if not mark["h"]], "normal"),
            ([mark for mark in kept if mark["h"]], "bold"),
        ):
            if part:
                text = alt.Chart(data(part)).mark_text(
                    align=align, dx=dx, fontSize=SIZE - 1, fontWeight=weight
                )
                charts.append(text.encode(x=x, y=alt.Y("y:Q", scale=scale), text="n:N"))
    return charts


def _urgency(marks: list[Mark]) -> list[int]:
    """The order in which names get their place: highlighted, then from the outside in."""
    middle_x = sum(mark["x"] for mark in marks) / len(marks)
    middle_y = sum(mark["y"] for mark in marks) / len(marks)
    spread_x = max(abs(mark["x"] - middle_x) for mark in marks) or 1
    spread_y = max(abs(mark["y"] - middle_y) for mark in marks) or 1

    def far(at: int) -> float:
        mark = marks[at]
        return abs(mark["x"] - middle_x) / spread_x + abs(mark["y"] - middle_y) / spread_y

    return sorted(range(len(marks)), key=lambda at: (not marks[at]["h"], -far(at)))


def placed_labels(
    names: list[str],
    spots: list[tuple[float, float]],
    room: tuple[float, float],
    order: list[int],
) -> tuple[list[int], list[int]]:
    """Which points are named on their right and which on their left, without overlaps.

    spots  px of the points; room  width and height of the plot in px
    order  the points in the order in which they may choose
    """
    dots: list[Box] = [(px - 4, py - 4, px + 4, py + 4) for px, py in spots]
    taken: list[Box] = []
    right: list[int] = []
    left: list[int] = []
    for at in order:
        words = names[at]
        if not words:
            continue
        px, py = spots[at]
        length = scales.text_width(words, SIZE - 1)
        for side, start in ((right, px + 6), (left, px - 6 - length)):
            box = (start, py - LINE / 2, start + length, py + LINE / 2)
            outside = start < 0 or box[2] > room[0] + 30
            others = (dot for number, dot in enumerate(dots) if number != at)
            if not outside and not any(_meet(box, other) for other in (*taken, *others)):
                taken.append(box)
                side.append(at)
                break
    return right, left


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def timeline(canvas: Canvas) -> alt.LayerChart:
    """Events from the first down to the last, each with its name beside its day or year."""
    shaped = canvas.shaped
    marks = sorted(shaped.marks, key=lambda mark: (mark["x"], mark.get("n", "")))
    if len(marks) > MOST_EVENTS:
        raise ChartError("too_many_categories", count=str(len(marks)), most=str(MOST_EVENTS))
    colours = canvas.own_colours()
    middle = marks[len(marks) // 2]["x"]
    for place, mark in enumerate(marks):
        when = "" if canvas.is_narrow else mark["xs"]  # a phone has room for the names alone
        mark |= _look(canvas, mark, colours) | {
            "row": place,
            "t": ", ".join(part for part in (mark.get("n"), when) if part) or mark["xs"],
        }
    room = scales.widest([mark["t"] for mark in marks], canvas.width * 0.45)
    x = canvas.time_axis(shaped.x, canvas.width - room)
    x["axis"]["orient"] = "top"
    x["axis"]["grid"] = True
    y = alt.Y("row:O", axis=None)
    tooltip = [alt.Tooltip("n:N", title=" "), alt.Tooltip("xs:N", title=shaped.x.label)]
    dots = alt.Chart(data(marks)).mark_circle(size=80, opacity=1, strokeWidth=2)
    colour = _colour(canvas, colours)
    layers: list[Any] = [dots.encode(x=x, y=y, color=colour, tooltip=tooltip, **STROKE)]
    # a name stands on the side where there is room: to the right of the early, left of the late
    late = marks[-1]["x"] != marks[0]["x"]
    for is_left in (False, True):
        part = [m for m in marks if (late and m["x"] > middle) == is_left]
        if part:
            text = alt.Chart(data(part)).mark_text(
                align="right" if is_left else "left", dx=-9 if is_left else 9, limit=room + 24
            )
            layers.append(text.encode(x=x, y=y, text="t:N"))
    # names stand beside points near the middle, so they need room on both sides of them only
    width = canvas.width - 60 - (room if not late else 0)
    return alt.layer(*layers).properties(
        width=width, height=len(marks) * 20, **canvas.title(shaped.x.label)
    )
