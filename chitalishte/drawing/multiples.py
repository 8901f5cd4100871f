"""Many small maps on one page: the outlines are written once, every map only says its colours."""

from collections.abc import Mapping

from chitalishte.drawing.geography import Geography
from chitalishte.drawing.markup import element

SVG = "http://www.w3.org/2000/svg"


def outlines(geography: Geography, prefix: str) -> str:
    """Write the outlines of all places, to be referred to by `small`; it takes no room itself."""
    land = "".join(place.path for place in geography.places if not place.is_member)
    shapes = [element("path", {"id": f"{prefix}-land", "d": land})] if land else []
    shapes += [
        element("path", {"id": f"{prefix}-{place.code}", "d": place.path})
        for place in geography.members
    ]
    return element(
        "svg",
        {"xmlns": SVG, "class": "map-outlines", "width": "0", "height": "0", "aria-hidden": "true"},
        element("defs", {}, *shapes),
    )


def small(geography: Geography, colours: Mapping[str, str], *, prefix: str, words: str) -> str:
    """Draw a small map.

    colours  code → CSS class of its colour; members that are not in it have no data
    prefix   as given to `outlines`
    words    what the map says, for those who hear it
    """
    land = any(not place.is_member for place in geography.places)
    uses = [element("use", {"class": "land", "href": f"#{prefix}-land"})] if land else []
    uses += [
        element(
            "use",
            {
                "class": f"area {colours.get(place.code, 'no-data')}",
                "href": f"#{prefix}-{place.code}",
            },
        )
        for place in geography.members
    ]
    head = {
        "xmlns": SVG,
        "class": "map map--small",
        "viewBox": f"0 0 {geography.width:g} {geography.height:g}",
        "role": "img",
        "aria-label": words,
    }
    return element("svg", head, *uses)
