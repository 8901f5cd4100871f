"""What a map's page needs beyond the map itself: ways to see it, years, places kept, files."""

import json
from dataclasses import replace
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from chitalishte.drawing import multiples

from . import classing, taking
from .look import NEVER
from .measure import ABSOLUTE, Change
from .models import Map
from .series import line_of, rank_words
from .tabulating import place_word, provenance_of

MOST_MULTIPLES = 30
MOST_BELOW = 300  # places whose table stands below the map; longer ones have a tab of their own
MOST_PLAYED = 400_000  # places times years that the slider brings with the page
NO_KEY = 0


def context_of(view):
    """Return the context of `maps/_body.html`."""
    record, look = view.record, view.look
    found = {
        "map": view,
        "ways": ways(view),
        "all_classes_url": view.address(classes=()),
        "kept": _kept(look, "year", "since", "change"),
        "kept_all": _kept(look, "place"),
        "figure_actions": [
            {"label": label, "url": file_url(view, name)}
            for label, name in (("SVG", "svg"), ("PNG", "png"), ("CSV", "csv"))
        ],
        "figure_meta": record.get_licence_display(),
        "social": social(view),
    }
    if view.record.pk and not view.classing.legend and not view.has_dots:
        found["cross_url"] = f"{reverse('maps:cross')}?{urlencode({'1.map': record.slug})}"
    if view.atlas.name == "eu27":
        found["alike_url"] = reverse("maps:alike")
    if view.pins:
        found |= {"pinned": pinned(view), "unpin": _unpin(view)}
    if look.tab == "sources":
        found["provenance"] = provenance_of(view)
    elif look.tab == "take":
        found |= taking.context(view)
    elif look.tab == "years":
        found |= {"multiples": small_maps(view), "plain_legend": plain_legend(view)}
    elif look.tab == "map":
        found["svg"] = mark_safe(view.svg())  # noqa: S308 - every word is escaped by the engine
        found["years_data"] = years_data(view)
        if len(view.places) > MOST_BELOW:
            found["table_url"] = view.address("#map", tab="table")
    return found


def social(view):
    """Return {image, oembed}: whole addresses for the head of the page; None for a draft."""
    if not view.record.live:
        return None
    page = address_of(view) + (view.address() if view.look.pairs() else "")
    query = urlencode({"url": page, "format": "json"})
    return {
        "image": settings.BASE_URL + card_url(view),
        "oembed": f"{settings.BASE_URL}{reverse('maps:oembed')}?{query}",
    }


def file_url(view, form, **parameters):
    """Return the address of a file of this look."""
    return _of_this_look(view, reverse("maps:file", args=[view.record.slug, form]), parameters)


def card_url(view):
    return _of_this_look(view, reverse("maps:card", args=[view.record.slug]))


def _of_this_look(view, address, parameters=()):
    query = replace(view.look, tab="map", sort="").pairs() + list(dict(parameters).items())
    return f"{address}?{urlencode(query)}" if query else address


def ways(view):
    """Return the tabs: map, table, sources, and years where there are some."""
    tabs = [("map", _("Map")), ("table", _("Table")), ("sources", _("Sources"))]
    if view.is_numeric and len(view.figures.years) > 1 and not view.has_dots:
        tabs.append(("years", _("Year by year")))
    if view.record.live:
        tabs.append(("take", _("Take it along")))
    return [
        {"label": label, "url": view.address("#map", tab=tab), "current": view.look.tab == tab}
        for tab, label in tabs
    ]


def _kept(look, *names):
    return [(name, value) for name, value in look.pairs() if name not in names]


def plain_legend(view):
    return [line | {"url": ""} for line in view.legend]


def pinned(view):
    """Return {columns, rows}: the kept places side by side."""
    columns = [{"label": place_word(view)}, {"label": view.caption, "numeric": view.is_numeric}]
    years = view.figures.years
    has_years = view.is_numeric and len(years) > 1
    if view.is_numeric:
        columns.append({"label": _("Place among the others")})
    if has_years:
        span = {"first": years[0], "last": years[-1]}
        columns.append({"label": _("Change %(first)s – %(last)s") % span, "numeric": True})
        columns.append({"label": f"{years[0]} – {years[-1]}"})
    rows = []
    for code in view.pins:
        cells = [view.name_of(code), view.areas[code].value or "–"]
        if view.is_numeric:
            cells.append(rank_words(view.measure, view.year, code) or "–")
        if has_years:
            change = Change(view.plain_measure, years[0], years[-1], ABSOLUTE)
            cells.append(change.show(change.value(years[-1], code)) or "–")
            cells.append(line_of(view.plain_measure, code, view.year) or "–")
        rows.append(cells)
    return {"columns": columns, "rows": rows}


def _unpin(view):
    return [
        {
            "label": view.name_of(code),
            "url": view.address("#map", pins=tuple(pin for pin in view.pins if pin != code)),
            "removable": True,
        }
        for code in view.pins
    ]


def small_maps(view):
    """Return [{year, svg, url}]: a small map of every year, with the classes of the whole."""
    small = view.atlas.small
    prefix = f"small-{view.record.pk or 'new'}"
    found = []
    for year in view.figures.years[-MOST_MULTIPLES:]:
        one = type(view)(view.record, _query(view, year), view.version)
        css = {line.key: line.css for line in one.classes}
        colours = {code: css.get(area.key, "no-data") for code, area in one.areas.items()}
        drawn = multiples.small(small, colours, prefix=prefix, words=one.caption)
        if not found:
            drawn = multiples.outlines(small, prefix) + drawn
        found.append(
            {
                "year": year,
                "svg": mark_safe(drawn),  # noqa: S308 - every word is escaped by the engine
                "url": view.address("#map", tab="map", year=year),
            }
        )
    return found


def _query(view, year):
    from django.http import QueryDict

    return QueryDict(urlencode([("show", view.look.show), ("year", year), ("since", NEVER)]))


def years_data(view):
    """Return JSON with which the slider colours the map without asking; "" where it cannot.

    years, codes; of every year: k, the class of each place (0 for none, then by `classes`), and
    v, its value in words
    """
    years = view.figures.years
    is_played = (
        view.is_numeric
        and len(years) > 1
        and not view.since
        and view.record.kind in (Map.Kind.AREAS, Map.Kind.SHADES)
        and not view.record.breaks_by_year
        and len(years) * len(view.places) <= MOST_PLAYED
    )
    if not is_played:
        return ""
    codes = list(dict.fromkeys(code for year in years for code in view.figures.at(year)))
    measure = view.measure
    classes = {(line.key, line.css): None for line in view.classes}  # a set in its order
    frames = []
    for year in years:
        found = classing.of_numbers(view.record, measure, year)
        classes |= {(line.key, line.css): None for line in found.classes}
        order = {key: place for place, (key, _css) in enumerate(classes, start=1)}
        rows, here = view.figures.at(year), measure.at(year)
        keys = [order.get(found.key_of(code), NO_KEY) if code in rows else 0 for code in codes]
        frames.append({"k": keys, "v": [measure.show(here.get(code)) for code in codes]})
    return mark_safe(  # noqa: S308 - json with the signs of markup escaped
        json.dumps(
            {
                "years": years,
                "codes": codes,
                "names": [view.name_of(code) for code in codes],
                "classes": [list(pair) for pair in classes],
                "frames": frames,
                "none": _("no data"),
                "label": view.measure.label,
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )
        .replace("<", "\\u003c")
        .replace("&", "\\u0026")
    )


def address_of(view, language=None):
    """Return the whole address of the map's page."""
    return settings.BASE_URL + view.record.get_absolute_url(language)
