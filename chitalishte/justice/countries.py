"""What the maps of the Justice theme say of a state."""

from dataclasses import dataclass

from django.http import QueryDict

from chitalishte import text
from chitalishte.drawing import countries
from chitalishte.records.language import current
from chitalishte.visuals.mapview import MapView
from chitalishte.visuals.models import Map

THEME = "justice"
FEWEST, MOST = 2, 5  # states in a comparison


@dataclass(frozen=True)
class Chapter:
    """One map's row of a state."""

    map: Map
    value: str
    css: str
    facts: list
    note: str
    sources: list
    as_of: str
    confidence: str


def theme_maps():
    """Return the public maps of the theme in their order."""
    return (
        Map.objects.public()
        .filter(
            themes__identifier=THEME,
            # characteristics of states; what has a row a year is a page of its own
            geography="eu27",
            time_column="",
            dataset__live=True,
            dataset__withdrawn_on=None,
            dataset__current_version__isnull=False,
        )
        .select_related("dataset__current_version")
        .order_by("position", "identifier")
    )


def views_of_maps():
    """Return a MapView of every map of the theme, each with the column it opens with."""
    return [MapView(record, QueryDict()) for record in theme_maps()]


def states(views):
    """Return [(code, name)] of the states any map knows, by name."""
    codes = {code for view in views for code in view.places}
    named = [(code, countries.name(code, current())) for code in codes]
    return text.alphabetical(named, current(), key=lambda item: item[1])


def chapters(code, views):
    """Return a Chapter for every map that has the state."""
    found = []
    for view in views:
        row = view.places.get(code)
        if row is None:
            continue
        area = view.areas[code]
        css = {line.key: line.css for line in view.classes}
        found.append(
            Chapter(
                map=view.record,
                value=area.value,
                css=css.get(area.key, "no-data"),
                facts=view.dictionary.facts(row),
                **view.dictionary.aside(row),
            )
        )
    return found


@dataclass(frozen=True)
class Line:
    """One characteristic of a comparison: a cell a state, and whether the states differ in it."""

    label: str
    cells: list
    differs: bool


def comparison(codes, views):
    """Return [(map, [Line])]: the characteristics of several states side by side."""
    tables = []
    for view in views:
        lines = []
        for column in view.dictionary.shown:
            if column.role in ("place", "place_name", "source", "as_of", "confidence", "note"):
                continue
            cells = [column.show(view.places.get(code, {}).get(column.name)) for code in codes]
            if any(cells):
                lines.append(Line(column.label, cells, differs=len(set(cells)) > 1))
        tables.append((view.record, lines))
    return tables
