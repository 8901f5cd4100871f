"""What does not fit together in the effects of a work, each with its place."""

from dataclasses import dataclass
from itertools import pairwise

from .days import Day
from .derive import SILENT, sequence
from .model import ENDING_KINDS, Effect, Kind, Work


@dataclass(frozen=True)
class Problem:
    """code     unknown_target, no_date, no_evidence, before_birth, inserted_twice, dates_order,
                overlapping, no_wording
    effect   its id
    target   id of the provision
    detail   a date or another id, as the code needs
    """

    code: str
    effect: str
    target: str
    detail: str = ""


def problems(work: Work) -> list[Problem]:
    """Everything an editor should look at, in the order of time."""
    known = {provision.id for provision in work.provisions}
    found = [
        Problem("unknown_target", effect.id, effect.target)
        for effect in work.effects
        if effect.target not in known
    ]
    found += [
        Problem("no_date", effect.id, effect.target)
        for effect in work.effects
        if effect.begins is None and effect.kind not in SILENT
    ]
    for effect in sequence(work.effects):
        found += _alone(effect)
    return found + _in_time(work)


def _alone(effect: Effect) -> list[Problem]:
    found = []
    if not effect.evidence:
        found.append(Problem("no_evidence", effect.id, effect.target))
    if effect.kind in (Kind.INSERTED, Kind.SUBSTITUTED) and effect.wording is None:
        found.append(Problem("no_wording", effect.id, effect.target))
    days = [effect.decided_on, effect.promulgated_on, effect.in_force_on]
    dated = [day for day in days if day]
    for first, then in pairwise(dated):
        if then.latest < first.earliest:
            found.append(Problem("dates_order", effect.id, effect.target, f"{first} > {then}"))
    return found


def _in_time(work: Work) -> list[Problem]:
    """Changes of what does not exist yet, or is there already; two texts from one day."""
    parents = {provision.id: provision.parent for provision in work.provisions}
    born: dict[str, str] = {}
    last: dict[str, tuple[Day, str]] = {}
    found = []
    for effect in sequence(work.effects):
        if effect.kind in SILENT or effect.begins is None:
            continue
        if effect.kind is Kind.INSERTED:
            if effect.target in born:
                detail = born[effect.target]
                found.append(Problem("inserted_twice", effect.id, effect.target, detail))
            born[effect.target] = effect.id
        elif not _is_born(effect.target, born, parents):
            found.append(Problem("before_birth", effect.id, effect.target, str(effect.begins)))
        if effect.kind in ENDING_KINDS and not effect.leaves_rest:
            born.pop(effect.target, None)
        elif effect.kind in (Kind.INSERTED, Kind.SUBSTITUTED):
            day, other = last.get(effect.target, (None, ""))
            if day == effect.begins and other:
                found.append(Problem("overlapping", effect.id, effect.target, other))
            last[effect.target] = (effect.begins, effect.id)
    return found


def _is_born(target: str, born: dict[str, str], parents: dict[str, str]) -> bool:
    """A part of an article whose whole text is held counts as there."""
    while target:
        if target in born:
            return True
        target = parents.get(target, "")
    return False
