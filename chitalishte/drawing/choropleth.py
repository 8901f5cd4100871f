"""A thematic map as accessible SVG: every place a link with its name and value.

The markup for a page carries classes and no colour or style, so a strict Content-Security-Policy
holds and the page decides how it looks, in light, dark and print:

    svg.map                       the drawing; role="group", named by its title and description
    .land                         countries that are not in the data
    .inset-frame                  the boxes around far islands
    a.place | g.place             one place; data-code, data-class ("" for no data)
    .area.cat-1 … .seq-5          its shapes; .no-data is hatched by an attribute, so no `fill` there
    .is-dimmed                    on a.place whose class was dimmed
    .callout-disc .callout-name   the enlarged picture of a small place
    .callout-leader               the lines from the pictures to the places, over all places
    use.front.is-selected         the outline of the selected place, over all others
    .hatch-ground .hatch-line     the pattern of "no data"

The order of places in the markup is the order of the mapping that was given, and so the order of
the Tab key: give them alphabetically by name, or by `Geography.from_north_west`.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from chitalishte.drawing import colours
from chitalishte.drawing.classes import LegendClass
from chitalishte.drawing.geography import Callout, Geography, Place
from chitalishte.drawing.markup import element, escape

NO_DATA_LABEL = {"bg": "няма данни", "en": "no data"}
NAME_BELOW = 0.64  # of the radius: where the name stands in a disc


class Area(NamedTuple):
    """What a map says about one place."""

    name: str  # of the place, in the language of the map
    value: str  # in words, for example the label of its class
    key: str | None  # of its class; None or a key without class is "no data"


def choropleth(
    geography: Geography,
    areas: Mapping[str, Area],
    *,
    classes: Sequence[LegendClass],
    title: str,
    description: str,
    lang: str,
    href: Callable[[str], str] | None = None,
    selected: str | None = None,
    dimmed: Collection[str] = frozenset(),
    prefix: str = "map",
) -> str:
    """Draw the map for a page.

    areas     code → what is known about the place, in the order of the Tab key; codes the
              geography does not have are passed over (`Geography.coverage` names them)
    href      gives the address a place leads to; without it places are not links
    selected  code of the place whose outline is drawn over the others
    dimmed    keys of the classes to step back, "" for "no data"
    prefix    begins every id, so that two maps can stand on one page

    No legend and no heading: the page has its own. `sheet` draws a map that stands alone.
    """
    head = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": "map",
        "viewBox": f"0 0 {geography.width:g} {geography.height:g}",
        "role": "group",
        "aria-labelledby": f"{prefix}-title {prefix}-desc",
        "lang": lang,
    }
    return element(
        "svg",
        head,
        element("title", {"id": f"{prefix}-title"}, escape(title)),
        element("desc", {"id": f"{prefix}-desc"}, escape(description)),
        f"<defs>{hatch(prefix)}</defs>",
        *drawing(geography, areas, classes, lang, prefix, href, dimmed),
        _front(prefix, selected if selected in areas and selected in geography else None),
    )


def drawing(
    geography: Geography,
    areas: Mapping[str, Area],
    classes: Sequence[LegendClass],
    lang: str,
    prefix: str,
    href: Callable[[str], str] | None = None,
    dimmed: Collection[str] = frozenset(),
) -> list[str]:
    """Give the parts of a map from back to front: background, then one element a place."""
    css = {line.key: line.css for line in classes}
    background = [place for place in geography.places if place.code not in areas]
    land = "".join(place.path for place in background if not place.is_member)
    silent = "".join(place.path for place in background if place.is_member)
    hatched = f"url(#{prefix}-hatch)"
    parts = [element("path", {"class": "land", "d": land, "aria-hidden": "true"})]
    if silent:
        hidden = {"class": "area no-data", "fill": hatched, "d": silent, "aria-hidden": "true"}
        parts.append(element("path", hidden))
    if geography.inset_frames:
        frames = {"class": "inset-frame", "d": geography.inset_frames, "aria-hidden": "true"}
        parts.append(element("path", frames))
    for code, area in areas.items():
        if code in geography:
            place = geography[code]
            key = area.key if area.key in css else None
            shapes = _shapes(place, area, css.get(key or ""), prefix, hatched)
            words = f"{area.name}: {area.value or NO_DATA_LABEL[lang]}"
            is_dimmed = (key or "") in dimmed
            parts.append(_group(code, key, words, shapes, is_dimmed, href(code) if href else None))
    return [*parts, _leaders(geography, areas)]


def _group(
    code: str, key: str | None, words: str, shapes: str, is_dimmed: bool, address: str | None
) -> str:
    attributes = {
        "class": "place is-dimmed" if is_dimmed else "place",
        "data-code": code,
        "data-class": key or "",
        "aria-label": words,
    }
    # The title is the tooltip of the mouse; the label is what is read out.
    content = (element("title", {}, escape(words)), shapes)
    if address is None:
        return element("g", attributes | {"role": "img"}, *content)
    return element("a", attributes | {"href": address}, *content)


def _shapes(place: Place, area: Area, css: str | None, prefix: str, hatched: str) -> str:
    look: dict[str, str | None] = {
        "class": f"area {css or 'no-data'}",
        "fill": None if css else hatched,
    }
    outline = element("path", look | {"id": f"{prefix}-{place.code}", "d": place.path})
    if place.callout is None:
        return outline
    return outline + _callout(place.callout, area.name, look)


def _callout(callout: Callout, name: str, look: dict[str, str | None]) -> str:
    disc = {"cx": f"{callout.x:g}", "cy": f"{callout.y:g}", "r": f"{callout.r:g}"}
    words = {
        "class": "callout-name",
        "x": f"{callout.x:g}",
        "y": f"{callout.y + NAME_BELOW * callout.r:g}",
        "text-anchor": "middle",
        "aria-hidden": "true",
    }
    return (
        element("circle", {"class": "callout-disc"} | disc)
        + element("path", look | {"d": callout.path})
        + element("text", words, escape(name))
    )


def _leaders(geography: Geography, areas: Mapping[str, Area]) -> str:
    """Draw the lines over all places, because they cross other countries."""
    callouts = [p.callout for p in geography.places if p.callout and p.code in areas]
    lines = "".join(callout.leader for callout in callouts)
    return element("path", {"class": "callout-leader", "d": lines, "aria-hidden": "true"})


def _front(prefix: str, selected: str | None) -> str:
    """Draw the selected outline last, where no neighbour covers it; the script moves it on hover.

    It is a copy outside the links, so the order of the Tab key does not change.
    """
    target = f"#{prefix}-{selected}" if selected else None
    css = "front is-selected" if selected else "front"
    return element(
        "use", {"id": f"{prefix}-front", "class": css, "href": target, "aria-hidden": "true"}
    )


def hatch(prefix: str) -> str:
    """Give the pattern of "no data": it must not be a colour, because colours are values."""
    size = {"width": "7", "height": "7", "patternUnits": "userSpaceOnUse"}
    ground = {"class": "hatch-ground", "width": "7", "height": "7", "fill": colours.NO_DATA}
    line = {"class": "hatch-line", "d": "M0 0V7", "stroke": colours.NO_DATA_LINE}
    turned = size | {"id": f"{prefix}-hatch", "patternTransform": "rotate(45)"}
    lines = element("path", line | {"stroke-width": "2.4"})
    return element("pattern", turned, element("rect", ground), lines)
