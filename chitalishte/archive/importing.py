"""Rules and changes of an act from two tables: whole or not at all, every mistake with its row."""

import csv
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from chitalishte import law
from chitalishte.records.fields import BooleanField

from .chapter import work_of
from .models import Actor, Change, Event, Organ, OrganFact, Procedure, Rule

RULE = ("eid", "parent", "number", "heading_bg", "heading_en")
RULE_MAY = ("topic",)  # columns that a table may leave out
CHANGE = (
    *("identifier", "rule", "kind", "in_force", "order", "number", "text_bg", "text_en"),
    *("is_official", "consequence", "evidence", "confidence"),
)
CHANGE_MAY = ("scope",)


class ArchiveError(Exception):
    """The files do not fit; `problems` are sentences with file, row and column."""

    def __init__(self, problems):
        self.problems = problems
        super().__init__("\n".join(problems))


@transaction.atomic
def load_changes(act, rules_path, changes_path):
    """Add what is not there yet and correct what differs; return how many changes are new or other.

    A corrected change keeps what was believed before. Raises ArchiveError; nothing is written then.
    """
    problems = _rules(act, Path(rules_path))
    count = _changes(act, Path(changes_path), problems)
    if not problems:
        known = {change.identifier: change for change in act.changes.believed()}
        for one in law.problems(work_of(act, list(known.values()))):
            problems.append(
                f"{Path(changes_path).name}, {one.effect}, {one.target}: {one.code} {one.detail}"
            )
    if problems:
        raise ArchiveError(problems)
    return count


@transaction.atomic
def load_actors(path):
    """Add the names of actors that are not there yet; return how many.

    Raises ArchiveError with file, row and column; nothing is written then.
    """
    path, known, problems, count = Path(path), set(Actor.names()), [], 0
    for number, row in _rows(path):
        if row["name_bg"] in known:
            continue
        found = _saved(Actor(**row), path, number)
        problems += found
        count += not found
    if problems:
        raise ArchiveError(problems)
    return count


@transaction.atomic
def load_procedures(path):
    """Add the procedures that are not there yet, with their events; return how many.

    Raises ArchiveError with file, row and column; nothing is written then.
    """
    path, problems, count = Path(path), [], 0
    known = set(Procedure.objects.values_list("identifier", flat=True))
    events = {event.identifier: event for event in Event.objects.all()}
    for number, row in _rows(path):
        if row["identifier"] in known:
            continue
        named = row.pop("events").split(";")
        procedure = Procedure(**row)
        found = [
            f"{path.name}, row {number}, events: there is no event {one!r}"
            for one in named
            if one not in events
        ] or _saved(procedure, path, number)
        problems += found
        if not found:
            procedure.events.set([events[one] for one in named])
            count += 1
    if problems:
        raise ArchiveError(problems)
    return count


@transaction.atomic
def load_organs(organs_path, facts_path):
    """Add the organs and the facts about them that are not there yet; return how many.

    Raises ArchiveError with file, row and column; nothing is written then.
    """
    problems = _new(Organ, Path(organs_path), lambda row: row)
    organs = {organ.identifier: organ for organ in Organ.objects.all()}

    def with_organs(row):
        for name in ("organ", "chosen_by", "proposed_by"):
            row[name] = organs[row[name]] if row[name] else None
        return row | {name: row[name] or None for name in ("count", "term_years")}

    before = OrganFact.objects.count()
    problems += _new(OrganFact, Path(facts_path), with_organs)
    if problems:
        raise ArchiveError(problems)
    return OrganFact.objects.count() - before


def _new(model, path, prepared):
    """Save the rows that are not there yet, in the order of the table; return the problems."""
    known = set(model.objects.values_list("identifier", flat=True))
    problems = []
    for number, row in _rows(path):
        if row["identifier"] in known:
            continue
        try:
            thing = model(position=number, **prepared(row))
        except KeyError as error:
            problems.append(f"{path.name}, row {number}: there is no organ {error.args[0]!r}")
            continue
        problems += _saved(thing, path, number)
    return problems


def _rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        found = list(enumerate(csv.DictReader(file), start=2))
    problems = [
        f"{path.name}, row {number}: it has not as many cells as the first row"
        for number, row in found
        if None in row or None in row.values()
    ]
    if problems:
        raise ArchiveError(problems)
    return found


def _rules(act, path):
    problems = []
    known = {rule.eid: rule for rule in act.rules.all()}
    for number, row in _rows(path):
        rule = known.get(row["eid"]) or Rule(act=act, eid=row["eid"])
        for name in RULE:
            setattr(rule, name, row[name])
        for name in RULE_MAY:
            setattr(rule, name, row.get(name) or getattr(rule, name))
        rule.position = number
        problems += _saved(rule, path, number)
    return problems


def _changes(act, path, problems):
    known = {change.identifier: change for change in act.changes.believed()}
    events = {event.identifier: event for event in Event.objects.all()}
    count = 0
    for number, row in _rows(path):
        change = known.get(row["identifier"]) or Change(act=act)
        told = [*CHANGE, *(name for name in CHANGE_MAY if name in row)]
        before = [getattr(change, name) for name in told] if change.pk else None
        for name in told:
            setattr(change, name, row[name])
        change.order = int(row["order"] or 0)
        change.is_official = row["is_official"].casefold() in BooleanField.YES
        change.event = events.get(row["event"]) or Event()
        if row["event"] not in events:
            problems.append(f"{path.name}, row {number}, event: there is no event {row['event']!r}")
            continue
        if [getattr(change, name) for name in told] != before:
            found = _saved(change, path, number)
            problems += found
            count += not found
    return count


def _saved(thing, path, number):
    try:
        thing.full_clean()
    except ValidationError as error:
        return [
            f"{path.name}, row {number}, {field}: {' '.join(said)}"
            for field, said in error.message_dict.items()
        ]
    thing.save()
    return []
