"""How charts of the house look: type, colours of both faces, numbers and dates of both languages.

The light face has the colours of `drawing.colours` and of the style sheet's tokens. A page takes
the light drawing and lets the style sheet recolour it; files are drawn in the face asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chitalishte.drawing import colours
from chitalishte.text.dates import MONTHS

FONT = "Sofia Sans, Arial, sans-serif"
FONT_OF_PAGE = "Sofia Sans Variable, Sofia Sans, Arial, sans-serif"
SIZE = 14  # px of the type on a chart
# mean width of a letter in sizes of its type, as drawing.sheet measured it
LETTER, BOLD_LETTER = 0.53, 0.6
WIDE, NARROW = 720, 360  # px: a page's column, and a phone's
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"


@dataclass(frozen=True)
class Face:
    paper: str
    ink: str
    ink_soft: str
    rule: str
    rule_strong: str
    muted: str  # what steps back behind the highlighted
    categories: tuple[str, ...]
    sequence: tuple[str, ...]
    no_data: str

    def series(self, place: int) -> str:
        return self.categories[place % len(self.categories)]


FACES = {
    "light": Face(
        paper=colours.PAPER,
        ink=colours.INK,
        ink_soft=colours.INK_SOFT,
        rule=colours.RULE,
        rule_strong="#857c6b",
        muted="#b9b3a6",
        categories=tuple(colours.CATEGORICAL),
        sequence=tuple(colours.SEQUENTIAL),
        no_data=colours.NO_DATA,
    ),
    "dark": Face(
        paper=colours.DARK[colours.PAPER],
        ink=colours.DARK[colours.INK],
        ink_soft=colours.DARK[colours.INK_SOFT],
        rule=colours.DARK[colours.RULE],
        rule_strong="#7f8690",
        muted="#5d636b",
        categories=tuple(colours.DARK[one] for one in colours.CATEGORICAL),
        sequence=tuple(colours.DARK[one] for one in colours.SEQUENTIAL),
        no_data=colours.DARK[colours.NO_DATA],
    ),
}

# colour of the light face → token of the style sheet
TOKENS = {
    FACES["light"].paper: "--surface",
    FACES["light"].ink: "--ink",
    FACES["light"].ink_soft: "--ink-soft",
    FACES["light"].rule: "--rule",
    FACES["light"].rule_strong: "--rule-strong",
    FACES["light"].muted: "--chart-muted",
    FACES["light"].no_data: "--no-data",
    **{c: f"--cat-{at}" for at, c in enumerate(FACES["light"].categories, start=1)},
    **{c: f"--seq-{at}" for at, c in enumerate(FACES["light"].sequence, start=1)},
}


def in_tokens(drawn: str) -> str:
    """Put the tokens of the style sheet for the colours of the light face, in SVG or JSON.

    And the page's own type for that of the files, or a browser would measure words by another.
    """
    drawn = drawn.replace(f'"{FONT}"', f'"{FONT_OF_PAGE}"')
    return colours.recoloured(drawn, {one: f"var({token})" for one, token in TOKENS.items()})


NUMBER_FORMATS: Mapping[str, Mapping[str, Any]] = {
    "bg": {
        "decimal": ",",
        "thousands": "\u00a0",
        "grouping": [3],
        "currency": ["", "\u00a0€"],
        "minus": "\u2212",
    },
    "en": {
        "decimal": ".",
        "thousands": ",",
        "grouping": [3],
        "currency": ["€", ""],
        "minus": "\u2212",
    },
}
DAYS = {
    "bg": ["неделя", "понеделник", "вторник", "сряда", "четвъртък", "петък", "събота"],
    "en": ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
}
SHORT_DAYS = {
    "bg": ["нд", "пн", "вт", "ср", "чт", "пт", "сб"],
    "en": ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
}
SHORT_MONTHS = {
    "bg": ["ян.", "февр.", "март", "апр.", "май", "юни", "юли", "авг.", "септ.", "окт.", "ноем.",
           "дек."],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}  # fmt: skip
WRITTEN = {
    "bg": {"dateTime": "%d.%m.%Y г., %H:%M", "date": "%d.%m.%Y г.", "time": "%H:%M"},
    "en": {"dateTime": "%d %B %Y, %H:%M", "date": "%d %B %Y", "time": "%H:%M"},
}


def time_format(language: str) -> dict[str, Any]:
    """The names of days and months as d3-time-format wants them."""
    return {
        **WRITTEN[language],
        "periods": ["", ""],
        "days": DAYS[language],
        "shortDays": SHORT_DAYS[language],
        "months": MONTHS[language],
        "shortMonths": SHORT_MONTHS[language],
    }


def config(face: Face, language: str) -> dict[str, Any]:
    """The configuration of Vega-Lite that makes a chart one of the house's."""
    words = {"labelFont": FONT, "titleFont": FONT, "labelFontSize": SIZE, "titleFontSize": SIZE}
    return {
        "locale": {"number": NUMBER_FORMATS[language], "time": time_format(language)},
        "background": "transparent",
        "font": FONT,
        # the whole drawing has one description; hundreds of marks read out are no help
        "aria": False,
        "padding": 4,
        "view": {"stroke": None},
        "axis": {
            **words,
            "labelColor": face.ink_soft,
            "titleColor": face.ink_soft,
            "titleFontWeight": "normal",
            "gridColor": face.rule,
            "domainColor": face.rule_strong,
            "tickColor": face.rule_strong,
            "labelPadding": 6,
            "labelLimit": 240,
            "titleLimit": 600,
        },
        "axisY": {"domain": False, "ticks": False},
        "legend": {
            **words,
            "labelColor": face.ink,
            "titleColor": face.ink_soft,
            "titleFontWeight": "normal",
            "orient": "top",
            "labelLimit": 300,
            "symbolType": "square",
            "columnPadding": 16,
        },
        "header": {
            **words,
            "labelColor": face.ink,
            "labelFontWeight": "bold",
            "labelAnchor": "start",
            "title": None,
        },
        "text": {"font": FONT, "fontSize": SIZE, "color": face.ink},
        "title": {"font": FONT, "color": face.ink, "anchor": "start"},
    }
