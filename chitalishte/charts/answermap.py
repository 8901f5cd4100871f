"""The answer to a reader's SQL as a map: one row a place, coloured by a number or a few words."""

from collections import Counter
from functools import cached_property

from django.conf import settings
from django.utils.translation import gettext as _

from chitalishte import charting, text
from chitalishte.charting import scales
from chitalishte.charting.fields import find, number_of
from chitalishte.datasets.sqlquery import ask
from chitalishte.drawing import Area, breaks_of, choropleth, rounded, sequential
from chitalishte.records.language import current
from chitalishte.tables.columns import Column
from chitalishte.visuals.classing import Classing, of_labels
from chitalishte.visuals.geographies import atlas, choices

from .answers import AnswerRows

GOOD_SHARE = 0.6  # of the values of a column that must be places of a geography
CLASSES = 5
FIRST = ("eu27", "bg-regions", "world")  # geographies are tried in this order
NO_DATA = "no-data"
MOST_NAMED = 20


class AnswerMap:
    """sql     the question
    params  place and value (columns) and geography, where the reader chose them

    Raises SqlError. It tells what `visuals.plate.Plate` tells, so it is saved as maps are.
    """

    caption = home = licence = ""
    extra = {}

    def __init__(self, sql, params):
        self.sql = sql
        self.rows = AnswerRows(ask(sql))
        self.params = params
        self.place, self.places = self._found()
        self.atlas = atlas(self.places)
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
            code = self.atlas.code_of(written)
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
            ) % {"name": self.atlas.name_of(doubled[0])}
        return "" if values else _("No place of the answer is on this map.")

    @property
    def is_numeric(self):
        return self.value.kind == charting.NUMBER

    @property
    def geography(self):
        return self.atlas.geography

    @property
    def outlines(self):
        return self.atlas.shapes

    @property
    def title(self):
        return self.value.title

    @property
    def credits(self):
        return f"SQL: {self.sql[:300]}", f"{settings.SITE_NAME} · {settings.BASE_URL}"

    @property
    def unknown(self):
        """Return what is written of places that are not on the map."""
        codes = [code for code in self.by_place[0] if code not in self.geography]
        names = [*self.by_place[1], *map(self.atlas.name_of, codes)]
        return ", ".join(names[:MOST_NAMED])

    @property
    def numbers(self):
        if not self.is_numeric:
            return None
        found = {code: number_of(value) for code, value in self.by_place[0].items()}
        return {code: value for code, value in found.items() if value is not None}

    @property
    def values_table(self):
        """Return (columns, rows): code, name and value of every place."""
        columns = [
            Column("code", _("Code"), "code"),
            Column("place", _("Place"), "text"),
            Column("value", self.title, "decimal" if self.is_numeric else "text"),
        ]
        values, numbers = self.by_place[0], self.numbers
        rows = [
            (code, area.name, values[code] if numbers is None else numbers.get(code))
            for code, area in self.areas.items()
        ]
        return columns, rows

    @cached_property
    def classing(self):
        """Return the Classing of the values: quantiles of numbers, else a colour a word."""
        values = self.by_place[0]
        if not self.is_numeric:
            labels = {str(v): self.write(v) for v in values.values() if v is not None}
            return of_labels(dict(sorted(labels.items())), values.get)
        numbers = self.numbers
        present = list(numbers.values())
        breaks = rounded(breaks_of("quantile", present, CLASSES), present) if present else []
        ends = (min(present), max(present)) if present else (0.0, 0.0)
        scale = sequential(breaks, ends, self.write, current())
        return Classing(list(scale.classes), lambda code: scale.key_of(numbers.get(code)))

    @cached_property
    def _decimals(self):
        return scales.decimals(list(self.numbers.values()))

    def write(self, value):
        if value is None:
            return ""
        if not self.is_numeric:
            return self.value.shown(value, current())
        number = number_of(value)
        return "" if number is None else text.number(number, current(), self._decimals)

    @cached_property
    def areas(self):
        values, name_of = self.by_place[0], self.atlas.name_of
        known = text.alphabetical(values.items(), current(), key=lambda item: name_of(item[0]))
        key_of = self.classing.key_of
        return {code: Area(name_of(code), self.write(v), key_of(code)) for code, v in known}

    @property
    def classes(self):
        return self.classing.classes

    @property
    def legend(self):
        """Return the lines of the legend with how many places each has."""
        counts = Counter(area.key for area in self.areas.values())
        lines = [(line.key, line.label, line.css) for line in self.classes]
        if counts[None]:
            lines.append((None, _("no data"), NO_DATA))
        return [
            {"code": key or NO_DATA, "label": label, "swatch": css, "count": counts[key]}
            for key, label, css in lines
        ]

    @property
    def description(self):
        """Return the map in words: how many places each class has."""
        parts = [f"{line['label']} – {line['count']}" for line in self.legend]
        return f"{self.value.title}. {'; '.join(parts)}."

    def svg(self):
        return choropleth(
            self.geography,
            self.areas,
            classes=self.classes,
            title=self.title,
            description=self.description,
            lang=current(),
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
                    {"value": name, "label": label, "current": name == self.places}
                    for name, label in choices()
                ],
            },
        ]
