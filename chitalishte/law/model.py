"""Law in time: works, their provisions, and the effects that make and end each wording.

Only effects are kept. Every wording, and what was in force on a day, is derived from them, so
a fact that is added, corrected or moved in time changes everything that follows from it.

Source of the kinds: Akoma Ntoso 3.0 (textual, force, efficacy and meaning modifications).
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .days import Day


class Kind(StrEnum):
    """What an effect does; the value is the modification of Akoma Ntoso it is written as."""

    INSERTED = "insertion"
    SUBSTITUTED = "substitution"
    REPEALED = "repeal"
    RENUMBERED = "renumbering"
    UNCONSTITUTIONAL = "unconstitutionality"
    INTERPRETED = "authenticInterpretation"
    SUSPENDED = "inapplication"
    RESUMED = "reEnactment"
    PROPOSED = "proposal"  # ours: a change that was asked for and failed; it changes nothing


class Consequence(StrEnum):
    """What follows when a provision falls; an editor's finding with a source, never computed."""

    REMOVED = "removed"
    RESTORED = "restored"  # the wording before the one that fell is in force again
    GAP = "gap"  # the matter is left without a rule until the legislator acts
    REST = "rest"  # only words fell: what is left to read is the wording of the effect
    UNKNOWN = ""


class Scope(StrEnum):
    """How much of a text falls before the Constitutional Court."""

    ACT = "act"
    PROVISION = "provision"
    WORDS = "words"
    UNKNOWN = ""


WORDING_KINDS = frozenset({Kind.INSERTED, Kind.SUBSTITUTED, Kind.RENUMBERED})
ENDING_KINDS = frozenset({Kind.REPEALED, Kind.UNCONSTITUTIONAL})


@dataclass(frozen=True)
class Wording:
    """What a provision says.

    text       by language code
    is_official  False for a summary in our own words, which must be shown as one
    """

    text: Mapping[str, str]
    is_official: bool = False
    heading: Mapping[str, str] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((tuple(sorted(self.text.items())), self.is_official))


@dataclass(frozen=True)
class Provision:
    """A place in a work that keeps its identity when it is renumbered.

    id      stable, as it was born: "art_130a__para_1" (eId rules of eid.py)
    parent  id of what holds it, "" for the top
    """

    id: str
    parent: str = ""


@dataclass(frozen=True)
class Effect:
    """One change of one provision.

    id           stable
    target       id of the provision
    source       what made it: the URI of an act, a decision, a bill
    decided_on, promulgated_on, in_force_on, applies_on   the four dates, each may be unknown
    is_computed  whether in_force_on was computed by the general rule
    order        among the effects of one source, from 0
    wording      of an insertion or substitution; of an unconstitutionality that took words out,
                 what is left to read
    number       of a renumbering: the provision's new number as printed
    strikes      of an unconstitutionality: id of the effect whose wording falls, "" for the last
    scope, consequence  of an unconstitutionality
    evidence     where it is shown; without it the effect is a claim
    recorded_at, superseded_at   when this archive began and ceased to believe it
    """

    id: str
    kind: Kind
    target: str
    source: str = ""
    decided_on: Day | None = None
    promulgated_on: Day | None = None
    in_force_on: Day | None = None
    applies_on: Day | None = None
    is_computed: bool = False
    order: int = 0
    wording: Wording | None = None
    number: str = ""
    strikes: str = ""
    scope: Scope = Scope.UNKNOWN
    consequence: Consequence = Consequence.UNKNOWN
    evidence: tuple[str, ...] = ()
    recorded_at: datetime.datetime | None = None
    superseded_at: datetime.datetime | None = None

    @property
    def leaves_rest(self) -> bool:
        return self.kind is Kind.UNCONSTITUTIONAL and self.consequence is Consequence.REST

    @property
    def begins(self) -> Day | None:
        """From when it works: in force, else promulgated, else decided."""
        return self.in_force_on or self.promulgated_on or self.decided_on


@dataclass(frozen=True)
class Version:
    """A provision as it was from one day until the next change.

    since, until  until is None while it is in force
    made_by       the effect that gave the wording; ended_by, "" while in force
    restored_by   the decision by which an earlier wording came back, ""
    is_suspended  in force but not applied
    """

    provision: str
    number: str
    wording: Wording
    since: Day
    until: Day | None
    made_by: str
    ended_by: str = ""
    restored_by: str = ""
    is_suspended: bool = False


@dataclass(frozen=True)
class Work:
    """uri as in Akoma Ntoso: /akn/bg/act/1991/constitution"""

    uri: str
    provisions: tuple[Provision, ...]
    effects: tuple[Effect, ...]
