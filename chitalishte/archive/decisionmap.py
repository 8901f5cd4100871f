"""The map of one change: who proposed it, what was said, how each vote went, what the court did."""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from chitalishte import law, text
from chitalishte.records.language import current

from .chapter import Chapter, name_of
from .lanes import Lane, lane_of
from .making import Made, made_by
from .models import Actor, Change, Document, Event

BAR = 240  # units of the longest bar of a vote
SAYING = (Document.Kind.OPINION, Document.Kind.ANALYSIS)


@dataclass(frozen=True)
class Segment:
    """A part of the bar of a vote: kind is "for", "against" or "abstained"."""

    kind: str
    count: int
    x: float
    width: float


@dataclass(frozen=True)
class Step:
    """An event on the map.

    segments    the bar of its vote, [] where no count is confirmed
    is_vote     whether a count would be expected
    is_partial  whether only some of the three counts are known
    """

    made: Made
    segments: list = field(default_factory=list)
    is_vote: bool = False
    is_partial: bool = False

    @property
    def event(self):
        return self.made.event

    @property
    def words(self):
        return text.day(self.event.day, current())


@dataclass(frozen=True)
class Fate:
    """What became of a rule that the change wrote.

    ended  the Change that ended it, None while it stands
    """

    name: str
    change: Change
    ended: Change | None

    @property
    def ended_words(self):
        return text.day(self.ended.in_force, current()) if self.ended else ""


class DecisionMap:
    """The stages of a procedure and what is left of it."""

    def __init__(self, procedure):
        self.procedure = procedure

    @cached_property
    def events(self):
        return list(
            Event.objects.public()
            .filter(procedures=self.procedure)
            .order_by("day_from", "day_to", "identifier")
        )

    @cached_property
    def made(self):
        return made_by(self.events)

    @cached_property
    def stages(self):
        """Return [{key, title, steps, silent}]; silent is what is said where nothing is held."""
        lanes = dict(Actor.objects.values_list("name_bg", "lane"))
        told: dict[str, list] = {}
        for event in self.events:
            told.setdefault(stage_of(event, lane_of(event, lanes)), []).append(event)
        longest = max(
            (total_of(one) for one in told.get("voted", []) + told.get("discussed", [])), default=0
        )
        found = []
        for key, title, silent in _stages():
            scale = longest if key != "court" else 0
            steps = [self._step(event, key, scale) for event in told.get(key, [])]
            found.append({"key": key, "title": title, "steps": steps, "silent": silent})
        return [one for one in found if one["steps"] or one["silent"]]

    def _step(self, event, stage, longest):
        segments = segments_of(event, longest or total_of(event))
        counts = (event.votes_for, event.votes_against, event.votes_abstained)
        known = [one for one in counts if one is not None]
        # judges do not abstain, so two counts of the court are all of them
        expected = 2 if stage == "court" or event.kind == Event.Kind.COMMITTEE else 3
        is_partial = bool(known) and len(known) < expected
        return Step(self.made[event.pk], segments, stage == "voted", is_partial)

    @cached_property
    def papers(self):
        """Return the documents in which bodies and scholars spoke of it, in time."""
        return list(
            Document.objects.public()
            .filter(events__in=self.events, kind__in=SAYING)
            .order_by("day_from", "identifier")
            .distinct()
        )

    @cached_property
    def fates(self):
        """Return [Fate] of every wording the change wrote, by the order of the rules."""
        made = [
            one
            for event in self.events
            if event.kind in (Event.Kind.PROMULGATION, Event.Kind.FORCE)
            for one in event.changes.believed().select_related("act", "event")
        ]
        found = []
        for act in {one.act for one in made}:
            chapter = Chapter(act)
            ends = _ends(chapter)
            for change in (one for one in made if one.act_id == act.pk):
                if change.kind in (Change.Kind.INSERTED, Change.Kind.SUBSTITUTED):
                    ended = chapter.changes.get(ends.get(change.identifier, ""))
                    found.append(Fate(name_of(chapter.rules, change.rule), change, ended))
        return sorted(found, key=lambda one: law.natural(one.change.rule))

    @property
    def standing(self):
        """Return how many of its wordings stand today."""
        return sum(one.ended is None for one in self.fates)

    @property
    def struck(self):
        kind = Change.Kind.UNCONSTITUTIONAL
        return sum(one.ended is not None and one.ended.kind == kind for one in self.fates)

    @property
    def later(self):
        """Return how many were changed or repealed later, by Parliament."""
        return len(self.fates) - self.standing - self.struck

    @property
    def fate_segments(self):
        """Return the bar of what stands, what fell before the court, what was changed later."""
        parts = (
            ("for", self.standing),
            ("against", self.struck),
            ("abstained", self.later),
        )
        return _segments(parts, len(self.fates))

    @property
    def opened_words(self):
        return text.day(self.procedure.opened, current()) if self.procedure.opened else ""

    @property
    def closed_words(self):
        return text.day(self.procedure.closed, current()) if self.procedure.closed else ""


def _stages():
    return (
        ("proposed", _("Who proposed it"), _("Who introduced it, and when, is not in our data.")),
        ("discussed", _("How it was discussed"), ""),
        ("said", _("What European bodies said"), _("We hold no opinion of a European body on it.")),
        ("voted", _("How it was voted"), _("We hold no vote on it.")),
        ("law", _("What became law"), _("It did not become law, or we hold no record of it.")),
        ("court", _("What the Constitutional Court did"), _("We hold no decision on it.")),
        ("followed", _("What else belongs to it"), ""),
    )


def stage_of(event, lane):
    """Return the stage of the map to which an event belongs."""
    kinds = Event.Kind
    if event.kind in (kinds.BILL, kinds.INITIATIVE):
        return "proposed"
    if event.kind in (kinds.VOTE, kinds.ADOPTED):
        return "voted"
    return {
        Lane.DRAFTS: "discussed",
        Lane.LAWS: "law",
        Lane.COURT: "court",
        Lane.EUROPE: "said",
        Lane.INSTITUTIONS: "followed",
    }[lane]


def total_of(event):
    counts = (event.votes_for, event.votes_against, event.votes_abstained)
    return sum(one or 0 for one in counts)


def segments_of(event, longest):
    """Return the bar of a vote, on the scale of the largest one beside it."""
    counts = (
        ("for", event.votes_for),
        ("against", event.votes_against),
        ("abstained", event.votes_abstained),
    )
    return _segments([(kind, count) for kind, count in counts if count], longest)


def _segments(parts, longest):
    found, x = [], 0.0
    for kind, count in parts:
        if count:
            width = round(BAR * count / longest, 1)
            found.append(Segment(kind, count, round(x, 1), width))
            x += width
    return found


def _ends(chapter):
    """Return {change that wrote a wording: the change that ended it last}.

    A wording that came back after it had fallen has not ended.
    """
    found = {}
    for version in sorted(chapter.versions, key=lambda one: one.since):
        found[version.made_by] = version.ended_by
    return found
