"""A map that stands alone: heading, legend with counts, source and licence drawn into the file.

For downloads and for pictures, so colours are presentation attributes and nothing is left to a
style sheet. The type is Sofia Sans where it is installed; `picture` brings it along.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from chitalishte.drawing import colours
from chitalishte.drawing.choropleth import NO_DATA_LABEL, Area, Pen
from chitalishte.drawing.classes import LegendClass
from chitalishte.drawing.geography import Geography
from chitalishte.drawing.marks import marks
from chitalishte.drawing.markup import element, escape
from chitalishte.drawing.points import Spot
from chitalishte.drawing.scales import Write
from chitalishte.drawing.symbols import explained

FONT = "Sofia Sans, Arial, sans-serif"
MARGIN = 40.0
LINE = 1.32  # height of a line, in sizes of its type
# Mean width of a letter in sizes of its type, measured on Bulgarian text in Sofia Sans and a
# little enlarged: a line that ends early is better than one that runs off the sheet.
LETTER = {"400": 0.53, "700": 0.56}
SWATCH = 20.0
BORDERS = {"bg": "Граници: ", "en": "Borders: "}

LINES_OF_MAP = {"stroke": colours.PAPER, "stroke-width": "1", "stroke-linejoin": "round"}
# Pale classes need a drawn line, or they are lost on the paper.
LINES_OF_PALE = LINES_OF_MAP | {"stroke": colours.NO_DATA_LINE, "stroke-width": ".8"}
PAINT = {
    "land": {"fill": colours.LAND, **LINES_OF_MAP},
    "inset-frame": {"fill": colours.PAPER, "stroke": colours.RULE, "stroke-width": "1.2"},
    "callout": {"fill": colours.PAPER, "stroke": colours.RULE, "stroke-width": "1.6"},
    "leader": {"fill": "none", "stroke": colours.INK, "stroke-width": "1.2"},
    "map-label": {"fill": colours.INK, "font-size": "16", "font-weight": "700"},
    "ground": {"fill": colours.NO_DATA, **LINES_OF_MAP},
    "size-ring": {"fill": "none", "stroke": colours.INK_SOFT, "stroke-width": "1"},
    "size-line": {"fill": "none", "stroke": colours.INK_SOFT, "stroke-width": "1"},
    "size-label": {"fill": colours.INK, "font-size": "17"},
    "no-data-ground": {"fill": colours.NO_DATA},
    "no-data-line": {"stroke": colours.NO_DATA_LINE, "stroke-width": "2.4"},
    "other-ground": {"fill": colours.OTHER},
    "other-line": {"stroke": colours.PAPER, "stroke-width": "2.4"},
}


def paint(css: str) -> dict[str, str]:
    """Give the presentation attributes of a class of the map."""
    kind, _, colour = css.partition(" ")
    if kind == "area":
        is_pale = not colour.startswith("cat-")
        return {"fill": colours.FILLS[colour], **(LINES_OF_PALE if is_pale else LINES_OF_MAP)}
    return PAINT[css]


class _Page:
    """Markup from the top of the sheet down, with the place where the next part begins."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.y = MARGIN
        self.parts: list[str] = []

    def text(self, words: str, size: float, weight: str = "400", colour: str = colours.INK) -> None:
        for line in wrapped(words, self.width - 2 * MARGIN, size, weight):
            self.y += size * LINE
            self.parts.append(_text(line, MARGIN, self.y, size, weight, colour))


def sheet(
    geography: Geography,
    areas: Mapping[str, Area],
    *,
    classes: Sequence[LegendClass],
    title: str,
    description: str,
    lang: str,
    subtitle: str = "",
    source: str = "",
    licence: str = "",
    legend: Sequence[LegendClass] = (),
    values: Mapping[str, float] | None = None,
    write: Write = "{:g}".format,
    at: Mapping[str, Spot] | None = None,
) -> str:
    """Draw the map as a file of its own.

    legend  the lines to explain without counts, where the classes are too many
    values  code → value, for circles instead of coloured areas; `write` says them
    at      code → where its dot lies, for dots instead of areas

    areas, classes, title, description, lang as for `choropleth`; the description is for those who
    hear the map, and the subtitle is drawn below the title. Source and licence are whole sentences
    drawn below the legend. Lines that are too long are wrapped.
    """
    pen = Pen("sheet", lang, {line.key: line.css for line in classes}, paint)
    page = _Page(geography.width + 2 * MARGIN)
    page.text(title, 36, "700")
    page.y += 8
    page.text(subtitle, 20, colour=colours.INK_SOFT)
    page.y += 24
    page.parts.append(
        element(
            "svg",
            _box(MARGIN, page.y, geography.width, geography.height),
            pen.hatch(),
            *_inner(pen, geography, areas, values, write, at),
        )
    )
    page.y += geography.height + 20
    if legend:
        for line in legend:
            _legend_line(page, pen, line.label, line.css)
    elif values is None:
        _legend(page, pen, geography if at is None else None, areas, classes)
    page.y += 20
    page.text(source, 16, colour=colours.INK_SOFT)
    page.text(licence, 16, colour=colours.INK_SOFT)
    page.text(BORDERS[lang] + geography.source, 16, colour=colours.INK_SOFT)
    return _document(page, title, description, lang)


def _inner(
    pen: Pen,
    geography: Geography,
    areas: Mapping[str, Area],
    values: Mapping[str, float] | None,
    write: Write,
    at: Mapping[str, Spot] | None,
) -> list[str]:
    drawn = marks(pen, geography, areas, values, at)
    if values is None or at is not None:
        return drawn
    return [*drawn, explained(pen, max(map(abs, values.values()), default=0.0), write)]


def _box(x: float, y: float, width: float, height: float) -> dict[str, str | None]:
    place = {"x": f"{x:g}", "y": f"{y:g}", "width": f"{width:g}", "height": f"{height:g}"}
    return {**place, "viewBox": f"0 0 {width:g} {height:g}"}


def _legend(
    page: _Page,
    pen: Pen,
    geography: Geography | None,
    areas: Mapping[str, Area],
    classes: Sequence[LegendClass],
) -> None:
    """Draw one line a class with how many places it has; "no data" last, when there is any.

    geography  None for dots, which are no places of it
    """
    keys = {line.key for line in classes}
    counts = Counter(area.key if area.key in keys else None for area in areas.values())
    if geography is not None:
        counts[None] += len(geography.coverage(areas).missing)
    rows = [(line.label, line.css, counts[line.key]) for line in classes]
    if counts[None]:
        rows.append((NO_DATA_LABEL[pen.lang], "no-data", counts[None]))
    for label, css, count in rows:
        _legend_line(page, pen, f"{label} ({count})", css)


def _legend_line(page: _Page, pen: Pen, words: str, css: str) -> None:
    size, indent = 20.0, MARGIN + SWATCH + 14
    page.y += 8
    corner = {"x": f"{MARGIN:g}", "y": f"{page.y + 5:.1f}", "rx": "4"}
    square = {"width": f"{SWATCH:g}", "height": f"{SWATCH:g}"}
    page.parts.append(element("rect", {**pen.look(f"area {css}"), **corner, **square}))
    for line in wrapped(words, page.width - MARGIN - indent, size, "400"):
        page.y += size * LINE
        page.parts.append(_text(line, indent, page.y - 4, size, "400", colours.INK))


def _text(words: str, x: float, y: float, size: float, weight: str, colour: str) -> str:
    place = {"x": f"{x:g}", "y": f"{y:.1f}", "fill": colour}
    return element("text", place | {"font-size": f"{size:g}", "font-weight": weight}, escape(words))


def wrapped(words: str, width: float, size: float, weight: str) -> list[str]:
    """Break text into lines of about a width; a word longer than a line is cut."""
    room = max(1, int(width / (size * LETTER[weight])))
    lines: list[str] = []
    for word in words.split():
        pieces = [word[at : at + room] for at in range(0, len(word), room)]
        for piece in pieces:
            if lines and len(lines[-1]) + 1 + len(piece) <= room:
                lines[-1] += " " + piece
            else:
                lines.append(piece)
    return lines


def _document(page: _Page, title: str, description: str, lang: str) -> str:
    height = round(page.y + MARGIN)
    size = {"width": f"{page.width:g}", "height": f"{height}"}
    head = {
        "xmlns": "http://www.w3.org/2000/svg",
        **size,
        "viewBox": f"0 0 {page.width:g} {height}",
        "role": "group",
        "aria-labelledby": "sheet-title sheet-desc",
        "lang": lang,
        "xml:lang": lang,
        "font-family": FONT,
    }
    return element(
        "svg",
        head,
        element("title", {"id": "sheet-title"}, escape(title)),
        element("desc", {"id": "sheet-desc"}, escape(description)),
        element("rect", {**size, "fill": colours.PAPER}),
        *page.parts,
    )
