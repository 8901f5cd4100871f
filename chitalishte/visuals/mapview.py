"""One look at a map: column and year, the chosen place and classes, drawn and in words."""

from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from chitalishte import text
from chitalishte.datasets.dictionary import Dictionary
from chitalishte.datasets.models import Column
from chitalishte.drawing import EU27, Area, LegendClass, choropleth, symbols
from chitalishte.records.language import current

from . import classing
from .describing import description
from .figures import NO_YEAR, figures_of
from .geographies import STATES, atlas
from .look import Look
from .measure import Change, Divisor, Measure, words_of_change
from .models import Map
from .series import line_of, place_numbers
from .tabulating import table_of

NO_DATA = "no-data"
NUMBERS = {Column.Role.NUMBER, Column.Role.VALUE}
COORDINATES = {"latitude", "longitude"}


class MapView:
    """A map with what the reader chose.

    params   a QueryDict, see `look.Look`
    version  the table's version; the current one when left out
    """

    def __init__(self, record, params, version=None):
        self.record = record
        self.asked = Look.of(params, (record.opens_since, record.opens_change))
        self.version = version or record.dataset.current_version
        self.dictionary = Dictionary(record.dataset, self.version)
        self.atlas = atlas(record.geography)

    @property
    def geography(self):
        return self.atlas.geography

    # What is shown --------------------------------------------------------------

    @cached_property
    def drawable(self):
        """Return the columns that can be drawn: categories, years, yes/no and numbers."""
        hidden = {self.record.time_column, self.record.place_column}
        return [
            column
            for column in self.dictionary.shown
            if column.name not in hidden
            and (column.is_mappable or (column.is_numeric and column.role in NUMBERS))
        ]

    @cached_property
    def column(self):
        """Return the column that is drawn: the one asked for, else the one the map opens with."""
        for name in (self.asked.show, self.record.variable):
            for column in self.drawable:
                if column.name == name:
                    return column
        return self.dictionary.get(self.record.variable)

    @property
    def is_numeric(self):
        return self.column.is_numeric and self.column.role in NUMBERS

    @cached_property
    def figures(self):
        return figures_of(self.record, self.dictionary, self.place_column, self.atlas)

    @property
    def place_column(self):
        chosen = self.dictionary.get(self.record.place_column)
        return chosen or self.dictionary.by_role(Column.Role.PLACE)

    @cached_property
    def year(self):
        """Return the year shown; "" for a table without years."""
        years = self.figures.years
        for wanted in (self.asked.year, self.record.opens_on):
            if wanted in years:
                return wanted
        return years[-1] if years else NO_YEAR

    @cached_property
    def since(self):
        """Return the year from which a change is shown, or ""."""
        earlier = self.asked.since
        is_one = self.is_numeric and earlier in self.figures.years and earlier != self.year
        return earlier if is_one else ""

    @cached_property
    def plain_measure(self):
        """Return the Measure of the column in every year, or None for what is no number."""
        return self.measure_of(self.column) if self.is_numeric else None

    def measure_of(self, column):
        is_first = column.name == self.record.variable
        return Measure(column, self.figures, self._divisor if is_first else None)

    @cached_property
    def _divisor(self):
        record = self.record
        below = record.denominator
        if not below or not below.current_version:
            return None
        dictionary = Dictionary(below)
        place = dictionary.by_role(Column.Role.PLACE)
        year = next((c for c in dictionary.columns if c.role == Column.Role.YEAR), None)
        asked = Map(time_column=year.name if year else "")
        figures = figures_of(asked, dictionary, place, self.atlas)
        return Divisor(figures.by_year, record.denominator_column, record.per)

    @cached_property
    def measure(self):
        """Return what is drawn: the numbers of the year, or their change since another."""
        if self.since:
            first, last = sorted((self.since, self.year), key=self.figures.years.index)
            return Change(self.plain_measure, first, last, self.asked.change)
        return self.plain_measure

    @cached_property
    def look(self):
        """Return what the reader chose, without what this map does not have."""
        asked = self.asked
        known = {line["code"] for line in self._counted}
        is_first = self.column.name == self.record.variable
        return Look(
            show="" if is_first else self.column.name,
            place=self.selected or "",
            classes=tuple(key for key in asked.classes if key in known),
            year=self.year if asked.year in self.figures.years else "",
            since=self.since,
            change=asked.change,
            pins=tuple(self.pins),
            tab=asked.tab,
            sort=asked.sort,
            opens=asked.opens,
        )

    def address(self, anchor="", **changes):
        """Return the query string of another look at this map."""
        return self.look.address(anchor, **changes)

    # Places ---------------------------------------------------------------------

    @cached_property
    def places(self):
        """Return {code: row} of the year's places, in the order of their names."""
        rows = self.figures.at(self.year)
        return dict(
            text.alphabetical(rows.items(), current(), key=lambda item: self.name_of(item[0]))
        )

    @property
    def unknown(self):
        """Return [(row number, code)] of the rows whose place the geography does not know."""
        return self.figures.unknown

    @property
    def unknown_words(self):
        """Return the rows that are not drawn, by code and row."""
        return self._rows_in_words(self.unknown)

    @property
    def doubled_words(self):
        return self._rows_in_words(self.figures.doubled)

    @staticmethod
    def _rows_in_words(rows):
        named = [_("“%(code)s” (row %(row)s)") % {"code": code, "row": n} for n, code in rows[:12]]
        more = len(rows) - len(named)
        return "; ".join([*named, *([_("and %(count)s more") % {"count": more}] if more else [])])

    def name_of(self, code):
        return self.atlas.name_of(code)

    def _known(self, written):
        code = self.atlas.code_of(written) if written else None
        return code if code in self.places else None

    @cached_property
    def selected(self):
        return self._known(self.asked.place)

    @cached_property
    def pins(self):
        return list(dict.fromkeys(filter(None, map(self._known, self.asked.pins))))

    # Classes --------------------------------------------------------------------

    @cached_property
    def classing(self):
        if not self.is_numeric:
            return classing.of_column(self.column, self.places)
        if self.second_measure and not self.since:
            found = classing.of_two_numbers(self.measure, self.second_measure, self.year)
            if found:
                return found
        return classing.of_numbers(self.record, self.measure, self.year)

    @cached_property
    def second_measure(self):
        """Return the second of two numbers at once, or None."""
        record = self.record
        if record.kind != Map.Kind.TWO or self.column.name != record.variable:
            return None
        column = self.dictionary.get(record.second)
        return self.measure_of(column) if column and column.is_numeric else None

    @property
    def classes(self) -> list[LegendClass]:
        return self.classing.classes

    @cached_property
    def areas(self):
        return {
            code: Area(
                name=self.name_of(code),
                value=self.value_words(code),
                key=self.classing.key_of(code),
            )
            for code in self.places
        }

    def value_words(self, code):
        """Return what a place has on this map, in words; "" for no data."""
        if not self.is_numeric:
            return self.column.show(self.places[code].get(self.column.name))
        shown = self.measure.show(self.measure.value(self.year, code))
        if self.second_measure and not self.since:
            other = self.second_measure
            shown = "; ".join(filter(None, (shown, other.show(other.value(self.year, code)))))
        return shown

    @cached_property
    def _counted(self):
        counts = {}
        known = {line.key for line in self.classes}
        for area in self.areas.values():
            key = area.key if area.key in known else NO_DATA
            counts[key] = counts.get(key, 0) + 1
        counts |= self._absent(counts)
        is_all = self.is_numeric
        lines = [
            {
                "code": line.key,
                "label": line.label,
                "swatch": line.css,
                "count": None if self.classing.legend else counts.get(line.key, 0),
            }
            for line in self.classing.legend or self.classes
            if is_all or line.key in counts
        ]
        if NO_DATA in counts:
            words = _("no data")
            count = counts[NO_DATA]
            lines.append({"code": NO_DATA, "label": words, "swatch": NO_DATA, "count": count})
        return lines

    def _absent(self, counts):
        """Count the places of the geography that the year has no row for, where years differ."""
        if not self.figures.years:
            return {}
        absent = sum(place.code not in self.places for place in self.geography.members)
        return {NO_DATA: counts.get(NO_DATA, 0) + absent} if absent else {}

    @cached_property
    def legend(self):
        """Return the classes with counts; each line's address switches the class on or off."""
        lines = []
        for line in self._counted:
            chosen = self.look.classes
            is_on = line["code"] in chosen
            after = tuple(key for key in chosen if key != line["code"])
            after = after if is_on else (*after, line["code"])
            url = "" if self.classing.legend else self.address(classes=after)
            lines.append(line | {"current": is_on, "url": url})
        return lines

    @cached_property
    def two_legend(self):
        """Return the legend of two numbers as a square, highest row first; None for other maps."""
        lines = {line["code"]: line for line in self.legend}
        if self.second_measure is None or "33" not in lines:
            return None
        order = [f"{across}{up}" for up in (3, 2, 1) for across in (1, 2, 3)]
        return {
            "across": self.column.label,
            "up": self.second_measure.column.label,
            "cells": [lines.pop(code) for code in order],
            "rest": list(lines.values()),
        }

    @property
    def dimmed(self):
        """Return the keys of the classes that step back behind the chosen ones."""
        chosen = self.look.classes
        if not chosen:
            return frozenset()
        return {
            "" if line["code"] == NO_DATA else line["code"]
            for line in self._counted
            if line["code"] not in chosen
        }

    def is_dimmed(self, code):
        return (self.areas[code].key or "") in self.dimmed

    # Drawings and words ---------------------------------------------------------

    @cached_property
    def caption(self):
        """Return what is shown: the column, the year or the change."""
        label = self.column.label
        if self.second_measure:
            label = _("%(one)s and %(other)s") % {
                "one": label,
                "other": self.second_measure.column.label,
            }
        if self.since:
            return f"{label}, {words_of_change(self.measure)}"
        return f"{label}, {self.year}" if self.year else label

    @cached_property
    def description(self):
        """Return the map in words: the editor's, or written from the numbers."""
        is_plain = not (self.look.show or self.look.since or self.look.year)
        return (self.record.words if is_plain else "") or description(self)

    @property
    def has_circles(self):
        return self.is_numeric and self.record.kind == Map.Kind.SYMBOLS and not self.since

    def svg(self, base="", *, linked=True):
        """Return the map for a page; `base` is the address of the map's own page, elsewhere."""
        draw = symbols if self.has_circles else choropleth
        extra = {}
        if self.has_circles:
            extra = {"values": self.measure.at(self.year), "write": self.measure.write}
        return draw(
            self.geography,
            self.areas,
            classes=self.classes,
            title=self.record.title,
            description=self.description,
            lang=current(),
            href=(lambda code: base + self.address("#place", place=code)) if linked else None,
            selected=self.selected,
            dimmed=self.dimmed,
            prefix=f"map-{self.record.pk or 'new'}",
            **extra,
        )

    @cached_property
    def variables(self):
        """Return the columns that can be drawn, as links."""
        first = self.record.variable
        return [
            {
                "label": column.label,
                "url": self.address(show="" if column.name == first else column.name, classes=()),
                "name": column.name,
                "current": column.name == self.column.name,
            }
            for column in self.drawable
        ]

    @cached_property
    def place(self):
        """Return what the panel says of the chosen place, or None."""
        if not self.selected:
            return None
        code = self.selected
        row = self.places[code]
        has_page = self.atlas.kind == STATES and code in EU27 and not self.figures.years
        return {
            "code": code,
            "title": self.name_of(code),
            "eyebrow": self.areas[code].value or _("no data"),
            "pairs": place_numbers(self, code)
            if self.figures.years
            else self.dictionary.facts(row),
            "close_url": self.address(place=""),
            "pin_url": "" if code in self.pins else self.address(pins=(*self.pins, code)),
            "line": line_of(self.plain_measure, code, self.year) if self.is_numeric else "",
            "line_years": " – ".join(self.figures.years[:: len(self.figures.years) - 1])
            if len(self.figures.years) > 1
            else "",
            "url": reverse("country", args=[code]) if has_page else "",
            **self.dictionary.aside(row),
        }

    @cached_property
    def table(self):
        return table_of(self)

    @property
    def count_sentence(self):
        return self.atlas.counted(len(self.places))
