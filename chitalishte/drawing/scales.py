"""Numbers to colours: a scale with classes, around a middle, without classes, or of two numbers.

Keys of classes are their numbers from the lowest, "1" to "5", and "step-0" to "step-20" where there
are no classes; they stay when the breaks move, so an address keeps its meaning.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite
from typing import Final

from chitalishte.drawing.breaks import MOST_CLASSES, breaks_of
from chitalishte.drawing.classes import STEPS_FOR, LegendClass
from chitalishte.drawing.colours import LAST_STEP

RANGE: Final = "{low} – {high}"
UP_TO: Final = {"bg": "до {high}", "en": "up to {high}"}
OVER: Final = {"bg": "над {low}", "en": "over {low}"}
SHOWN_STEPS: Final = 5  # of a scale without classes, in the legend
THIRDS: Final = 3  # classes of each of two numbers
MISSING: Final = {  # why there is no number; each looks different and stands in the legend
    "not-applicable": {"bg": "неприложимо", "en": "not applicable"},
    "suppressed": {"bg": "скрито от източника", "en": "suppressed by the source"},
}
Write = Callable[[float], str]  # a number in the reader's language


@dataclass(frozen=True)
class Scale:
    """breaks  inner breaks, ascending; a value equal to one is in the class below
    ends    lowest and highest value, for a scale without classes
    """

    classes: tuple[LegendClass, ...]
    breaks: tuple[float, ...] = ()
    ends: tuple[float, float] | None = None
    legend: tuple[LegendClass, ...] = ()  # what to show; the classes where it is empty

    def key_of(self, value: float | None) -> str | None:
        """Give the key of the class a value falls in; None for no value."""
        if value is None or not isfinite(value) or not self.classes:
            return None
        if self.ends is None:
            return self.classes[bisect_left(self.breaks, value)].key
        low, high = self.ends
        share = (min(max(value, low), high) - low) / (high - low) if high > low else 1.0
        return self.classes[round(share * LAST_STEP)].key


def labels_of(breaks: Sequence[float], write: Write, lang: str) -> list[str]:
    """Name the classes between breaks: "up to 10", "10 – 20", "over 20"."""
    if not breaks:
        return []
    return [
        UP_TO[lang].format(high=write(breaks[0])),
        *(RANGE.format(low=write(a), high=write(b)) for a, b in pairwise(breaks)),
        OVER[lang].format(low=write(breaks[-1])),
    ]


def sequential(
    breaks: Sequence[float], ends: tuple[float, float], write: Write, lang: str
) -> Scale:
    """Make ordered classes of one hue, dark is more; without breaks one class of all values.

    Raises ValueError for more classes than can be told apart.
    """
    if len(breaks) >= MOST_CLASSES:
        raise ValueError(f"a map shows at most {MOST_CLASSES} classes of numbers")
    low, high = ends
    only = write(low) if low == high else RANGE.format(low=write(low), high=write(high))
    labels = labels_of(breaks, write, lang) or [only]
    steps = STEPS_FOR[len(labels)]
    lines = enumerate(zip(labels, steps, strict=True), start=1)
    classes = tuple(LegendClass(str(n), label, f"seq-{step}") for n, (label, step) in lines)
    return Scale(classes, tuple(breaks))


def around(
    breaks: Sequence[float], ends: tuple[float, float], middle: float, write: Write, lang: str
) -> Scale:
    """Make classes of two hues that meet at a middle; a class over the middle has neither.

    ends  lowest and highest value, because a map may have only one of the sides

    Raises ValueError for more than two classes on one side.
    """
    if not breaks:
        return Scale((LegendClass("1", write(middle), "div-3"),))
    sides = [
        -1 if high <= middle else 1 if low >= middle else 0
        for low, high in pairwise([ends[0], *breaks, ends[1]])
    ]
    below, above = sides.count(-1), sides.count(1)
    if max(below, above) > 2:
        raise ValueError("a map shows at most two classes on each side of the middle")
    colours = [*(1, 2)[:below], *[3] * sides.count(0), *(4, 5)[2 - above :]]
    lines = enumerate(zip(labels_of(breaks, write, lang), colours, strict=True), start=1)
    classes = tuple(LegendClass(str(n), label, f"div-{colour}") for n, (label, colour) in lines)
    return Scale(classes, tuple(breaks))


def breaks_around(method: str, values: Sequence[float], middle: float) -> list[float]:
    """Give breaks at the middle and, on each side that has values, one between near and far."""
    below = [value for value in values if value < middle]
    above = [value for value in values if value > middle]
    found = [middle] if below and above else []
    for side in (below, above):
        if len(set(side)) > 1:
            found += breaks_of(method, side, 2)[:1]
    return sorted(set(found))


def unclassed(ends: tuple[float, float], write: Write) -> Scale:
    """Make a scale on which every value has a shade of its own; the legend shows five of them."""
    low, high = ends
    classes = tuple(LegendClass(f"step-{n}", "", f"step-{n}") for n in range(LAST_STEP + 1))
    shown = []
    for place in range(SHOWN_STEPS):
        share = place / (SHOWN_STEPS - 1)
        line = classes[round(share * LAST_STEP)]
        shown.append(line._replace(label=write(low + (high - low) * share)))
    return Scale(classes, (), ends, tuple(shown))


def two_numbers(
    one: Sequence[float], other: Sequence[float], names: tuple[str, str], words: Sequence[str]
) -> list[LegendClass]:
    """Make the nine classes of two numbers, each in thirds.

    one, other  the two breaks of each number
    names       of the numbers
    words       "lower third", "middle third", "upper third" in the reader's language

    Keys are the thirds of both, "11" to "33". Raises ValueError without two breaks each.
    """
    if len(one) != THIRDS - 1 or len(other) != THIRDS - 1:
        raise ValueError("two numbers on one map need two breaks each")
    return [
        LegendClass(
            f"{a}{b}", f"{names[0]}: {words[a - 1]}; {names[1]}: {words[b - 1]}", f"bi-{a}{b}"
        )
        for a in range(1, THIRDS + 1)
        for b in range(1, THIRDS + 1)
    ]


def third_of(breaks: Sequence[float], value: float) -> int:
    """Give the third, 1 to 3, that a value falls in."""
    return bisect_left(breaks, value) + 1


def missing_classes(reasons: Sequence[str], lang: str) -> list[LegendClass]:
    """Give the lines of the legend for why numbers are missing, those that occur."""
    return [
        LegendClass(reason, words[lang], reason)
        for reason, words in MISSING.items()
        if reason in reasons
    ]
