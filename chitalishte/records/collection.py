"""One declaration makes a collection: its lists, pages, editing, API, exports, imports and feed."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

_registry: dict[str, Any] = {}


def register(collection_class):
    """Class decorator: make the collection known to every part of the house."""
    _registry[collection_class.name] = collection_class()
    return collection_class


def collections():
    """Return every registered collection in the order of their positions."""
    return sorted(_registry.values(), key=lambda collection: collection.position)


def get(name):
    """Return the collection of this name; raises KeyError."""
    return _registry[name]


def collection_of(model):
    """Return the collection whose records are of this model; raises LookupError."""
    for collection in _registry.values():
        if issubclass(model, collection.model):
            return collection
    raise LookupError(f"{model.__name__} is in no registered collection")


@dataclass(frozen=True)
class Facet:
    """A way to narrow a list.

    name     the parameter in the address
    field    a field of the model with choices, a foreign key or many-to-many to named things, or a
             text of few values
    label    what readers see above the options
    value    for relations: the field of the related model that stands in the address
    title    for relations: the stem of its bilingual name
    """

    name: str
    field: str
    label: Any  # a str or a lazy translation
    value: str = "identifier"
    title: str = "name"


@dataclass(frozen=True)
class Range:
    """A way to narrow a list from one number to another: years of fieldwork.

    name    in the address: {name}_from, {name}_to
    start   a field of the model; a record counts when its start..end touches what is asked
    end     a field of the model, the same as `start` for things without length
    """

    name: str
    label: Any  # a str or a lazy translation
    start: str
    end: str


@dataclass(frozen=True)
class Sort:
    """An order of a list: its name in the address, what readers see, the fields of the model."""

    name: str
    label: Any  # a str or a lazy translation
    order: tuple


class Collection:
    """What is particular to a collection; everything else follows from it.

    Subclasses set `name` (the part of the address, a plural), `model`, `position`, `icon`, and
    override what they need. Templates: `{name}/_body.html` for the middle of a record's page.
    """

    name = ""
    model: Any = None
    position = 100
    icon = "doc-full"
    schema_type = "CreativeWork"  # schema.org
    facets: tuple = ()
    ranges: tuple = ()
    panels: tuple = ()  # what is edited beyond the common fields
    not_exchanged: tuple = ()  # fields that stay out of the API, exports and imports
    styles: tuple = ()  # style sheets of the record page
    scripts: tuple = ()  # ES modules of the record page
    sorts = (
        Sort("new", _("newest first"), ("-first_published_at", "identifier")),
        Sort("title", _("by title"), ("title_{language}", "identifier")),
        Sort("changed", _("last changed"), ("-last_published_at", "identifier")),
    )
    prefetched: tuple = ()  # relations that a line of a list, an export and the search read
    harvested = False  # whether OAI-PMH gives it out, see records/oai
    lede: Any = ""  # one sentence above the list
    empty_help = _("Nothing has been published here yet.")

    @property
    def label(self):
        return self.model._meta.verbose_name

    @property
    def label_plural(self):
        return self.model._meta.verbose_name_plural

    def counted(self, count):
        """Return "4 maps"; a collection says it in its own words where the language asks it."""
        return f"{count} {self.label if count == 1 else self.label_plural}"

    @cached_property
    def all_facets(self):
        from django.utils.translation import gettext_lazy

        return (Facet("theme", "themes", gettext_lazy("Theme")), *self.facets)

    def lookup(self, facet):
        """Return the field, of the model or a related one, whose values stand in the address."""
        field = self.model._meta.get_field(facet.field)
        return f"{facet.field}__{facet.value}" if field.is_relation else facet.field

    @property
    def body_template(self):
        return f"{self.name}/_body.html"

    def public(self):
        """Return the records that anybody may see, with what their lists need."""
        return self.model.objects.public()

    def list_links(self):
        """Return [{label, url}] of other ways to see the whole collection, shown above its list."""
        return []

    def kept_with(self):
        """Return the models beside the records that editors keep: lists of names, queues."""
        return []

    # What a collection may say of one record:

    def context(self, record, request):
        """Return what the body template needs."""
        return {}

    def fragment(self, record, request, name):
        """Return (template, context) of a named part of the page; None if there is none."""

    def item_picture(self, record):
        """Return the address of a small SVG beside a record in a list, which takes ?face=dark."""
        return ""

    def item_meta(self, record):
        """Return the small line under a record in a list."""
        return ""

    def downloads(self, record):
        """Return [{label, url, format, size}] beyond the record's own JSON, CSV and XLSX."""
        return []

    def facts(self, record):
        """Return [{label, value}] that stand beside the summary."""
        return []

    def related(self, record):
        """Return records worth reading next; by default, those that share a theme."""
        themes = list(record.themes.all())
        if not themes:
            return []
        found = []
        for collection in collections():
            near = collection.public().filter(themes__in=themes).distinct()
            if collection is self:
                near = near.exclude(pk=record.pk)
            found += near[:4]
        return found[:6]

    def json_ld(self, record):
        """Return what schema.org properties the collection adds."""
        return {}

    def dublin_core(self, record):
        """Return [(element, text, language)] for harvesters."""
        from .oai import dublincore

        return dublincore.common(record)

    def harvest_formats(self):
        """Return the oai.protocol.Formats of its records."""
        from .oai import dublincore

        return [dublincore.FORMAT]

    def harvest_sets(self, record):
        """Return the sets of a record beside the collection's own: ["country:BG"]."""
        return []

    def harvest_set_names(self):
        """Return {set: its name} of every set that `harvest_sets` may give."""
        return {}

    def harvest(self, record_ids, prefix):
        """Yield (id, XML element) of records in a format."""
        from .oai import dublincore

        for record in self.public().filter(pk__in=record_ids).prefetch_related("themes"):
            yield record.pk, dublincore.element(self.dublin_core(record))

    def importer(self, path, name):
        """Return a function that imports a file of a format of its own; None for a spreadsheet.

        It takes what importing.import_file takes and returns an ImportReport.
        """

    def urlpatterns(self):
        """Return patterns below the collection's address, before those of the records."""
        return []
