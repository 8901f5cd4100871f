"""Where the classes of a numeric map begin and end.

Every method gives the inner breaks, ascending and without doubles: k classes have k - 1 breaks, and
a value that equals a break belongs to the class below it, as in mapclassify, with which the tests
compare these functions. Where values repeat there may be fewer classes than were asked for.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from math import ceil, floor, isfinite, log10, sqrt
from typing import Final

MOST_CLASSES: Final = 5  # the steps of a scale that are told apart on paper and on a dark page
# More values are divided by a sample of them, evenly taken in their order.
MOST_FOR_FISHER: Final = 5000


DEVIATIONS: Final = {2: (0,), 3: (-1, 1), 4: (-1, 0, 1), 5: (-2, -1, 1, 2)}


def equal_interval(values: Sequence[float], k: int) -> list[float]:
    """Divide the range, not the places: classes are equally wide and may be empty."""
    low, high = min(values), max(values)
    return _inner([low + (high - low) * step / k for step in range(1, k)], values)


def quantile(values: Sequence[float], k: int) -> list[float]:
    """Divide the places: about equally many in every class (linear interpolation)."""
    ordered = sorted(values)
    return _inner([_percentile(ordered, step / k) for step in range(1, k)], values)


def standard_deviation(values: Sequence[float], k: int) -> list[float]:
    """Break at the mean, or at one and two standard deviations (of the sample) around it."""
    mean = sum(values) / len(values)
    spread = sqrt(sum((value - mean) ** 2 for value in values) / max(1, len(values) - 1))
    return _inner([mean + step * spread for step in DEVIATIONS[k]], values)


def head_tail(values: Sequence[float], k: int) -> list[float]:
    """Break at the mean, then at the mean of what is above it: for many small and few large.

    Source: Jiang (2013), The Professional Geographer 65(3), 482-494.
    """
    breaks: list[float] = []
    head = list(values)
    while len(breaks) < k - 1 and len(head) > 1 and min(head) < max(head):
        mean = sum(head) / len(head)
        breaks.append(mean)
        head = [value for value in head if value > mean]
    return _inner(breaks, values)


def fisher_jenks(values: Sequence[float], k: int) -> list[float]:
    """Choose the breaks that leave the least variance inside the classes: the natural groups.

    Exact, by dynamic programming over the different values. Source: Fisher (1958), Journal of the
    American Statistical Association 53, 789-798.
    """
    ordered = sorted(values)
    if len(ordered) > MOST_FOR_FISHER:
        step = len(ordered) / MOST_FOR_FISHER
        ordered = [ordered[int(place * step)] for place in range(MOST_FOR_FISHER)] + ordered[-1:]
    different = sorted(set(ordered))
    if len(different) <= k:
        return _inner(different[:-1], values)
    counts = dict.fromkeys(different, 0)
    for value in ordered:
        counts[value] += 1
    return _inner([different[end] for end in _least_variance(counts, k)], values)


def _least_variance(counts: dict[float, int], k: int) -> list[int]:
    """Give the places of the last value of every class but the highest.

    counts  different values, ascending → how often each comes
    """
    # From the middle, so that squares of large numbers do not drown their differences.
    middle = sum(value * n for value, n in counts.items()) / sum(counts.values())
    n_up_to, sum_up_to, squares_up_to = [0], [0.0], [0.0]
    for value, n in counts.items():
        n_up_to.append(n_up_to[-1] + n)
        sum_up_to.append(sum_up_to[-1] + n * (value - middle))
        squares_up_to.append(squares_up_to[-1] + n * (value - middle) ** 2)

    def variance(first: int, end: int) -> float:
        n = n_up_to[end] - n_up_to[first]
        total = sum_up_to[end] - sum_up_to[first]
        return squares_up_to[end] - squares_up_to[first] - total * total / n

    size = len(counts)
    size = len(counts)
    best = [0.0, *(variance(0, end) for end in range(1, size + 1))]
    starts: list[list[int]] = []
    for parts in range(2, k + 1):
        best, begins = _one_more_class(best, parts, variance)
        starts.append(begins)
    ends, end = [], size
    for begins in reversed(starts):
        end = begins[end]
        ends.append(end - 1)
    return ends[::-1]


def _one_more_class(
    best: list[float], parts: int, variance: Callable[[int, int], float]
) -> tuple[list[float], list[int]]:
    """Give, for every end, the least variance with one more class and where that class begins.

    The best beginning never moves back when the end moves on, so the middle end is solved first
    and halves what is left to try on both sides: n log n instead of n squared.
    """
    size = len(best) - 1
    after, begins = [0.0] * (size + 1), [0] * (size + 1)
    waiting = [(parts, size, parts - 1, size - 1)]
    while waiting:
        low, high, first, last = waiting.pop()
        if low > high:
            continue
        end = (low + high) // 2
        tried = range(max(first, parts - 1), min(last, end - 1) + 1)
        cost, begin = min((best[start] + variance(start, end), start) for start in tried)
        after[end], begins[end] = cost, begin
        waiting += [(low, end - 1, first, begin), (end + 1, high, begin, last)]
    return after, begins


METHODS: Final[dict[str, Callable[[Sequence[float], int], list[float]]]] = {
    "fisher": fisher_jenks,
    "quantile": quantile,
    "equal": equal_interval,
    "headtail": head_tail,
    "deviation": standard_deviation,
}


def breaks_of(method: str, values: Iterable[float], k: int) -> list[float]:
    """Give the inner breaks of at most k classes over the finite values.

    Raises ValueError for an unknown method and for a number of classes below 2 or above
    `MOST_CLASSES`. No values, or one value only, have no breaks.
    """
    if method not in METHODS:
        raise ValueError(f"no method {method!r}; there are: {', '.join(METHODS)}")
    if not 2 <= k <= MOST_CLASSES:
        raise ValueError(f"a map shows 2 to {MOST_CLASSES} classes of numbers, not {k}")
    known = [float(value) for value in values if isfinite(value)]
    return METHODS[method](known, k) if known and min(known) < max(known) else []


def by_hand(written: str) -> list[float]:
    """Read breaks that a person wrote: "10; 20,5; 30" or "10 20.5 30".

    Raises ValueError with the piece that is no number, and for breaks that do not ascend.
    """
    pieces = written.replace(";", " ").split()
    found = []
    for piece in pieces:
        try:
            number = float(piece.replace(",", ".").replace("\u2212", "-"))
        except ValueError as error:
            raise ValueError(piece) from error
        if not isfinite(number):
            raise ValueError(piece)
        found.append(number)
    if any(one >= other for one, other in pairwise(found)):
        raise ValueError(written)
    return found


def rounded(breaks: Sequence[float], values: Sequence[float]) -> list[float]:
    """Round breaks so that a legend can be read, without moving any value to another class.

    Each gets the fewest digits with which it still lies between the same two values.
    """
    ordered = sorted(values)
    return [_round_between(one, ordered) for one in breaks]


def _round_between(one: float, ordered: Sequence[float]) -> float:
    place = bisect_right(ordered, one)
    low = ordered[place - 1] if place else one
    high = ordered[place] if place < len(ordered) else one
    span = (ordered[-1] - ordered[0]) or 1.0
    for digits in range(-floor(log10(span)), 14):
        step = 10.0**-digits
        for tried in (round(one, digits), round(ceil(low / step) * step, digits)):
            if low <= tried < high:
                return tried + 0.0  # no minus zero
    return one


def _percentile(ordered: Sequence[float], share: float) -> float:
    """Give a percentile by linear interpolation (numpy's default, type 7 of Hyndman and Fan)."""
    at = share * (len(ordered) - 1)
    below = floor(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (at - below)


def _inner(breaks: Iterable[float], values: Sequence[float]) -> list[float]:
    """Drop doubles and breaks that no value is above: their class would be empty for ever."""
    low, high = min(values), max(values)
    return sorted({one for one in breaks if low <= one < high})
