"""From values and a geography to an accessible SVG map, and from that to PNG and PDF.

A geography is built once, at set-up, from TopoJSON, stored as JSON and loaded in milliseconds.
Drawing is then text put together: about a millisecond a map.

`europe.build`, `fonts.build_fonts`, `picture.png` and `picture.pdf` are imported from their own
modules, because they bring heavy libraries that a page does not need.
"""

from chitalishte.drawing.breaks import METHODS, MOST_CLASSES, breaks_of, by_hand, rounded
from chitalishte.drawing.choropleth import Area, choropleth
from chitalishte.drawing.classes import (
    MOST_CATEGORIES,
    OTHER,
    LegendClass,
    Periods,
    categories,
    class_index,
    other,
    periods,
    yes_no,
)
from chitalishte.drawing.codebook import CodeBook, Match
from chitalishte.drawing.colours import FILLS, ink_on
from chitalishte.drawing.countries import COUNTRIES, EU27, Country, name, normalise
from chitalishte.drawing.geography import Callout, Coverage, Geography, Place
from chitalishte.drawing.points import dots, spots
from chitalishte.drawing.scales import (
    MISSING,
    Scale,
    around,
    breaks_around,
    missing_classes,
    sequential,
    third_of,
    two_numbers,
    unclassed,
)
from chitalishte.drawing.sheet import sheet
from chitalishte.drawing.sparkline import sparkline
from chitalishte.drawing.symbols import legend_values, symbols

__all__ = [
    "COUNTRIES",
    "EU27",
    "FILLS",
    "METHODS",
    "MISSING",
    "MOST_CATEGORIES",
    "MOST_CLASSES",
    "OTHER",
    "Area",
    "Callout",
    "CodeBook",
    "Country",
    "Coverage",
    "Geography",
    "LegendClass",
    "Match",
    "Periods",
    "Place",
    "Scale",
    "around",
    "breaks_around",
    "breaks_of",
    "by_hand",
    "categories",
    "choropleth",
    "class_index",
    "dots",
    "ink_on",
    "legend_values",
    "missing_classes",
    "name",
    "normalise",
    "other",
    "periods",
    "rounded",
    "sequential",
    "sheet",
    "sparkline",
    "spots",
    "symbols",
    "third_of",
    "two_numbers",
    "unclassed",
    "yes_no",
]
