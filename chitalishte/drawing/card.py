"""A social card of a map: 1200 by 630, title at the left, the map at the right, source below."""

from collections.abc import Mapping, Sequence
from typing import Final

from chitalishte.drawing import colours
from chitalishte.drawing.choropleth import Area, Pen
from chitalishte.drawing.classes import LegendClass
from chitalishte.drawing.geography import Geography
from chitalishte.drawing.marks import marks
from chitalishte.drawing.markup import element, escape
from chitalishte.drawing.points import Spot
from chitalishte.drawing.sheet import FONT, paint, wrapped

WIDTH, HEIGHT = 1200, 630
EDGE: Final = 48.0
TEXT_WIDTH: Final = 560.0
SIZES: Final = ((54.0, 4), (44.0, 6), (36.0, 8))  # size of the title and its most lines
BAND: Final = 14.0


def card(
    geography: Geography,
    areas: Mapping[str, Area],
    *,
    classes: Sequence[LegendClass],
    title: str,
    subtitle: str,
    source: str,
    lang: str,
    values: Mapping[str, float] | None = None,
    at: Mapping[str, Spot] | None = None,
) -> str:
    """Draw the card. The title is made smaller, and at last cut, until it fits."""
    pen = Pen("card", lang, {line.key: line.css for line in classes}, paint)
    drawn = marks(pen, geography, areas, values, at)
    room = (EDGE + TEXT_WIDTH + 24, EDGE, WIDTH - TEXT_WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE)
    x, y, width, height = (f"{length:g}" for length in room)
    box = {"x": x, "y": y, "width": width, "height": height}
    box |= {"viewBox": f"0 0 {geography.width:g} {geography.height:g}"}
    size = {"width": f"{WIDTH}", "height": f"{HEIGHT}"}
    head = {
        "xmlns": "http://www.w3.org/2000/svg",
        **size,
        "viewBox": f"0 0 {WIDTH} {HEIGHT}",
        "font-family": FONT,
        "lang": lang,
        "xml:lang": lang,
    }
    return element(
        "svg",
        head,
        element("title", {}, escape(title)),
        element("rect", {**size, "fill": colours.PAPER}),
        element("rect", {"width": f"{WIDTH}", "height": f"{BAND:g}", "fill": colours.ACCENT}),
        *_words(title, subtitle, source),
        element("svg", box, pen.hatch(), *drawn),
    )


def _words(title: str, subtitle: str, source: str) -> list[str]:
    size, most = next(
        (pair for pair in SIZES if len(wrapped(title, TEXT_WIDTH, pair[0], "700")) <= pair[1]),
        SIZES[-1],
    )
    y = EDGE + BAND
    lines = []
    for line in wrapped(title, TEXT_WIDTH, size, "700")[:most]:
        y += size * 1.16
        lines.append(_text(line, y, size, "700", colours.INK))
    y += 14
    for line in wrapped(subtitle, TEXT_WIDTH, 25, "400")[:3]:
        y += 33
        lines.append(_text(line, y, 25, "400", colours.INK_SOFT))
    last = wrapped(source, TEXT_WIDTH, 21, "400")[-2:]
    for place, line in enumerate(last):
        below = HEIGHT - EDGE - (len(last) - 1 - place) * 28
        lines.append(_text(line, below, 21, "400", colours.INK_SOFT))
    return lines


def _text(words: str, y: float, size: float, weight: str, colour: str) -> str:
    place = {"x": f"{EDGE:g}", "y": f"{y:.1f}", "fill": colour}
    return element("text", place | {"font-size": f"{size:g}", "font-weight": weight}, escape(words))
