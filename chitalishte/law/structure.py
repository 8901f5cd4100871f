"""The structure of an act from its lines: what begins where, under which number, with which past.

Глава › Раздел › Чл. › ал. › т. › буква; § under its own heading. Lines come with their numbers, so
that everything that does not fit is told with its place.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from . import annotations
from .annotations import Note
from .eid import number

RANKS = (
    "part", "title", "chapter", "section", "transitional", "article", "sign", "paragraph",
    "point", "letter", "subpoint",
)  # fmt: skip
ORDINAL = r"(?P<number>[а-я]+(?:\s+и\s+[а-я]+)?|[IVXLC]+|\d+[а-я]?)"
WORD_END = r"(?=[\s(.:]|$)"
CUTS = (
    ("part", re.compile(rf"част\s+{ORDINAL}{WORD_END}\.?\s*", re.I)),
    ("title", re.compile(rf"дял\s+{ORDINAL}{WORD_END}\.?\s*", re.I)),
    ("chapter", re.compile(rf"глава\s+{ORDINAL}{WORD_END}\.?\s*", re.I)),
    ("section", re.compile(rf"раздел\s+{ORDINAL}{WORD_END}\.?\s*", re.I)),
    (
        "transitional",
        re.compile(
            r"(?P<number>(?:допълнителн|преходн|заключителн)[аи]"
            r"(?:\s+и\s+(?:преходн|заключителн)[аи])?\s+разпоредб[аи])(?P<rest>.*)",
            re.I,
        ),
    ),
    ("article", re.compile(r"Чл(?:\.|ен)\s*(?P<number>\d+\s?[а-я]{0,2})(?:\.|(?=\s*[(\[])|$)\s*")),
    ("sign", re.compile(r"§\s*(?P<number>\d+\s?[а-я]{0,2})\.?\s*")),
    ("paragraph", re.compile(r"\((?P<number>\d+[а-я]?)\)\s*")),
    ("point", re.compile(r"(?P<number>\d{1,3}[а-я]?)\.(?:\s+|(?=[(])|$)")),
    ("subpoint", re.compile(r"(?P<number>([а-я])\2)\)\s*")),
    ("letter", re.compile(r"(?P<number>[а-я])\)\s*")),
)
RANGE = re.compile(r"Чл\.\s*(\d+)\s*(?:[-–—]|и|до)\s*(?:чл\.\s*)?(\d+)\.\s*(?=\()")
HEADER = re.compile(r"\(?\s*обн(?:\.|ародван)", re.I)
NAMED = re.compile(
    r"(?:закон|кодекс|конституция|наредба|правилник|постановление|указ|инструкция)\b", re.I
)
INSIDE = re.compile(r"\(([^()]*)\)")
# "(обн., ДВ, …; изм., бр. …)" is how one act names another
TELLS = re.compile(r"^(?!\s*обн)(?=.*\b(?:изм|доп|отм|нов[аио]?|изр)\b)", re.I)
# what stands under an act of who adopted it and when
ADOPTED = re.compile(
    r"(?:законът|кодексът|конституцията|(?:този|настоящият)\s+\w+)\s+е\s+приета?\s+от\b", re.I
)
STOPS = (".", ";", ":", "!", "?")
MOST_JOINED = 6  # lines of one bracket
LONGEST = 40  # parts of one range: "Чл. 5 - 44. (Отм. …)"


@dataclass
class Part:
    """One place of the text as it is printed today.

    printed  its number; line  where it begins, from 1
    text     its own words, without those of its parts
    """

    kind: str
    printed: str
    line: int
    parent: "Part | None" = None
    heading: str = ""
    text: str = ""
    notes: list[Note] = field(default_factory=list)
    children: list["Part"] = field(default_factory=list)

    @property
    def path(self) -> str:
        """How people name it: "чл. 129, ал. 3"."""
        return path_words(self.kind, self.printed, self.parent.path if self.parent else "")


WORDS = {
    "article": "чл. ", "sign": "§ ", "paragraph": "ал. ", "point": "т. ", "letter": "буква ",
    "subpoint": "буква ", "chapter": "глава ", "section": "раздел ", "division": "раздел ",
    "part": "част ", "title": "дял ",
}  # fmt: skip


def path_words(kind: str, printed: str, above: str) -> str:
    """How people name a place: "чл. 129, ал. 3"; above is the name of what holds it."""
    own = f"{WORDS.get(kind, '')}{printed}" or "разпоредби"
    inner = kind in ("paragraph", "point", "letter", "subpoint", "section")
    return f"{above}, {own}" if inner and above else own


@dataclass(frozen=True)
class Trouble:
    """What does not fit, with its place.

    code         a key of the sentences an editor sees
    value        what stands there; detail  another line, number or day
    is_question  may be right: an editor who has looked may let it pass
    """

    line: int
    code: str
    value: str = ""
    detail: str = ""
    is_question: bool = False


@dataclass
class Outline:
    title: str = ""
    past: tuple[Note, ...] = ()  # "Обн., ДВ, бр. 56 от 13 юли 1991 г., изм., бр. 85 …"
    parts: list[Part] = field(default_factory=list)  # in the order of the text
    troubles: list[Trouble] = field(default_factory=list)
    unread: list[tuple[int, str]] = field(default_factory=list)


def outline(lines: Iterable[tuple[int, str]]) -> Outline:
    """lines  (number, text) in reading order; empty ones may be left out"""
    builder = _Builder()
    for line, text in _unbroken(lines):
        builder.line(line, text)
    return builder.done()


def _unbroken(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Lines with words in them; a bracket of the past that a wrapped line broke is whole again."""
    begun, held, joined = 0, "", 0
    for line, text in lines:
        plain = re.sub(r"\s+", " ", text.replace("\ufeff", "")).strip()
        if not re.search(r"\w", plain):  # a row of dashes or dots between parts says nothing
            continue
        begun, held = (begun, f"{held} {plain}") if held else (line, plain)
        inside = held[held.rfind("(") + 1 :] if held.rfind("(") > held.rfind(")") else ""
        if inside and annotations.begins(inside) and joined < MOST_JOINED:
            joined += 1
            continue
        yield begun, held
        held, joined = "", 0
    if held:
        yield begun, held


class _Builder:
    def __init__(self) -> None:
        self.found = Outline()
        self.open: list[Part] = []
        self.waiting: list[tuple[int, str]] = []  # a line that may be the heading of what follows
        self.header: list[str] = []
        self.now = 0
        self.header_line = 0
        self.ends_sentence = True

    def line(self, line: int, text: str) -> None:
        self.now = line
        if not self.found.parts and self._before(line, text):
            return
        if ADOPTED.match(text):
            self._flush()
            self.found.unread.append((line, text))
            return
        if self._is_quoted(text):
            self._say(self.open[-1], text)
            return
        if pair := RANGE.match(text):
            self._flush()
            self._range(line, pair, text[pair.end() :])
            return
        cut = _cut(text, self.open)
        if cut is None:
            self._more(line, text)
            return
        kind, printed, rest = cut
        heading = self._heading_for(kind)
        part = self._begin(kind, printed, line)
        part.heading = heading
        self._rest(part, line, rest)

    def _before(self, line: int, text: str) -> bool:
        """What stands above the first place: the title and where it was published."""
        if _cut(text, []) is not None or RANGE.match(text):
            return False
        if self.header and (
            re.match(r"(?:изм|доп|бр|попр|отм|ДВ)\b", text, re.I)
            or not self.header[-1].endswith((".", ")"))
        ):
            self.header.append(text)
        elif HEADER.match(text):
            self.header, self.header_line = [text], line
        elif not self.header and (NAMED.match(text) or not self.found.title):
            self.found.title = text  # what a page prints above the name of the act is not ours
        elif not self.header and len(text) < 200 and not text.endswith(STOPS):
            self.found.title += " " + text
        else:
            self.found.unread.append((line, text))
        return True

    def _begin(self, kind: str, printed: str, line: int) -> Part:
        rank = RANKS.index(kind)
        while self.open and not _holds(self.open[-1], kind, rank):
            self.open.pop()
        parent = self.open[-1] if self.open else None
        part = Part(
            kind, re.sub(r"\s", "", printed) if kind != "chapter" else printed, line, parent
        )
        if kind == "transitional":
            part.printed = ""
        if parent:
            parent.children.append(part)
        self.found.parts.append(part)
        self.open.append(part)
        return part

    def _rest(self, part: Part, line: int, rest: str) -> None:
        """What follows the number on its line: brackets of the past, then a part or the text."""
        rest = self._brackets(part, line, rest)
        if not rest:
            return
        if part.kind == "transitional" or RANKS.index(part.kind) < RANKS.index("transitional"):
            part.heading = f"{part.heading} {rest}".strip()
            return
        cut = _cut(rest, self.open) if part.kind in ("article", "sign") else None
        if cut and cut[0] in ("paragraph", "point"):
            inner = self._begin(cut[0], cut[1], line)
            self._rest(inner, line, cut[2])
            return
        self._say(part, rest)

    def _brackets(self, part: Part, line: int, rest: str) -> str:
        """Take the annotations off the front; a bracket we do not understand stays in the text."""
        while bracket := _bracket(rest):
            inside, after = bracket
            if re.fullmatch(r"\d+[а-я]?", inside):
                break
            if not annotations.is_annotation(inside):
                if annotations.mentions_source(inside):
                    self.found.unread.append((line, f"({inside})"))
                break
            read = annotations.read(inside)
            part.notes += read.notes
            if any(note.is_heading for note in read.notes):  # earlier headings are not kept
                self.found.unread.append((line, f"({inside})"))
            elif read.unread:
                self.found.unread.append((line, read.unread))
            rest = after
        return rest

    def _more(self, line: int, text: str) -> None:
        """A line that begins nothing: a heading, or more of the text before it."""
        part = self.open[-1]
        is_container = RANKS.index(part.kind) <= RANKS.index("transitional")
        if is_container:
            rest = self._brackets(part, line, text)
            goes_on = part.heading.isupper() and rest.isupper()
            if part.heading and rest and part.kind != "transitional" and not goes_on:
                self.waiting.append((line, rest))  # a chapter has its name: this is of the article
                return
            part.heading = f"{part.heading} {rest}".strip()
        elif self.ends_sentence and not text.endswith(STOPS) and text[0].isupper():
            self.waiting.append((line, text))
        else:
            self._flush()
            rest = self._brackets(part, line, text) if not part.text else text
            if rest:
                self._say(part, rest)

    def _is_quoted(self, text: str) -> bool:
        """Whether a line stands inside what a § quotes of another act, up to the next §."""
        if text.startswith("§") or not any(part.kind == "sign" for part in self.open):
            return False
        said = self.open[-1].text
        return said.count("„") > said.count("“") + said.count("”") or said.count('"') % 2 == 1

    def _say(self, part: Part, text: str) -> None:
        if not part.text and not re.search(r"\w", text):
            return  # "2. (отм. - ДВ, …);" leaves a semicolon
        for bracket in INSIDE.finditer(text):  # told where it is not at the front of a place
            if annotations.mentions_source(bracket[1]) and TELLS.search(bracket[1]):
                self.found.unread.append((self.now, bracket[0]))
        goes_on = part.text and not part.text.endswith(STOPS) and not text[0].isupper()
        part.text += (" " if goes_on else "\n" if part.text else "") + text
        self.ends_sentence = part.text.endswith(STOPS)

    def _heading_for(self, kind: str) -> str:
        """What waited is the heading of an article or §, and more of the text before all else."""
        if kind in ("article", "sign") and len(self.waiting) == 1:
            return self.waiting.pop()[1]
        self._flush()
        return ""

    def _flush(self) -> None:
        for line, text in self.waiting:
            part = self.open[-1]
            if RANKS.index(part.kind) <= RANKS.index("transitional"):
                self.found.unread.append((line, text))
            else:
                self._say(part, text)
        self.waiting = []

    def _range(self, line: int, pair: re.Match[str], rest: str) -> None:
        """ "Чл. 5 - 7. (Отм. …)": each of them."""
        first, last = int(pair[1]), int(pair[2])
        if not first < last < first + LONGEST:
            self.found.troubles.append(Trouble(line, "range", pair[0].strip()))
            return
        for each in range(first, last + 1):
            self._rest(self._begin("article", str(each), line), line, rest)

    def done(self) -> Outline:
        self._flush()
        if self.header:
            inside = " ".join(self.header).strip()
            if inside.startswith("(") and inside.endswith(")"):
                inside = inside[1:-1]
            read = annotations.read(inside.rstrip(". ") + ".")
            self.found.past = read.notes
            if read.unread.strip(". "):
                self.found.unread.append((self.header_line, read.unread))
        self.found.troubles.sort(key=lambda one: one.line)
        self.found.unread.sort()
        return self.found


def _holds(holder: Part, kind: str, rank: int) -> bool:
    if kind == "transitional":
        return False
    if kind == "article" and holder.kind == "transitional":
        return False
    if kind == "sign":
        return holder.kind == "transitional"
    if kind == "paragraph":
        return holder.kind in ("article", "sign")
    if kind in ("point", "letter", "subpoint"):
        above = RANKS.index(holder.kind)
        return RANKS.index("article") <= above < rank
    return RANKS.index(holder.kind) < rank


def _cut(text: str, open_parts: list[Part]) -> tuple[str, str, str] | None:
    """(kind, printed number, rest of the line) of what begins here, None when nothing does."""
    for kind, pattern in CUTS:
        match = pattern.match(text)
        if not match:
            continue
        if kind in ("paragraph", "point", "letter", "subpoint") and not _is_inside(open_parts):
            continue
        if kind in ("part", "title", "chapter", "section") and not _is_number(match["number"]):
            continue
        if kind == "transitional":
            return kind, "", text
        return kind, match["number"], text[match.end() :]
    return None


def _is_inside(open_parts: list[Part]) -> bool:
    kinds = {part.kind for part in open_parts}
    return "article" in kinds or "sign" in kinds


def _is_number(printed: str) -> bool:
    try:
        return bool(number(printed))
    except ValueError:
        return False


def _bracket(text: str) -> tuple[str, str] | None:
    """The inside of the bracket at the front, with brackets in it, and what follows."""
    if not text.startswith(("(", "[")):
        return None
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter in "([") - (letter in ")]")
        if depth == 0:
            return text[1:place].strip(), text[place + 1 :].lstrip(" .")
    return None
