"""An act whole: its places, the effects on them, and what made each effect."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from .days import Day
from .eid import number
from .model import Effect, Provision, Work

# how a place is called in an identifier and in Akoma Ntoso, from the outside in
CONTAINERS = ("part", "title", "chapter", "section", "division", "transitional")
NAMES = {
    "part": "part", "title": "title", "chapter": "chp", "section": "sec", "division": "dvs",
    "transitional": "transitional", "article": "art", "sign": "sec", "paragraph": "para",
    "point": "point", "letter": "point", "subpoint": "subpoint",
}  # fmt: skip


@dataclass(frozen=True)
class Place(Provision):
    """A provision as it was born.

    kind     a key of NAMES; "sign" is a §
    number   as first printed: "130а", "Шеста"
    heading  by language code
    """

    kind: str = "article"
    number: str = ""
    heading: Mapping[str, str] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(self.id)


@dataclass(frozen=True)
class Judgement:
    """How a court decided.

    votes   "9:3", for and against
    ground  what the decision rests on, in the language of the act
    dissenting, concurring   names of the judges who wrote an opinion of their own
    """

    votes: str = ""
    ground: str = ""
    dissenting: tuple[str, ...] = ()
    concurring: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """What made effects: an issue of the Gazette, with or without a decision of the court.

    gazette  "12/2007"; court  "13/2024"; day  of promulgation
    record   its identifier in the archive that wrote a file; a hint, never trusted alone
    address  of a source that neither the Gazette nor the court published
    judgement  of a decision of the court, as far as it is known
    """

    id: str
    gazette: str = ""
    court: str = ""
    day: Day | None = None
    title: str = ""
    record: str = ""
    address: str = ""
    judgement: Judgement | None = None

    @property
    def named(self) -> str:
        return f"ДВ, бр. {self.gazette}" if self.gazette else f"РКС № {self.court}"

    @property
    def uri(self) -> str:
        if self.court:
            decision, _, year = self.court.partition("/")
            return f"/akn/bg/judgment/cc/{year}/{decision}"
        if self.gazette:
            issue, _, year = self.gazette.partition("/")
            return f"/akn/bg/officialGazette/dv/{year}/{issue}"
        return self.address


@dataclass(frozen=True)
class ActInTime:
    """places in the order of reading; sources by their id, in the order of time"""

    uri: str
    title: str
    places: tuple[Place, ...]
    effects: tuple[Effect, ...]
    sources: tuple[Source, ...] = ()
    language: str = "bg"

    @property
    def work(self) -> Work:
        return Work(self.uri, self.places, self.effects)


def source_of(note_gazette: str, note_court: str) -> str:
    """ "dv-2007-012" of issue 12/2007, "rks-2024-013" of a decision without an issue."""
    written, prefix = (note_gazette, "dv") if note_gazette else (note_court, "rks")
    if not written:
        return ""
    serial, _, year = written.partition("/")
    return f"{prefix}-{year}-{int(serial):03}"


def spelled(printed: str) -> str:
    """A number as identifiers spell it; a summary of several paragraphs has "7-10".

    Raises ValueError for what is no number.
    """
    if match := re.fullmatch(r"(\d+)\s?[-–]\s?(\d+)", printed.strip()):
        return f"{match[1]}_{match[2]}"
    return number(printed)


def place_id(kind: str, printed: str, parent: str, parent_kind: str) -> str:
    """The identifier of a place by its number and what holds it.

    Articles and § are numbered through the act, so what holds them stays out, except for the § of
    another act's final provisions. Raises ValueError for what is no number.
    """
    own = f"{NAMES[kind]}_{printed if kind == 'transitional' else spelled(printed)}"
    stands_alone = kind in ("article", "part", "chapter", "transitional") or (
        kind == "sign" and not re.fullmatch(r"transitional_\d{4}-\d+", parent)
    )
    if stands_alone or not parent or parent_kind in ("part", "title"):
        return own
    return f"{parent}__{own}"


def kind_of(identifier: str) -> str:
    """The kind of a place by its identifier, as `place_id` made it."""
    above, _, last = identifier.rpartition("__")
    name = last.partition("_")[0]
    if name == "sec":
        return "section" if above and not above.startswith("transitional") else "sign"
    if name == "point" and not re.match(r"point_\d", last):
        return "letter"
    kinds = {short: kind for kind, short in NAMES.items() if kind not in ("letter", "sign")}
    return kinds.get(name, "article")


@dataclass(frozen=True)
class Named:
    """What a name is made of; key is anything unlike the others, above the key of what holds it.

    born  (year, issue) of what inserted it
    """

    key: int
    kind: str
    printed: str
    above: int | None
    born: tuple[int, int]


def names_of(found: Sequence[Named]) -> dict[int, str]:
    """An identifier for each place, {key: id}; holders stand before what they hold.

    Who was born first under a number has it; one born later under it adds its year. Raises
    ValueError for what is no number.
    """
    kinds = {one.key: one.kind for one in found}
    rows: dict[tuple[str, int | None], list[Named]] = {}
    for one in found:
        rows.setdefault((one.kind, one.above), []).append(one)
    names: dict[int, str] = {}
    taken: set[str] = set()
    for one in found:
        if one.key in names:
            continue
        for each in sorted(rows[one.kind, one.above], key=lambda place: place.born):
            above = each.above
            parent, parent_kind = (names[above], kinds[above]) if above is not None else ("", "")
            name = place_id(each.kind, each.printed, parent, parent_kind)
            year, serial = each.born
            free = (name, f"{name}-{year}", f"{name}-{year}-{serial}", f"{name}-{len(taken)}")
            names[each.key] = next(choice for choice in free if choice not in taken)
            taken.add(names[each.key])
    return names


def renamed(effect: Effect, names: Mapping[str, str]) -> Effect:
    return replace(effect, target=names.get(effect.target, effect.target))
