"""Every version of a work from its effects, and its state on any day."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .days import Day
from .eid import natural
from .model import ENDING_KINDS, Consequence, Effect, Kind, Version, Wording, Work


@dataclass(frozen=True)
class State:
    """What was in force on a day, in the order of the numbers.

    uncertain  provisions whose last change, or next one, may be on either side of the day
    """

    day: datetime.date
    versions: tuple[Version, ...]
    uncertain: frozenset[str]

    def get(self, provision: str) -> Version | None:
        return next((one for one in self.versions if one.provision == provision), None)


def sequence(effects: Iterable[Effect]) -> list[Effect]:
    """The effects that have a date, in the one order in which they work.

    Within one day: as they were promulgated, decided, ordered within their source; the id last,
    so that the order of recording never matters.
    """
    dated = [effect for effect in effects if effect.begins]
    return sorted(dated, key=_place)


def _place(effect: Effect) -> tuple[object, ...]:
    days = (effect.begins, effect.promulgated_on, effect.decided_on)
    return (
        *((one.earliest, one.latest) if one else (datetime.date.min,) * 2 for one in days),
        effect.source,
        effect.order,
        effect.id,
    )


def versions(work: Work) -> list[Version]:
    """Every version of every provision, by provision and then by time."""
    return _Replay(work).run()


def as_of(work: Work, day: datetime.date) -> State:
    """The work as it stood on a day.

    A change of which only the month is known counts from its first day, and is named uncertain
    until its last.
    """
    return state_of(versions(work), day)


def state_of(known: Iterable[Version], day: datetime.date) -> State:
    found, uncertain = [], set()
    for version in known:
        begins, ends = version.since, version.until
        if begins.earliest <= day < begins.latest or (ends and ends.earliest <= day < ends.latest):
            uncertain.add(version.provision)
        if begins.earliest <= day and (ends is None or day < ends.earliest):
            found.append(version)
    found.sort(key=lambda one: natural(one.number))
    return State(day, tuple(found), frozenset(uncertain))


def known_at(work: Work, day: datetime.date, recorded: datetime.datetime) -> State:
    """What this archive believed on `recorded` to have been in force on `day`."""
    believed = tuple(effect for effect in work.effects if _is_believed(effect, recorded))
    return as_of(replace(work, effects=believed), day)


def _is_believed(effect: Effect, moment: datetime.datetime) -> bool:
    begun = effect.recorded_at is None or effect.recorded_at <= moment
    return begun and (effect.superseded_at is None or moment < effect.superseded_at)


def current(work: Work) -> Work:
    """The work with only the effects that are believed now."""
    kept = tuple(effect for effect in work.effects if effect.superseded_at is None)
    return replace(work, effects=kept)


def history(work: Work, provision: str) -> list[Effect]:
    """Everything that ever touched a provision or what holds it, failed proposals too."""
    holders = {provision, *_above(work, provision)}
    return sequence(effect for effect in work.effects if effect.target in holders)


def change_days(work: Work) -> list[Day]:
    """The days on which something of the work began or ended, each once."""
    changing = (effect for effect in work.effects if effect.kind not in SILENT)
    return sorted({effect.begins for effect in changing if effect.begins})


SILENT = frozenset({Kind.PROPOSED, Kind.INTERPRETED})


def _above(work: Work, provision: str) -> list[str]:
    parents = {one.id: one.parent for one in work.provisions}
    found = []
    while provision := parents.get(provision, ""):
        found.append(provision)
    return found


class _Replay:
    """Walks the effects once, in their order, keeping what is open."""

    def __init__(self, work: Work):
        self.effects = sequence(work.effects)
        self.children: dict[str, list[str]] = defaultdict(list)
        for provision in work.provisions:
            if provision.parent:
                self.children[provision.parent].append(provision.id)
        self.open: dict[str, Version] = {}
        self.closed: dict[str, list[Version]] = defaultdict(list)

    def run(self) -> list[Version]:
        for effect in self.effects:
            self._work(effect)
        found = []
        for provision in sorted({*self.closed, *self.open}, key=natural):
            known = [*self.closed[provision]]
            if provision in self.open:
                known.append(self.open[provision])
            # a wording that was replaced on the day it began was never in force
            known = [one for one in known if one.until is None or one.since < one.until]
            found += sorted(known, key=lambda one: one.since)
        return found

    def _work(self, effect: Effect) -> None:
        if effect.kind in SILENT:
            return
        if effect.kind in (Kind.INSERTED, Kind.SUBSTITUTED):
            if effect.kind is Kind.SUBSTITUTED and _has_words(effect):
                self._close_below(effect)
            self._begin(effect, effect.wording or Wording({}))
        elif effect.kind is Kind.RENUMBERED:
            self._again(effect, number=effect.number)
        elif effect.kind is Kind.SUSPENDED:
            self._again(effect, is_suspended=True)
        elif effect.kind is Kind.RESUMED:
            self._again(effect, is_suspended=False)
        elif effect.kind in ENDING_KINDS:
            self._fall(effect)

    def _begin(self, effect: Effect, wording: Wording, restored_by: str = "") -> None:
        before = self._close(effect.target, effect)
        earlier = self.closed[effect.target]
        known = before or (earlier[-1] if earlier else None)
        number = effect.number or (known.number if known else effect.target)
        self.open[effect.target] = Version(
            effect.target, number, wording, _begins(effect), None, effect.id,
            restored_by=restored_by,
        )  # fmt: skip

    def _again(self, effect: Effect, **changed: object) -> None:
        before = self._close(effect.target, effect)
        if before:
            self.open[effect.target] = replace(before, since=_begins(effect), **changed)  # type: ignore[arg-type]

    def _close(self, provision: str, effect: Effect) -> Version | None:
        version = self.open.pop(provision, None)
        if version:
            ended = replace(version, until=_begins(effect), ended_by=effect.id)
            self.closed[provision].append(ended)
        return version

    def _close_below(self, effect: Effect) -> None:
        """What is replaced or falls whole takes its parts with it."""
        for child in self.children.get(effect.target, ()):
            self._close(child, effect)
            self._close_below(replace(effect, target=child))

    def _fall(self, effect: Effect) -> None:
        fallen = self.open.get(effect.target)
        self._close_below(effect)
        if effect.leaves_rest:
            self._begin(effect, effect.wording or Wording({}))
            return
        self._close(effect.target, effect)
        if effect.kind is Kind.UNCONSTITUTIONAL and effect.consequence is Consequence.RESTORED:
            earlier = self._before(effect, fallen)
            if earlier:
                self.open[effect.target] = replace(
                    earlier, since=_begins(effect), until=None, ended_by="", restored_by=effect.id
                )

    def _before(self, effect: Effect, fallen: Version | None) -> Version | None:
        """The last version that the struck effect did not make."""
        struck = effect.strikes or (fallen.made_by if fallen else "")
        known: Sequence[Version] = self.closed[effect.target]
        return next((one for one in reversed(known) if one.made_by != struck), None)


def _has_words(effect: Effect) -> bool:
    """A place that only holds others may be changed by name alone: its parts say themselves how."""
    return bool(effect.wording and any(effect.wording.text.values()))


def _begins(effect: Effect) -> Day:
    if effect.begins is None:
        raise ValueError(f"{effect.id} has no date")  # `sequence` leaves these out
    return effect.begins
