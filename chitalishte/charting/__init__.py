"""What the program knows about charts. Plain Python: no Django, no settings, no database.

fields_of(columns)                      columns of a table as a chart sees them
suggest(fields, rows)                   the charts that suit them, the likeliest first
build(choice, fields, rows, language)   a Vega-Lite specification, through Altair
shaped_for(…), built(…), describe(…)    the same in two steps, and the chart in words
from_pairs, as_pairs                    a choice in an address
guard.parse(text), guard.check(spec)    a specification written by hand
apart.svg(spec)                         such a one drawn in a process of its own
picture.svg, in_page, sheet, png, pdf   drawn on the server; card(…) for social networks

What is wrong is a ChartError with a code, details and a sentence.
"""

from chitalishte.charting import guard, picture
from chitalishte.charting.building import build, built, shaped_for
from chitalishte.charting.card import card
from chitalishte.charting.choice import KINDS, Choice, as_pairs, check, fitted, from_pairs
from chitalishte.charting.errors import SENTENCES, ChartError
from chitalishte.charting.fields import CATEGORY, NUMBER, TIME, Field, fields_of
from chitalishte.charting.house import NARROW, WIDE
from chitalishte.charting.shaping import Shaped
from chitalishte.charting.suggesting import suggest
from chitalishte.charting.words import describe

__all__ = [
    "CATEGORY",
    "KINDS",
    "NARROW",
    "NUMBER",
    "SENTENCES",
    "TIME",
    "WIDE",
    "ChartError",
    "Choice",
    "Field",
    "Shaped",
    "as_pairs",
    "build",
    "built",
    "card",
    "check",
    "describe",
    "fields_of",
    "fitted",
    "from_pairs",
    "guard",
    "picture",
    "shaped_for",
    "suggest",
]
