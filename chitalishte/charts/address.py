"""Addresses of charts: which rows of which version are drawn, and how, stands in the query."""

from urllib.parse import parse_qsl, urlencode

from django.urls import reverse

from chitalishte import charting
from chitalishte.charting.choice import PARAMETERS

LONGEST = 3000  # letters of a kept address
ASKED = ("_q", "_select", "_sort")


def pairs_of(query):
    """Return [(name, value)] of a query string."""
    return parse_qsl(query.removeprefix("?"), keep_blank_values=False)


def question_pairs(pairs):
    """Return what an address asks of the table: its filters, words, columns and order."""
    return [
        (name, value)
        for name, value in pairs
        if name not in PARAMETERS and (name in ASKED or "__" in name.strip("_"))
    ]


def view_of(pairs, choice):
    """Return the query string of a chart: the question first, then the choice."""
    return urlencode([*question_pairs(pairs), *charting.as_pairs(choice)])


def chart_address(dataset, version, pairs, *, name="charts:draw", pinned=True, **more):
    """Return the address of the explorer, or of one of its files, for a chart of a version."""
    own = [("dataset", dataset.slug)]
    if pinned and version is not None:
        own.append(("version", version.number))
    extra = [(key, value) for key, value in more.items() if value]
    return f"{reverse(name)}?{urlencode([*own, *pairs, *extra])}"


def of_rows_on_screen(dataset, version, query, columns):
    """Return where the rows of a table become a chart; "" for a table without anything to draw."""
    fields = charting.fields_of(columns)
    kinds = {field.kind for field in fields}
    if len(fields) < 2 or not kinds & {charting.NUMBER, charting.TIME}:
        return ""
    is_current = dataset.current_version_id == version.pk
    return chart_address(dataset, version, question_pairs(pairs_of(query)), pinned=not is_current)
