"""An official text into the archive: whole or not at all, and twice changes nothing.

What is held and what the file says are one act seen twice. Places meet by the number that readers
see today, then by identifier; effects meet by place, kind and what made them. What is held more
finely than the file tells stays. Today's official wording goes to the change that wrote it, so our
summary gives way to it and stays readable as what was believed before.
"""

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from chitalishte import law
from chitalishte.law.annotations import Note
from chitalishte.law.lines import ActFileError
from chitalishte.law.reading import read_act
from chitalishte.law.structure import Trouble
from chitalishte.records.edition import raise_edition

from .chapter import work_of
from .lawevents import Events, days_known, made_act
from .lawplaces import Places
from .lawreport import ActReport, sentence_of
from .models import Act, Change


class _Undo(Exception):
    """Takes back everything a dry run or a refused import wrote."""


def import_act(path, *, act=None, name=None, dry_run=False, confirmed=False, by=None):
    """Import a file and return an ActReport.

    act        the Act it is; found by its address or title, or made as a draft, when left out
    confirmed  an editor has looked at the questions
    """
    report = ActReport(name or path.name)
    try:
        reading = read_act(path, days=days_known(act), adopted=_adoption(act))
    except ActFileError as error:
        report.troubles = [sentence_of(Trouble(error.line, error.code, "", error.detail))]
        return report
    report.title, report.unread = reading.act.title, reading.unread
    report.renamed = reading.foreign
    asked = [one for one in reading.troubles if one.code == "day_unknown"]
    report.troubles = [sentence_of(one) for one in reading.troubles if one not in asked]
    report.places, report.effects = len(reading.act.places), len(reading.act.effects)
    report.articles = sum(place.kind in ("article", "sign") for place in reading.act.places)
    if report.errors:
        return report
    try:
        with transaction.atomic():
            run = _Import(report, reading, act, by)
            run.run()
            report.outline = run.outline()
            # a day that is held already need not be known from the file
            report.troubles += [sentence_of(one) for one in asked if one.value in run.issues]
            if dry_run or report.errors or (report.questions and not confirmed):
                raise _Undo
            if not report.changes_nothing:
                raise_edition()
            report.is_written = True
    except _Undo:
        if report.is_new:
            report.act = None
    return report


def _adoption(act):
    """Return the Note of where a held act was published, for a chapter without its head."""
    if act is None:
        return None
    first = (
        act.changes.believed()
        .filter(kind=Change.Kind.INSERTED)
        .exclude(event__gazette="")
        .select_related("event")
        .order_by("in_force")
        .first()
    )
    if first is None:
        return None
    return Note(
        law.Kind.INSERTED,
        gazette=first.event.gazette,
        day=law.day(first.event.day),
        in_force=law.day(first.in_force),
        is_publication=True,
    )


class _Import:
    def __init__(self, report, reading, act, by):
        self.report, self.reading, self.by = report, reading, by
        self.act = act or self._known() or self._made()
        report.act = self.act
        self.places = Places(self.act)
        self.events = Events(self.act, by)
        self.held = {
            change.identifier: change
            for change in self.act.changes.believed().prefetch_related("event")
        }
        self.is_empty = not self.held
        told = reading.act.uri
        if act and told and act.uri and told != act.uri:
            self._trouble(0, "other_work", told, act.uri, is_question=True)
        self.taken = set()
        self.issues = set()  # what made the new changes, as a question names it

    def outline(self):
        """Return what was read, place by place, under the names of the act."""
        return [
            {
                "line": self._line(place.id),
                "place": self.places.name(self.places.names[place.id]),
                "heading": place.heading.get("bg", ""),
                "text": self.reading.today.get(place.id, ""),
            }
            for place in self.reading.act.places
        ]

    def _known(self):
        told = self.reading.act
        found = Act.objects.filter(uri=told.uri).first() if told.uri else None
        return found or Act.objects.filter(title_bg__iexact=told.title).first()

    def _made(self):
        self.report.is_new = True
        return made_act(self.reading.act, by=self.by)

    def run(self):
        names = self.places.take(self.reading, self.report)
        self._effects(names)
        if self.report.errors:
            return
        self._today(names)
        self._tell_rest(names)
        if not self.report.errors:
            self._check()

    def _line(self, place):
        return self.reading.lines.get(place, 0)

    def _trouble(self, line, code, value, detail="", is_question=False):
        self.report.troubles.append(sentence_of(Trouble(line, code, value, detail, is_question)))

    # Effects

    def _effects(self, names):
        known = {}
        for change in self.held.values():
            key = (change.rule, change.kind, change.event_id)
            known.setdefault(key, []).append(change)
        touched = {(self._article(change.rule), change.event_id) for change in self.held.values()}
        born = {c.rule for c in self.held.values() if c.kind == Change.Kind.INSERTED}
        new = []
        sources = {source.id: source for source in self.reading.act.sources}
        for effect in self.reading.act.effects:
            rule = names[effect.target]
            event = self.events.of(sources.get(effect.source), effect)
            matched = known.get((rule, effect.kind.value, event.pk))
            if matched:
                self._correct(matched[0], effect)
                continue
            if effect.id in self.reading.inherited and not self.is_empty:
                if effect.kind is law.Kind.INSERTED and self._is_born(rule, born):
                    continue
                if (self._article(rule), event.pk) in touched:
                    continue  # what is held tells more finely which part of the article changed
            new.append(self._new(effect, rule, event))
            if source := sources.get(effect.source):
                self.issues.add(source.named)
        self.events.told(self.report)
        new = [change for change in new if change is not None]
        if not self.report.errors:
            Change.objects.bulk_create(new, batch_size=500)
            self.held |= {change.identifier: change for change in new}

    def _article(self, rule):
        return rule.partition("__para")[0].partition("__point")[0]

    def _is_born(self, rule, born):
        """A whole article held in one text holds its parts."""
        while rule and rule not in born:
            rule = self.places.parent(rule)
        return rule in born and (rule.startswith(("art_", "sec_")))

    def _new(self, effect, rule, event):
        change = Change(
            act=self.act,
            identifier=self._free(effect, rule),
            rule=rule,
            kind=effect.kind.value,
            event=event,
            in_force=str(effect.begins or ""),
            is_computed=effect.is_computed,
            order=effect.order,
            number=effect.number if effect.kind is not law.Kind.SUBSTITUTED else "",
            text_bg=self._words(effect),
            is_official=effect.wording is not None and effect.wording.is_official,
            scope=effect.scope.value,
            consequence=effect.consequence.value,
            evidence=" · ".join(effect.evidence)[:500],
        )
        try:
            change.clean_fields(exclude=["act", "event"])
        except ValidationError as error:
            for field, said in error.message_dict.items():
                self._trouble(self._line(effect.target), "too_long", field, " ".join(said))
            return None
        self.report.changes.append(
            {
                "rule": self.places.name(rule),
                "line": self._line(effect.target),
                "what": str(change.get_kind_display()),
                "source": event.title_bg,
                "since": change.in_force,
            }
        )
        return change

    def _words(self, effect):
        return effect.wording.text.get("bg", "") if effect.wording else ""

    def _free(self, effect, rule):
        """The name the file gives it, where it is one and free; it says nothing of what it is."""
        is_name = re.fullmatch(r"[\w-]{1,110}", effect.id, re.ASCII)
        base = effect.id if is_name else f"{effect.source}-{rule}"[:110]
        name, number = base, 2
        while name in self.held or name in self.taken:
            name, number = f"{base}-{number}", number + 1
        self.taken.add(name)
        return name

    def _correct(self, change, effect):
        """A file that says the day itself corrects a held one; a computed day does not."""
        if not effect.is_computed and effect.begins and str(effect.begins) != change.in_force:
            begins = effect.begins
            if begins.is_exact and effect.id not in self.reading.inherited:
                self._set(change, "in_force", str(begins))
        words = self._words(effect)
        if words and effect.target not in self.reading.today:
            self._official(change, words, effect.target, effect.wording.is_official)

    def _set(self, change, field, value):
        before = getattr(change, field)
        self.report.corrected.append(
            {
                "rule": self.places.name(change.rule),
                "field": str(Change._meta.get_field(field).verbose_name),
                "before": str(before),
                "after": str(value),
            }
        )
        setattr(change, field, value)
        change.save()

    # Wordings

    def _today(self, names):
        """Give today's wordings to the changes that wrote what is in force."""
        if not self.reading.today:
            return
        work = work_of(self.act, list(self.held.values()))
        effects = work.effects
        last = max(
            (one.begins.latest for one in effects if one.begins), default=timezone.localdate()
        )
        state = law.as_of(work, max(last, timezone.localdate()))
        versions = {version.provision: version for version in state.versions}
        gone = {
            t.target
            for t in self.reading.act.effects
            if t.kind in law.ENDING_KINDS and not t.leaves_rest
        }
        holders = {p.parent for p in self.reading.act.places if p.id in self.reading.today}
        for place in self.reading.act.places:
            rule, text = names[place.id], self.reading.today.get(place.id, "")
            version = versions.get(rule)
            if version is None:
                if text and place.id not in gone:
                    self._trouble(self._line(place.id), "not_in_force", self.places.name(rule))
                continue
            change = self.held[version.made_by]
            # a summary of a whole article gives way too, when its paragraphs say it officially
            if text or (place.id in holders and change.text_bg and not change.is_official):
                self._official(change, text, place.id, True)

    def _official(self, change, text, place, is_official):
        if change.is_official and not is_official:
            return  # a summary never takes the place of the official text
        if change.text_bg == text and change.is_official == is_official:
            return
        self.report.wordings.append(
            {
                "rule": self.places.name(change.rule),
                "line": self._line(place),
                "before": change.text_bg,
                "after": text,
                "was_summary": not change.is_official,
            }
        )
        change.text_bg, change.is_official = text, is_official
        change.save()

    # What does not meet

    def _tell_rest(self, names):
        """Name what is held of the file's articles and stands in force, but not in the file."""
        if not self.reading.today or self.is_empty:
            return
        told = set(names.values())
        articles = {self._article(rule) for rule in told}
        work = work_of(self.act, list(self.held.values()))
        for version in law.as_of(work, timezone.localdate()).versions:
            rule = version.provision
            is_part = self._article(rule) in articles and "__" in rule
            if rule not in told and is_part and rule.startswith(("art_", "sec_")):
                self._trouble(0, "not_in_file", self.places.name(rule), is_question=True)
        self.report.not_in_file = sorted(
            {
                self.places.name(change.rule)
                for change in self.held.values()
                if change.rule not in told and self._article(change.rule) in articles
            }
        )

    def _check(self):
        """The act as it would be must hold together as well as the file does."""
        work = work_of(self.act, list(self.held.values()))
        lines = {self.held_rule(place): line for place, line in self.reading.lines.items()}
        for one in law.problems(work):
            if one.code in ("no_evidence", "dates_order"):
                continue
            named = self.places.name(one.target)
            line = lines.get(one.target, 0)
            is_exact = all(
                law.day(self.held[each].in_force).is_exact
                for each in (one.effect, one.detail)
                if each in self.held
            )
            self._trouble(
                line, one.code, named, one.detail,
                is_question=one.code == "overlapping" and not is_exact,
            )  # fmt: skip

    def held_rule(self, place):
        return self.places.names.get(place, place)
