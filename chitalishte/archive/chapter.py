"""An act as the engine `law` sees it, and what a page needs of a day."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.utils import timezone

from chitalishte import law, text
from chitalishte.records.language import current

from .models import Change


def work_of(act, changes=None):
    """Return a law.Work of an act; `changes` are all that were ever believed unless given."""
    changes = act.changes.select_related("event") if changes is None else changes
    return law.Work(
        act.uri,
        tuple(law.Provision(rule.eid, rule.parent) for rule in act.rules.all()),
        tuple(effect_of(change) for change in changes),
    )


def effect_of(change):
    """Return a stored change as a law.Effect."""
    says = {code: getattr(change, f"text_{code}") for code in ("bg", "en")}
    has_wording = change.kind in (Change.Kind.INSERTED, Change.Kind.SUBSTITUTED)
    return law.Effect(
        id=change.identifier,
        kind=law.Kind(change.kind),
        target=change.rule,
        source=change.event.identifier,
        promulgated_on=law.day(change.event.day),
        in_force_on=law.day(change.in_force),
        order=change.order,
        wording=law.Wording(says, change.is_official) if has_wording else None,
        number=change.number,
        consequence=law.Consequence(change.consequence),
        evidence=(change.evidence,) if change.evidence else (),
        recorded_at=change.recorded_at,
        superseded_at=change.superseded_at,
    )


@dataclass
class Line:
    """One version of a rule on a page.

    label     "ал. 3" or "" for a whole article
    change    the Change that wrote it, restored  the Change that brought it back, or None
    pieces    law.Piece list when two days are compared
    """

    rule: object
    label: str
    version: law.Version
    change: Change
    restored: Change | None = None
    is_uncertain: bool = False
    pieces: list = field(default_factory=list)

    @property
    def says(self):
        return _in_language(self.version.wording)

    @property
    def is_summary(self):
        return not self.version.wording.is_official


@dataclass
class ArticleView:
    """An article with what it says, on a day or between two days."""

    rule: object
    number: str
    lines: list = field(default_factory=list)

    @property
    def name(self):
        return article_name(self.number)


class Chapter:
    """An act on one day, beside another day when `against` is given."""

    def __init__(self, act, day="", against=""):
        self.act = act
        self.day = _date(day) or timezone.localdate()
        self.against = _date(against)
        self.is_refused = bool((day and not _date(day)) or (against and not self.against))

    @property
    def day_words(self):
        return text.day(self.day.isoformat(), current())

    @property
    def against_words(self):
        return text.day(self.against.isoformat(), current()) if self.against else ""

    @cached_property
    def rules(self):
        return {rule.eid: rule for rule in self.act.rules.all()}

    @cached_property
    def changes(self):
        return {
            change.identifier: change
            for change in self.act.changes.believed().select_related("event")
        }

    @cached_property
    def versions(self):
        return law.versions(work_of(self.act, self.changes.values()))

    @cached_property
    def days(self):
        """Return the days on which something changed, each with the events that changed it."""
        by_day = defaultdict(dict)
        for change in self.changes.values():
            effect = effect_of(change)
            if effect.kind not in (law.Kind.PROPOSED, law.Kind.INTERPRETED):
                by_day[effect.begins][change.event_id] = change.event
        return [
            {
                "day": day.earliest.isoformat(),
                "words": text.day(day.written, current()),
                "events": list(events.values()),
            }
            for day, events in sorted(by_day.items())
        ]

    def state(self, day):
        return law.state_of(self.versions, day)

    @cached_property
    def articles(self):
        """Return [ArticleView] in the order of their numbers on the day."""
        now = self.state(self.day)
        before = self.state(self.against) if self.against else None
        found = {}
        for version in now.versions:
            line = self._line(version, now)
            if before:
                earlier = before.get(version.provision)
                line.pieces = law.diff(_in_language(earlier.wording) if earlier else "", line.says)
            self._article(found, version.provision, now).lines.append(line)
        if before:
            for version in before.versions:
                if now.get(version.provision) is None:
                    line = self._line(version, before)
                    line.pieces = law.diff(line.says, "")
                    self._article(found, version.provision, before).lines.append(line)
        for article in found.values():
            article.lines.sort(key=lambda line: law.natural(line.version.number))
        return sorted(found.values(), key=lambda one: law.natural(one.number))

    @property
    def changed_articles(self):
        """Return the articles that differ between the two days."""
        return [
            article
            for article in self.articles
            if any(piece.op != "same" for line in article.lines for piece in line.pieces)
        ]

    @property
    def shown_articles(self):
        """Return what the page shows: all of a day, or only what differs between two."""
        return self.changed_articles if self.against else self.articles

    def _article(self, found, eid, state):
        rule = self.rules[eid]
        top = self.rules.get(rule.parent, rule)
        if top.eid not in found:
            own = state.get(top.eid)
            found[top.eid] = ArticleView(top, own.number if own else top.number)
        return found[top.eid]

    def _line(self, version, state):
        rule = self.rules[version.provision]
        return Line(
            rule=rule,
            label=label_of(rule, version.number),
            version=version,
            change=self.changes[version.made_by],
            restored=self.changes.get(version.restored_by),
            is_uncertain=version.provision in state.uncertain,
        )

    def life(self, eid):
        """Return every change of an article and its parts, in time, failed ones too."""
        inside = {eid, *(rule.eid for rule in self.rules.values() if rule.parent == eid)}
        work = work_of(self.act, self.changes.values())
        seen, found = set(), []
        for one in sorted(inside, key=law.natural):
            for effect in law.history(work, one):
                if effect.id not in seen:
                    seen.add(effect.id)
                    found.append(self.changes[effect.id])
        ordered = {change.identifier: place for place, change in enumerate(self._in_order)}
        return sorted(found, key=lambda change: ordered[change.identifier])

    @cached_property
    def _in_order(self):
        return sorted(
            self.changes.values(), key=lambda one: (law.day(one.in_force), one.order, one.pk)
        )


# in English the letters of added articles go by their order, as translations write them
LETTERS = str.maketrans("абвгде", "abcdef")


def article_name(number):
    return f"чл. {number}" if current() == "bg" else f"Article {shown(number)}"


def shown(number):
    """Return a printed number in the language of the page: 130в, 130c."""
    return number if current() == "bg" else number.translate(LETTERS)


def label_of(rule, number):
    """Return "ал. 3" of a paragraph, "т. 16" of a point, "" of an article."""
    kind = rule.eid.rpartition("__")[2].partition("_")[0]
    words = {"bg": {"para": "ал.", "point": "т."}, "en": {"para": "para", "point": "item"}}
    said = words[current()].get(kind)
    return f"{said} {number}" if said else ""


def name_of(rules, eid):
    """Return "чл. 129, ал. 3" of an identifier; `rules` are those of the act by identifier."""
    rule = rules[eid]
    top = rules.get(rule.parent)
    if top is None:
        return article_name(rule.number)
    return f"{article_name(top.number)}, {label_of(rule, rule.number)}"


def _in_language(wording):
    return wording.text.get(current()) or next((one for one in wording.text.values() if one), "")


def _date(written):
    """Return the first day of what is written, or None for what is no date."""
    try:
        return law.day(written).earliest if written else None
    except ValueError:
        return None
