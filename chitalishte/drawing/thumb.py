"""A map alone and small, to stand beside a title: 400 by 300, on the paper of its face."""

from collections.abc import Mapping, Sequence
from typing import Final

from chitalishte.drawing import colours
from chitalishte.drawing.choropleth import Area, Pen
from chitalishte.drawing.classes import LegendClass
from chitalishte.drawing.geography import Geography
from chitalishte.drawing.marks import marks
from chitalishte.drawing.markup import element
from chitalishte.drawing.points import Spot
from chitalishte.drawing.sheet import paint

WIDTH, HEIGHT = 400, 300
EDGE: Final = 8


def thumb(
    geography: Geography,
    areas: Mapping[str, Area],
    *,
    classes: Sequence[LegendClass],
    lang: str,
    values: Mapping[str, float] | None = None,
    at: Mapping[str, Spot] | None = None,
    face: str = "light",
) -> str:
    """Draw the map without words; arguments as for `sheet`.

    face  "light" or "dark", where each colour is the one that the style sheet has for it
    """
    pen = Pen("thumb", lang, {line.key: line.css for line in classes}, paint)
    drawn = marks(pen, geography, areas, values, at)
    size = {"width": f"{WIDTH}", "height": f"{HEIGHT}"}
    box = {"x": f"{EDGE}", "y": f"{EDGE}"}
    box |= {"width": f"{WIDTH - 2 * EDGE}", "height": f"{HEIGHT - 2 * EDGE}"}
    box |= {"viewBox": f"0 0 {geography.width:g} {geography.height:g}"}
    whole = element(
        "svg",
        {"xmlns": "http://www.w3.org/2000/svg", **size, "viewBox": f"0 0 {WIDTH} {HEIGHT}"},
        element("rect", {**size, "fill": colours.PAPER}),
        element("svg", box, pen.hatch(), *drawn),
    )
    return colours.recoloured(whole, colours.DARK) if face == "dark" else whole
