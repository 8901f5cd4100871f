"""From a choice and the rows of a table to a Vega-Lite specification, through Altair."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from chitalishte.charting import bars, lines, points, spreads
from chitalishte.charting.canvas import Canvas
from chitalishte.charting.choice import Choice, check, fitted
from chitalishte.charting.fields import Field, Row
from chitalishte.charting.house import FACES, SCHEMA, WIDE, config
from chitalishte.charting.shaping import Shaped, shape

DRAW = {
    "line": lines.line,
    "area": lines.area,
    "slope": lines.slope,
    "multiples": lines.multiples,
    "bar": bars.bar,
    "stacked": bars.stacked,
    "grouped": bars.grouped,
    "dot": bars.dot,
    "scatter": points.scatter,
    "timeline": points.timeline,
    "histogram": spreads.histogram,
    "box": spreads.box,
    "heat": spreads.heat,
}


def shaped_for(
    choice: Choice, fields: Sequence[Field], rows: Iterable[Row], language: str
) -> Shaped:
    """Check a choice and give its marks; `build` and `words.describe` begin with them."""
    choice = fitted(choice, fields)
    check(choice, fields)
    return shape(choice, fields, rows, language)


def build(
    choice: Choice,
    fields: Sequence[Field],
    rows: Iterable[Row],
    language: str,
    *,
    width: int = WIDE,
    face: str = "light",
    is_interactive: bool = False,
) -> dict[str, Any]:
    """Give the specification of a chart, its data within.

    rows            {name: value} of at least the chosen columns
    language        "bg" or "en"
    width           of the whole drawing in px; 720 for a page, 360 for a phone
    face            "light" or "dark"
    is_interactive  with marks that answer to a pointer

    Raises ChartError with a code and a sentence.
    """
    shaped = shaped_for(choice, fields, rows, language)
    return built(shaped, width=width, face=face, is_interactive=is_interactive)


def built(
    shaped: Shaped, *, width: int = WIDE, face: str = "light", is_interactive: bool = False
) -> dict[str, Any]:
    """`build` from marks that are there already."""
    canvas = Canvas(shaped, FACES[face], width, is_interactive)
    chart = DRAW[shaped.choice.kind](canvas)
    # Altair's own check takes three times as long as all the rest; the tests make it for every kind
    spec: dict[str, Any] = chart.to_dict(validate=False)
    spec["$schema"] = SCHEMA
    spec["config"] = config(FACES[face], shaped.language)
    return spec
