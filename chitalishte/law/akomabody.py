"""The body of a file in Akoma Ntoso: its places with their versions, and their names here."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from .acts import Named, Source, names_of, spelled
from .akoma import AKN, our
from .akomahead import said_in, tag_of
from .model import Effect, Kind
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
DEEPEST = 60


@dataclass
class WordingFound:
    text: str
    period: str
    is_official: bool
    printed: str
    ref: str


@dataclass
class Found:
    """One place of the file: all its versions together."""

    kind: str
    line: int
    above: "Found | None"
    printed: str
    heading: str
    refs: set[str]
    born_as: str = ""
    told_id: str = ""
    wordings: list[WordingFound] = field(default_factory=list)
    is_gone: bool = False


class Body:
    """Goes through the hierarchy; faults go to `troubles`, what is left out to `unread`."""

    def __init__(
        self,
        body: etree._Element,
        is_many: bool,
        troubles: list[Trouble],
        unread: list[tuple[int, str]],
    ):
        self.is_many, self.troubles, self.unread = is_many, troubles, unread
        self.found: list[Found] = []
        self.by_ref: dict[str, Found] = {}
        self.by_token: dict[tuple[int, str, str], Found] = {}
        self._hierarchy(body, None, 0)

    def _trouble(self, element: etree._Element, code: str, value: str, detail: str = "") -> None:
        self.troubles.append(Trouble(element.sourceline or 0, code, value, detail))

    def _hierarchy(self, element: etree._Element, above: Found | None, depth: int) -> None:
        if depth > DEEPEST:
            self._trouble(element, "too_deep", tag_of(element))
            return
        for child in element:
            tag = tag_of(child)
            if tag in KINDS:
                found = self._place(child, tag, above)
                if found:
                    self._words(child, found)
                    self._hierarchy(child, found, depth + 1)
            elif tag in THROUGH:
                if above:
                    self._words(child, above)
                self._hierarchy(child, above, depth + 1)
            elif tag not in ("num", "heading", *WORDS) and (said := said_in(child)):
                self.unread.append((child.sourceline or 0, f"<{tag}> {said[:200]}"))

    def _place(self, element: etree._Element, tag: str, above: Found | None) -> Found | None:
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
            known = Found(kind, element.sourceline or 0, above, printed, "", set())
            known.told_id = element.get("wId") or element.get("eId") or ""
            self.by_token[id(above), kind, token] = known
            self.found.append(known)
        elif not (element.get("period") and self.is_many):
            self._trouble(element, "twice", printed, str(known.line))
            return None
        known.printed = printed  # versions stand in their order: the last has the number of today
        known.born_as = element.get(our("born-as"), "")[:20] or known.born_as
        heading = element.find(f"{{{AKN}}}heading")
        known.heading = said_in(heading) if heading is not None else known.heading
        known.is_gone = element.get("status") == "removed" and not self.is_many
        for ref in (element.get("eId"), element.get("wId")):
            if ref:
                other = self.by_ref.setdefault(ref, known)
                if other is not known:
                    self._trouble(element, "same_id", ref, str(other.line))
        return known

    @staticmethod
    def _kind(tag: str, printed: str, element: etree._Element, above: Found | None) -> str:
        kind = KINDS[tag]
        num = element.find(f"{{{AKN}}}num")
        if tag == "section" and (
            "§" in said_in(num if num is not None else element)[:3]
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

    def _words(self, element: etree._Element, found: Found) -> None:
        """The wordings that stand in an element: its content, or the paragraphs of its intro."""
        by_version: dict[str, list[etree._Element]] = defaultdict(list)
        for block in element:
            if tag_of(block) not in ("content", "intro", "wrapUp", "p"):
                continue
            for p in _paragraphs(block):
                period = p.get("period") or element.get("period") or ""
                by_version[p.get(our("version")) or period].append(p)
        for group in by_version.values():
            first = group[0]
            of = first if first.get("period") else element
            status = of.get(our("was")) or of.get("status", "")
            text = "\n".join(said_in(p) for p in group)
            found.wordings.append(
                WordingFound(
                    text, (of.get("period") or "").lstrip("#"), status != "editorial",
                    _printed(element),
                    first.get(our("version")) or element.get("eId") or "",
                )
            )  # fmt: skip

    def names(
        self, effects: list[tuple[Found, Effect]], sources_told: tuple[Source, ...]
    ) -> dict[int, str] | None:
        born: dict[int, tuple[int, int]] = {}
        first: dict[int, Effect] = {}
        for place, effect in effects:
            if effect.begins and effect.kind is Kind.INSERTED:
                known = first.get(id(place))
                if known is None or (known.begins and effect.begins < known.begins):
                    first[id(place)] = effect
        sources = {one.id: one for one in sources_told}
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


def _paragraphs(block: etree._Element) -> Iterator[etree._Element]:
    inner = [one for one in block if tag_of(one) in ("p", "block")]
    yield from inner or [block]


def _printed(element: etree._Element) -> str:
    num = element.find(f"{{{AKN}}}num")
    if num is None:
        return ""
    match = UNDRESS.fullmatch(said_in(num))
    return match[1] if match else ""


def words_of(found: Found) -> str:
    above = words_of(found.above) if found.above else ""
    return path_words(found.kind, found.printed, above)


def path_of(found: Found) -> tuple[str, ...]:
    numbers: list[str] = []
    above: Found | None = found
    while above and above.kind in ("article", "sign", "paragraph", "point", "letter", "subpoint"):
        numbers.insert(0, spelled(above.printed))
        above = above.above
    return tuple(numbers)
