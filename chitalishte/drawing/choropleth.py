"""A thematic map as accessible SVG: every place a link with its name and value.

The markup for a page carries classes and no colour or style, so a strict Content-Security-Policy
holds and the page decides how it looks, in light, dark and print:

    svg.map                       the drawing; role="group", named by its title and description
    .land                         countries that are not in the data
    .inset-frame                  the boxes around far islands; fill them, land lies below
    a.place-link | g.place-link   one place; data-code, and data-class: the key or "no-data"
    .area.cat-1 … .area.seq-5     its shapes; .area.no-data has the hatch as its fill attribute
    .is-dimmed .is-selected       on a place-link
    circle.callout                the disc of a small place, path.area.callout its enlarged shape
    .map-label                    its name in the disc
    .leader                       the lines from the discs to the places, over all places
    g.place-outlines              the outline of the selected place, over everything, twice:
                                  .place-outline.halo and .place-outline
    .no-data-ground .no-data-line the patterns of "no data" and of its two kinds with a reason
    .other-ground .other-line     the pattern of categories without a colour of their own

The order of places in the markup is the order of the mapping that was given, and so the order of
the Tab key: give them alphabetically by name, or by `Geography.from_north_west`.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from chitalishte.drawing.classes import LegendClass
from chitalishte.drawing.geography import Callout, Geography, Place
from chitalishte.drawing.markup import element, escape

NO_DATA = "no-data"
# Why there is no value: a pattern each, because colours are values. Path data in a square of 7.
# "other" has values: light stripes on dark, where all that lacks a value is dark on light.
PATTERNS = {
    NO_DATA: "M0 0V7",
    "suppressed": "M0 0V7M0 3.5H7",
    "not-applicable": "M3 3h1",
    "other": "M0 0V7",
}
NO_DATA_LABEL = {"bg": "няма данни", "en": "no data"}
NAME_BELOW = 0.64  # of the radius: where the name stands in a disc

# Gives the presentation attributes for a class; on a page none, because the style sheet does it.
Paint = Callable[[str], dict[str, str]]


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
    dimmed    keys of the classes to step back; "no-data" (or "") is one too
    prefix    begins every id, so that two maps can stand on one page

    No legend and no heading: the page has its own. `sheet` draws a map that stands alone.
    """
    pen = Pen(prefix, lang, {line.key: line.css for line in classes})
    parts = pen.map(geography, areas, href, dimmed, selected)
    return pen.page("map", geography, title, description, *parts)


@dataclass(frozen=True)
class Pen:
    """Draws the parts of a map, plain for a page or painted for a file that stands alone."""

    prefix: str  # of every id
    lang: str
    css: Mapping[str, str]  # key of a class → its CSS class
    paint: Paint = lambda css: {}

    def page(
        self, css: str, geography: Geography, title: str, description: str, *parts: str
    ) -> str:
        """Give the whole drawing for a page, named by its title and description."""
        head = {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": css,
            "viewBox": f"0 0 {geography.width:g} {geography.height:g}",
            "role": "group",
            "aria-labelledby": f"{self.prefix}-title {self.prefix}-desc",
            "lang": self.lang,
        }
        return element(
            "svg",
            head,
            element("title", {"id": f"{self.prefix}-title"}, escape(title)),
            element("desc", {"id": f"{self.prefix}-desc"}, escape(description)),
            self.hatch(),
            *parts,
        )

    def map(
        self,
        geography: Geography,
        areas: Mapping[str, Area],
        href: Callable[[str], str] | None = None,
        dimmed: Collection[str] = frozenset(),
        selected: str | None = None,
    ) -> list[str]:
        """Give the parts from back to front: background, places, lines and outline over all."""
        known = {code: area for code, area in areas.items() if code in geography}
        background = [place for place in geography.places if place.code not in known]
        places = []
        for code, area in known.items():
            address = href(code) if href else None
            states = self.states(area, dimmed, code == selected)
            places.append(self.place(geography[code], area, address, states))
        callouts = [geography[code].callout for code in known]
        leaders = "".join(callout.leader for callout in callouts if callout)
        return [
            self.lines("land", "".join(p.path for p in background if not p.is_member)),
            self.lines("area no-data", "".join(p.path for p in background if p.is_member)),
            self.lines("inset-frame", geography.inset_frames),
            *places,
            self.lines("leader", leaders),  # over all, because they cross other countries
            self.outlines(geography[selected]) if selected in known else "",
        ]

    def lines(self, css: str, path: str) -> str:
        """Draw what is there to be seen only."""
        if not path:
            return ""
        return element("path", {**self.look(css), "d": path, "aria-hidden": "true"})

    def look(self, css: str) -> dict[str, str | None]:
        """Give class, paint, and the pattern, which a style sheet cannot point to."""
        kind = css.removeprefix("area ")
        pattern = {"fill": f"url(#{self.pattern_id(kind)})"} if kind in PATTERNS else {}
        return {"class": css, **self.paint(css), **pattern}

    def states(self, area: Area, dimmed: Collection[str], is_selected: bool) -> str:
        """Give the classes for what the reader chose."""
        keys = {area.key} if area.key in self.css else {NO_DATA, ""}
        is_dimmed = not keys.isdisjoint(dimmed)
        return " is-dimmed" * is_dimmed + " is-selected" * is_selected

    def place(self, place: Place, area: Area, address: str | None, states: str) -> str:
        """Draw one place with its name and value; a link when it has an address."""
        key = area.key if area.key in self.css else None
        words = f"{area.name}: {area.value or NO_DATA_LABEL[self.lang]}"
        attributes = {
            "class": f"place-link{states}",
            "data-code": place.code,
            "data-class": key or NO_DATA,
            "aria-label": words,
        }
        look = self.look(f"area {self.css[key] if key else NO_DATA}")
        outline = element("path", look | {"d": place.path})
        picture = self.callout(place.callout, area.name, look) if place.callout else ""
        # No <title>: beside the label a reader would hear the words twice.
        content = (outline, picture)
        if address is None:
            return element("g", attributes | {"role": "img"}, *content)
        return element("a", attributes | {"href": address}, *content)

    def outlines(self, place: Place) -> str:
        """Outline the selected place where no neighbour covers it.

        A copy outside the links, so the order of the Tab key does not change.
        """
        path = place.path + (place.callout.path if place.callout else "")
        copies = [
            element("path", {**self.look(css), "d": path})
            for css in ("place-outline halo", "place-outline")
        ]
        return element("g", {"class": "place-outlines", "aria-hidden": "true"}, *copies)

    def callout(self, callout: Callout, name: str, look: dict[str, str | None]) -> str:
        """Draw the enlarged picture of a small place; the whole disc can be hit."""
        x, y, r = (f"{length:g}" for length in callout[:3])
        below = f"{callout.y + NAME_BELOW * callout.r:g}"
        words = {**self.look("map-label"), "x": x, "y": below, "text-anchor": "middle"}
        return (
            element("circle", {**self.look("callout"), "cx": x, "cy": y, "r": r})
            + element("path", look | {"class": f"{look['class']} callout", "d": callout.path})
            + element("text", words | {"aria-hidden": "true"}, escape(name))
        )

    def hatch(self) -> str:
        """Give the patterns of the kinds of "no data" that the map may need."""
        kinds = [NO_DATA, *(css for css in self.css.values() if css in PATTERNS)]
        return element("defs", {}, *(self.pattern(kind) for kind in dict.fromkeys(kinds)))

    def pattern(self, kind: str) -> str:
        size = {"width": "7", "height": "7"}
        look = "other" if kind == "other" else NO_DATA
        turned = {"patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
        return element(
            "pattern",
            {"id": self.pattern_id(kind), **size, **turned},
            element("rect", {**self.look(f"{look}-ground"), **size}),
            element("path", {**self.look(f"{look}-line"), "d": PATTERNS[kind]}),
        )

    def pattern_id(self, kind: str) -> str:
        return f"{self.prefix}-{'hatch' if kind == NO_DATA else kind}"
