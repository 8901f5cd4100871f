"""Where surveys were done, as a map: by country, or by region where all are of one country.

A survey of the whole country says nothing of a single region, so it colours none: how many those
are, and of how many the territory is not known, is said in words beside the map.
"""

from collections import Counter
from functools import cached_property

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chitalishte import text
from chitalishte.drawing import Area, LegendClass, breaks_of, choropleth, rounded, sequential
from chitalishte.records.language import current
from chitalishte.tables.columns import Column
from chitalishte.visuals.classing import Classing
from chitalishte.visuals.geographies import STATES, atlas, choices

COUNTRY, REGION = "country", "region"  # the facets a place of the map leads to
CLASSES = 4  # beside the one of places without a survey
NATIONAL, PART, UNKNOWN = "national", "subnational", ""
NONE = "none"
BY_REGION = {"bg": "bg-regions"}  # built in; others when an editor brought them


class Territories:
    """The map of the surveys of a listing; it tells what `visuals.plate.Plate` tells."""

    caption = licence = ""
    extra = {}

    def __init__(self, listing, *, home="../"):
        """home   where the list of surveys stands, as the page with the map sees it"""
        self.listing = listing
        self.home_of_list = home
        self.records = listing.records.order_by().prefetch_related(None)
        self.axis, name = self._chosen
        self.atlas = atlas(name)

    @cached_property
    def _countries(self):
        """Return {code of a country: number of surveys}."""
        return dict(Counter(self.records.values_list("country__identifier", flat=True)))

    @cached_property
    def _regions(self):
        """Return {code of a region: {identifiers of surveys that name it}}."""
        found = {}
        pairs = self.records.exclude(regions=None).values_list("regions__identifier", "pk")
        for code, survey in pairs:
            found.setdefault(code, set()).add(survey)
        return found

    @cached_property
    def _chosen(self):
        """Return (facet, name of the geography)."""
        if len(self._countries) == 1:
            (country,) = self._countries
            if name := BY_REGION.get(country) or self._brought():
                return REGION, name
        europe = atlas("europe")
        is_europe = all(europe.code_of(code) for code in self._countries)
        return COUNTRY, "europe" if is_europe else "world"

    def _brought(self):
        """Return the geography of an editor that has a region which is named here, or ""."""
        for name, _label in choices():
            if atlas(name).kind != STATES and any(map(atlas(name).code_of, self._regions)):
                return name
        return ""

    @cached_property
    def counts(self):
        """Return {code of a place: number of surveys}; a larger region counts in its parts."""
        if self.axis == COUNTRY:
            known = {self.atlas.code_of(code): n for code, n in self._countries.items()}
            return {code: n for code, n in known.items() if code}
        surveys = {}
        for written, found in self._regions.items():
            code = self.atlas.code_of(written)
            parts = [code] if code else self._parts(written)
            for part in parts:
                surveys.setdefault(part, set()).update(found)
        return {code: len(found) for code, found in surveys.items()}

    def _parts(self, written):
        """Return the places whose code begins with that of a larger region (NUTS)."""
        return [code for code in self.atlas.names if code.casefold().startswith(written)]

    @cached_property
    def unknown(self):
        """Return the names of what is no place of the map."""
        if self.axis == COUNTRY:
            codes = [code for code in self._countries if not self.atlas.code_of(code)]
        else:
            codes = [c for c in self._regions if not self.atlas.code_of(c) and not self._parts(c)]
        return sorted(code.upper() for code in codes)

    # What is said --------------------------------------------------------------

    @property
    def title(self):
        if self.axis == COUNTRY:
            return _("Surveys by country")
        return _("Surveys that name their regions")

    @cached_property
    def sentences(self):
        """Return how many surveys are of a whole country, of a part, of an unknown territory."""
        scopes = Counter(self.records.values_list("scope", flat=True))
        named = len(set().union(*self._regions.values())) if self._regions else 0
        parts = [
            ngettext(
                "%(count)s survey is of a whole country.",
                "%(count)s surveys are of a whole country.",
                scopes[NATIONAL],
            )
            % {"count": scopes[NATIONAL]},
            ngettext(
                "%(count)s is of a part of a country.",
                "%(count)s are of a part of a country.",
                scopes[PART],
            )
            % {"count": scopes[PART]},
            ngettext("%(count)s names its regions.", "%(count)s name their regions.", named)
            % {"count": named},
        ]
        if scopes[UNKNOWN]:
            unknown = ngettext(
                "Of %(count)s the territory is not known.",
                "Of %(count)s the territory is not known.",
                scopes[UNKNOWN],
            )
            parts.append(unknown % {"count": scopes[UNKNOWN]})
        return parts

    @property
    def description(self):
        named = [f"{area.name} – {area.value}" for area in self.areas.values() if area.key != NONE]
        places = "; ".join(named) or _("none")
        return " ".join([f"{self.title}: {places}.", *self.sentences])

    @property
    def home(self):
        return reverse("surveys:overview")

    @property
    def credits(self):
        source = _("Source: %(address)s") % {
            "address": settings.BASE_URL + self.home + self.listing.address(page=None)
        }
        return source, " ".join(self.sentences)

    # What is drawn -------------------------------------------------------------

    @property
    def geography(self):
        return self.atlas.geography

    @property
    def outlines(self):
        return self.atlas.shapes

    @property
    def numbers(self):
        return {code: self.counts.get(code, 0) for code in self.areas}

    @cached_property
    def classing(self):
        numbers = list(self.counts.values())
        different = len(set(numbers))
        breaks = []
        if different > 1:
            breaks = rounded(breaks_of("quantile", numbers, min(CLASSES, different)), numbers)
        ends = (min(numbers), max(numbers)) if numbers else (0, 0)
        scale = sequential(breaks, ends, self.write, current())
        none = LegendClass(NONE, _("none"), "div-3")
        classes = [none, *scale.classes] if numbers else [none]
        return Classing(classes, lambda code: scale.key_of(self.counts.get(code)) or NONE)

    @property
    def classes(self):
        return self.classing.classes

    @staticmethod
    def write(value):
        return text.number(value, current(), 0)

    @cached_property
    def areas(self):
        codes = [place.code for place in self.geography.members]
        codes += [code for code in self.counts if code not in self.geography]
        named = ((code, self.atlas.name_of(code)) for code in codes)
        ordered = text.alphabetical(named, current(), key=lambda pair: pair[1])
        return {
            code: Area(name, self.words_of(code), self.classing.key_of(code))
            for code, name in ordered
        }

    def words_of(self, code):
        count = self.counts.get(code, 0)
        return ngettext("%(count)s survey", "%(count)s surveys", count) % {"count": count}

    def url_of(self, code):
        """Return the list of the surveys of a place."""
        written = code.casefold()
        return self.home_of_list + self.listing.address(
            page=None, rows=None, columns=None, **{self.axis: [written]}
        )

    @property
    def svg(self):
        drawn = choropleth(
            self.geography,
            self.areas,
            classes=self.classes,
            title=self.title,
            description=self.description,
            lang=current(),
            href=lambda code: self.url_of(code) if code in self.counts else None,
            prefix="territories",
        )
        return mark_safe(drawn)  # noqa: S308 - every word is escaped by the engine

    @property
    def legend(self):
        counts = Counter(area.key for area in self.areas.values())
        return [
            {"code": line.key, "label": line.label, "swatch": line.css, "count": counts[line.key]}
            for line in self.classes
        ]

    @property
    def table(self):
        """Return {columns, rows} of the places with surveys, the most first."""
        place = capfirst(_("country") if self.axis == COUNTRY else _("region"))
        columns = [{"label": place}, {"label": _("Surveys"), "numeric": True}]
        ordered = sorted(self.counts, key=lambda code: (-self.counts[code], self.areas[code].name))
        rows = [
            [
                {"label": self.areas[code].name, "url": self.url_of(code)},
                self.write(self.counts[code]),
            ]
            for code in ordered
        ]
        return {"columns": columns, "rows": rows}

    @property
    def values_table(self):
        columns = [
            Column("code", _("Code"), "code"),
            Column("place", _("Place"), "text"),
            Column("surveys", _("Surveys"), "integer"),
        ]
        numbers = self.numbers
        return columns, [(code, area.name, numbers[code]) for code, area in self.areas.items()]
