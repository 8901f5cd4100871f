"""One look at a map: column and year, the chosen place and classes, drawn and in words."""

from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chitalishte import text
from chitalishte.datasets.models import Column
from chitalishte.drawing import Area, LegendClass, choropleth, dots, spots, symbols
from chitalishte.records.language import current

from . import classing, legends
from .describing import description
from .legends import NO_DATA
from .look import Look
from .measure import words_of_change
from .measured import Measured
from .models import Map
from .plate import Plate
from .series import panel_of
from .tabulating import table_of


class MapView(Plate, Measured):
    """A map with what the reader chose.

    params   a QueryDict, see `look.Look`
    version  the table's version; the current one when left out
    """

    @cached_property
    def look(self):
        """Return what the reader chose, without what this map does not have."""
        asked = self.asked
        known = {line["code"] for line in self.counted}
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

    @property
    def undrawn_words(self):
        """Return the names of places that are known and stand in the table only."""
        if self.has_dots:
            return ""
        return ", ".join(self.name_of(code) for code in self.places if code not in self.geography)

    @staticmethod
    def _rows_in_words(rows):
        named = [_("“%(code)s” (row %(row)s)") % {"code": code, "row": n} for n, code in rows[:12]]
        more = len(rows) - len(named)
        return "; ".join([*named, *([_("and %(count)s more") % {"count": more}] if more else [])])

    def name_of(self, code):
        if not self.has_dots:
            return self.atlas.name_of(code)
        row = self.figures.at(self.year).get(code, {})
        named = self.dictionary.by_role(Column.Role.PLACE_NAME) or self._first_words
        return (named.show(row.get(named.name)) if named else "") or code

    @cached_property
    def _first_words(self):
        """Return the first column of words, which names a dot where no column is said to."""
        words = [c for c in self.dictionary.shown if c.type == "text" and not c.is_mappable]
        return next(iter(words), None)

    def counted_words(self, count):
        """Return "27 states", or "27 places" for dots."""
        if self.has_dots:
            return ngettext("%(count)s place", "%(count)s places", count) % {"count": count}
        return self.atlas.counted(count)

    def _known(self, written):
        if self.has_dots:
            named = {self.name_of(code).casefold(): code for code in self.places}
            return written if written in self.places else named.get(written.strip().casefold())
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
    def counted(self):
        """Return the lines of the legend with the number of their places."""
        return legends.counted(self)

    @cached_property
    def legend(self):
        """Return the classes with counts; each line's address switches the class on or off."""
        return legends.switched(self)

    @cached_property
    def two_legend(self):
        """Return the legend of two numbers as a square; None for other maps."""
        return legends.square(self)

    @property
    def dimmed(self):
        """Return the keys of the classes that step back behind the chosen ones."""
        chosen = self.look.classes
        if not chosen:
            return frozenset()
        return {
            "" if line["code"] == NO_DATA else line["code"]
            for line in self.counted
            if line["code"] not in chosen
        }

    def is_dimmed(self, code):
        return (self.areas[code].key or "") in self.dimmed

    # Drawings and words ---------------------------------------------------------

    @cached_property
    def caption(self):
        """Return what is shown: the column, the year or the change."""
        label = self.plain_measure.label if self.is_numeric else self.column.label
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

    @cached_property
    def spots(self):
        """Return {code: (x, y)} of the dots that lie on the map."""
        return spots(self.geography, self.degrees)

    @property
    def has_circles(self):
        return self.is_numeric and self.record.kind == Map.Kind.SYMBOLS and not self.since

    def svg(self, base="", *, linked=True):
        """Return the map for a page; `base` is the address of the map's own page, elsewhere."""
        draw = symbols if self.has_circles else dots if self.has_dots else choropleth
        extra = {"at": self.spots} if self.has_dots else {}
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
        return panel_of(self, self.selected) if self.selected else None

    @cached_property
    def table(self):
        return table_of(self)

    @property
    def count_sentence(self):
        return self.counted_words(len(self.places))
