"""Arithmetic of a drawing: pleasant ends of an axis, room for words, labels that do not collide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil, floor, log10

from chitalishte.charting.house import BOLD_LETTER, LETTER, SIZE

STEPS = (1, 2, 2.5, 5, 10)


def text_width(words: str, size: float = SIZE) -> float:
    return len(words) * size * LETTER


def bold_width(words: str) -> float:
    return len(words) * SIZE * BOLD_LETTER


def widest(words: Iterable[str], most: float) -> float:
    """The room in px that the longest of some words takes, at most `most`."""
    return min(most, max((text_width(each) for each in words), default=0.0))


def step_for(span: float, parts: int) -> float:
    """The pleasant step (1, 2, 2.5 or 5 times a power of ten) that gives at most `parts` parts."""
    raw = span / max(parts, 1)
    power = 10.0 ** floor(log10(raw))
    return next(step * power for step in STEPS if step * power >= raw * (1 - 1e-9))


def domain(values: Iterable[float], *, with_zero: bool, parts: int = 6) -> tuple[float, float]:
    """The ends of an axis that holds all values: both are whole steps.

    with_zero  bars and areas begin at zero, because their length is what is read
    """
    known = list(values)
    low, high = min(known), max(known)
    if with_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = (low - 1, high + 1) if low else (0.0, 1.0)
    step = step_for(high - low, parts)
    return _clean(floor(low / step + 1e-9) * step), _clean(ceil(high / step - 1e-9) * step)


def _clean(value: float) -> float:
    return float(f"{value:.12g}")


def decades(low: float, high: float) -> list[float]:
    """The steps of a logarithmic axis: 1, 2 and 5 of every power of ten between two values."""
    powers = range(floor(log10(low)) - 1, ceil(log10(high)) + 1)
    steps = [_clean(lead * 10.0**power) for power in powers for lead in (1, 2, 5)]
    return [step for step in steps if low / 1.1 <= step <= high * 1.1]


def decimals(values: Iterable[float], most: int = 3) -> int:
    """How many decimals the labels of some values need.

    As many as the values have, but three figures are enough: 1234.567 is read as 1,235.
    """
    known = [abs(value) for value in values if value]
    if not known:
        return 0
    has = max(_own_decimals(value, most) for value in known)
    largest = max(known)
    enough = max(0, 2 - floor(log10(largest)))
    return min(has, enough, most)


def _own_decimals(value: float, most: int) -> int:
    text = f"{value:.{most}f}".rstrip("0")
    return len(text.partition(".")[2])


def apart(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move places (px) as little as needed so that neighbours are `gap` apart, within low..high.

    Gives them in the order in which they came. Groups that collide share one middle, as with
    isotonic regression. Raises ValueError when there is no room for all.
    """
    if len(places) > 1 and (len(places) - 1) * gap > high - low + 1e-9:
        raise ValueError(f"{len(places)} labels do not fit into {high - low:g} px")
    order = sorted(range(len(places)), key=lambda at: places[at])
    groups: list[tuple[float, int]] = []  # (middle, how many)
    for at in order:
        groups.append((places[at], 1))
        while len(groups) > 1:
            (one, n), (other, m) = groups[-2], groups[-1]
            if other - one >= gap * (n + m) / 2:
                break
            groups[-2:] = [((one * n + other * m) / (n + m), n + m)]
    moved: list[float] = []
    for middle, count in groups:
        first = middle - gap * (count - 1) / 2
        moved += [first + gap * place for place in range(count)]
    moved = _within(moved, gap, low, high)
    result = [0.0] * len(places)
    for at, value in zip(order, moved, strict=True):
        result[at] = value
    return result


def fitting(places: Sequence[float], gap: float, urgent: Sequence[bool]) -> list[int]:
    """Which labels can stand at their own place: the urgent always, then from the outside in.

    A label far from its mark misleads; what is left out is in the table and under the pointer.
    """
    middle = (min(places) + max(places)) / 2
    order = sorted(range(len(places)), key=lambda at: (not urgent[at], -abs(places[at] - middle)))
    chosen: list[int] = []
    for at in order:
        if urgent[at] or all(abs(places[at] - places[other]) >= gap for other in chosen):
            chosen.append(at)
    return sorted(chosen)


def _within(places: list[float], gap: float, low: float, high: float) -> list[float]:
    floor_ = low
    for at, value in enumerate(places):
        places[at] = max(value, floor_)
        floor_ = places[at] + gap
    roof = high
    for at in range(len(places) - 1, -1, -1):
        places[at] = min(places[at], roof)
        roof = places[at] - gap
    return places
