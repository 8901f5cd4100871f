"""The card of 1200 by 630 that social networks show: title, drawing, source."""

from __future__ import annotations

from chitalishte.charting.house import FACES, FONT
from chitalishte.charting.picture import inside, size
from chitalishte.drawing.markup import element, escape
from chitalishte.drawing.sheet import wrapped

WIDTH, HEIGHT = 1200.0, 630.0
MARGIN = 44.0
FOOT = 34.0  # px of the line with the source
TALL = 0.8  # height in widths from which a drawing stands beside the title and not below it
LINE = 1.2


def card(drawn: str, *, title: str, source: str, language: str) -> str:
    """Draw the card as SVG; a tall drawing stands beside its title, a wide one below it."""
    width, height = size(drawn)
    is_tall = height / width > TALL
    colours = FACES["light"]
    room = (WIDTH * 0.42 if is_tall else WIDTH) - 2 * MARGIN
    lines, big = _title(title, room, 7 if is_tall else 3)
    parts, y = [], MARGIN
    for line in lines:
        y += big * LINE
        parts.append(_text(line, MARGIN, y, big, "700", colours.ink))
    if is_tall:
        box = (WIDTH * 0.42, MARGIN, WIDTH * 0.58 - MARGIN, HEIGHT - 2 * MARGIN - FOOT)
    else:
        top = y + 20
        box = (MARGIN, top, WIDTH - 2 * MARGIN, HEIGHT - top - MARGIN - FOOT)
    parts.append(_fitted(drawn, (width, height), box))
    for line in wrapped(source, WIDTH - 2 * MARGIN, 20, "400")[:1]:
        parts.append(_text(line, MARGIN, HEIGHT - MARGIN, 20, "400", colours.ink_soft))
    head = {
        "xmlns": "http://www.w3.org/2000/svg",
        "width": f"{WIDTH:g}",
        "height": f"{HEIGHT:g}",
        "viewBox": f"0 0 {WIDTH:g} {HEIGHT:g}",
        "lang": language,
        "font-family": FONT,
    }
    ground = {"width": f"{WIDTH:g}", "height": f"{HEIGHT:g}", "fill": colours.paper}
    accent = {"width": f"{WIDTH:g}", "height": "10", "fill": colours.series(4)}
    return element("svg", head, element("rect", ground), element("rect", accent), *parts)


def _title(title: str, room: float, most: int) -> tuple[list[str], float]:
    """The title in lines, as large as fits; what is longer still is cut."""
    for big in (54.0, 46.0, 40.0, 34.0):
        lines = wrapped(title, room, big, "700")
        if len(lines) <= most:
            return lines, big
    return [*lines[: most - 1], lines[most - 1] + "…"], big


def _text(words: str, x: float, y: float, big: float, weight: str, colour: str) -> str:
    place = {"x": f"{x:g}", "y": f"{y:.1f}", "fill": colour}
    return element("text", place | {"font-size": f"{big:g}", "font-weight": weight}, escape(words))


def _fitted(
    drawn: str, measures: tuple[float, float], box: tuple[float, float, float, float]
) -> str:
    x, y, width, height = box
    return element(
        "svg",
        {
            "x": f"{x:.1f}",
            "y": f"{y:.1f}",
            "width": f"{width:.1f}",
            "height": f"{height:.1f}",
            "viewBox": f"0 0 {measures[0]:g} {measures[1]:g}",
            "preserveAspectRatio": "xMidYMid meet",
        },
        inside(drawn),
    )
