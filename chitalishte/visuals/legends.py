"""The legend of a map: its lines with counts, as switches, and as a square for two numbers."""

from django.utils.translation import gettext as _

NO_DATA = "no-data"


def counted(view):
    """Return [{code, label, swatch, count}], "no data" last where there is some."""
    counts = {}
    known = {line.key for line in view.classes}
    for area in view.areas.values():
        key = area.key if area.key in known else NO_DATA
        counts[key] = counts.get(key, 0) + 1
    if view.figures.years and not view.has_dots:  # a year may lack places that others have
        absent = sum(place.code not in view.places for place in view.geography.members)
        counts |= {NO_DATA: counts.get(NO_DATA, 0) + absent} if absent else {}
    is_all = view.is_numeric
    lines = [
        {
            "code": line.key,
            "label": line.label,
            "swatch": line.css,
            "count": None if view.classing.legend else counts.get(line.key, 0),
        }
        for line in view.classing.legend or view.classes
        if is_all or line.key in counts
    ]
    if NO_DATA in counts:
        line = {"code": NO_DATA, "label": _("no data"), "swatch": NO_DATA}
        lines.append(line | {"count": counts[NO_DATA]})
    return lines


def switched(view):
    """Return the lines, each with the address that switches its class on or off."""
    lines = []
    chosen = view.look.classes
    for line in view.counted:
        is_on = line["code"] in chosen
        after = tuple(key for key in chosen if key != line["code"])
        after = after if is_on else (*after, line["code"])
        url = "" if view.classing.legend else view.address(classes=after)
        lines.append(line | {"current": is_on, "url": url})
    return lines


def square(view):
    """Return {across, up, cells, rest} for two numbers, the highest row first; else None."""
    lines = {line["code"]: line for line in view.legend}
    if view.second_measure is None or "33" not in lines:
        return None
    order = [f"{across}{up}" for up in (3, 2, 1) for across in (1, 2, 3)]
    return {
        "across": view.column.label,
        "up": view.second_measure.column.label,
        "cells": [lines.pop(code) for code in order],
        "rest": list(lines.values()),
    }
