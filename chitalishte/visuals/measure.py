"""One number of every place in every year: the column itself, divided by another, or its change."""

from dataclasses import dataclass
from functools import cached_property
from math import isfinite

from django.utils.translation import gettext as _

from chitalishte import text
from chitalishte.records.language import current

ABSOLUTE, PERCENT = "abs", "pct"
NOT_APPLICABLE, SUPPRESSED = "not-applicable", "suppressed"
# What stands in a column beside the numbers: the words of `tables` and the flags of SDMX.
REASONS = {
    "not applicable": NOT_APPLICABLE,
    "z": NOT_APPLICABLE,
    "suppressed": SUPPRESSED,
    "c": SUPPRESSED,
}
BESIDE = ("{name}_missing", "{name}_flag", "{name}_status", "flag", "status", "obs_flag")


@dataclass(frozen=True)
class Divisor:
    """Another table's number, by year and place; where it has no years, one for all."""

    by_year: dict
    column: object  # ColumnView; None where the table is not there for readers
    per: int

    def of(self, year, code):
        row = self.by_year.get(year, self.by_year.get("", {})).get(code)
        value = _number(row.get(self.column.name)) if row and self.column else None
        return value / self.per if value else None


class Measure:
    """A numeric column over the figures of a map.

    column   ColumnView
    figures  Figures
    divisor  Divisor, or None for the column itself
    """

    def __init__(self, column, figures, divisor=None):
        self.column = column
        self.figures = figures
        self.divisor = divisor
        self._at = {}  # year → what `at` gave
        self.unit = column.unit if divisor is None else ""

    def value(self, year, code):
        """Return the number of a place in a year, or None."""
        row = self.figures.at(year).get(code)
        if row is None:
            return None
        value = _number(row.get(self.column.name))
        if value is None or self.divisor is None:
            return value
        below = self.divisor.of(year, code)
        return value / below if below else None

    def reason(self, year, code):
        """Return why a place has no number: NOT_APPLICABLE, SUPPRESSED, or None for unknown."""
        row = self.figures.at(year).get(code)
        if row is None:
            return None
        for pattern in BESIDE:
            written = row.get(pattern.format(name=self.column.name))
            for word in (str(written or "").strip().casefold(), *str(written or "").casefold()):
                if word in REASONS:
                    return REASONS[word]
        return None

    @property
    def label(self):
        """Return what is measured: the column, or what it is divided by too."""
        below = self.divisor
        if below is None or below.column is None:
            return self.column.label
        words = {"column": self.column.label, "below": below.column.label}
        if below.per == 1:
            return _("%(column)s, divided by: %(below)s") % words
        words["per"] = text.number(below.per, current())
        return _("%(column)s per %(per)s (%(below)s)") % words

    def at(self, year):
        """Return {code: number} of the places that have one in a year; do not change it."""
        if year in self._at:
            return self._at[year]
        found = self._at[year] = {}
        for code in self.figures.at(year):
            value = self.value(year, code)
            if value is not None:
                found[code] = value
        return found

    @cached_property
    def everything(self):
        """Return the numbers of all places in all years, for classes that stay the same."""
        return [value for year in self.figures.by_year for value in self.at(year).values()]

    def series(self, code):
        """Return [(year, number or None)] of a place over all years."""
        return [(year, self.value(year, code)) for year in self.figures.years]

    def rank(self, year, code):
        """Return (place from the highest, how many have a number); equal numbers share a place."""
        found = self.at(year)
        if code not in found:
            return None
        return 1 + sum(value > found[code] for value in found.values()), len(found)

    @cached_property
    def decimals(self):
        """Return how many decimals readers see: of the data, fewer where numbers are large."""
        values = self.everything
        if not values:
            return 0
        largest = max(abs(value) for value in values)
        most = 0 if largest >= 1000 else 1 if largest >= 100 else 2
        if self.divisor is None:
            most = min(most, max(_decimals(value) for value in values[:2000]))
        return most

    def write(self, value):
        """Return a number as readers of the page's language write it; "" for none."""
        return "" if value is None else text.number(value, current(), self.decimals)

    def show(self, value):
        """Return a number with its unit."""
        if value is None:
            return ""
        unit = self.unit.strip()
        if not unit or len(unit) > SHORT_UNIT:
            return self.write(value)
        between = "" if unit == "%" and current() == "en" else "\u00a0"
        return f"{self.write(value)}{between}{unit}"


SHORT_UNIT = 6  # letters; a longer one stands in the heading and not beside every number


class Change(Measure):
    """The change of a measure between two years, in its own unit or in per cent of the first."""

    def __init__(self, measure, first, last, kind):
        super().__init__(measure.column, measure.figures, measure.divisor)
        self.measure, self.first, self.last, self.kind = measure, first, last, kind
        self.unit = "%" if kind == PERCENT else measure.unit

    def value(self, year, code):
        """Return the change up to the last year; `year` is not looked at."""
        before = self.measure.value(self.first, code)
        after = self.measure.value(self.last, code)
        if before is None or after is None:
            return None
        if self.kind == ABSOLUTE:
            return after - before
        # from nothing, or over zero, per cent say nothing
        return (after - before) / before * 100 if before > 0 and after >= 0 else None

    @cached_property
    def everything(self):
        return list(self.at(self.last).values())

    @cached_property
    def decimals(self):
        return 1 if self.kind == PERCENT else self.measure.decimals

    def write(self, value):
        written = super().write(value)
        return f"+{written}" if value is not None and value > 0 else written


def _number(value):
    """Return a cell as a finite float, or None."""
    if value is None or isinstance(value, (str, bool)):
        return None
    value = float(value)
    return value if isfinite(value) else None


def _decimals(value):
    written = f"{value:.6f}".rstrip("0")
    return len(written.partition(".")[2])


def words_of_change(change):
    """Return what a change map shows: "change 2012 – 2025, in per cent"."""
    years = {"first": change.first, "last": change.last}
    if change.kind == PERCENT:
        return _("change %(first)s – %(last)s, in per cent") % years
    return _("change %(first)s – %(last)s") % years
