"""A list as its address describes it: search, facets with counts, sort, page.

The page, the API, the exports and the feed all read the same parameters through here, so that an
export holds exactly what the reader sees.
"""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count
from django.utils.translation import gettext as _

from . import search
from .language import current, language_of, other

PER_PAGE = 20
MOST_PER_PAGE = 100
MOST_OPTIONS = 40


@dataclass
class Option:
    """One choice of a facet, with how many records it would leave."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass
class FacetView:
    """A facet as readers see it."""

    name: str
    label: str
    options: list[Option] = field(default_factory=list)


class Listing:
    """The records of a collection that an address asks for.

    params  a QueryDict: q, sort, page, and one parameter a facet (may repeat: any of the values)
    """

    def __init__(self, collection, params, per_page=PER_PAGE):
        self.collection = collection
        self.params = params
        self.per_page = per_page
        self.query = params.get("q", "").strip()[:200]

    @cached_property
    def chosen(self):
        """Return {facet name: [values]} of the facets in the address."""
        found = {}
        for facet in self.collection.all_facets:
            values = [value for value in self.params.getlist(facet.name) if value]
            if values:
                found[facet.name] = values
        return found

    @cached_property
    def sort(self):
        wanted = self.params.get("sort")
        for sort in self.collection.sorts:
            if sort.name == wanted:
                return sort
        return self.collection.sorts[0]

    @cached_property
    def _searched(self):
        records = self.collection.public()
        if self.query:
            found = search.object_ids(self.query, kind=self.collection.name, language=current())
            records = records.filter(pk__in=found)
        return records

    def _lookup(self, facet):
        model_field = self.collection.model._meta.get_field(facet.field)
        return f"{facet.field}__{facet.value}" if model_field.is_relation else facet.field

    def _narrowed(self, *, without=None):
        records = self._searched
        for facet in self.collection.all_facets:
            values = self.chosen.get(facet.name)
            if values and facet.name != without:
                # by subquery: a join on many-to-many would repeat records and falsify counts
                matching = self.collection.model.objects.filter(
                    **{f"{self._lookup(facet)}__in": values}
                )
                records = records.filter(pk__in=matching.values("pk"))
        return records

    @cached_property
    def records(self):
        """Return the queryset in the order asked for."""
        order = [part.format(language=current()) for part in self.sort.order]
        return self._narrowed().order_by(*order)

    @cached_property
    def total(self):
        return self.records.count()

    @cached_property
    def page(self):
        paginator = Paginator(self.records, self.per_page)
        paginator.count = self.total
        return paginator.get_page(self.params.get("page"))

    @cached_property
    def facets(self):
        return [view for view in map(self._facet_view, self.collection.all_facets) if view.options]

    def _facet_view(self, facet):
        lookup = self._lookup(facet)
        # a facet counts under the others but not under itself: the counts say what a click brings
        counts = (
            self._narrowed(without=facet.name)
            .order_by()
            .exclude(**{f"{lookup}__isnull": True})
            .values_list(lookup)
            .annotate(found=Count("pk", distinct=True))
            .order_by("-found", lookup)
        )
        chosen = self.chosen.get(facet.name, [])
        rows = {str(value): count for value, count in counts if value not in (None, "")}
        for value in chosen:
            rows.setdefault(value, 0)
        labels = self.labels(facet)
        options = [
            Option(value, labels.get(value, value), count, value in chosen)
            for value, count in list(rows.items())[:MOST_OPTIONS]
        ]
        return FacetView(facet.name, str(facet.label), options)

    def labels(self, facet):
        """Return {value: what readers see} of a facet."""
        model_field = self.collection.model._meta.get_field(facet.field)
        if model_field.is_relation:
            rows = model_field.related_model._default_manager.values_list(
                facet.value, f"{facet.title}_{current()}", f"{facet.title}_bg"
            )
            return {str(value): name or name_bg for value, name, name_bg in rows}
        return {str(value): str(label) for value, label in model_field.choices or ()}

    @cached_property
    def chips(self):
        """Return the active filters, each with the address of the list without it."""
        chips = []
        if self.query:
            chips.append(
                {
                    "label": _("Words: %(query)s") % {"query": self.query},
                    "url": self.address(q=None, page=None),
                    "removable": True,
                }
            )
        for facet in self.collection.all_facets:
            values = self.chosen.get(facet.name, [])
            labels = self.labels(facet) if values else {}
            for value in values:
                rest = [kept for kept in values if kept != value]
                chips.append(
                    {
                        "label": labels.get(value, value),
                        "url": self.address(**{facet.name: rest, "page": None}),
                        "removable": True,
                    }
                )
        return chips

    @cached_property
    def items(self):
        """Return the records of the page as lines of the catalogue."""
        return [
            {
                "url": record.get_absolute_url(),
                "title": record.title,
                "lang": "" if language_of(record, "title") == current() else other(),
                "summary": record.summary,
                "meta": self.collection.item_meta(record),
                "confidence": record.confidence,
            }
            for record in self.page
        ]

    @property
    def sort_links(self):
        return [
            {
                "label": sort.label,
                "url": self.address(sort=sort.name, page=None),
                "current": sort is self.sort,
            }
            for sort in self.collection.sorts
        ]

    def _hidden(self, names):
        return [
            {"name": name, "value": value}
            for name in names
            for value in self.params.getlist(name)
            if value
        ]

    @property
    def kept_beside_facets(self):
        """Return what the form of the facets keeps of the address."""
        return self._hidden(["q", "sort"])

    @property
    def kept_beside_words(self):
        """Return what the search box keeps of the address."""
        return self._hidden(["sort", *[facet.name for facet in self.collection.all_facets]])

    @property
    def cleared(self):
        """Return the address without facets, or "" when there are none."""
        if not self.chosen:
            return ""
        return self.address(page=None, **{name: [] for name in self.chosen})

    @property
    def ways_out(self):
        """Return what a reader with no results can do."""
        ways = [{"label": _("Show everything"), "url": "./"}]
        if self.query:
            ways.append(
                {
                    "label": _("Search the whole portal"),
                    "url": f"/{current()}/search/?{urlencode({'q': self.query})}",
                }
            )
        return ways

    def address(self, **changes):
        """Return this list's query string with changes; None or [] takes a parameter out."""
        params = {name: self.params.getlist(name) for name in self.params}
        for name, value in changes.items():
            params[name] = value if isinstance(value, list) else [value]
        pairs = [
            (name, value)
            for name, values in params.items()
            for value in values
            if value is not None
        ]
        return "?" + urlencode(pairs)
