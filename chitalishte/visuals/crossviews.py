"""The pages that question several maps at once."""

from django.http import QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chitalishte import text
from chitalishte.records import crumbs
from chitalishte.records.collection import get
from chitalishte.records.language import current

from .crossing import MOST, Crossing, maps_to_cross
from .likeness import Characteristic, most_alike
from .mapview import MapView

MOST_LISTED = 10
FEWEST_CHARACTERISTICS = 2


@require_safe
def cross(request):
    """Choose a class on each of two to four maps and see which places share them."""
    crossing = Crossing(request.GET)
    sides = crossing.sides
    free = [number for number in range(1, MOST + 1) if number not in {s.number for s in sides}]
    context = {
        "crumbs": crumbs.to_list(get("maps")),
        "crossing": crossing,
        "sides": [{"side": side, "svg": crossing.side_svg(side)} for side in sides],
        "free": free[: 1 if len(sides) >= 2 else 2 - len(sides)],
        "maps": crossing.maps,
    }
    if crossing.is_ready:
        context |= {
            "svg": crossing.svg(),
            "table": crossing.table(),
            "shared_address": request.build_absolute_uri(
                reverse("maps:cross") + crossing.address()
            ),
        }
    return render(request, "maps/cross.html", context)


def characteristics():
    """Return {name in an address: (map, Characteristic)} of every public map of the EU's states."""
    found = {}
    for record in maps_to_cross():
        view = MapView(record, QueryDict())
        columns = [view.column] if view.figures.years else view.drawable
        for column in columns:
            asked = QueryDict(mutable=True)
            asked["show"] = column.name
            one = MapView(record, asked)
            if one.is_numeric:
                values = one.measure.at(one.year)
            else:
                values = {code: area.key for code, area in one.areas.items() if area.key}
            if len(set(values.values())) > 1:
                name = f"{record.slug}.{column.name}"
                found[name] = (record, Characteristic(one.caption, values, one.is_numeric))
    return found


@require_safe
def alike(request):
    """The places most like a chosen one over chosen characteristics, with the measure shown."""
    known = characteristics()
    asked = [name for name in request.GET.getlist("by") if name in known]
    default = [name for name in known if name.endswith(f".{known[name][0].variable}")]
    chosen = asked if len(asked) >= FEWEST_CHARACTERISTICS else default
    atlas = MapView(known[chosen[0]][0], QueryDict()).atlas if chosen else None
    place = (atlas.code_of(request.GET.get("place", "")) or "BG") if atlas else ""
    used = [known[name][1] for name in chosen]
    found = most_alike(place, used)
    context = {
        "crumbs": crumbs.to_list(get("maps")),
        "groups": _groups(known, set(chosen)),
        "place": place,
        "place_name": atlas.name_of(place) if atlas else "",
        "places": _places(atlas, known) if atlas else [],
        "chosen": [one.name for one in used],
        "problem": _("Choose at least two characteristics.") if len(asked) == 1 else "",
        "table": _alike_table(atlas, found, used),
    }
    return render(request, "maps/alike.html", context)


def _places(atlas, known):
    codes = {code for _record, one in known.values() for code in one.values}
    named = [{"code": code, "name": atlas.name_of(code)} for code in codes]
    return text.alphabetical(named, current(), key=lambda place: place["name"])


def _groups(known, chosen):
    """Return [{map, items: [{name, label, checked}]}] for the check boxes."""
    groups = {}
    for name, (record, one) in known.items():
        item = {"name": name, "label": one.name, "checked": name in chosen}
        groups.setdefault(record.pk, {"map": record, "items": []})["items"].append(item)
    return list(groups.values())


def _alike_table(atlas, found, used):
    """Return {columns, rows}: per cent of likeness, of all and of each characteristic."""
    columns = [{"label": _("State")}, {"label": _("Alike"), "unit": "%", "numeric": True}]
    columns += [{"label": one.name, "numeric": True} for one in used]
    rows = [
        [
            atlas.name_of(one.code),
            str(round(one.score * 100)),
            *("–" if part is None else str(round(part * 100)) for part in one.parts),
        ]
        for one in found[:MOST_LISTED]
    ]
    return {"columns": columns, "rows": rows}
