"""A map in words, written from its numbers: for who hears the page, or is in a hurry."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MOST_NAMED = 4  # places named at an end of the range


def description(view):
    """Return what a map shows in the reader's language."""
    if not view.is_numeric:
        return _classes(view)
    numbers = view.measure.at(view.year)
    if not numbers:
        return _("%(caption)s: there is no number to show.") % {"caption": view.caption}
    parts = [_range(view, numbers), _largest_class(view), _half(view, numbers)]
    parts += [_home(view, numbers), _missing(view, numbers)]
    return " ".join(filter(None, parts))


def _classes(view):
    parts = [f"{line['label']} – {line['count']}" for line in view.counted]
    return _("%(column)s. %(classes)s.") % {"column": view.caption, "classes": "; ".join(parts)}


def _range(view, numbers):
    low, high = min(numbers.values()), max(numbers.values())
    show = view.measure.show
    if low == high:
        return _("%(caption)s: %(value)s everywhere.") % {
            "caption": view.caption,
            "value": show(low),
        }
    return _("%(caption)s: from %(low)s (%(lowest)s) to %(high)s (%(highest)s).") % {
        "caption": view.caption,
        "low": show(low),
        "lowest": _named(view, numbers, low),
        "high": show(high),
        "highest": _named(view, numbers, high),
    }


def _named(view, numbers, value):
    codes = [code for code in view.places if numbers.get(code) == value]
    named = [view.name_of(code) for code in codes[:MOST_NAMED]]
    if more := len(codes) - len(named):
        named.append(_("and %(count)s more") % {"count": more})
    return ", ".join(named)


def _largest_class(view):
    """Say which class most places fall in; nothing where there are no classes or two are equal."""
    lines = [line for line in view.counted if line["count"] and line["code"].isdecimal()]
    if len(lines) < 2 or view.second_measure:
        return ""
    first, second = sorted(lines, key=lambda line: -line["count"])[:2]
    if first["count"] == second["count"]:
        return ""
    return _("Most often it is %(class)s: %(places)s.") % {
        "class": first["label"],
        "places": view.counted_words(first["count"]),
    }


def _half(view, numbers):
    if len(numbers) < 8:
        return ""
    ordered = sorted(numbers.values())
    middle = len(ordered) // 2
    median = (ordered[middle] + ordered[~middle]) / 2
    return _("Half of the places have less than %(value)s, half more.") % {
        "value": view.measure.show(median)
    }


def _home(view, numbers):
    """Say where Bulgaria stands, on maps that have it as one of the places."""
    home = view.atlas.home
    if home not in numbers or len(numbers) < 2:
        return ""
    place, count = view.measure.rank(view.year, home)
    return _("%(name)s: %(value)s, place %(place)s of %(count)s from the highest.") % {
        "name": view.name_of(home),
        "value": view.measure.show(numbers[home]),
        "place": place,
        "count": count,
    }


def _missing(view, numbers):
    if view.has_dots:
        return ""
    absent = [place.code for place in view.geography.members if place.code not in numbers]
    if not absent:
        return ""
    names = [view.name_of(code) for code in absent[:MOST_NAMED]]
    if len(absent) <= MOST_NAMED:
        return _("No data for %(names)s.") % {"names": ", ".join(names)}
    return ngettext(
        "No data for %(count)s place.", "No data for %(count)s places.", len(absent)
    ) % {"count": len(absent)}
