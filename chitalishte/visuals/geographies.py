"""The geographies this installation has, each with its names and the ways to write its codes."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from chitalishte.drawing import EU27, CodeBook, Geography, isocodes, regionnames
from chitalishte.records.language import current

STATES = "states"
PLACES = "places"
REGIONS = "regions"
VERSION = "@"  # between the identifier and the version of a geography


@dataclass(frozen=True)
class Atlas:
    """A geography with what its places are called.

    name    of one that editors brought with its version, "municipalities@2"
    kind    STATES, REGIONS or PLACES: the word for one of them
    names   code → {"bg": …, "en": …}
    """

    name: str
    label: Any
    kind: str
    load: Callable[[str], Any]  # a level of detail, or "lonlat"
    names: dict
    written: dict  # code → other codes and names
    stamp: str = ""  # when an editor brought it
    number: int | None = None  # of the version, where an editor brought it

    @cached_property
    def geography(self):
        return self.load("page")

    @cached_property
    def small(self):
        """Return the places in less detail, for many pictures on one page."""
        return self.load("small")

    @cached_property
    def fine(self):
        return self.load("fine")

    @cached_property
    def shapes(self):
        """Return {code: GeoJSON geometry in degrees}."""
        return json.loads(self.load("lonlat"))

    @cached_property
    def book(self):
        return CodeBook(self.written)

    def code_of(self, written):
        """Return the code of the place that a cell means, or None; it need not be drawn."""
        return self.book.code_of(written)

    def name_of(self, code):
        named = self.names[code]
        return named.get(current()) or named.get("bg") or code

    @property
    def home(self):
        """Return the code of Bulgaria where it is one of the places, else None."""
        return "BG" if self.kind == STATES else None

    def counted(self, count):
        """Return "27 states" in the language of the page."""
        words = {
            STATES: ngettext("%(count)s state", "%(count)s states", count),
            REGIONS: ngettext("%(count)s region", "%(count)s regions", count),
            PLACES: ngettext("%(count)s place", "%(count)s places", count),
        }[self.kind]
        return words % {"count": count}


def _stored(name):
    """Return a function that reads a built geography; it has one level of detail."""

    def load(level):
        ending = "lonlat.json" if level == "lonlat" else "json"
        path = settings.GEOGRAPHY_FILE.with_name(f"{name}.{ending}")
        if not path.exists():
            raise ImproperlyConfigured(
                f"The geography “{name}” is not built yet. Run: chitalishte setup"
            )
        content = path.read_bytes()
        return content if level == "lonlat" else Geography.from_json(content)

    return load


def _states(name, label, codes):
    chosen = {code: isocodes.ISO[code] for code in codes}
    return Atlas(
        name,
        label,
        STATES,
        _stored(name),
        {code: {"bg": country.bg, "en": country.en} for code, country in chosen.items()},
        {code: isocodes.names_of(country) for code, country in chosen.items()},
    )


def _bulgarian_regions():
    return Atlas(
        "bg-regions",
        _("the 28 regions of Bulgaria"),
        REGIONS,
        _stored("bg-regions"),
        {code: {"bg": region.bg, "en": region.en} for code, region in regionnames.REGIONS.items()},
        {code: regionnames.names_of(region) for code, region in regionnames.REGIONS.items()},
    )


BUILT_IN = {
    "eu27": lambda: _states("eu27", _("the 27 EU states"), EU27),
    "europe": lambda: _states("europe", _("Europe"), sorted(isocodes.EUROPE)),
    "world": lambda: _states("world", _("the world"), sorted(isocodes.ISO)),
    "bg-regions": _bulgarian_regions,
}


@lru_cache(maxsize=len(BUILT_IN))
def _built_in(name):
    return BUILT_IN[name]()


@lru_cache(maxsize=8)
def _own(pk, created_at):
    from .models import OwnGeography

    record = OwnGeography.objects.get(pk=pk)

    def load(level):
        drawing = record.details.get(level=level).drawing
        return drawing if level == "lonlat" else Geography.from_json(drawing)

    written = {
        code: [named["bg"], named["en"], *named.get("also", ())]
        for code, named in record.names.items()
    }
    name = f"{record.identifier}{VERSION}{record.number}"
    stamp = str(created_at)
    return Atlas(name, record.title, PLACES, load, record.names, written, stamp, record.number)


def atlas(name):
    """Return the Atlas of a name; raises KeyError when there is none.

    "municipalities" is the current version of one that editors brought, "municipalities@2" its
    second: the name by which an embed is pinned.
    """
    if name in BUILT_IN:
        return _built_in(name)
    from .models import OwnGeography

    identifier, _sign, number = name.partition(VERSION)
    versions = OwnGeography.objects.filter(identifier=identifier)
    asked = versions.filter(number=int(number)) if number.isdecimal() else versions.current()
    # by key and moment, so that another process sees at once what was brought anew under the name
    found = asked.values_list("pk", "created_at").first()
    if found is None:
        raise KeyError(name)
    return _own(*found)


def geography(name):
    """Return the geography of this name; raises ImproperlyConfigured before `chitalishte setup`."""
    return atlas(name).geography


def choices():
    """Return [(name, label)] of every geography, the built-in ones first."""
    from .models import OwnGeography

    built_in = [(name, _built_in(name).label) for name in BUILT_IN]
    return built_in + [(own.identifier, own.title) for own in OwnGeography.objects.current()]
