"""The lanes of the timeline: the one place that says to which of them an event belongs."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy, pgettext_lazy

from chitalishte import text
from chitalishte.records.language import current

from .models import Event, Rule


class Lane(StrEnum):
    """The rows of the band, from the making of a text to what Europe says of it."""

    DRAFTS = "drafts"
    LAWS = "laws"
    COURT = "court"
    EUROPE = "europe"
    INSTITUTIONS = "institutions"


LANE_NAMES = {
    Lane.DRAFTS: gettext_lazy("Drafts and votes"),
    Lane.LAWS: gettext_lazy("Laws"),
    Lane.COURT: gettext_lazy("Constitutional Court"),
    Lane.EUROPE: pgettext_lazy("lane", "European opinions and decisions"),
    Lane.INSTITUTIONS: gettext_lazy("Institutions and society"),
}
_KINDS = {
    Lane.DRAFTS: (
        *(Event.Kind.ADOPTED, Event.Kind.BILL, Event.Kind.COMMITTEE),
        *(Event.Kind.READING, Event.Kind.VOTE),
    ),
    Lane.LAWS: (Event.Kind.PROMULGATION, Event.Kind.FORCE, Event.Kind.LAW),
    Lane.COURT: (Event.Kind.COURT,),
    Lane.EUROPE: (Event.Kind.VENICE, Event.Kind.EUROPE),
}
LANE_OF_KIND = {str(kind): lane for lane, kinds in _KINDS.items() for kind in kinds}


def lane_of(event, actor_lanes):
    """Return the one lane of an event: by its kind, and for "other" by who took part.

    actor_lanes  {name of an actor: its lane or ""}
    """
    lane = LANE_OF_KIND.get(event.kind)
    if lane is None and event.kind == Event.Kind.OTHER:
        told = next((actor_lanes[one] for one in event.actor_list if actor_lanes.get(one)), "")
        lane = Lane(told) if told else None
    return lane or Lane.INSTITUTIONS


@dataclass(frozen=True)
class Placed:
    """An event on the timeline.

    from_, to  the earliest and the latest day it may have been
    """

    event: Event
    lane: Lane
    from_: datetime.date
    to: datetime.date
    actors: tuple[str, ...]  # in the language of the page
    topics: frozenset[str]  # of the articles it is about

    @property
    def is_exact(self):
        return self.from_ == self.to

    @property
    def key(self):
        return self.event.identifier

    @property
    def words(self):
        """Return when it was, as far as it is known."""
        return text.day(self.event.day, current())

    @property
    def kind(self):
        return self.event.get_kind_display()

    @property
    def lane_name(self):
        return LANE_NAMES[self.lane]


def values_of(placed, name):
    """Return the values of an event that a filter of this name asks for."""
    event = placed.event
    if name == "kind":
        return {event.kind}
    if name == "actor":
        return set(event.actor_list)
    if name == "article":
        return event.articles
    return placed.topics


def topics_of_articles():
    """Return {number of an article: {topics}}; a number that moved has the topics of both."""
    found = defaultdict(set)
    for number, topic in Rule.objects.filter(parent="").values_list("number", "topic"):
        found[number].add(topic)
    return found
