"""What a place's numbers say over time: value, rank, change, and a small line."""

from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from chitalishte.drawing import EU27, sparkline

from .geographies import STATES
from .measure import ABSOLUTE, PERCENT, Change


def rank_words(measure, year, code):
    """Return "3rd of 27" as words, the highest first; "" without a number."""
    found = measure.rank(year, code)
    if not found:
        return ""
    return _("%(place)s of %(count)s, from the highest") % {"place": found[0], "count": found[1]}


def line_of(measure, code, year=""):
    """Return the sparkline of a place as safe markup, or ""."""
    series = [(at, value) for at, value in measure.series(code)]
    known = [(at, value) for at, value in series if value is not None]
    if len(known) < 2:
        return ""
    words = _("from %(first)s in %(first_year)s to %(last)s in %(last_year)s") % {
        "first": measure.show(known[0][1]),
        "first_year": known[0][0],
        "last": measure.show(known[-1][1]),
        "last_year": known[-1][0],
    }
    years = [at for at, _value in series]
    at = years.index(year) if year in years else None
    drawn = sparkline([value for _at, value in series], words, at)
    return mark_safe(drawn)  # noqa: S308 - every word is escaped by the engine


def place_numbers(view, code):
    """Return [{label, value, note}] of a place on a map of numbers with years."""
    measure, plain = view.measure, view.plain_measure
    if plain is None:
        return [{"label": view.column.label, "value": view.value_words(code)}]
    pairs = [{"label": view.caption, "value": view.value_words(code) or _("no data")}]
    if words := rank_words(measure, view.year, code):
        pairs.append({"label": _("Place among the others"), "value": words})
    known = [(year, value) for year, value in plain.series(code) if value is not None]
    if len(known) > 1:
        (first, before), (last, after) = known[0], known[-1]
        change = Change(plain, first, last, ABSOLUTE)
        note = ""
        share = Change(plain, first, last, PERCENT).value(last, code)
        if share is not None and plain.unit != "%":
            note = Change(plain, first, last, PERCENT).show(share)
        pairs.append(
            {
                "label": _("Change %(first)s – %(last)s") % {"first": first, "last": last},
                "value": change.show(after - before),
                "note": note,
            }
        )
    return pairs


def panel_of(view, code):
    """Return what the panel says of a place."""
    years = view.figures.years
    row = view.places[code]
    has_page = view.atlas.kind == STATES and code in EU27 and not years
    return {
        "code": code,
        "title": view.name_of(code),
        "eyebrow": view.areas[code].value or _("no data"),
        "pairs": place_numbers(view, code) if years else view.dictionary.facts(row),
        "close_url": view.address(place=""),
        "pin_url": "" if code in view.pins else view.address(pins=(*view.pins, code)),
        "line": line_of(view.plain_measure, code, view.year) if view.is_numeric else "",
        "line_years": f"{years[0]} – {years[-1]}" if len(years) > 1 else "",
        "url": reverse("country", args=[code]) if has_page else "",
        **view.dictionary.aside(row),
    }
