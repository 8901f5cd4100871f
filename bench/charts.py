"""Drawing charts: from the rows of a table to a specification (Altair) and to SVG (vl-convert)."""

import csv
import gzip
import statistics
import time

from chitalishte import charting
from chitalishte.charting import Choice, picture
from tests.serving import ROOT

from .machine import clock, load

ROUNDS = 15
TABLE = ROOT / "chitalishte" / "starter" / "tables" / "corruption_perceptions.csv"
FIELDS = (
    charting.Field("country", "Държава", charting.CATEGORY),
    charting.Field("year", "Година", charting.TIME, "year"),
    charting.Field("score", "Оценка", charting.NUMBER, "integer"),
)
ALONG = {"x": "year", "y": ("score",), "by": "country"}
CASES = {
    "27 bars": Choice("bar", "country", ("score",), time="year", highlight=("BG",)),
    "27 lines of 14 years": Choice("line", **ALONG, highlight=("BG",)),
    "27 small multiples": Choice("multiples", **ALONG),
    "heat table of 378 cells": Choice("heat", **ALONG),
}
SCRIPT = ROOT / "chitalishte" / "static" / "js" / "vega-chart.js"


def measure():
    """Return {case: {build, draw: seconds (median), gzip: bytes}} and the bytes of our script."""
    busy = [load()]
    rows = _rows()
    cases = {name: _case(choice, rows) for name, choice in CASES.items()}
    return {
        "cases": cases,
        "script_bytes": len(gzip.compress(SCRIPT.read_bytes(), 9)),
        "measured_at": clock(),
        "load": [*busy, load()],
    }


def _rows():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [
            row | {"year": int(row["year"]), "score": int(row["score"])}
            for row in csv.DictReader(file)
        ]


def _case(choice, rows):
    def build():
        return charting.build(choice, FIELDS, rows, "bg")

    spec = build()
    drawn = picture.svg(spec)
    return {
        "build": _seconds(build),
        "draw": _seconds(lambda: picture.svg(spec)),
        "gzip": len(gzip.compress(drawn.encode(), 9)),
    }


def _seconds(action):
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)
