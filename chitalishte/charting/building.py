"""From a choice and the rows of a table to a Vega-Lite specification, through Altair."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

from chitalishte.charting.choice import Choice, check, fitted
from chitalishte.charting.fields import Field, Row
from chitalishte.charting.house import FACES, SCHEMA, WIDE, config
from chitalishte.charting.shaping import Shaped, shape

# where the function of each kind is; Altair is slow to import and comes when it is needed
DRAWN_IN = {
    **dict.fromkeys(("line", "area", "slope", "multiples"), "lines"),
    **dict.fromkeys(("bar", "stacked", "grouped", "dot"), "bars"),
    **dict.fromkeys(("scatter", "timeline"), "points"),
    **dict.fromkeys(("histogram", "box", "heat"), "spreads"),
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
    from chitalishte.charting.canvas import Canvas

    kind = shaped.choice.kind
    draw = getattr(import_module(f"chitalishte.charting.{DRAWN_IN[kind]}"), kind)
    chart = draw(Canvas(shaped, FACES[face], width, is_interactive))
    # Altair's own check takes three times as long as all the rest; the tests make it for every kind
    spec: dict[str, Any] = chart.to_dict(validate=False)
    spec["$schema"] = SCHEMA
    spec["config"] = config(FACES[face], shaped.language)
    return spec
