"""An act as the engine `law` sees it, and what a page needs of a day."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.utils import timezone

from chitalishte import law, text
from chitalishte.law.acts import CONTAINERS, kind_of
from chitalishte.records.language import current

from .models import Change


def work_of(act, changes=None, rules=None):
    """Return a law.Work of an act; `changes` are all that were ever believed unless given."""
    changes = act.changes.prefetch_related("event") if changes is None else changes
    return law.Work(
        act.uri,
        tuple(
            law.Provision(rule.eid, rule.parent)
            for rule in (act.rules.all() if rules is None else rules)
        ),
        tuple(effect_of(change) for change in changes),
    )


def effect_of(change):
    """Return a stored change as a law.Effect."""
    says = {code: getattr(change, f"text_{code}") for code in ("bg", "en")}
    has_wording = (
        change.kind in (Change.Kind.INSERTED, Change.Kind.SUBSTITUTED)
        or change.consequence == Change.Consequence.REST
    )
    return law.Effect(
        id=change.identifier,
        kind=law.Kind(change.kind),
        target=change.rule,
        source=change.event.identifier,
        promulgated_on=law.day(change.event.day),
        in_force_on=law.day(change.in_force),
        is_computed=change.is_computed,
        order=change.order,
        wording=law.Wording(says, change.is_official) if has_wording else None,
        number=change.number,
        scope=law.Scope(change.scope),
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
        """Whether what readers see is ours: what is official is so in Bulgarian alone."""
        wording = self.version.wording
        return not wording.is_official or (current() == "en" and bool(wording.text.get("en")))

    @property
    def official(self):
        """Return the official wording beside a summary in English, "" where it is what is read."""
        wording = self.version.wording
        return wording.text.get("bg", "") if wording.is_official and self.is_summary else ""

    @property
    def is_bulgarian(self):
        """Whether a page in English shows the wording in Bulgarian, for want of another."""
        return current() == "en" and not self.version.wording.text.get("en")


@dataclass
class ArticleView:
    """An article with what it says, on a day or between two days."""

    rule: object
    number: str
    lines: list = field(default_factory=list)

    @property
    def name(self):
        return article_name(self.number, kind_of(self.rule.eid))


class Chapter:
    """An act on one day, beside another day when `against` is given.

    known  the day until whose end this archive is asked what it believed; "" is now
    """

    def __init__(self, act, day="", against="", known=""):
        self.act = act
        self.day = _date(day) or timezone.localdate()
        self.against = _date(against)
        self.known = _date(known)
        written = ((day, _date(day)), (against, self.against), (known, self.known))
        self.is_refused = any(said and not found for said, found in written)

    @property
    def day_words(self):
        return text.day(self.day.isoformat(), current())

    @property
    def against_words(self):
        return text.day(self.against.isoformat(), current()) if self.against else ""

    @property
    def known_words(self):
        return text.day(self.known.isoformat(), current()) if self.known else ""

    @property
    def _moment(self):
        if self.known is None:
            return None
        day_after = self.known + datetime.timedelta(days=1)
        return timezone.make_aware(datetime.datetime.combine(day_after, datetime.time.min))

    @cached_property
    def rules(self):
        return {rule.eid: rule for rule in self.act.rules.all()}

    @cached_property
    def changes(self):
        # each event once: an act has thousands of changes by a few dozen of them
        return {
            change.identifier: change
            for change in self.act.changes.believed(self._moment).prefetch_related("event")
        }

    @cached_property
    def work(self):
        """Return the law.Work of what is believed now."""
        return work_of(self.act, self.changes.values(), self.rules.values())

    @cached_property
    def versions(self):
        return law.versions(self.work)

    @cached_property
    def days(self):
        """Return the days on which something changed, each with the events that changed it."""
        by_day = defaultdict(dict)
        for change, effect in zip(self.changes.values(), self.work.effects, strict=True):
            if effect.kind not in law.SILENT:
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
        earlier_of = {one.provision: one for one in before.versions} if before else {}
        numbers = {one.provision: one.number for one in now.versions}
        for version in now.versions:
            if self._is_left_out(version):
                continue
            line = self._line(version, now)
            if before:
                earlier = earlier_of.get(version.provision)
                line.pieces = law.diff(_in_language(earlier.wording) if earlier else "", line.says)
            self._article(found, version.provision, numbers).lines.append(line)
        for version in earlier_of.values():
            if version.provision not in numbers and not self._is_left_out(version):
                line = self._line(version, before)
                line.pieces = law.diff(line.says, "")
                here = {one.provision: one.number for one in before.versions} | numbers
                self._article(found, version.provision, here).lines.append(line)
        for article in found.values():
            article.lines.sort(key=lambda line: self._place(line.rule, numbers))
        return sorted(found.values(), key=lambda one: self._turn(one))

    def _is_left_out(self, version):
        """A chapter is no line, nor is an article whose words all stand in its parts."""
        eid = version.provision
        if kind_of(eid) in CONTAINERS:
            return True
        return eid in self._holders and not any(version.wording.text.values())

    @cached_property
    def _holders(self):
        return {rule.parent for rule in self.rules.values()}

    def _place(self, rule, numbers):
        """Return the key of a line in its article: its numbers from the article down."""
        found = []
        while rule and kind_of(rule.eid) not in CONTAINERS:
            found.insert(0, law.natural(numbers.get(rule.eid, rule.number)))
            rule = self.rules.get(rule.parent)
        return found[1:]

    def _turn(self, article):
        """Return the key of an article: articles by number, then § by their groups."""
        is_sign = kind_of(article.rule.eid) == "sign"
        holder = self.rules.get(article.rule.parent) if is_sign else None
        return (is_sign, holder.position if holder else 0, law.natural(article.number))

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

    def _article(self, found, eid, numbers):
        top = article_of(self.rules, eid)
        if top.eid not in found:
            found[top.eid] = ArticleView(top, numbers.get(top.eid, top.number))
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
        inside = {eid, *(one for one in self.rules if article_of(self.rules, one).eid == eid)}
        work = self.work
        seen, found = set(), []
        for one in sorted(inside, key=law.natural):
            for effect in law.history(work, one):
                # that its chapter came with the act is no news of an article
                is_frame = kind_of(effect.target) in CONTAINERS and effect.kind is law.Kind.INSERTED
                if effect.id not in seen and not is_frame:
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


def article_of(rules, eid):
    """Return the article or § that a rule is in, or the rule itself above them."""
    rule = rules[eid]
    while rule.parent in rules and kind_of(rule.parent) not in CONTAINERS:
        rule = rules[rule.parent]
    return rule


def article_name(number, kind="article"):
    if kind == "sign":
        return f"§ {shown(number)}"
    return f"чл. {number}" if current() == "bg" else f"Article {shown(number)}"


def shown(number):
    """Return a printed number in the language of the page: 130в, 130c."""
    return number if current() == "bg" else number.translate(LETTERS)


LABELS = {
    "bg": {"paragraph": "ал.", "point": "т.", "letter": "буква", "subpoint": "буква"},
    "en": {"paragraph": "para", "point": "item", "letter": "letter", "subpoint": "letter"},
}
HOLDERS = {
    "bg": {"part": "част", "title": "дял", "chapter": "глава", "section": "раздел",
           "division": "раздел"},
    "en": {"part": "Part", "title": "Title", "chapter": "Chapter", "section": "Section",
           "division": "Section"},
}  # fmt: skip


def label_of(rule, number):
    """Return "ал. 3" of a paragraph, "т. 16" of a point, "глава шеста", "" of an article."""
    if kind_of(rule.eid) in HOLDERS["bg"]:
        return f"{HOLDERS[current()][kind_of(rule.eid)]} {number}"
    said = LABELS[current()].get(kind_of(rule.eid))
    return f"{said} {shown(number)}" if said else ""


def name_of(rules, eid, numbers=None):
    """Return "чл. 129, ал. 3" of an identifier; `rules` are those of the act by identifier.

    numbers  today's, by identifier, where it is named as readers know it and not as it was born
    """
    numbers = numbers or {}
    rule = rules[eid]
    kind = kind_of(eid)
    if kind == "transitional":
        return rule.heading or eid
    if kind in CONTAINERS:
        return label_of(rule, rule.number)
    labels = []
    while label := label_of(rule, numbers.get(rule.eid, rule.number)):
        labels.insert(0, label)
        rule = rules[rule.parent]
    number = numbers.get(rule.eid, rule.number)
    return ", ".join([article_name(number, kind_of(rule.eid)), *labels])


def _in_language(wording):
    return wording.text.get(current()) or next((one for one in wording.text.values() if one), "")


def _date(written):
    """Return the first day of what is written, or None for what is no date."""
    try:
        return law.day(written).earliest if written else None
    except ValueError:
        return None
