"""From a column and its values to the classes of a map, whatever the column holds."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.translation import gettext as _

from chitalishte.datasets.models import Column
from chitalishte.drawing import (
    MOST_CATEGORIES,
    OTHER,
    LegendClass,
    Scale,
    around,
    breaks_around,
    breaks_of,
    categories,
    missing_classes,
    other,
    periods,
    rounded,
    sequential,
    third_of,
    two_numbers,
    unclassed,
    yes_no,
)
from chitalishte.records.language import current

from .measure import NOT_APPLICABLE, SUPPRESSED, Change
from .models import Map

THIRD = "quantile"  # how two numbers at once are divided: nine classes need places in each


@dataclass(frozen=True)
class Classing:
    """classes  what the legend explains, in its order
    key_of   code of a place → key of its class; None for no data
    legend   the lines to show where they are fewer than the classes
    breaks   the inner breaks of numbers
    """

    classes: list[LegendClass]
    key_of: Callable[[str], str | None]
    legend: list[LegendClass] = field(default_factory=list)
    breaks: tuple = ()
    left_out: int = 0  # categories that have no colour of their own


def of_column(column, rows):
    """Class the places by a category, a year or yes/no; `rows` is {code: row}."""
    if column.type == "boolean":
        return Classing(yes_no(current()), lambda code: _yes_no_key(rows[code].get(column.name)))
    values = [row.get(column.name) for row in rows.values()]
    if column.role == Column.Role.YEAR:
        found = periods([_year(value) for value in values], current())
        return Classing(
            found.classes, lambda code: found.key_of(_year(rows[code].get(column.name)))
        )
    present = {str(value) for value in values if value not in (None, "")}
    labels = {value: known.label for value, known in column.codes.items() if value in present}
    labels |= {value: column.show(value) for value in sorted(present - labels.keys())}
    order = sorted(labels, key=lambda value: _position(column, value))
    ordered = {value: labels[value] for value in order}
    return of_labels(ordered, lambda code: rows[code].get(column.name))


def of_labels(labels, value_of):
    """Class by words: the first categories have colours, the others share a line of the legend.

    labels    value as text → what readers see, in their order
    value_of  code of a place → its value
    """
    kept = dict(list(labels.items())[:MOST_CATEGORIES])
    rest = [label for value, label in labels.items() if value not in kept]

    def key_of(code):
        value = value_of(code)
        if value in (None, ""):
            return None
        return str(value) if str(value) in kept else OTHER

    return Classing(categories(kept) + others(rest), key_of, left_out=len(rest))


def others(names):
    """Return the line of the legend for categories that have no colour; [] for none."""
    if len(names) < 2:
        return [other(name) for name in names]
    words = _("%(count)s other categories, without a colour of their own")
    return [other(words % {"count": len(names)})]


def of_numbers(record, measure, year):
    """Class the places of a year by a number, as the map says."""
    here = measure.at(year)
    values = list(here.values()) if record.breaks_by_year else measure.everything
    reasons = {code: measure.reason(year, code) for code in measure.figures.at(year)}
    scale = _scale(record, measure, values)

    def key_of(code):
        return scale.key_of(here.get(code)) or reasons.get(code)

    said = {reasons[code] for code in reasons if code not in here}
    extra = missing_classes([r for r in (NOT_APPLICABLE, SUPPRESSED) if r in said], current())
    legend = [*scale.legend, *extra] if scale.legend else []
    return Classing([*scale.classes, *extra], key_of, legend, scale.breaks)


def _scale(record, measure, values):
    if not values:
        return Scale(())
    ends = min(values), max(values)
    middle = 0.0 if isinstance(measure, Change) else record.middle_value()
    if middle is not None:
        found = _breaks_around(record, measure, values, middle)
        return around(found, ends, middle, measure.write, current())
    if record.kind == Map.Kind.SHADES:
        return unclassed(ends, measure.write)
    if record.kind == Map.Kind.SYMBOLS:
        return sequential([], ends, measure.write, current())
    return sequential(breaks_for(record, values), ends, measure.write, current())


def breaks_for(record, values):
    """Return the inner breaks that the map's settings give over some values."""
    if record.method == Map.Method.HAND:
        return record.breaks_by_hand()
    return list(_breaks(record.method, tuple(values), record.class_count))


@lru_cache(maxsize=256)
def _breaks(method, values, count):
    """Remember them: every year of a map asks for the breaks of all its years."""
    return tuple(rounded(breaks_of(method, values, count), values))


def _breaks_around(record, measure, values, middle):
    if record.method == Map.Method.HAND and not isinstance(measure, Change):
        return record.breaks_by_hand()
    method = record.method if record.method != Map.Method.HAND else Map.Method.QUANTILE
    found = [one for one in breaks_around(method, values, middle) if one != middle]
    tidy = rounded(found, values)
    spans = {one for one in tidy if one != middle}
    if min(values) < middle < max(values):
        spans.add(middle)
    return sorted(spans)


def of_two_numbers(one, other, year):
    """Class the places of a year by the thirds of two numbers; None where thirds cannot be made."""
    breaks = [breaks_of(THIRD, measure.at(year).values(), 3) for measure in (one, other)]
    if any(len(found) != 2 for found in breaks):
        return None
    names = (one.column.label, other.column.label)
    words = (_("lower third"), _("middle third"), _("upper third"))
    here = one.at(year), other.at(year)

    def key_of(code):
        if code not in here[0] or code not in here[1]:
            return None
        return "".join(
            str(third_of(found, values[code])) for found, values in zip(breaks, here, strict=True)
        )

    return Classing(two_numbers(*breaks, names, words), key_of)


def _yes_no_key(value):
    if value is None:
        return None
    return "yes" if value else "no"


def _year(value):
    """Return the year of a cell: a number, a date or text that begins with one."""
    head = str(value or "")[:4]
    return int(head) if len(head) == 4 and head.isdecimal() else None


def _position(column, value):
    known = column.codes.get(value)
    return (known is None, known.position if known else 0, value)
