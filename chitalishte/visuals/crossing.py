"""Several maps crossed: which places share a chosen class in each of them."""

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chitalishte import text
from chitalishte.drawing import Area, LegendClass, choropleth
from chitalishte.records import collection as registry
from chitalishte.records.language import current

from .legends import NO_DATA
from .mapview import MapView

FEWEST, MOST = 2, 4
ALL, SOME, NONE = "all", "some", "none"
COLOURS = {ALL: "cat-5", SOME: "seq-2", NONE: "seq-1"}


def maps_to_cross(geography=None):
    """Return the public maps of one geography, in their order; of the largest group by default."""
    maps = (
        registry.get("maps")
        .public()
        .filter(dataset__current_version__isnull=False)
        .exclude(kind="dots")
    )
    return maps.filter(geography=geography or "eu27").order_by("position", "identifier")


@dataclass(frozen=True)
class Side:
    """One of the crossed maps with what was chosen on it."""

    number: int  # from 1, as in the address
    view: MapView
    chosen: tuple  # keys of classes

    @property
    def is_chosen(self):
        return bool(self.chosen)

    def holds(self, code):
        area = self.view.areas.get(code)
        known = {line.key for line in self.view.classes}
        key = area.key if area and area.key in known else NO_DATA
        return key in self.chosen

    @cached_property
    def labels(self):
        return [line["label"] for line in self.view.counted if line["code"] in self.chosen]

    @cached_property
    def options(self):
        """Return the legend as check boxes."""
        return [line | {"checked": line["code"] in self.chosen} for line in self.view.counted]

    @property
    def words(self):
        """Return "Who governs the courts: council with wide powers or mixed model"."""
        return _("%(map)s: %(classes)s") % {
            "map": self.view.caption,
            "classes": _(" or ").join(f"„{label}“" for label in self.labels)
            if current() == "bg"
            else _(" or ").join(f"“{label}”" for label in self.labels),
        }


class Crossing:
    """params  a QueryDict: 1.map=slug, 1.show=column, 1.class=key (may repeat), 2.map=…"""

    def __init__(self, params):
        self.params = params

    @cached_property
    def sides(self):
        known = {record.slug: record for record in self.maps}
        found = []
        for number in range(1, MOST + 1):
            record = known.get(self.params.get(f"{number}.map", ""))
            if record is None:
                continue
            asked = QueryDict(mutable=True)
            for name in ("show", "year", "since"):
                if value := self.params.get(f"{number}.{name}"):
                    asked[name] = value
            view = MapView(record, asked)
            keys = {line["code"] for line in view.counted if line["count"] is not None}
            chosen = self.params.getlist(f"{number}.class")
            kept = tuple(dict.fromkeys(key for key in chosen if key in keys))
            found.append(Side(number, view, kept))
        return found

    @cached_property
    def maps(self):
        """Return the maps that can be crossed: those of the geography of the first one chosen."""
        wanted = [self.params.get(f"{number}.map", "") for number in range(1, MOST + 1)]
        every = registry.get("maps").public()
        first = every.filter(slug__in=[slug for slug in wanted if slug]).first()
        return list(maps_to_cross(first.geography if first else None))

    @cached_property
    def asked(self):
        """Return the sides on which a class was chosen."""
        return [side for side in self.sides if side.is_chosen]

    @property
    def is_ready(self):
        return len(self.asked) >= FEWEST

    @cached_property
    def atlas(self):
        return self.sides[0].view.atlas

    @cached_property
    def codes(self):
        """Return every place of the crossed maps, by name."""
        codes = {code for side in self.sides for code in side.view.places}
        return text.alphabetical(codes, current(), key=self.atlas.name_of)

    @cached_property
    def shared(self):
        return [code for code in self.codes if all(side.holds(code) for side in self.asked)]

    @cached_property
    def sentence(self):
        """Return what was found, as a sentence."""
        conditions = "; ".join(side.words for side in self.asked)
        if not self.shared:
            return _("No place has all of this at once: %(conditions)s.") % {
                "conditions": conditions
            }
        names = ", ".join(self.atlas.name_of(code) for code in self.shared)
        return ngettext(
            "%(count)s of %(total)s has all of this at once: %(conditions)s. It is %(names)s.",
            "%(count)s of %(total)s have all of this at once: %(conditions)s. They are %(names)s.",
            len(self.shared),
        ) % {
            "count": len(self.shared),
            "total": self.atlas.counted(len(self.codes)),
            "conditions": conditions,
            "names": names,
        }

    @cached_property
    def counts(self):
        """Return [{parts, count, names, share}] of every way the chosen classes meet, most first.

        parts  whether the places are in the chosen class of each side, in the order of the sides
        """
        groups = {}
        for code in self.codes:
            groups.setdefault(tuple(side.holds(code) for side in self.asked), []).append(code)
        lines = []
        for parts in product((True, False), repeat=len(self.asked)):
            codes = groups.get(parts, [])
            lines.append(
                {
                    "parts": parts,
                    "count": len(codes),
                    "names": ", ".join(self.atlas.name_of(code) for code in codes),
                    "share": round(100 * len(codes) / max(1, len(self.codes))),
                }
            )
        return sorted(lines, key=lambda line: -sum(line["parts"]))

    def state_of(self, code):
        held = sum(side.holds(code) for side in self.asked)
        return ALL if held == len(self.asked) else SOME if held else NONE

    @property
    def classes(self):
        labels = {ALL: _("all of this"), SOME: _("a part of it"), NONE: _("none of it")}
        return [LegendClass(key, str(label), COLOURS[key]) for key, label in labels.items()]

    @cached_property
    def legend(self):
        states = [self.state_of(code) for code in self.codes]
        return [
            {"code": line.key, "label": line.label, "swatch": line.css}
            | {"count": states.count(line.key)}
            for line in self.classes
        ]

    def svg(self):
        """Draw the places by how much of it they have."""
        labels = {line.key: line.label for line in self.classes}
        areas = {}
        for code in self.codes:
            state = self.state_of(code)
            said = "; ".join(
                side.view.areas[code].value or _("no data")
                for side in self.asked
                if code in side.view.areas
            )
            areas[code] = Area(self.atlas.name_of(code), f"{labels[state]}: {said}", state)
        drawn = choropleth(
            self.atlas.geography,
            areas,
            classes=self.classes,
            title=_("Places that share the chosen classes"),
            description=self.sentence,
            lang=current(),
            prefix="crossed",
        )
        return mark_safe(drawn)  # noqa: S308 - every word is escaped by the engine

    def side_svg(self, side):
        view = side.view
        keys = {line["code"] for line in view.counted}
        dimmed = {"" if key == NO_DATA else key for key in keys - set(side.chosen)}
        drawn = choropleth(
            view.geography,
            view.areas,
            classes=view.classes,
            title=view.record.title,
            description=view.description,
            lang=current(),
            dimmed=dimmed if side.is_chosen else frozenset(),
            prefix=f"side-{side.number}",
        )
        return mark_safe(drawn)  # noqa: S308 - every word is escaped by the engine

    def table(self):
        """Return {columns, rows} of the places that share everything, with their values."""
        columns = [{"label": _("Place")}, *({"label": s.view.caption} for s in self.asked)]
        rows = [
            [self.atlas.name_of(code), *(s.view.areas[code].value or "–" for s in self.asked)]
            for code in self.shared
        ]
        return {"columns": columns, "rows": rows}

    def address(self):
        """Return the query string of what was chosen, without what was left empty."""
        pairs = []
        for side in self.sides:
            pairs.append((f"{side.number}.map", side.view.record.slug))
            if side.view.look.show:
                pairs.append((f"{side.number}.show", side.view.look.show))
            pairs += [(f"{side.number}.class", key) for key in side.chosen]
        return f"?{urlencode(pairs)}"
