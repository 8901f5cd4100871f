""" "Did you mean": the word a reader probably wanted, from the words there are."""

from collections.abc import Mapping


def suggest(word: str, vocabulary: Mapping[str, int]) -> str | None:
    """Find the nearest word of the vocabulary, or None when none is near enough.

    vocabulary  word → how often it occurs; among the equally near, the more frequent wins

    A word of the vocabulary needs no suggestion, so it gets None. Up to four letters one mistake
    is forgiven, above that two. Swapping two neighbouring letters is one mistake.
    """
    if word in vocabulary or len(word) < 3:
        return None
    allowed = 1 if len(word) <= 4 else 2
    letters = set(word)
    best: tuple[int, int, str] | None = None
    for candidate, count in vocabulary.items():
        # Cheap bounds first: one mistake changes the length by at most 1 and the letters by 2.
        if abs(len(candidate) - len(word)) > allowed:
            continue
        if len(letters.symmetric_difference(candidate)) > 2 * allowed:
            continue
        apart = distance(word, candidate, allowed)
        if apart <= allowed and (best is None or (apart, -count, candidate) < best):
            best = (apart, -count, candidate)
    return best[2] if best else None


def distance(one: str, other: str, limit: int) -> int:
    """Count insertions, deletions, replacements and swaps of neighbours between two words.

    Stops at limit + 1. This is the optimal string alignment distance: no part is edited twice.
    """
    before: list[int] = []
    previous: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, previous, row = previous, row, [i]
        for j, target in enumerate(other, start=1):
            cost = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (letter != target))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == target:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)
