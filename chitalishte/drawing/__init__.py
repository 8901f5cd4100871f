"""From values and a geography to an accessible SVG map, and from that to PNG and PDF.

A geography is built once, at set-up, from TopoJSON, stored as JSON and loaded in milliseconds.
Drawing is then text put together: about a millisecond a map.

`europe.build`, `fonts.build_fonts`, `picture.png` and `picture.pdf` are imported from their own
modules, because they bring heavy libraries that a page does not need.
"""

from chitalishte.drawing.choropleth import Area, choropleth
from chitalishte.drawing.classes import (
    MOST_CATEGORIES,
    LegendClass,
    Periods,
    categories,
    class_index,
    periods,
    yes_no,
)
from chitalishte.drawing.colours import FILLS, ink_on
from chitalishte.drawing.countries import COUNTRIES, EU27, Country, name, normalise
from chitalishte.drawing.geography import Callout, Coverage, Geography, Place
from chitalishte.drawing.sheet import sheet

__all__ = [
    "COUNTRIES",
    "EU27",
    "FILLS",
    "MOST_CATEGORIES",
    "Area",
    "Callout",
    "Country",
    "Coverage",
    "Geography",
    "LegendClass",
    "Periods",
    "Place",
    "categories",
    "choropleth",
    "class_index",
    "ink_on",
    "name",
    "normalise",
    "periods",
    "sheet",
    "yes_no",
]
