"""Circles as large as a value, over pale places: for counts, which coloured areas distort."""

from collections.abc import Callable, Collection, Mapping, Sequence
from math import floor, log10, sqrt
from typing import Final

from chitalishte.drawing.choropleth import NO_DATA, NO_DATA_LABEL, Area, Pen
from chitalishte.drawing.classes import LegendClass
from chitalishte.drawing.geography import Geography
from chitalishte.drawing.markup import element, escape

LARGEST: Final = 62.0  # units, the radius of the largest circle
SMALLEST: Final = 3.0  # a circle that is smaller cannot be seen
FINGER: Final = 22.0  # units around a small circle that answer too


def radius(value: float, largest: float) -> float:
    """Give the radius whose area stands to the largest circle's as the values do."""
    if value <= 0 or largest <= 0:
        return 0.0
    return max(SMALLEST, LARGEST * sqrt(value / largest))


def legend_values(largest: float) -> list[float]:
    """Give three round values for the circles of the legend, the largest first."""
    if largest <= 0:
        return []
    found = []
    for share in (1.0, 0.3, 0.06):  # far enough apart that their names do not meet
        power = 10.0 ** floor(log10(largest * share))
        found.append(floor(largest * share / power) * power)
    return sorted(set(found), reverse=True)


def symbols(
    geography: Geography,
    areas: Mapping[str, Area],
    *,
    values: Mapping[str, float],
    classes: Sequence[LegendClass],
    title: str,
    description: str,
    lang: str,
    href: Callable[[str], str] | None = None,
    selected: str | None = None,
    dimmed: Collection[str] = frozenset(),
    prefix: str = "map",
    write: Callable[[float], str] = "{:g}".format,
) -> str:
    """Draw the map for a page; takes what `choropleth` takes, and the value of every place.

    write  a value in the reader's language, for the circles that explain the others

    The largest circles lie lowest, so that none hides a smaller one.
    """
    pen = Pen(prefix, lang, {line.key: line.css for line in classes})
    return pen.page(
        "map map--symbols",
        geography,
        title,
        description,
        *parts(pen, geography, areas, values, href, dimmed, selected),
        explained(pen, max(map(abs, values.values()), default=0.0), write),
    )


def explained(pen: Pen, largest: float, write: Callable[[float], str]) -> str:
    """Draw the circles of the legend, one in the other, in the upper left corner of the map.

    On the map and not beside it, because only there they shrink and grow with the others.
    """
    x, bottom, words = LARGEST + 14, 2 * LARGEST + 20, 2 * LARGEST + 34
    drawn = []
    for value in legend_values(largest):
        r = radius(value, largest)
        y = bottom - 2 * r
        ring = {**pen.look("size-ring"), "cx": f"{x:g}", "cy": f"{bottom - r:.1f}", "r": f"{r:.1f}"}
        line = {**pen.look("size-line"), "d": f"M{x:g} {y:.1f}H{words - 6:g}"}
        name = {**pen.look("size-label"), "x": f"{words:g}", "y": f"{y + 5:.1f}"}
        drawn += [element("circle", ring), element("path", line)]
        drawn.append(element("text", name, escape(write(value))))
    return element("g", {"class": "size-legend", "aria-hidden": "true"}, *drawn)


def parts(
    pen: Pen,
    geography: Geography,
    areas: Mapping[str, Area],
    values: Mapping[str, float],
    href: Callable[[str], str] | None = None,
    dimmed: Collection[str] = frozenset(),
    selected: str | None = None,
) -> list[str]:
    """Give the base and the circles, without the frame."""
    largest = max((abs(value) for value in values.values()), default=0.0)
    known = [code for code in areas if code in geography]
    by_size = sorted(known, key=lambda code: -abs(values.get(code, 0.0)))
    around = "".join(place.path for place in geography.places if not place.is_member)
    return [
        pen.lines("land", around),
        pen.lines("inset-frame", geography.inset_frames),
        pen.lines("ground", "".join(place.path for place in geography.members)),
        *(
            _circle(
                pen,
                geography[code].label,
                areas[code],
                radius(abs(values.get(code, 0.0)), largest),
                {
                    "class": f"place-link{pen.states(areas[code], dimmed, code == selected)}",
                    "data-code": code,
                    "href": href(code) if href else None,
                },
            )
            for code in by_size
        ),
    ]


def _circle(
    pen: Pen,
    at: tuple[float, float],
    area: Area,
    size: float,
    attributes: Mapping[str, str | None],
) -> str:
    key = area.key if area.key in pen.css else None
    words = f"{area.name}: {area.value or NO_DATA_LABEL[pen.lang]}"
    shown = {"data-class": key or NO_DATA, "aria-label": words}
    x, y = (f"{length:g}" for length in at)
    look = pen.look(f"area {pen.css[key] if key else NO_DATA}")
    place = {"cx": x, "cy": y}
    seen = element("circle", {**look, **place, "r": f"{size or SMALLEST:.1f}"})
    reach = {"class": "reach", "fill": "transparent", **place, "r": f"{max(FINGER, size):.1f}"}
    content = (element("circle", reach), seen)
    if attributes["href"] is None:
        return element("g", {**attributes, **shown, "role": "img"}, *content)
    return element("a", {**attributes, **shown}, *content)
