"""Which places are most alike over several characteristics: Gower's coefficient.

Plain Python: values in, values out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Characteristic:
    """name        as readers see it
    values      code of a place → a number, or a category as text; places without one are absent
    is_numeric  whether distance counts, or only equal and different
    """

    name: str
    values: Mapping[str, float | str]
    is_numeric: bool = False

    def likeness(self, one: str, other: str) -> float | None:
        """Give 0 (as far apart as two places are) to 1 (the same); None where one is not known."""
        if one not in self.values or other not in self.values:
            return None
        a, b = self.values[one], self.values[other]
        if not self.is_numeric:
            return float(a == b)
        numbers = [float(value) for value in self.values.values()]
        span = max(numbers) - min(numbers)
        return 1.0 if span == 0 else 1.0 - abs(float(a) - float(b)) / span


@dataclass(frozen=True)
class Alike:
    """code   of the place
    score  0 to 1: the mean of the characteristics that both places have
    known  how many characteristics that are
    parts  likeness in each characteristic, in their order; None where it is not known
    """

    code: str
    score: float
    known: int
    parts: tuple[float | None, ...]


def most_alike(code: str, characteristics: Sequence[Characteristic]) -> list[Alike]:
    """Give the other places, the most alike first; equal ones by their code.

    A place is left out when it shares fewer than half of the characteristics with this one: the
    mean of one or two would look like a finding. Source: Gower (1971), Biometrics 27(4), 857-871,
    with equal weights.
    """
    others = {other for one in characteristics for other in one.values} - {code}
    found = []
    for other in others:
        parts = tuple(one.likeness(code, other) for one in characteristics)
        known = [part for part in parts if part is not None]
        if known and 2 * len(known) >= len(characteristics):
            found.append(Alike(other, sum(known) / len(known), len(known), parts))
    return sorted(found, key=lambda one: (-one.score, one.code))
