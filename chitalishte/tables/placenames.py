"""Names and codes of places that one column writes in several ways, or that mean several places.

Sources: the classification of NUTS, Regulation (EC) 1059/2003 with its amendments 31/2011,
1319/2013, 2016/2066, 2019/1755 and 2023/674; the municipalities of Bulgaria (EKATTE).
"""

import re
from collections.abc import Callable, Collection

PLACE_WORDS = re.compile(
    r"област|община|град|населен|място|регион|район|city|town|municip|province|region|oblast"
    r"|obshtina|settlement|place",
    re.I,
)
MUNICIPALITY_WORDS = re.compile(r"общин|municip|obshtin", re.I)
TELLS_APART = re.compile(r"област|код|екатте|province|region|oblast|code|ekatte|nuts|lau", re.I)
KINDS = {
    "gr": "town", "grad": "town", "city": "town", "town": "town",
    "s": "village", "selo": "village", "village": "village",
    "obl": "region", "oblast": "region", "province": "region", "region": "region",
    "obsht": "municipality", "obshtina": "municipality", "municipality": "municipality",
    "stolitsa": "", "stolichna": "", "capital": "",
}  # fmt: skip
SAME_NAMES = {"Бяла": "Варна, Русе"}  # municipalities: name → their provinces
# of each country how codes begin that only earlier revisions have | that only later ones have
_REVISIONS = """
DE DE41 DE42 | DE40
EE EE006 EE007 | EE009 EE00A
EL EL1 EL2 | EL5 EL6
FI FI13 FI18 FI1A | FI1B FI1C FI1D
FR FR2 FR3 FR4 FR5 FR6 FR7 FR8 | FRB FRC FRD FRE FRF FRG FRH FRI FRJ FRK FRL FRM
HR HR01 HR04 | HR02 HR05 HR06
HU HU10 | HU11 HU12
IE IE01 IE02 | IE04 IE05 IE06
IT ITD ITE | ITH ITI
LT LT00 | LT01 LT02
PL PL1 PL3 | PL7 PL8 PL9
PT PT16 PT17 PT18 | PT19 PT1A PT1B PT1C PT1D
SI SI01 SI02 | SI03 SI04
"""


def _sets(line: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    old, _, new = line[3:].partition("|")
    return tuple(old.split()), tuple(new.split())


REVISIONS = [_sets(line) for line in _REVISIONS.strip().splitlines()]


def variants(
    values: Collection[str], label: str, slug: Callable[[str], str] | None
) -> tuple[str, str] | None:
    """Two ways in which a column of places may write the same one; None when there are none.

    A town and a village, a province and a municipality of one name are different places.
    """
    if not PLACE_WORDS.search(label):
        return None
    known: dict[str, list[tuple[str, str]]] = {}
    for value in sorted(values):
        name, kind = _key(value, slug)
        if not name:
            continue
        for other, other_kind in known.get(name, ()):
            if kind == other_kind or not kind or not other_kind:
                return other, value
        known.setdefault(name, []).append((value, kind))
    return None


def _key(value: str, slug: Callable[[str], str] | None) -> tuple[str, str]:
    plain = (slug(value) if slug else "") or value.casefold()
    words = re.findall(r"[^\W_]+", plain)
    kind = next((KINDS[word] for word in words if KINDS.get(word)), "")
    return " ".join(word for word in words if word not in KINDS), kind


def revisions(values: Collection[str]) -> tuple[str, str] | None:
    """A code of an earlier and one of a later revision of NUTS for one country, or None."""
    for old, new in REVISIONS:
        before = sorted(value for value in values if value.startswith(old))
        after = sorted(value for value in values if value.startswith(new))
        if before and after:
            return before[0], after[0]
    return None


def same_names(values: Collection[str], label: str, others: Collection[str]) -> str | None:
    """A municipality of which there are several, in a table where nothing tells them apart."""
    if not MUNICIPALITY_WORDS.search(label) or any(map(TELLS_APART.search, others)):
        return None
    return next((name for name in SAME_NAMES if name in values), None)
