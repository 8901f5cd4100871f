"""The organs of the judiciary on a day, derived from the rules that stood on it."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from chitalishte import law, text
from chitalishte.records.language import current

from .askedday import AskedDay
from .chapter import Chapter, name_of
from .models import Act, Event, OrganFact


@dataclass(frozen=True)
class Held:
    """A fact that holds on the day.

    since    law.Day from which all it rests on is in force
    sources  [(name of the rule, Change)] it rests on
    """

    fact: OrganFact
    since: law.Day
    sources: list

    @property
    def since_words(self):
        return text.day(self.since.written, current())

    @property
    def events(self):
        """Return the events that wrote its rules, each once, in time."""
        found: dict[int, Event] = {change.event_id: change.event for _name, change in self.sources}
        return sorted(found.values(), key=lambda one: (one.day_from, one.identifier))

    @property
    def rules(self):
        """Return the names of its rules, each once: "чл. 130, ал. 3"."""
        return list(dict.fromkeys(name for name, _change in self.sources))

    @property
    def confidence(self):
        """Return the lowest confidence among what it rests on."""
        order = ("low", "medium", "high")
        levels = [change.confidence for _name, change in self.sources if change.confidence]
        return min(levels, key=order.index, default="")


class Organs(AskedDay):
    """The organs on a day."""

    @cached_property
    def act(self):
        return Act.objects.public().order_by("first_published_at").first()

    @cached_property
    def chapter(self):
        return Chapter(self.act)

    @cached_property
    def facts(self):
        return list(OrganFact.objects.select_related("organ", "chosen_by", "proposed_by"))

    @cached_property
    def spans(self):
        """Return {change: [(since, until)]} of the wordings that each change wrote.

        A wording that came back has a second span; one that was renumbered goes on in the next.
        """
        found = defaultdict(list)
        for version in self.chapter.versions:
            found[version.made_by].append((version.since, version.until))
        return found

    def since(self, fact, day):
        """Return from when a fact holds that holds on the day; None when it does not."""
        begins = []
        for change in fact.changes:
            span = next((one for one in self.spans[change] if _covers(one, day)), None)
            if span is None:
                return None
            begins.append(self._first(change, span))
        return max(begins) if begins else None

    def _first(self, change, span):
        """Return the beginning of a span, joined to those that end where the next begins."""
        since = span[0]
        for other in sorted(self.spans[change], reverse=True, key=lambda one: one[0]):
            if other[1] == since:
                since = other[0]
        return since

    @cached_property
    def held(self):
        """Return [Held] of the day, by the order of the organs."""
        if self.act is None:
            return []
        found = []
        for fact in self.facts:
            since = self.since(fact, self.day)
            if since is not None:
                sources = [
                    (name_of(self.chapter.rules, self.chapter.changes[one].rule), one)
                    for one in fact.changes
                ]
                told = [(name, self.chapter.changes[one]) for name, one in sources]
                found.append(Held(fact, since, told))
        return found

    @property
    def by_organ(self):
        """Return [(organ, [Held])]."""
        found: dict[int, tuple] = {}
        for one in self.held:
            found.setdefault(one.fact.organ_id, (one.fact.organ, []))[1].append(one)
        return list(found.values())

    @cached_property
    def days(self):
        """Return [{day, words, events}] on which what we say of the organs changes."""
        if self.act is None:
            return []
        known = {one for spans in self.spans.values() for span in spans for one in span if one}
        found, before = [], frozenset()
        for day in sorted(known):
            now = frozenset(
                fact.pk for fact in self.facts if self.since(fact, day.earliest) is not None
            )
            if now != before:
                found.append(
                    {
                        "day": day.earliest.isoformat(),
                        "words": text.day(day.written, current()),
                        "events": self._events(day),
                    }
                )
                before = now
        return found

    def _events(self, day):
        told = next((one for one in self.chapter.days if one["day"] == _iso(day)), None)
        return told["events"] if told else []


def _covers(span, day: datetime.date):
    since, until = span
    return since.earliest <= day and (until is None or day < until.earliest)


def _iso(day):
    return day.earliest.isoformat()
