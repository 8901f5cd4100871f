"""Dots at coordinates over pale places: courts, settlements, schools."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from chitalishte.drawing.choropleth import NO_DATA, NO_DATA_LABEL, Area, Pen
from chitalishte.drawing.classes import LegendClass
from chitalishte.drawing.geography import Geography
from chitalishte.drawing.markup import element

RADIUS: Final = 6.0  # units
MANY, SMALL_RADIUS = 400, 3.5  # with more dots than that they are smaller
FINGER: Final = 14.0

Spot = tuple[float, float]


@lru_cache(maxsize=16)
def _transformer(crs: str) -> Any:
    from pyproj import Transformer  # only maps of dots need it

    return Transformer.from_crs("EPSG:4326", crs, always_xy=True)


def spots(geography: Geography, degrees: Mapping[str, Spot]) -> dict[str, Spot]:
    """Give where places lie on a map, in its units; what lies outside its frame is left out.

    degrees  code → longitude and latitude

    Raises ValueError for a geography that does not know its projection.
    """
    if not geography.crs:
        raise ValueError(f"{geography.name} does not know its projection, build it again")
    if not degrees:
        return {}
    lons, lats = zip(*degrees.values(), strict=True)
    xs, ys = _transformer(geography.crs).transform(lons, lats)
    scale = geography.metres_per_unit
    found = {}
    for code, x, y in zip(degrees, xs, ys, strict=True):
        across, down = (x - geography.left) / scale, (geography.top - y) / scale
        if 0 <= across <= geography.width and 0 <= down <= geography.height:
            found[code] = (round(across, 1), round(down, 1))
    return found


def dots(
    geography: Geography,
    areas: Mapping[str, Area],
    *,
    at: Mapping[str, Spot],
    classes: Sequence[LegendClass],
    title: str,
    description: str,
    lang: str,
    href: Callable[[str], str] | None = None,
    selected: str | None = None,
    dimmed: Collection[str] = frozenset(),
    prefix: str = "map",
) -> str:
    """Draw the map for a page; takes what `choropleth` takes, and where each dot lies."""
    pen = Pen(prefix, lang, {line.key: line.css for line in classes})
    return pen.page(
        "map map--dots",
        geography,
        title,
        description,
        *dot_parts(pen, geography, areas, at, href, dimmed, selected),
    )


def dot_parts(
    pen: Pen,
    geography: Geography,
    areas: Mapping[str, Area],
    at: Mapping[str, Spot],
    href: Callable[[str], str] | None = None,
    dimmed: Collection[str] = frozenset(),
    selected: str | None = None,
) -> list[str]:
    """Give the base and the dots, without the frame; the selected one lies over the others."""
    around = "".join(place.path for place in geography.places if not place.is_member)
    r = SMALL_RADIUS if len(at) > MANY else RADIUS
    shown = sorted((code for code in areas if code in at), key=lambda code: code == selected)
    drawn = []
    for code in shown:
        area = areas[code]
        key = area.key if area.key in pen.css else None
        x, y = (f"{length:g}" for length in at[code])
        attributes = {
            "class": f"place-link{pen.states(area, dimmed, code == selected)}",
            "data-code": code,
            "data-class": key or NO_DATA,
            "aria-label": f"{area.name}: {area.value or NO_DATA_LABEL[pen.lang]}",
        }
        look = pen.look(f"area {pen.css[key] if key else NO_DATA}")
        reach = {"class": "reach", "fill": "transparent", "cx": x, "cy": y, "r": f"{FINGER:g}"}
        content = (
            element("circle", reach),
            element("circle", {**look, "cx": x, "cy": y, "r": f"{r:g}"}),
        )
        if href is None:
            drawn.append(element("g", {**attributes, "role": "img"}, *content))
        else:
            drawn.append(element("a", {**attributes, "href": href(code)}, *content))
    return [
        pen.lines("land", around),
        pen.lines("inset-frame", geography.inset_frames),
        pen.lines("ground", "".join(place.path for place in geography.members)),
        *drawn,
    ]
