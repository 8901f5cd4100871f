"""What made a change: the event of the archive, found by the issue of the Gazette, or made."""

from collections import Counter
from contextlib import suppress

from django.core.exceptions import ValidationError

from chitalishte import law
from chitalishte.text import slugify

from .models import Act, Event

TOLD_BY_ISSUE = (Event.Kind.PROMULGATION, Event.Kind.FORCE, Event.Kind.COURT)


def days_known(act):
    """Return {"12/2007": law.Day} of promulgation; of a decision the Gazette's day is not held."""
    found = {}
    kinds = (Event.Kind.PROMULGATION, Event.Kind.FORCE)
    for gazette, day in (
        Event.objects.filter(kind__in=kinds).exclude(gazette="").values_list("gazette", "day")
    ):
        found[gazette] = law.day(day)
    return found


class Events:
    """The event of each source, made as a draft where the archive has none."""

    def __init__(self, act, by):
        self.act, self.by = act, by
        self.made = []
        self.found = {}
        used = Counter()
        for gazette, pk in (
            act.changes.believed()
            .exclude(event__gazette="")
            .values_list("event__gazette", "event_id")
        ):
            used[gazette, pk] += 1
        self.used = {
            gazette: pk for (gazette, pk), _ in sorted(used.items(), key=lambda one: one[1])
        }

    def of(self, source, effect):
        key = source.id if source else ""
        if key not in self.found:
            self.found[key] = self._known(source) or self._new(source, effect)
        return self.found[key]

    def told(self, report):
        report.events = [event.title_bg for event in self.made]

    def _known(self, source):
        if source is None:
            return None
        if source.record:
            told = Event.objects.filter(identifier=source.record).first()
            if told and told.gazette == source.gazette:
                return told
        if not source.gazette:
            return Event.objects.filter(identifier=source.id).first()
        if pk := self.used.get(source.gazette):
            return Event.objects.get(pk=pk)
        near = list(Event.objects.filter(gazette=source.gazette))
        return next(
            (event for kind in TOLD_BY_ISSUE for event in near if event.kind == kind),
            near[0] if near else None,
        )

    def _new(self, source, effect):
        issue, _, year = source.gazette.partition("/")
        decision, _, decided = source.court.partition("/")
        titles = {
            "bg": f"Държавен вестник, бр. {issue} от {year} г." if issue else "",
            "en": f"State Gazette, issue {issue} of {year}" if issue else "",
        }
        if decision:
            court = {
                "bg": f"Решение № {decision} от {decided} г. на Конституционния съд",
                "en": f"Decision {decision} of {decided} of the Constitutional Court",
            }
            titles = {
                code: ", ".join(part for part in (court[code], titles[code]) if part)
                for code in titles
            }
        event = Event(
            identifier=source.id,
            title_bg=titles["bg"],
            title_en=titles["en"],
            day=str(source.day or effect.begins or decided),
            kind=Event.Kind.COURT if decision else Event.Kind.PROMULGATION,
            gazette=source.gazette,
            **_judged(source.judgement if decision else None),
            sources=[("source", {"title": titles["bg"], "publisher": "Държавен вестник"})],
            live=False,
        )
        event.themes = list(self.act.themes.all())
        event.full_clean()
        event.save()
        revision = event.save_revision(user=self.by, log_action=True)
        if self.act.is_public:
            with suppress(ValidationError):  # it stays a draft then, and is named without a link
                revision.publish(user=self.by, skip_permission_checks=True)
        self.made.append(event)
        return event


def _judged(judgement):
    """Return the fields of an event that say how a court decided."""
    if judgement is None:
        return {}
    votes = [int(one) for one in judgement.votes.split(":")] if judgement.votes else (None, None)
    return {
        "votes_for": votes[0],
        "votes_against": votes[1],
        "ground_bg": judgement.ground,
        "dissenting": "; ".join(judgement.dissenting),
        "concurring": "; ".join(judgement.concurring),
    }


def made_act(told, *, by):
    """Make an act as a draft: its editor adds the summary and publishes it."""
    identifier = slugify(told.title)[:110].strip("-") or "act"
    if Act.objects.filter(identifier=identifier).exists():
        identifier = f"{identifier}-2"
    year = told.sources[0].day.written[:4] if told.sources and told.sources[0].day else ""
    act = Act(
        identifier=identifier,
        title_bg=(told.title or identifier)[:300],
        uri=told.uri or (f"/akn/bg/act/{year}/{identifier}"[:200] if year else ""),
        sources=[
            (
                "source",
                {"title": f"Държавен вестник, бр. {one.gazette}", "publisher": "Държавен вестник"},
            )
            for one in told.sources[:1]
            if one.gazette
        ],
        live=False,
    )
    act.full_clean()
    act.save()
    act.save_revision(user=by, log_action=True)
    return act
