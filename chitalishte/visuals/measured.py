"""What a map measures: its column and year, the figures behind it, a change or a second number."""

from functools import cached_property

from chitalishte.datasets.dictionary import Dictionary
from chitalishte.datasets.models import Column

from .figures import NO_YEAR, coordinates_of, dots_of, figures_of
from .geographies import atlas
from .look import Look
from .measure import Change, Divisor, Measure
from .models import Map

NUMBERS = {Column.Role.NUMBER, Column.Role.VALUE}


class Measured:
    """The part of a map's look that needs no drawing; see `mapview.MapView`."""

    def __init__(self, record, params, version=None, below=None):
        self.record = record
        self.pinned_below = below  # the version that it is divided by; the current one for None
        self.asked = Look.of(params, (record.opens_since, record.opens_change))
        self.version = version or record.dataset.current_version
        self.dictionary = Dictionary(record.dataset, self.version)
        self.atlas = atlas(record.geography)

    @property
    def geography(self):
        return self.atlas.geography

    @cached_property
    def drawable(self):
        """Return the columns that can be drawn: categories, years, yes/no and numbers."""
        hidden = {self.record.time_column, self.record.place_column}
        hidden |= set(coordinates_of(self.version.stored) or ()) if self.has_dots else set()
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
        if self.has_dots:
            return self._dots[0]
        return figures_of(self.record, self.dictionary, self.place_column, self.atlas)

    @property
    def has_dots(self):
        return self.record.kind == Map.Kind.DOTS

    @cached_property
    def _dots(self):
        return dots_of(self.record, self.dictionary)

    @cached_property
    def degrees(self):
        """Return {code: (longitude, latitude)} of the dots of the year."""
        here = self.figures.at(self.year)
        return {code: spot for code, spot in self._dots[1].items() if code in here}

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
        if not below:
            return None
        if not below.is_public or not below.current_version:
            return Divisor({}, None, record.per)  # no number at all, rather than the bare count
        dictionary = Dictionary(below, self.pinned_below)
        place = dictionary.by_role(Column.Role.PLACE)
        year = next((c for c in dictionary.columns if c.role == Column.Role.YEAR), None)
        asked = Map(time_column=year.name if year else "")
        figures = figures_of(asked, dictionary, place, self.atlas)
        return Divisor(figures.by_year, dictionary.get(record.denominator_column), record.per)

    @cached_property
    def measure(self):
        """Return what is drawn: the numbers of the year, or their change since another."""
        if self.since:
            first, last = sorted((self.since, self.year), key=self.figures.years.index)
            return Change(self.plain_measure, first, last, self.asked.change)
        return self.plain_measure

    @cached_property
    def second_measure(self):
        """Return the second of two numbers at once, or None."""
        record = self.record
        if record.kind != Map.Kind.TWO or self.column.name != record.variable:
            return None
        column = self.dictionary.get(record.second)
        return self.measure_of(column) if column and column.is_numeric else None
