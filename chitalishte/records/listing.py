"""A list as its address describes it: search, facets with counts, sort, page.

The page, the API, the exports and the feed all read the same parameters through here, so that an
export holds exactly what the reader sees.
"""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from . import search
from .facetindex import index_of, order_of
from .language import current, language_of, other

PER_PAGE = 20
MOST_PER_PAGE = 100
MOST_OPTIONS = 40
MOST_OPEN = 8  # options of a facet in sight; the rest is folded away


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
    more: list[Option] = field(default_factory=list)


@dataclass
class RangeView:
    """A range as readers see it: two numbers and how many records each step has.

    bars   [{value, count, x, y, width, height, is_in, url}]: the picture is 100 by 40 units; url
           asks for the one step
    """

    name: str
    label: str
    low: int
    high: int
    first: str
    last: str
    bars: list[dict] = field(default_factory=list)


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

    @cached_property
    def spans(self):
        """Return {range name: (from, to)} of the address; one of the two may be None."""
        found = {}
        for one in self.collection.ranges:
            bounds = [
                int(value) if value.isdecimal() and len(value) < 10 else None
                for value in (self.params.get(f"{one.name}_{end}", "") for end in ("from", "to"))
            ]
            if any(bound is not None for bound in bounds):
                found[one.name] = tuple(bounds)
        return found

    def _within(self, records, one):
        first, last = self.spans[one.name]
        records = records.exclude(**{f"{one.start}__isnull": True})
        if first is not None:
            records = records.filter(**{f"{one.end}__gte": first})
        if last is not None:
            records = records.filter(**{f"{one.start}__lte": last})
        return records

    def _narrowed(self):
        records = self._searched
        for one in self.collection.ranges:
            if one.name in self.spans:
                records = self._within(records, one)
        for facet in self.collection.all_facets:
            values = self.chosen.get(facet.name)
            if values:
                # by subquery: a join on many-to-many would repeat records and falsify counts
                matching = self.collection.model.objects.filter(
                    **{f"{self.collection.lookup(facet)}__in": values}
                )
                records = records.filter(pk__in=matching.values("pk"))
        return records

    @cached_property
    def records(self):
        """Return the queryset in the order asked for."""
        order = [part.format(language=current()) for part in self.sort.order]
        return self._narrowed().order_by(*order)

    @cached_property
    def index(self):
        return index_of(self.collection)

    @cached_property
    def _found_bits(self):
        """Return the bits of what the words find; of everything without words."""
        if not self.query:
            return self.index.present
        found = search.object_ids(self.query, kind=self.collection.name, language=current())
        return self.index.bits_of(found) & self.index.present

    def _bits(self, *, without=None):
        """Return the bits of the records the address asks for, one facet or range left out."""
        bits = self._found_bits
        for name, (first, last) in self.spans.items():
            if name != without:
                bits &= self.index.within(name, first, last)
        for name, values in self.chosen.items():
            if name != without:
                bits &= self.index.any_of(name, values)
        return bits

    @cached_property
    def total(self):
        return self._bits().bit_count()

    @cached_property
    def page(self):
        paginator = Paginator(range(self.total), self.per_page)
        page = paginator.get_page(self.params.get("page"))
        order = [part.format(language=current()) for part in self.sort.order]
        places = order_of(self.collection, self.index, (self.sort.name, current()), order)
        start = (page.number - 1) * self.per_page
        keys = self.index.page(places, self._bits(), start, start + self.per_page)
        records = {record.pk: record for record in self.collection.public().filter(pk__in=keys)}
        page.object_list = [records[pk] for pk in keys if pk in records]
        return page

    @cached_property
    def facets(self):
        return [view for view in map(self._facet_view, self.collection.all_facets) if view.options]

    def _facet_view(self, facet):
        # a facet counts under the others but not under itself: the counts say what a click brings
        under = self._bits(without=facet.name)
        counted = {
            value: found
            for value, bits in self.index.masks.get(facet.name, {}).items()
            if (found := (bits & under).bit_count())
        }
        chosen = self.chosen.get(facet.name, [])
        rows = dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))
        for value in chosen:
            rows.setdefault(value, 0)
        labels = self.labels(facet)
        options = [
            Option(value, labels.get(value, value), count, value in chosen)
            for value, count in list(rows.items())[:MOST_OPTIONS]
        ]
        # what is chosen stays in sight
        open_ = [
            option
            for number, option in enumerate(options)
            if number < MOST_OPEN or option.selected or len(options) <= MOST_OPEN + 2
        ]
        more = [option for option in options if option not in open_]
        return FacetView(facet.name, str(facet.label), open_, more)

    @cached_property
    def ranges(self):
        return [view for view in map(self._range_view, self.collection.ranges) if view]

    def _range_view(self, one):
        under = self._bits(without=one.name)
        counts = {
            number: found
            for number, bits in self.index.steps.get(one.name, {}).items()
            if (found := (bits & under).bit_count())
        }
        if not counts:
            return None
        low, high = min(counts), max(counts)
        first, last = self.spans.get(one.name, (None, None))
        steps, most = high - low + 1, max(counts.values())
        bars = [
            {
                "value": value,
                "count": counts[value],
                "height": round(40 * counts[value] / most, 2),
                "y": round(40 - 40 * counts[value] / most, 2),
                "x": round(100 * (value - low) / steps, 3),
                "width": round(100 / steps * 0.82, 3),
                "is_in": (first is None or value >= first) and (last is None or value <= last),
                "url": self.address(
                    **{f"{one.name}_from": value, f"{one.name}_to": value, "page": None}
                ),
            }
            for value in sorted(counts)
        ]
        begin, end = ("" if bound is None else str(bound) for bound in (first, last))
        return RangeView(one.name, str(one.label), low, high, begin, end, bars)

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
        for one in self.collection.ranges:
            if one.name not in self.spans:
                continue
            first, last = self.spans[one.name]
            told = {"label": one.label, "first": first or "…", "last": last or "…"}
            names = {f"{one.name}_from": None, f"{one.name}_to": None, "page": None}
            chips.append(
                {
                    "label": _("%(label)s: %(first)s–%(last)s") % told
                    if first != last
                    else f"{one.label}: {first}",
                    "url": self.address(**names),
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
                "picture": self.collection.item_picture(record),
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
        return self._hidden(
            [
                "sort",
                *[facet.name for facet in self.collection.all_facets],
                *self._range_parameters,
            ]
        )

    @property
    def _range_parameters(self):
        return [f"{one.name}_{end}" for one in self.collection.ranges for end in ("from", "to")]

    @property
    def cleared(self):
        """Return the address without facets, or "" when there are none."""
        if not self.chosen and not self.spans:
            return ""
        names = [*self.chosen, *self._range_parameters]
        return self.address(page=None, **{name: [] for name in names})

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
