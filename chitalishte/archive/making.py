"""Who and what stands behind an event, in the language of the page."""

from collections import defaultdict
from dataclasses import dataclass, field

from .models import Actor, Document, Event, Procedure

LAWS = (Event.Kind.PROMULGATION, Event.Kind.FORCE)
VOTES = (Event.Kind.VOTE, Event.Kind.ADOPTED)


@dataclass(frozen=True)
class Made:
    """actors, dissenting, concurring are names; documents are the public ones, in time.

    vote       the Event whose counts decided: itself, or the last vote before a law was promulgated
    procedure  the Procedure with a map that it is a step of, None where there is none
    """

    event: Event
    actors: list[str]
    dissenting: list[str]
    concurring: list[str]
    documents: list[Document] = field(default_factory=list)
    vote: Event | None = None
    procedure: Procedure | None = None

    @property
    def has_opinions(self):
        return bool(self.dissenting or self.concurring)


def made_by(events):
    """Return {primary key: Made} of events, with a few questions to the database for them all."""
    events = list(events)
    lists = {
        event.pk: (event.actor_list, event.dissenting_list, event.concurring_list)
        for event in events
    }
    known = Actor.spoken({name for three in lists.values() for row in three for name in row})
    documents = _documents(events)
    procedures = _procedures(events)
    return {
        event.pk: Made(
            event,
            *([known.get(name, name) for name in row] for row in lists[event.pk]),
            documents[event.pk],
            _vote(event, procedures.get(event.pk)),
            procedures.get(event.pk),
        )
        for event in events
    }


def _documents(events):
    found = defaultdict(list)
    wanted = {event.pk for event in events}
    for document in (
        Document.objects.public()
        .filter(events__in=events)
        .prefetch_related("events")
        .order_by("day_from", "identifier")
        .distinct()
    ):
        for pk in {event.pk for event in document.events.all()} & wanted:
            found[pk].append(document)
    return found


def _procedures(events):
    found = {}
    for one in Procedure.objects.filter(events__in=events).prefetch_related("events").distinct():
        for event in one.events.all() if one.has_map else ():
            found.setdefault(event.pk, one)
    return found


def _vote(event, procedure):
    if event.has_votes:
        return event
    if event.kind not in LAWS or procedure is None:
        return None
    before = [
        one
        for one in procedure.events.all()
        if one.kind in VOTES and one.has_votes and one.is_public and one.day_from <= event.day_to
    ]
    return max(before, key=lambda one: one.day_from, default=None)
