"""What an editor should look at before a map is published, in words: never an obstacle."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chitalishte.datasets.models import Column

from .mapview import NO_DATA
from .measure import Change
from .models import Map

SHORT_TITLE = 3  # words; a finding needs more
LARGE_COUNT = 1000
EMPTY_SHARE = 0.7  # of all places in one class: the map is one colour


def warnings_of(view):
    """Return the sentences about a map as it is chosen now."""
    found = [*_title(view), *_source(view), *_places(view), *_time(view), *_classes(view)]
    return [*found, *_count(view)]


def _title(view):
    record = view.record
    plain = {record.dataset.title_bg.casefold(), view.column.label.casefold()}
    title = record.title_bg.strip()
    if title.casefold() in plain or 0 < len(title.split()) <= SHORT_TITLE:
        yield _("The title names the subject. Say what the map shows: who, how much, since when.")
    if title and not record.title_en.strip():
        yield _("There is no English title; the map stays a draft without it.")


def _source(view):
    if not list(view.record.sources):
        yield _("There is no source. Readers cannot check a map without one.")


def _places(view):
    if view.has_dots:
        yield from _dots(view)
        return
    if count := len(view.figures.unknown):
        yield ngettext(
            "%(count)s row is of a place that is not on the map: see it below.",
            "%(count)s rows are of places that are not on the map: see them below.",
            count,
        ) % {"count": count}
    absent = [place for place in view.geography.members if place.code not in view.places]
    if view.places and len(absent) > len(view.geography.members) / 2:
        yield _("More than half of the places have no row. Is it the right geography?")


def unmatched(view):
    """Return [{row, written, likely}] of rows whose place is not on the map; `likely` are names."""
    if view.has_dots:
        return []
    likely = {}
    for _number, written in view.figures.unknown:
        if written not in likely:
            codes = view.atlas.book.suggestions(written)
            likely[written] = [view.name_of(code) for code in codes]
    return [
        {"row": number, "written": written, "likely": likely[written]}
        for number, written in view.figures.unknown
    ]


def _dots(view):
    if not view.degrees:
        yield _("The table has no columns of longitude and latitude, in degrees.")
    elif outside := len(view.degrees) - len(view.spots):
        yield _("%(count)s rows lie outside the map.") % {"count": outside}


def _time(view):
    if view.figures.doubled and not view.record.time_column:
        years = [c.label for c in view.dictionary.columns if c.role == Column.Role.YEAR]
        if years:
            yield _("Places have several rows. Choose the column of the year: %(column)s.") % {
                "column": years[0]
            }
    if view.figures.doubled and view.record.time_column:
        yield _("Places have several rows in one year. Say which are meant (only rows with).")


def _classes(view):
    if view.classing.left_out:
        yield _("%(count)s categories have no colour: at most six can be told apart.") % {
            "count": view.classing.left_out
        }
    lines = [line for line in view.counted if line["code"] != NO_DATA]
    counts = [line["count"] for line in lines if line["count"] is not None]
    empty = sum(count == 0 for count in counts)
    if empty and not view.figures.years:
        yield _("%(count)s classes hold no place. Choose other breaks or fewer classes.") % {
            "count": empty
        }
    if len(counts) > 1 and max(counts) > EMPTY_SHARE * sum(counts):
        yield _("Most places are in one class: the map is nearly of one colour.")
    if view.record.kind == Map.Kind.TWO and view.second_measure and len(view.classing.classes) != 9:
        yield _("Two numbers need at least three different values each.")


def _count(view):
    """Ask for a denominator where a count is laid over areas."""
    record = view.record
    is_areas = record.kind in (Map.Kind.AREAS, Map.Kind.SHADES)
    if not (view.is_numeric and is_areas) or isinstance(view.measure, Change):
        return
    if view.measure.divisor or record.is_count_meant or not looks_like_count(view):
        return
    yield _(
        "“%(column)s” looks like a count. On areas, large places win by their size alone. "
        "Divide it by the population (divided by), show circles instead, or say that the count "
        "itself is meant."
    ) % {"column": view.column.label}
    if offered := populations():
        yield _("To divide by: %(offered)s.") % {"offered": "; ".join(offered)}


def populations():
    """Return the published columns of population, as an editor chooses them."""
    columns = Column.objects.filter(
        role=Column.Role.NUMBER, dataset__live=True, dataset__withdrawn_on=None
    ).select_related("dataset")
    return [
        _("“%(dataset)s”, column %(column)s")
        % {"dataset": column.dataset.title, "column": column.name}
        for column in columns
        if column.name.startswith("population") or "население" in column.label_bg.casefold()
    ]


def looks_like_count(view):
    """Tell whether a column counts things: whole numbers, none below zero, some of them large."""
    values = view.measure.everything
    unit = view.column.unit.casefold()
    is_rate = any(sign in unit for sign in ("%", "per", "на ", "/", "index", "индекс"))
    whole = all(value >= 0 and float(value).is_integer() for value in values)
    return bool(values) and whole and max(values) >= LARGE_COUNT and not is_rate
