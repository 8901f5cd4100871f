"""A specification drawn on the server: SVG, PNG, PDF. What leaves has no script, no address."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import vl_convert

from chitalishte.charting.errors import ChartError
from chitalishte.charting.house import FACES, FONT, SIZE, WIDE, in_tokens
from chitalishte.drawing import picture
from chitalishte.drawing.markup import element, escape
from chitalishte.drawing.sheet import wrapped

VL_VERSION = "6.4"  # the Vega-Lite of vl-convert that is nearest to the one of the page
MARGIN = 24.0
LINE = 1.34  # height of a line, in sizes of its type
TAGS = {"svg", "g", "path", "rect", "line", "text", "tspan", "circle", "clipPath", "defs", "title",
        "desc", "linearGradient", "radialGradient", "stop", "pattern", "use"}  # fmt: skip
# only within the file: a gradient or a clip path of its own
INNER = re.compile(r"url\(['\"]?#[\w-]+['\"]?\)|#[\w-]+")
SIZES = re.compile(r'<svg\b[^>]*?viewBox="0 0 ([\d.]+) ([\d.]+)"')
LONG_NUMBER = re.compile(r"(\d+\.\d{2})\d+")
# what the renderer writes of every empty group, and what says nothing
EMPTY = (
    re.compile(r'<path class="(?:foreground|background)"[^>]*?d="(?:M0,0h0v0h0Z)?"[^>]*?/?>'
               r"(?:</path>)?"),
    re.compile(r' (?:pointer-events="none"|opacity="1"|aria-hidden="true"|stroke-miterlimit="10"'
               r'|role="[^"]*"|aria-[a-z]+="[^"]*"|class="[^"]*"|xmlns:xlink="[^"]*"|version="1.1"'
               r'|font-family="[^"]*")'),
    re.compile(r"<g></g>|<g/>"),
)  # fmt: skip


def svg(spec: dict[str, Any], *, fonts: Path | None = None) -> str:
    """Draw a specification. Raises ChartError when the drawing program refuses it.

    fonts  the folder of the house's type, by which words are measured
    """
    if fonts is not None:
        _register(fonts)
    try:
        drawn = str(vl_convert.vegalite_to_svg(spec, vl_version=VL_VERSION, allowed_base_urls=[]))
    except ValueError as error:
        message = str(error).strip().splitlines()[0][:300]
        raise ChartError("drawing_failed", message=message) from error
    return cleaned(drawn)


def cleaned(drawn: str) -> str:
    """Take out of an SVG what says nothing; raise ChartError for what may not leave the house."""
    for pattern in EMPTY[:2]:
        drawn = pattern.sub("", drawn)
    before = ""
    while before != drawn:
        before, drawn = drawn, EMPTY[2].sub("", drawn)
    drawn = LONG_NUMBER.sub(r"\1", drawn)
    refuse_active(drawn)
    return drawn


def refuse_active(drawn: str) -> None:
    """Raise ChartError for an SVG with a script, a foreign object or an address."""
    try:
        root = ElementTree.fromstring(drawn)  # noqa: S314 - our own renderer wrote it
    except ElementTree.ParseError as error:
        raise ChartError("drawing_failed", message=str(error)) from error
    for node in root.iter():
        tag = node.tag.rpartition("}")[2]
        if tag not in TAGS:
            raise ChartError("drawing_failed", message=f"<{tag}>")
        for name, value in node.attrib.items():
            plain = name.rpartition("}")[2]
            is_link = plain in ("href", "src") and not INNER.fullmatch(value)
            has_address = "url(" in value and not INNER.fullmatch(value.strip())
            if plain.startswith("on") or is_link or has_address:
                raise ChartError("drawing_failed", message=f"{tag}[{plain}]")


def size(drawn: str) -> tuple[float, float]:
    """Width and height of a drawing in px."""
    match = SIZES.search(drawn[:1000])
    if not match:
        raise ChartError("drawing_failed", message="viewBox")
    return float(match[1]), float(match[2])


def in_page(drawn: str, *, title: str, description: str, language: str, name: str) -> str:
    """A drawing for a page: it scales, has words for who hears it, takes its colours from styles.

    name  starts the ids, so that two drawings of a page do not share one
    """
    width, height = size(drawn)
    head = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": "chart-svg",
        "viewBox": f"0 0 {width:g} {height:g}",
        "width": f"{width:g}",
        "height": f"{height:g}",
        "role": "img",
        "aria-labelledby": f"{name}-title {name}-desc",
        "lang": language,
    }
    return element(
        "svg",
        head,
        element("title", {"id": f"{name}-title"}, escape(title)),
        element("desc", {"id": f"{name}-desc"}, escape(description)),
        in_tokens(inside(drawn)),
    )


def small(drawn: str, *, face: str = "light") -> str:
    """A drawing on the paper of its face, to stand as a small picture beside a title."""
    width, height = size(drawn)
    box: dict[str, str | None] = {
        "xmlns": "http://www.w3.org/2000/svg",
        "width": f"{width + MARGIN:g}",
        "height": f"{height + MARGIN:g}",
        "viewBox": f"{-MARGIN / 2:g} {-MARGIN / 2:g} {width + MARGIN:g} {height + MARGIN:g}",
        "font-family": FONT,
    }
    ground: dict[str, str | None] = {
        "x": f"{-MARGIN:g}",
        "y": f"{-MARGIN:g}",
        "width": f"{width + 2 * MARGIN:g}",
        "height": f"{height + 2 * MARGIN:g}",
        "fill": FACES[face].paper,
    }
    return element("svg", box, element("rect", ground), inside(drawn))


def inside(drawn: str) -> str:
    """The markup within an SVG."""
    return drawn[drawn.index(">") + 1 : drawn.rindex("</svg>")]


def sheet(
    drawn: str,
    *,
    title: str,
    subtitle: str,
    description: str,
    foot: list[str],
    language: str,
    face: str = "light",
) -> str:
    """A drawing that stands alone: heading above, note, source and licence below.

    foot  sentences, each on lines of its own
    """
    colours = FACES[face]
    inner_width, inner_height = size(drawn)
    width = max(inner_width, WIDE / 2) + 2 * MARGIN
    room = width - 2 * MARGIN
    parts: list[str] = []
    y = MARGIN

    def write(words: str, at: float, big: float, weight: str, colour: str) -> float:
        for line in wrapped(words, room, big, weight):
            at += big * LINE
            attributes: dict[str, str | None] = {
                "x": f"{MARGIN:g}",
                "y": f"{at:.1f}",
                "font-size": f"{big:g}",
                "font-weight": weight,
                "fill": colour,
            }
            parts.append(element("text", attributes, escape(line)))
        return at

    y = write(title, y, 24, "700", colours.ink)
    y = write(subtitle, y + 4, 16, "400", colours.ink_soft) + 16
    box: dict[str, str | None] = {
        "x": f"{MARGIN:g}",
        "y": f"{y:.1f}",
        "width": f"{inner_width:g}",
        "height": f"{inner_height:g}",
        "viewBox": f"0 0 {inner_width:g} {inner_height:g}",
    }
    parts.append(element("svg", box, inside(drawn)))
    y += inner_height + 10
    for sentence in foot:
        y = write(sentence, y, SIZE - 1, "400", colours.ink_soft)
    height = round(y + MARGIN)
    head = {
        "xmlns": "http://www.w3.org/2000/svg",
        "width": f"{width:g}",
        "height": f"{height}",
        "viewBox": f"0 0 {width:g} {height}",
        "role": "img",
        "aria-labelledby": "sheet-title sheet-desc",
        "lang": language,
        "font-family": FONT,
    }
    return element(
        "svg",
        head,
        element("title", {"id": "sheet-title"}, escape(title)),
        element("desc", {"id": "sheet-desc"}, escape(description)),
        element("rect", {"width": "100%", "height": "100%", "fill": colours.paper}),
        *parts,
    )


def png(drawn: str, *, fonts: Path, scale: int = 1) -> bytes:
    """A sheet as PNG. Raises ChartError when it is too large."""
    try:
        return picture.png(drawn, fonts=fonts, scale=scale)
    except ValueError as error:
        raise ChartError("drawing_failed", message=str(error)) from error


def pdf(drawn: str, *, fonts: Path) -> bytes:
    """A sheet as PDF of one page."""
    try:
        return picture.pdf(drawn, fonts=fonts)
    except ValueError as error:
        raise ChartError("drawing_failed", message=str(error)) from error


@lru_cache(maxsize=8)
def _register(fonts: Path) -> None:
    vl_convert.register_font_directory(str(fonts.resolve()))
