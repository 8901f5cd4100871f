"""An act read from Akoma Ntoso 3.0, ours or foreign, trusting none of it.

No entity is expanded and no document type is taken. Identifiers of the file only say what refers
to what inside it; every place gets its name anew from its number and what holds it.
"""

import datetime
from dataclasses import replace
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

from lxml import etree

from .acts import ActInTime, Place
from .akoma import AKN, our
from .akomabody import Body, Found, WordingFound, path_of, words_of
from .akomahead import Head, Spans, parsed, tag_of
from .consolidated import Reading
from .derive import as_of, sequence
from .lines import ActFileError
from .model import WORDING_KINDS, Consequence, Effect, Kind, Scope, Wording
from .problems import problems
from .structure import Trouble

Named = TypeVar("Named", bound=StrEnum)


def read_akoma(data: bytes) -> Reading:
    """Raises ActFileError for what is no act in Akoma Ntoso, or plays tricks with entities."""
    return _Reader(parsed(data)).run()


class _Reader:
    def __init__(self, root: etree._Element):
        document = next(iter(root), None)
        body = document.find(f"{{{AKN}}}body") if document is not None else None
        if document is None or tag_of(document) not in ("act", "bill") or body is None:
            raise ActFileError("not_akoma", "act/body", root.sourceline or 0)
        self.document = document
        self.troubles: list[Trouble] = []
        self.unread: list[tuple[int, str]] = []
        self.is_many = document.get("contains") == "multipleVersions"
        self.head = Head(document, self.troubles)
        self.uri = self.head.uri()
        self.body = Body(body, self.is_many, self.troubles, self.unread)
        self.found = self.body.found

    def run(self) -> Reading:
        spans = self.head.spans(self.head.events())
        effects = self._effects(spans)
        if not effects or not self.is_many:
            effects += self._without_mods(effects, spans)
        names = None
        if all(one.is_question for one in self.troubles):
            sources = self.head.sources(one for _, one in effects)
            names = self.body.names(effects, sources)
        if names is None:
            act = ActInTime(self.uri, self.head.title(), (), ())
            return Reading(act, self.troubles, self.unread)
        return self._reading(names, effects, spans)

    def _reading(
        self, names: dict[int, str], effects: list[tuple[Found, Effect]], spans: Spans
    ) -> Reading:
        of = {id(one): names[key] for key, one in enumerate(self.found)}
        places = tuple(
            Place(
                of[id(one)],
                of[id(one.above)] if one.above else "",
                one.kind,
                one.born_as or one.printed,
                {"bg": one.heading} if one.heading else {},
            )
            for one in self.found
        )
        named = tuple(replace(effect, target=of[id(place)]) for place, effect in effects)
        act = ActInTime(
            self.uri, self.head.title(), places, tuple(sequence(named)), self.head.sources(named)
        )
        self._overlaps(spans)
        self._twice(act, of)
        lines = {of[id(one)]: one.line for one in self.found}
        told = {effect.id: effect for effect in named}
        named_as_of = {of[id(one)]: words_of(one) for one in self.found}
        for one in problems(act.work):
            if one.code == "no_evidence" and told[one.effect].source:
                continue  # the reference in the file is the evidence
            is_question = one.code in ("dates_order", "no_wording")
            line = lines.get(one.target, 0)
            named_as = named_as_of.get(one.target, one.target)
            self.troubles.append(Trouble(line, one.code, named_as, one.detail, is_question))
        foreign = [
            (one.line, f"{one.told_id} → {of[id(one)]}")
            for one in self.found
            if one.told_id and one.told_id != of[id(one)]
        ]
        today = {} if self.is_many else self._today(of)
        self.troubles.sort(key=lambda one: one.line)
        return Reading(
            act, self.troubles, self.unread, lines, set(), today,
            {of[id(one)]: path_of(one) for one in self.found}, foreign,
        )  # fmt: skip

    # What happened

    def _effects(self, spans: Spans) -> list[tuple[Found, Effect]]:
        wordings = {one.ref: one for place in self.found for one in place.wordings if one.ref}
        found = []
        blocks = [
            *self.document.iter(f"{{{AKN}}}passiveModifications"),
            *self.document.iter(f"{{{AKN}}}proprietary"),
        ]
        for element in (one for block in blocks for one in block):
            kind = self._kind_of_mod(element)
            if kind is None:
                continue
            effect = self._effect(element, kind, spans, wordings)
            if effect:
                found.append(effect)
        return found

    def _kind_of_mod(self, element: etree._Element) -> Kind | None:
        if element.tag == our("proposal"):
            return Kind.PROPOSED
        if not element.tag.startswith(f"{{{AKN}}}"):
            return None
        told = element.get("type", "")
        told = {"replacement": "substitution"}.get(told, told)
        try:
            return Kind(told)
        except ValueError:
            self.unread.append((element.sourceline or 0, f"<{tag_of(element)} type={told!r}>"))
            return None

    def _effect(
        self, element: etree._Element, kind: Kind, spans: Spans, wordings: dict[str, WordingFound]
    ) -> tuple[Found, Effect] | None:
        destination = element.get("destination", "").lstrip("#") or _href(element, "destination")
        target = self.body.by_ref.get(destination)
        if target is None:
            self.head.trouble(element, "unknown_reference", destination[:80])
            return None
        force = element.find(f"{{{AKN}}}force")
        period = (force.get("period") if force is not None else "") or ""
        if period.lstrip("#") not in spans and period:
            self.head.trouble(element, "unknown_reference", period[:80])
        start = spans.get(period.lstrip("#"), (None, None))[0]
        source = (element.get("source") or "").lstrip("#") or _href(element, "source")
        days = {
            name: self.head.day(element, written)
            if (written := element.get(our(name), ""))
            else None
            for name in ("decided", "promulgated", "in-force", "applies")
        }
        has_own = any(days.values())
        new = (element.get(our("new"), "") or _href(element, "new")).lstrip("#")
        effect = Effect(
            element.get(our("id"), "")[:120] or f"{source}-{destination}-{element.get('eId')}",
            kind,
            destination,
            "" if source == "unknown" else source,
            decided_on=days["decided"],
            promulgated_on=days["promulgated"],
            in_force_on=days["in-force"] if has_own else (start.day if start else None),
            applies_on=days["applies"],
            is_computed=element.get(our("computed")) == "yes",
            order=int(told) if (told := element.get(our("order"), "0")).isdecimal() else 0,
            wording=self._wording(element, kind, wordings.get(new)),
            number=element.get(our("number"), "")[:20],
            strikes=element.get(our("strikes"), "")[:120],
            scope=_known(Scope, element.get(our("scope"), "")),
            consequence=_known(Consequence, element.get(our("consequence"), "")),
            evidence=tuple(one for one in element.get(our("evidence"), "").split("\n") if one),
        )
        return target, effect

    @staticmethod
    def _wording(element: etree._Element, kind: Kind, shown: WordingFound | None) -> Wording | None:
        if shown is not None:
            return Wording({"bg": shown.text} if shown.text else {}, shown.is_official)
        official = element.get(our("official"))
        if official is not None:
            says = element.get(our("says"), "")
            return Wording({"bg": says} if says else {}, official == "yes")
        if kind in WORDING_KINDS and kind is not Kind.RENUMBERED:
            return Wording({}, is_official=True)
        return None

    def _without_mods(
        self, told: list[tuple[Found, Effect]], spans: Spans
    ) -> list[tuple[Found, Effect]]:
        """What follows from the periods alone, for a place of which no modification speaks."""
        spoken = {id(place) for place, _ in told}
        holders = {id(place.above) for place in self.found if place.above}
        adopted = next(iter(spans.values()), (None, None))[0] or self.head.adopted()
        found: list[tuple[Found, Effect]] = []
        for at, place in enumerate(self.found):
            if id(place) in spoken or (id(place) in holders and not place.wordings):
                continue
            known = place.wordings or [WordingFound("", "", True, place.printed, "")]
            for position, one in enumerate(known):
                start, end = spans.get(one.period, (adopted, None))
                kind = Kind.SUBSTITUTED if position else Kind.INSERTED
                says = {"bg": one.text} if one.text else {}
                if start:
                    effect = Effect(
                        f"{start.source or 'akn'}-{at}-{position}", kind, "", start.source,
                        in_force_on=start.day, order=at,
                        wording=Wording(says, one.is_official),
                        number=(one.printed or place.printed) if kind is Kind.INSERTED else "",
                    )  # fmt: skip
                    found.append((place, effect))
                if end and position == len(known) - 1:
                    gone = Effect(
                        f"{end.source or 'akn'}-{at}-end", Kind.REPEALED, "", end.source,
                        in_force_on=end.day, order=at,
                    )  # fmt: skip
                    found.append((place, gone))
        return found

    # Names, and what does not fit

    def _overlaps(self, spans: Spans) -> None:
        for place in self.found:
            timed = []
            for one in place.wordings:
                start, end = spans.get(one.period, (None, None))
                if start:
                    timed.append((start.day, end.day if end else None))
            timed.sort(key=lambda pair: (pair[0].earliest, pair[1] is None))
            for (since, until), (then, _) in pairwise(timed):
                if until is None or then < until:
                    detail = f"{since} – {until or '…'}, {then} – …"
                    told = Trouble(place.line, "overlapping_versions", words_of(place), detail)
                    self.troubles.append(told)

    def _twice(self, act: ActInTime, of: dict[int, str]) -> None:
        """Two places of one number that both stand at the end of the story."""
        found = {of[id(one)]: one for one in self.found}
        seen: dict[tuple[str, str, str], str] = {}
        for version in as_of(act.work, datetime.date.max).versions:
            place = found[version.provision]
            above = "" if place.kind == "article" or not place.above else of[id(place.above)]
            key = (place.kind, above, version.number)
            if place.kind == "transitional":
                continue
            if key in seen:
                lines = sorted((place.line, found[seen[key]].line))
                told = Trouble(lines[1], "twice", words_of(place), str(lines[0]))
                self.troubles.append(told)
            seen[key] = version.provision

    def _today(self, of: dict[int, str]) -> dict[str, str]:
        return {
            of[id(one)]: one.wordings[-1].text
            for one in self.found
            if one.wordings and one.wordings[-1].text and one.wordings[-1].is_official
        }


def _known(names: type[Named], written: str) -> Named:
    """The member of an enumeration that a file names, its empty one for any other word."""
    return names(written if written in [one.value for one in names] else "")


def _href(element: etree._Element, name: str) -> str:
    found = element.find(f"{{{AKN}}}{name}")
    return (found.get("href") or "").lstrip("#") if found is not None else ""
