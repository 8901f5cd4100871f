"""The answer to a reader's SQL as a map: one row a place, coloured by a number or a few words."""

from collections import Counter
from functools import cached_property
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chitalishte import charting, text
from chitalishte.charting import scales
from chitalishte.charting.fields import find, number_of
from chitalishte.datasets.sqlpage import refusal_words
from chitalishte.datasets.sqlquery import ask
from chitalishte.drawing import (
    MOST_CATEGORIES,
    Area,
    breaks_of,
    categories,
    choropleth,
    rounded,
    sequential,
    sheet,
)
from chitalishte.records.language import current
from chitalishte.tables.sandbox import SqlError
from chitalishte.visuals.geographies import atlas, choices

from .answers import AnswerRows
from .sqlchart import frame

GOOD_SHARE = 0.6  # of the values of a column that must be places of a geography
CLASSES = 5
FIRST = ("eu27", "bg-regions", "world")  # geographies are tried in this order
NO_DATA = "no-data"
MOST_NAMED = 20


def of_answer(sql, columns):
    """Return where an answer becomes a map; "" without a column of words and one to show."""
    words = ("VARCHAR", "ENUM")
    kinds = [column["type"].upper().startswith(words) for column in columns]
    if not any(kinds) or len(kinds) < 2:
        return ""
    return f"{reverse('charts:sql_map')}?{urlencode({'sql': sql})}"


class AnswerMap:
    """answer  tables.sandbox.SqlAnswer
    params  place and value (columns) and geography, where the reader chose them
    """

    def __init__(self, answer, params):
        self.rows = AnswerRows(answer)
        self.params = params
        self.place, self.geography = self._found()
        self.value = self._value()

    def _chosen(self, name):
        return find(self.rows.fields, self.params.get(name, ""))

    def _found(self):
        """Return (column of the place, name of the geography): the pair that fits best."""
        known = [name for name, _label in choices()]
        order = [name for name in FIRST if name in known]
        order += [name for name in known if name not in order]
        wanted = self.params.get("geography")
        names = [wanted] if wanted in known else order
        chosen = self._chosen("place")
        fields = (
            [chosen] if chosen else [f for f in self.rows.fields if f.kind == charting.CATEGORY]
        )
        for field in fields:
            written = {str(row[field.name]) for row in self.rows.rows if row[field.name]}
            for name in names:
                fits = sum(atlas(name).code_of(word) is not None for word in written)
                if written and fits >= GOOD_SHARE * len(written):
                    return field, name
        return chosen, names[0]

    def _value(self):
        if chosen := self._chosen("value"):
            return chosen
        others = [field for field in self.rows.fields if field != self.place]
        numbers = [field for field in others if field.kind == charting.NUMBER]
        return next(iter(numbers or others), None)

    @cached_property
    def by_place(self):
        """Return ({code: value}, what is written of unknown places, codes that come twice)."""
        found, unknown, doubled = {}, [], []
        for row in self.rows.rows:
            written = str(row[self.place.name] or "")
            code = atlas(self.geography).code_of(written)
            if code is None:
                unknown.append(written)
            elif code in found:
                doubled.append(code)
            else:
                found[code] = row[self.value.name]
        return found, list(dict.fromkeys(unknown)), doubled

    @cached_property
    def problem(self):
        if self.place is None or self.value is None:
            return _("No column of the answer holds places that a map here knows.")
        values, _unknown, doubled = self.by_place
        if doubled:
            return _(
                "Several rows are of one place (“%(name)s”). Group the question so that every "
                "place has one row."
            ) % {"name": atlas(self.geography).name_of(doubled[0])}
        if not self.is_numeric and len(set(map(str, values.values()))) > MOST_CATEGORIES:
            return _("A map tells at most %(most)s kinds apart. Choose a number to show.") % {
                "most": MOST_CATEGORIES
            }
        return "" if values else _("No place of the answer is on this map.")

    @property
    def is_numeric(self):
        return self.value.kind == charting.NUMBER

    @property
    def unknown(self):
        return ", ".join(self.by_place[1][:MOST_NAMED])

    @cached_property
    def _scale(self):
        """Return (classes, function from a value to a key, function from a value to words)."""
        present = [value for value in self.by_place[0].values() if value is not None]
        if not self.is_numeric:
            labels = {str(v): self.value.shown(v, current()) for v in sorted(present, key=str)}
            return categories(labels), str, lambda value: self.value.shown(value, current())
        numbers = [number for value in present if (number := number_of(value)) is not None]
        shown = scales.decimals(numbers)

        def write(value):
            return text.number(value, current(), shown)

        breaks = rounded(breaks_of("quantile", numbers, CLASSES), numbers) if numbers else []
        ends = (min(numbers), max(numbers)) if numbers else (0.0, 0.0)
        scale = sequential(breaks, ends, write, current())
        return list(scale.classes), lambda value: scale.key_of(number_of(value)), write

    @cached_property
    def areas(self):
        _classes, key_of, write = self._scale
        book = atlas(self.geography)
        known = text.alphabetical(
            self.by_place[0].items(), current(), key=lambda item: book.name_of(item[0])
        )
        return {
            code: Area(
                book.name_of(code),
                "" if value is None else write(value),
                None if value is None else key_of(value),
            )
            for code, value in known
        }

    @property
    def classes(self):
        return self._scale[0]

    @property
    def legend(self):
        """Return the lines of the legend with how many places each has."""
        counts = Counter(area.key for area in self.areas.values())
        return [
            {"code": line.key, "label": line.label, "swatch": line.css, "count": counts[line.key]}
            for line in self.classes
        ]

    @property
    def description(self):
        """Return the map in words: how many places each class has."""
        parts = [f"{line['label']} – {line['count']}" for line in self.legend]
        return f"{self.value.title}. {'; '.join(parts)}."

    def svg(self):
        return choropleth(
            atlas(self.geography).geography,
            self.areas,
            classes=self.classes,
            title=self.value.title,
            description=self.description,
            lang=current(),
        )

    def standalone(self, sql):
        return sheet(
            atlas(self.geography).geography,
            self.areas,
            classes=self.classes,
            title=self.value.title,
            description=self.description,
            lang=current(),
            source=f"SQL: {sql[:300]}",
            licence=f"{settings.SITE_NAME} · {settings.BASE_URL}",
        )

    @property
    def table(self):
        columns = [
            {"label": _("Place")},
            {"label": self.value.title, "numeric": self.is_numeric},
        ]
        return {"columns": columns, "rows": [[a.name, a.value] for a in self.areas.values()]}

    @property
    def selects(self):
        """Return [{name, label, options}] of what a reader can choose."""

        def options(chosen):
            return [
                {"value": f.name, "label": f.label, "current": f == chosen}
                for f in self.rows.fields
            ]

        return [
            {"name": "value", "label": _("What the map shows"), "options": options(self.value)},
            {"name": "place", "label": _("Column of the place"), "options": options(self.place)},
            {
                "name": "geography",
                "label": _("Places"),
                "options": [
                    {"value": name, "label": label, "current": name == self.geography}
                    for name, label in choices()
                ],
            },
        ]


@never_cache
@require_safe
def draw(request):
    """A map of an answer; what went wrong with the question is told as on the page of SQL."""
    sql = request.GET.get("sql", "").strip()
    context = frame(sql)
    try:
        drawn = AnswerMap(ask(sql), request.GET)
    except SqlError as error:
        refusal, detail = refusal_words(error)
        return render(
            request, "charts/map_answer.html", context | {"refusal": refusal, "detail": detail}
        )
    svg = "" if drawn.problem else mark_safe(drawn.svg())  # noqa: S308 - escaped by the engine
    file = f"{reverse('charts:sql_map_svg')}?{request.GET.urlencode()}"
    return render(
        request, "charts/map_answer.html", context | {"map": drawn, "svg": svg, "file_url": file}
    )


@never_cache
@require_safe
def draw_svg(request):
    """The same as an SVG that stands alone."""
    sql = request.GET.get("sql", "").strip()
    try:
        drawn = AnswerMap(ask(sql), request.GET)
    except SqlError as error:
        words = " ".join(refusal_words(error))
        return HttpResponse(words, status=400, content_type="text/plain; charset=utf-8")
    if drawn.problem:
        return HttpResponse(drawn.problem, status=422, content_type="text/plain; charset=utf-8")
    response = HttpResponse(drawn.standalone(sql), content_type="image/svg+xml")
    response["Content-Disposition"] = 'attachment; filename="answer.svg"'
    return response
