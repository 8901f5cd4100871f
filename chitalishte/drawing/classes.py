"""From the values of a column to the few classes a map can show."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from chitalishte.drawing.colours import CATEGORICAL

MOST_CATEGORIES = len(CATEGORICAL)
MOST_PERIODS = 5
OTHER = "(other)"  # key of the categories that have no colour of their own
# Which of the five steps to use for fewer classes: far apart first.
STEPS_FOR = {1: (4,), 2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}
YES_NO = {"bg": ("да", "не"), "en": ("yes", "no")}


class LegendClass(NamedTuple):
    """One line of a legend."""

    key: str  # what an area says to belong to it, and data-class in the markup
    label: str
    css: str  # "cat-1" to "cat-6", or "seq-1" to "seq-5"


class Period(NamedTuple):
    """A class of years, both ends included."""

    first: int
    last: int
    legend: LegendClass


@dataclass(frozen=True)
class Periods:
    """Periods in order of time."""

    parts: tuple[Period, ...]

    @property
    def classes(self) -> list[LegendClass]:
        return [period.legend for period in self.parts]

    def key_of(self, year: int | None) -> str | None:
        """Give the key of the class a year falls in; None for no year or one outside."""
        if year is None:
            return None
        return next((p.legend.key for p in self.parts if p.first <= year <= p.last), None)


def categories(labels: dict[str, str]) -> list[LegendClass]:
    """Give every category a colour of its own, in the order given.

    labels  key of a category → what the legend says

    Raises ValueError for more categories than can be told apart.
    """
    if len(labels) > MOST_CATEGORIES:
        raise ValueError(
            f"{len(labels)} categories cannot be told apart on a map; "
            f"join some of them until there are at most {MOST_CATEGORIES}"
        )
    pairs = enumerate(labels.items(), start=1)
    return [LegendClass(key, label, f"cat-{place}") for place, (key, label) in pairs]


def other(label: str) -> LegendClass:
    """Give the line of all categories beyond those with a colour: a pattern, and no "no data"."""
    return LegendClass(OTHER, label, "other")


def yes_no(lang: str) -> list[LegendClass]:
    """Give the two classes of a yes/no column, with keys "yes" and "no"."""
    yes, no = YES_NO[lang]
    return [LegendClass("yes", yes, "cat-1"), LegendClass("no", no, "cat-2")]


def class_index(key: str | None, classes: Sequence[LegendClass]) -> int | None:
    """Tell which line of the legend a key is, from 0; None for no data and for an unknown key."""
    return next((place for place, line in enumerate(classes) if line.key == key), None)


def periods(years: Iterable[int | None], lang: str, n: int = MOST_PERIODS) -> Periods:
    """Divide years into at most n periods with about equally many places in each.

    years  one a place; None where there is none
    n      1 to 5

    Periods begin with a full decade, because "1950-1989" is remembered and "1953-1987" is not;
    the first begins with the first year and the last ends with the last, so that the legend does
    not promise years that are not there. Where places crowd in one decade there are fewer periods.
    """
    if not 1 <= n <= MOST_PERIODS:
        raise ValueError(f"a map shows 1 to {MOST_PERIODS} periods, not {n}")
    known = sorted(year for year in years if year is not None)
    if not known:
        return Periods(())
    starts = [known[0], *_decade_breaks(known, n)]
    ends = [start - 1 for start in starts[1:]] + [known[-1]]
    steps = STEPS_FOR[len(starts)]
    spans = zip(starts, ends, steps, strict=True)
    return Periods(tuple(_period(first, last, step, lang) for first, last, step in spans))


def _decade_breaks(known: list[int], n: int) -> list[int]:
    """Give the decades at which the second and later periods begin.

    Of all choices the one that divides most evenly: with the least sum of squared counts. A break
    is a decade that has a year in it, so no period is empty.
    """
    starts = sorted({year // 10 * 10 for year in known if year // 10 * 10 > known[0]})
    places = [0, *(bisect_left(known, start) for start in starts), len(known)]

    @cache
    def divided(begin: int, parts: int) -> tuple[int, tuple[int, ...]]:
        """Give the cost and the breaks of the best way to divide the years from a break on."""
        alone = (places[-1] - places[begin]) ** 2
        choices: list[tuple[int, tuple[int, ...]]] = [(alone, ())]
        if parts > 1:
            for end in range(begin + 1, len(starts) + 1):
                cost, breaks = divided(end, parts - 1)
                whole = (places[end] - places[begin]) ** 2 + cost
                choices.append((whole, (starts[end - 1], *breaks)))
        return min(choices)

    return list(divided(0, n)[1])


def _period(first: int, last: int, step: int, lang: str) -> Period:
    label = str(first) if first == last else f"{first}–{last}"
    return Period(first, last, LegendClass(f"{first}-{last}", label, f"seq-{step}"))
