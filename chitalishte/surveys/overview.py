"""The registry seen as a whole: what was asked of whom and when, and what was not.

Everything is counted over the surveys of the list's own filter, so that an overview may be narrowed
as the list is, and every number leads to the surveys it counts.
"""

import math
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Count
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chitalishte import text
from chitalishte.records.language import current

from .describing import period, size_words
from .models import Survey, Term

AXES = {  # what rows and columns may be: the facet's name, the field, the heading
    "group": ("groups", gettext_lazy("target group")),
    "topic": ("topics", gettext_lazy("topic")),
    "country": ("country", gettext_lazy("country")),
    "region": ("regions", gettext_lazy("region")),
    "kind": ("kind", gettext_lazy("type of survey")),
    "mode": ("modes", gettext_lazy("mode of collection")),
    "year": ("year", gettext_lazy("year of fieldwork")),
}
ROWS = ("group", "topic", "kind", "mode")
COLUMNS = ("year", "country", "region", "group", "topic")
SHADES = 5
MOST_DRAWN = 300  # lines and dots of one picture
LONG_AGO = 5  # years without a survey that are worth saying


@dataclass
class Cell:
    count: int
    url: str = ""
    shade: int = 0  # 0 nothing, 1 to 5
    label: str = ""


@dataclass
class Row:
    key: str
    label: str
    url: str
    cells: list[Cell] = field(default_factory=list)
    total: int = 0


class Matrix:
    """Rows by columns, counted; a survey of three years counts in each of them."""

    def __init__(self, listing, rows="group", columns="year", *, home="../"):
        """home   where the list of surveys stands, as the page with the matrix sees it"""
        self.listing = listing
        self.home = home
        self.rows_by = rows if rows in ROWS else "group"
        self.columns_by = columns if columns in COLUMNS and columns != self.rows_by else "year"

    @cached_property
    def _pairs(self):
        """Return ({(row, column): number}, {key: label} of the rows, of the columns)."""
        counted: Counter = Counter()
        records = self.listing.records.order_by()
        row, column = _lookup(self.rows_by), _lookup(self.columns_by)
        for key, found in _counts(records, row):
            counted[key, None] = found
        if self.columns_by == "year":
            for key, first, last, found in _counts(records, row, "year_from", "year_to"):
                for year in range(first, last + 1) if first else ():
                    counted[key, str(year)] += found
        else:
            for key, other, found in _counts(records, row, column):
                counted[key, other] += found
        counted = Counter({pair: n for pair, n in counted.items() if pair[0]})
        rows = _labels(self.rows_by, {key for key, _column in counted})
        columns = _labels(self.columns_by, {c for _key, c in counted if c})
        return counted, rows, columns

    @cached_property
    def columns(self):
        """Return [(key, label)]; years without gaps, so that an empty one is seen."""
        _counted, _rows, columns = self._pairs
        if self.columns_by == "year":
            years = sorted(int(key) for key in columns)
            return [(str(y), str(y)) for y in range(years[0], years[-1] + 1)] if years else []
        return [
            (key, columns[key])
            for key in sorted(columns, key=lambda key: text.collation_key(columns[key], current()))
        ]

    @cached_property
    def rows(self):
        counted, labels, _columns = self._pairs
        most = max((n for (_r, column), n in counted.items() if column is not None), default=1)
        found = []
        for key in sorted(labels, key=lambda key: (-counted[key, None], labels[key])):
            row = Row(key, labels[key], self._url(row=key), total=counted[key, None])
            for column, label in self.columns:
                count = counted[key, column]
                row.cells.append(
                    Cell(
                        count,
                        self._url(row=key, column=column) if count else "",
                        math.ceil(SHADES * count / most) if count else 0,
                        f"{labels[key]}, {label}",
                    )
                )
            found.append(row)
        return found

    def _url(self, *, row, column=None):
        changes = {self.rows_by: row}
        if column is not None:
            if self.columns_by == "year":
                changes |= {"year_from": column, "year_to": column}
            else:
                changes[self.columns_by] = column
        return self.home + self.listing.address(
            page=None, rows=None, columns=None, **{k: [v] for k, v in changes.items()}
        )

    @property
    def caption(self):
        return _("Number of surveys by %(rows)s and %(columns)s") % {
            "rows": AXES[self.rows_by][1],
            "columns": AXES[self.columns_by][1],
        }

    @property
    def row_choices(self):
        return self._choices(ROWS, "rows", self.rows_by, self.columns_by)

    @property
    def column_choices(self):
        return self._choices(COLUMNS, "columns", self.columns_by, self.rows_by)

    def _choices(self, names, parameter, chosen, other):
        return [
            {
                "label": capfirst(str(AXES[name][1])),
                "url": self.listing.address(**{parameter: name}),
                "current": name == chosen,
            }
            for name in names
            if name != other
        ]

    @property
    def gaps(self):
        """Return [{label, url, words}] of rows whose last survey is long ago; for years only."""
        if self.columns_by != "year":
            return []
        this_year, found = date.today().year, []
        for row in self.rows:
            years = [
                int(column)
                for (column, _l), cell in zip(self.columns, row.cells, strict=True)
                if cell.count
            ]
            if years and this_year - max(years) >= LONG_AGO:
                found.append({"label": row.label, "url": row.url, "last": max(years)})
        return sorted(found, key=lambda gap: gap["last"])


def _lookup(axis):
    name = AXES[axis][0]
    return name if axis in ("year", "kind") else f"{name}__identifier"


def _counts(records, *lookups):
    """Return rows (values…, number of surveys); a survey counts once for each value it has."""
    return records.values_list(*lookups).annotate(found=Count("pk", distinct=True))


def _labels(axis, keys):
    """Return {key: what readers see}."""
    if axis == "year":
        return {key: key for key in keys}
    if axis == "kind":
        words = dict(Survey.Kind.choices)
        return {key: capfirst(str(words[key])) for key in keys}
    return {term.identifier: term.name for term in Term.objects.filter(identifier__in=keys)}


def timeline(listing):
    """Return {years: [{label, x}], lines: [{title, url, words, x, width}]}; x in percent."""
    records = listing.records.exclude(year_from=None).order_by("year_from", "year_to")
    surveys = list(records.prefetch_related(None)[:MOST_DRAWN])
    if not surveys:
        return {"years": [], "lines": []}
    first = min(survey.year_from for survey in surveys)
    last = max(survey.year_to for survey in surveys) + 1
    span = last - first

    def place(moment):
        return round(100 * (moment - first) / span, 3)

    lines = []
    for survey in sorted(surveys, key=lambda one: (_start(one), _end(one), one.identifier)):
        begin, end = _start(survey), _end(survey)
        lines.append(
            {
                "title": survey.title,
                "url": survey.get_absolute_url(),
                "words": period(survey),
                "x": place(begin),
                # a week of fieldwork must be seen too
                "width": max(round(100 * (end - begin) / span, 3), 0.6),
            }
        )
    step = 5 if span > 12 else 1
    years = [year for year in range(first, last + 1) if year % step == 0]
    return {"years": [{"label": str(y), "x": place(y)} for y in years], "lines": lines}


def _start(survey):
    return _moment(survey.collected_from or survey.collected_to, at_end=False)


def _end(survey):
    return _moment(survey.collected_to or survey.collected_from, at_end=True)


def _moment(words, *, at_end):
    """Return a partial date as a year with a fraction; its end, when it is a period."""
    parts = [int(part) for part in words.split("-")]
    year = parts[0]
    if len(parts) == 1:
        return float(year + at_end)
    month = parts[1] - 1
    if len(parts) == 2:
        return year + (month + at_end) / 12
    return year + (month + (parts[2] - 1 + at_end) / 31) / 12


def sizes(listing):
    """Return {ticks: [{label, x}], dots: [{title, url, words, x, minority}]}, largest first.

    x is the place in percent on a logarithmic scale from 100 to the next power of ten above all.
    """
    records = listing.records.exclude(sample_size=None).order_by("-sample_size", "identifier")
    surveys = list(records.prefetch_related(None)[:MOST_DRAWN])
    if not surveys:
        return {"ticks": [], "dots": []}
    low = min(2.0, math.floor(math.log10(min(survey.sample_size for survey in surveys))))
    high = math.ceil(math.log10(max(survey.sample_size for survey in surveys)) + 1e-9)

    def place(number):
        return round(100 * (math.log10(number) - low) / (high - low), 3)

    dots = [
        {
            "title": survey.title,
            "url": survey.get_absolute_url(),
            "words": size_words(survey),
            "x": place(survey.sample_size),
            "minority": place(survey.minority_sample) if survey.minority_sample else None,
            "minority_words": text.number(survey.minority_sample, current())
            if survey.minority_sample
            else "",
        }
        for survey in surveys
    ]
    ticks = [10**power for power in range(int(low), int(high) + 1)]
    return {
        "ticks": [{"label": text.number(tick, current()), "x": place(tick)} for tick in ticks],
        "dots": dots,
        "without": listing.total - records.count(),
    }
