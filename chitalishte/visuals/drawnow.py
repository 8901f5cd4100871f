"""A map of what is on the screen of a table: nothing is kept, the address is the map."""

from functools import partial
from urllib.parse import urlencode

from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from chitalishte.datasets.dictionary import Dictionary
from chitalishte.datasets.models import Column, Dataset
from chitalishte.datasets.onscreen import Action, register
from chitalishte.records import crumbs
from chitalishte.tables.query import QueryError

from . import saving
from .geographies import atlas, choices
from .mapview import MapView
from .measured import NUMBERS
from .models import Map

OURS = ("dataset", "version", "place", "value", "time", "year", "geography", "kind")
TRIED = ("eu27", "bg-regions", "world")  # which geography fits, in this order
GOOD_SHARE = 0.6  # of the first values that must be places of a geography
LOOKED_AT = 300  # rows


def drawable(dictionary):
    """Return the columns a map can show: numbers, categories, years, yes/no."""
    return [
        column
        for column in dictionary.shown
        if column.is_mappable or (column.is_numeric and column.role in NUMBERS)
    ]


def first_of(columns):
    """Return the column a map opens with: a number before categories and years; None for none."""
    numbers = [c for c in columns if c.is_numeric and c.role != Column.Role.YEAR]
    return next(iter(numbers or columns), None)


def address(dataset, version, query, columns):
    """Return where a map of these rows is drawn; "" when the table has no column of places."""
    dictionary = Dictionary(dataset, version)
    place = dictionary.by_role(Column.Role.PLACE)
    offered = {column.name for column in columns}
    values = [column for column in drawable(dictionary) if column.name in offered]
    if place is None or not values:
        return ""
    first = first_of(values).name
    pairs = [("dataset", dataset.slug), ("version", version.number), ("value", first)]
    return f"{reverse('maps:draw')}?{urlencode(pairs)}" + (f"&{query}" if query else "")


register(Action("map", gettext_lazy("Make a map"), address, "site"))


class Drawn:
    """params  a QueryDict: dataset, version, place, value, time, year, and a question to the table

    Raises Http404 for a table that is not public, QueryError for a question it cannot answer.
    """

    def __init__(self, params):
        self.params = params
        self.dataset = get_object_or_404(Dataset.objects.public(), slug=params.get("dataset", ""))
        number = params.get("version", "")
        versions = self.dataset.versions.public()
        if number.isdecimal():
            self.version = get_object_or_404(versions, number=int(number))
        else:
            self.version = self.dataset.current_version
        if self.version is None:
            raise Http404
        self.dictionary = Dictionary(self.dataset, self.version)
        self.question = urlencode(
            [
                (name, value)
                for name, values in params.lists()
                for value in values
                if name not in OURS and "__" in name
            ]
        )
        self.place = self._column("place") or self.dictionary.by_role(Column.Role.PLACE)
        self.values = drawable(self.dictionary)
        self.value = self._column("value") or first_of(self.values)
        self.geography = self._geography()
        self.time = self._time()

    def _column(self, name):
        return self.dictionary.get(self.params.get(name, ""))

    def _time(self):
        """Return the column of years: the one asked for, else one that parts a place's rows."""
        if "time" in self.params:
            return self._column("time")
        years = [c for c in self.dictionary.columns if c.role == Column.Role.YEAR]
        if not years or self.place is None or (self.value and years[0].name == self.value.name):
            return None
        plain = self._view(time="")
        return years[0] if plain.figures.doubled else None

    def _geography(self):
        """Return the geography asked for, else the first in which most places are found."""
        names = [name for name, _label in choices()]
        if self.params.get("geography") in names:
            return self.params["geography"]
        if self.place is None:
            return TRIED[0]
        written = self._written()
        own = [name for name in names if name not in TRIED]
        fits = {name: sum(atlas(name).code_of(w) is not None for w in written) for name in names}
        for name in (*TRIED, *own):
            if written and fits[name] >= GOOD_SHARE * len(written):
                return name
        return max(fits, key=fits.get, default=TRIED[0])

    def _written(self):
        from chitalishte.datasets.rows import page_of

        rows, _total = page_of(self.version, limit=LOOKED_AT)
        return {row[self.place.name] for row in rows if row[self.place.name] not in (None, "")}

    def _view(self, time):
        record = Map(
            dataset=self.dataset,
            geography=self.geography,
            variable=self.value.name if self.value else "",
            place_column=self.place.name if self.place else "",
            time_column=time,
            only=self.question,
            kind=self.params["kind"] if self.params.get("kind") in Map.Kind.values else "areas",
            title_bg=self.dataset.title_bg,
            title_en=self.dataset.title_en,
            licence=self.dataset.licence,
        )
        asked = QueryDict(mutable=True)
        if year := self.params.get("year"):
            asked["year"] = year
        return MapView(record, asked, self.version)

    def view(self):
        """Return the MapView, or None where nothing can be drawn."""
        if self.place is None or self.value is None:
            return None
        return self._view(self.time.name if self.time else "")

    def fields(self):
        """Return [{name, label, options}] of the form above the map."""
        return [
            _field("value", _("What the map shows"), self.values, self.value),
            _field("place", _("Column of the place"), self.dictionary.shown, self.place),
            _field("time", _("Column of the year"), self.dictionary.shown, self.time, _("none")),
            {
                "name": "geography",
                "label": _("Places"),
                "options": [
                    {"value": name, "label": label, "chosen": name == self.geography}
                    for name, label in choices()
                ],
            },
        ]

    def kept(self):
        """Return [(name, value)] that the form sends along."""
        pairs = [("dataset", self.dataset.slug), ("version", str(self.version.number))]
        return pairs + list(QueryDict(self.question).items())


def _field(name, label, columns, chosen, none=""):
    options = [
        {"value": c.name, "label": c.label, "chosen": bool(chosen and c.name == chosen.name)}
        for c in columns
    ]
    if none:
        options.insert(0, {"value": "", "label": none, "chosen": chosen is None})
    return {"name": name, "label": label, "options": options}


@require_safe
def draw(request):
    """The map of what is on the screen of a table."""
    try:
        drawn = Drawn(request.GET)
        view = drawn.view()
        context = {
            "drawn": drawn,
            "map": view,
            "svg": "",
            "crumbs": [
                crumbs.home(),
                {"label": drawn.dataset.title, "url": drawn.dataset.get_absolute_url()},
            ],
        }
        if view is not None:
            svg = view.svg(linked=False)
            context["svg"] = mark_safe(svg)  # noqa: S308 - escaped by the engine
            context["legend"] = [line | {"url": ""} for line in view.legend]
            context["files"] = saving.links(view, partial(file_url, request.GET))
            context["rows"] = _rows(view)
    except QueryError as error:
        raise Http404(str(error)) from error
    return render(request, "maps/draw.html", context)


def file_url(params, form, **more):
    """Return the address of a file of what is drawn."""
    asked = params.copy()
    asked.update(more)
    return f"{reverse('maps:draw_file', args=[form])}?{asked.urlencode()}"


def _rows(view):
    columns = [{"label": _("Place")}, {"label": view.caption, "numeric": view.is_numeric}]
    rows = [[area.name, area.value or "–"] for area in view.areas.values()]
    return {"columns": columns, "rows": rows}


@require_safe
def draw_file(request, form):
    """The same as a file."""
    try:
        view = Drawn(request.GET).view()
        if view is None:
            raise Http404
        return saving.file_of(view, form, request.GET, view.record.dataset.slug)
    except QueryError as error:
        raise Http404(str(error)) from error
