"""An act read from Akoma Ntoso 3.0, ours or foreign, trusting none of it.

No entity is expanded and no document type is taken. Identifiers of the file only say what refers
to what inside it; every place gets its name anew from its number and what holds it.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from lxml import etree

from .acts import ActInTime, Named, Place, Source, names_of, spelled
from .akoma import AKN, our
from .consolidated import Reading
from .days import Day, day
from .derive import as_of, sequence
from .lines import LARGEST, ActFileError
from .model import WORDING_KINDS, Consequence, Effect, Kind, Wording
from .problems import problems
from .structure import Trouble, path_words

KINDS = {
    "part": "part", "title": "title", "chapter": "chapter", "section": "section",
    "division": "division", "transitional": "transitional", "article": "article",
    "paragraph": "paragraph", "point": "point", "subsection": "section",
}  # fmt: skip
THROUGH = frozenset(("list", "hcontainer", "alinea", "body", "subparagraph", "indent"))
WORDS = frozenset(("content", "intro", "wrapUp", "p"))
UNDRESS = re.compile(
    r"(?:чл(?:ен|\.)|§|глава|раздел|част|дял|ал(?:инея|\.)|т(?:очка|\.)|б(?:уква|\.)|\()?\s*(.+?)[\s.)]*",
    re.I,
)
URI = re.compile(r"/akn/[a-z]{2}/[\w./-]{1,180}")
DEEPEST = 60
Spans = dict[str, tuple["_Event | None", "_Event | None"]]


@dataclass
class _Event:
    day: Day
    source: str


@dataclass
class _Wording:
    text: str
    period: str
    is_official: bool
    printed: str
    ref: str


@dataclass
class _Found:
    """One place of the file: all its versions together."""

    kind: str
    line: int
    above: "_Found | None"
    printed: str
    heading: str
    refs: set[str]
    born_as: str = ""
    told_id: str = ""
    wordings: list[_Wording] = field(default_factory=list)
    is_gone: bool = False


def read_akoma(data: bytes) -> Reading:
    """Raises ActFileError for what is no act in Akoma Ntoso, or plays tricks with entities."""
    return _Reader(_parsed(data)).run()


def _parsed(data: bytes) -> etree._Element:
    if len(data) > LARGEST:
        raise ActFileError("too_large", str(LARGEST // 1024**2))
    head = re.sub(rb"<!--.*?-->", b"", data, flags=re.S)
    if (
        re.search(rb"<!\s*(DOCTYPE|ENTITY)", head)
        or b"<\x00!\x00D" in data
        or b"\x00<\x00!\x00D" in data
    ):
        raise ActFileError("doctype", line=data[: max(data.find(b"<!D"), 0)].count(b"\n") + 1)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ActFileError("broken", str(error)[:200], getattr(error, "lineno", 0) or 0) from error
    if root.getroottree().docinfo.doctype:
        raise ActFileError("doctype", line=1)
    if root.tag != f"{{{AKN}}}akomaNtoso":
        raise ActFileError("not_akoma", str(root.tag)[:120], root.sourceline or 0)
    return root


class _Reader:
    def __init__(self, root: etree._Element):
        document = next(iter(root), None)
        body = document.find(f"{{{AKN}}}body") if document is not None else None
        if document is None or _tag(document) not in ("act", "bill") or body is None:
            raise ActFileError("not_akoma", "act/body", root.sourceline or 0)
        self.document, self.body = document, body
        self.troubles: list[Trouble] = []
        self.unread: list[tuple[int, str]] = []
        self.found: list[_Found] = []
        self.by_ref: dict[str, _Found] = {}
        self.by_token: dict[tuple[int, str, str], _Found] = {}
        self.is_many = document.get("contains") == "multipleVersions"

    def run(self) -> Reading:
        language = self._first("FRBRLanguage", "FRBRlanguage", "language") or "bul"
        if language != "bul":
            raise ActFileError("language", language)
        uri = self._first("FRBRWork", "FRBRuri", "value")
        if not URI.fullmatch(uri):
            if uri:
                self._trouble(self.document, "bad_uri", uri[:120])
            uri = ""
        self._hierarchy(self.body, None, 0)
        events = self._events()
        spans = self._spans(events)
        effects = self._effects(events, spans)
        if not effects or not self.is_many:
            effects += self._without_mods(effects, spans)
        if any(not one.is_question for one in self.troubles):
            return Reading(ActInTime(uri, self._title(), (), ()), self.troubles, self.unread)
        names = self._names(effects)
        if names is None:
            return Reading(ActInTime(uri, self._title(), (), ()), self.troubles, self.unread)
        return self._reading(uri, names, effects, spans)

    def _reading(
        self, uri: str, names: dict[int, str], effects: list[tuple[_Found, Effect]], spans: Spans
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
        act = ActInTime(uri, self._title(), places, tuple(sequence(named)), self._sources(named))
        self._overlaps(spans)
        self._twice(act, of)
        lines = {of[id(one)]: one.line for one in self.found}
        told = {effect.id: effect for effect in named}
        path_of = {of[id(one)]: _words_of(one) for one in self.found}
        for one in problems(act.work):
            if one.code == "no_evidence" and told[one.effect].source:
                continue  # the reference in the file is the evidence
            is_question = one.code in ("dates_order", "no_wording")
            line = lines.get(one.target, 0)
            named_as = path_of.get(one.target, one.target)
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
            {of[id(one)]: _path(one) for one in self.found}, foreign,
        )  # fmt: skip

    # The head

    def _first(self, block: str, name: str, attribute: str) -> str:
        for element in self.document.iter(f"{{{AKN}}}{name}"):
            parent = element.getparent()
            if block == "FRBRLanguage" or (parent is not None and _tag(parent) == block):
                return element.get(attribute, "")
        return ""

    def _title(self) -> str:
        for name in ("docTitle", "longTitle", "shortTitle"):
            for element in self.document.iter(f"{{{AKN}}}{name}"):
                return _said(element)
        return self._first("FRBRWork", "FRBRname", "value") or self._first(
            "FRBRWork", "FRBRalias", "value"
        )

    def _trouble(self, element: etree._Element, code: str, value: str, detail: str = "") -> None:
        self.troubles.append(Trouble(element.sourceline or 0, code, value, detail))

    def _day(self, element: etree._Element, written: str) -> Day | None:
        try:
            return day(written[:10])
        except ValueError:
            self._trouble(element, "bad_day", written[:40])
            return None

    def _events(self) -> dict[str, _Event]:
        found = {}
        for element in self.document.iter(f"{{{AKN}}}eventRef"):
            known = self._day(element, element.get(our("day")) or element.get("date", ""))
            if known:
                source = element.get("source", "").lstrip("#")
                found[element.get("eId", "")] = _Event(known, source)
        return found

    def _spans(self, events: dict[str, _Event]) -> Spans:
        """{period: (start, end)} of the temporal groups."""
        found: Spans = {}
        for group in self.document.iter(f"{{{AKN}}}temporalGroup"):
            ends: list[_Event | None] = [None, None]
            for interval in group.iter(f"{{{AKN}}}timeInterval"):
                for at, name in enumerate(("start", "end")):
                    ref = interval.get(name, "").lstrip("#")
                    if ref and ref not in events:
                        self._trouble(interval, "unknown_reference", ref[:80])
                    ends[at] = events.get(ref)
            found[group.get("eId", "")] = (ends[0], ends[1])
        return found

    def _sources(self, effects: tuple[Effect, ...]) -> tuple[Source, ...]:
        used = {one.source for one in effects}
        found = []
        for block in self.document.iter(f"{{{AKN}}}references"):
            for element in block:
                name = element.get("eId", "")
                if name not in used or _tag(element) not in (
                    "original",
                    "passiveRef",
                    "jurisprudence",
                ):
                    continue
                href = element.get("href", "")
                gazette = element.get(our("gazette"), "") or _pair(href, r"officialGazette/dv")
                court = element.get(our("court"), "") or _pair(href, r"judgment/cc")
                written = element.get(our("day"), "")
                found.append(
                    Source(
                        name,
                        gazette if re.fullmatch(r"\d{1,4}/\d{4}", gazette) else "",
                        court if re.fullmatch(r"\d{1,4}/\d{4}", court) else "",
                        self._day(element, written) if written else None,
                        element.get("showAs", "")[:300],
                        element.get(our("record"), "")[:120],
                        "" if gazette or court else href[:300],
                    )
                )
        return tuple(found)

    # The body

    def _hierarchy(self, element: etree._Element, above: _Found | None, depth: int) -> None:
        if depth > DEEPEST:
            self._trouble(element, "too_deep", _tag(element))
            return
        for child in element:
            tag = _tag(child)
            if tag in KINDS:
                found = self._place(child, tag, above)
                if found:
                    self._words(child, found)
                    self._hierarchy(child, found, depth + 1)
            elif tag in THROUGH:
                if above:
                    self._words(child, above)
                self._hierarchy(child, above, depth + 1)
            elif tag not in ("num", "heading", *WORDS) and (said := _said(child)):
                self.unread.append((child.sourceline or 0, f"<{tag}> {said[:200]}"))

    def _place(self, element: etree._Element, tag: str, above: _Found | None) -> _Found | None:
        printed = _printed(element)
        kind = self._kind(tag, printed, element, above)
        if kind != "transitional":
            try:
                spelled(printed)
            except ValueError:
                self._trouble(element, "number", printed or f"<{tag}>")
                return None
        token = element.get("wId") or element.get("eId") or f"{kind} {printed}"
        known = self.by_token.get((id(above), kind, token))
        if known is None:
            known = _Found(kind, element.sourceline or 0, above, printed, "", set())
            known.told_id = element.get("wId") or element.get("eId") or ""
            self.by_token[id(above), kind, token] = known
            self.found.append(known)
        elif not (element.get("period") and self.is_many):
            self._trouble(element, "twice", printed, str(known.line))
            return None
        known.printed = printed  # versions stand in their order: the last has the number of today
        known.born_as = element.get(our("born-as"), "")[:20] or known.born_as
        heading = element.find(f"{{{AKN}}}heading")
        known.heading = _said(heading) if heading is not None else known.heading
        known.is_gone = element.get("status") == "removed" and not self.is_many
        for ref in (element.get("eId"), element.get("wId")):
            if ref:
                other = self.by_ref.setdefault(ref, known)
                if other is not known:
                    self._trouble(element, "same_id", ref, str(other.line))
        return known

    @staticmethod
    def _kind(tag: str, printed: str, element: etree._Element, above: _Found | None) -> str:
        kind = KINDS[tag]
        num = element.find(f"{{{AKN}}}num")
        if tag == "section" and (
            "§" in _said(num if num is not None else element)[:3]
            or (above and above.kind == "transitional")
        ):
            return "sign"
        if kind == "section" and above is None:
            return "division"
        if kind == "point" and re.fullmatch(r"[а-я]", printed, re.I):
            return "letter"
        if kind == "point" and re.fullmatch(r"([а-я])\1", printed, re.I):
            return "subpoint"
        return kind

    def _words(self, element: etree._Element, found: _Found) -> None:
        """The wordings that stand in an element: its content, or the paragraphs of its intro."""
        by_version: dict[str, list[etree._Element]] = defaultdict(list)
        for block in element:
            if _tag(block) not in ("content", "intro", "wrapUp", "p"):
                continue
            for p in _paragraphs(block):
                period = p.get("period") or element.get("period") or ""
                by_version[p.get(our("version")) or period].append(p)
        for group in by_version.values():
            first = group[0]
            of = first if first.get("period") else element
            status = of.get(our("was")) or of.get("status", "")
            text = "\n".join(_said(p) for p in group)
            found.wordings.append(
                _Wording(
                    text, (of.get("period") or "").lstrip("#"), status != "editorial",
                    _printed(element),
                    first.get(our("version")) or element.get("eId") or "",
                )
            )  # fmt: skip

    # What happened

    def _effects(self, events: dict[str, _Event], spans: Spans) -> list[tuple[_Found, Effect]]:
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
            self.unread.append((element.sourceline or 0, f"<{_tag(element)} type={told!r}>"))
            return None

    def _effect(
        self, element: etree._Element, kind: Kind, spans: Spans, wordings: dict[str, _Wording]
    ) -> tuple[_Found, Effect] | None:
        destination = element.get("destination", "").lstrip("#") or _href(element, "destination")
        target = self.by_ref.get(destination)
        if target is None:
            self._trouble(element, "unknown_reference", destination[:80])
            return None
        force = element.find(f"{{{AKN}}}force")
        period = (force.get("period") if force is not None else "") or ""
        if period.lstrip("#") not in spans and period:
            self._trouble(element, "unknown_reference", period[:80])
        start = spans.get(period.lstrip("#"), (None, None))[0]
        source = (element.get("source") or "").lstrip("#") or _href(element, "source")
        days = {
            name: self._day(element, written) if (written := element.get(our(name), "")) else None
            for name in ("decided", "promulgated", "in-force", "applies")
        }
        has_own = any(days.values())
        new = (element.get(our("new"), "") or _href(element, "new")).lstrip("#")
        consequence = element.get(our("consequence"), "")
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
            consequence=Consequence(consequence)
            if consequence in [one.value for one in Consequence]
            else Consequence.UNKNOWN,
            evidence=tuple(one for one in element.get(our("evidence"), "").split("\n") if one),
        )
        return target, effect

    @staticmethod
    def _wording(element: etree._Element, kind: Kind, shown: _Wording | None) -> Wording | None:
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
        self, told: list[tuple[_Found, Effect]], spans: Spans
    ) -> list[tuple[_Found, Effect]]:
        """What follows from the periods alone, for a place of which no modification speaks."""
        spoken = {id(place) for place, _ in told}
        holders = {id(place.above) for place in self.found if place.above}
        adopted = next(iter(spans.values()), (None, None))[0] or self._adopted()
        found: list[tuple[_Found, Effect]] = []
        for at, place in enumerate(self.found):
            if id(place) in spoken or (id(place) in holders and not place.wordings):
                continue
            known = place.wordings or [_Wording("", "", True, place.printed, "")]
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

    def _adopted(self) -> _Event | None:
        for element in self.document.iter(f"{{{AKN}}}FRBRWork"):
            date = element.find(f"{{{AKN}}}FRBRdate")
            if date is not None and (known := self._day(date, date.get("date", ""))):
                return _Event(known, "adoption")
        return None

    # Names, and what does not fit

    def _names(self, effects: list[tuple[_Found, Effect]]) -> dict[int, str] | None:
        born: dict[int, tuple[int, int]] = {}
        first: dict[int, Effect] = {}
        for place, effect in effects:
            if effect.begins and effect.kind is Kind.INSERTED:
                known = first.get(id(place))
                if known is None or (known.begins and effect.begins < known.begins):
                    first[id(place)] = effect
        sources = {one.id: one for one in self._sources(tuple(one for _, one in effects))}
        for key, effect in first.items():
            source = sources.get(effect.source)
            issue, _, year = (source.gazette if source else "").partition("/")
            begins = effect.begins.earliest.year if effect.begins else 0
            born[key] = (int(year or begins), int(issue or 0))
        earliest = min(born.values(), default=(0, 0))
        for one in reversed(self.found):  # what only holds others is as old as the first of them
            if one.above and id(one) in born and id(one.above) not in first:
                youngest = born.get(id(one.above), born[id(one)])
                born[id(one.above)] = min(youngest, born[id(one)])
        keys = {id(one): key for key, one in enumerate(self.found)}
        named, groups = [], 0
        for key, one in enumerate(self.found):
            printed = one.born_as or one.printed
            when = born.get(id(one)) or (born.get(id(one.above)) if one.above else None) or earliest
            born.setdefault(id(one), when)
            if one.kind == "transitional":
                groups += when == earliest
                printed = str(groups) if when == earliest else f"{when[0]}-{when[1]}"
            above = keys[id(one.above)] if one.above else None
            named.append(Named(key, one.kind, printed, above, when))
        try:
            return names_of(named)
        except ValueError as error:
            self.troubles.append(Trouble(0, "number", str(error)[:80]))
            return None

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
                    told = Trouble(place.line, "overlapping_versions", _words_of(place), detail)
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
                told = Trouble(lines[1], "twice", _words_of(place), str(lines[0]))
                self.troubles.append(told)
            seen[key] = version.provision

    def _today(self, of: dict[int, str]) -> dict[str, str]:
        return {
            of[id(one)]: one.wordings[-1].text
            for one in self.found
            if one.wordings and one.wordings[-1].text and one.wordings[-1].is_official
        }


def _tag(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _said(element: etree._Element) -> str:
    return re.sub(r"[ \t\r\n]+", " ", "".join(element.itertext())).strip()


def _paragraphs(block: etree._Element) -> Iterator[etree._Element]:
    inner = [one for one in block if _tag(one) in ("p", "block")]
    yield from inner or [block]


def _printed(element: etree._Element) -> str:
    num = element.find(f"{{{AKN}}}num")
    if num is None:
        return ""
    match = UNDRESS.fullmatch(_said(num))
    return match[1] if match else ""


def _href(element: etree._Element, name: str) -> str:
    found = element.find(f"{{{AKN}}}{name}")
    return (found.get("href") or "").lstrip("#") if found is not None else ""


def _pair(href: str, kind: str) -> str:
    match = re.search(rf"/akn/bg/{kind}/(\d{{4}})/(\d{{1,4}})$", href)
    return f"{match[2]}/{match[1]}" if match else ""


def _words_of(found: _Found) -> str:
    above = _words_of(found.above) if found.above else ""
    return path_words(found.kind, found.printed, above)


def _path(found: _Found) -> tuple[str, ...]:
    numbers: list[str] = []
    above: _Found | None = found
    while above and above.kind in ("article", "sign", "paragraph", "point", "letter", "subpoint"):
        numbers.insert(0, spelled(above.printed))
        above = above.above
    return tuple(numbers)
