"""What Bulgarian consolidated texts say in brackets of a provision's past.

"(Изм. - ДВ, бр. 12 от 2007 г., в сила от 6.02.2007 г., доп., бр. 100 от 2015 г.)" → two notes.
The forms are those that legal sites and the Gazette's own consolidations print; they differ in
dashes, commas, spaces and capitals.
"""

import re
from dataclasses import dataclass, replace

from chitalishte.text.dates import MONTHS

from .acts import source_of
from .days import Day, day
from .model import Kind

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
AND_CHANGED = r"изм(?:ен\w*)?\.?\s*и\s*доп(?:ълнен\w*)?\.?|доп\.?\s*и\s*изм\."
VERBS = (
    ("both", Kind.SUBSTITUTED, AND_CHANGED),
    ("heading", Kind.SUBSTITUTED, r"загл(?:авието)?\.?\s*(?:изм|доп)(?:енено|ълнено)?\.?"),
    ("changed", Kind.SUBSTITUTED, r"изм(?:ен(?:[аио]|ен[аио]?)?)?(?:\.|\b)"),
    ("added", Kind.SUBSTITUTED, r"доп(?:ълнен[аио]?)?(?:\.|\b)"),
    ("corrected", Kind.SUBSTITUTED, r"попр(?:авен[аио]?)?(?:\.|\b)"),
    ("new", Kind.INSERTED, r"нов[аио]?\b"),
    ("gone", Kind.REPEALED, r"отм(?:енен[аио]?)?(?:\.|\b)|залич(?:ен[аио]?)?(?:\.|\b)"),
    (
        "struck",
        Kind.UNCONSTITUTIONAL,
        r"(?:обявен[аио]?\s+за\s+)?противоконституцион(?:ен|на|но|ни)",
    ),
    ("read", Kind.INTERPRETED, r"тълк(?:уван[аео]?)?(?:\.|\b)"),
    ("published", Kind.INSERTED, r"обн(?:ародван[аио]?)?(?:\.|\b)"),
    (
        "was",
        Kind.RENUMBERED,
        r"предиш(?:ен|на|но|ни)\s+(?:текст\s+на\s+)?"
        r"(?P<place>чл|ал|т|б(?:укв[аи])?|§)\.?\s*[„\"“]?(?P<former>\d+\s?[а-я]?\b|[а-я]{1,2}\b)[“\"”]?"
        r"|предиш(?:ен|на|но|ни)\s+(?:текст|изречение\s+\w+)",
    ),
)
YEAR = r"\s*г(?:од(?:ина)?)?\.?"
DATE = (
    rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?(?P<year>\d{{4}})(?:{YEAR}(?!\w))?"
    rf"|(?P<day2>\d{{1,2}})\s+(?P<name>{'|'.join(MONTHS['bg'])})\s+(?P<year2>\d{{4}})(?:{YEAR}(?!\w))?"
    rf"|(?P<year3>\d{{4}})(?:{YEAR}(?!\w))?"
)
ISSUE = rf"(?:д\.?в\.?[\s,.]*)?бр(?:ой|\.)?\s*(?P<issue>\d{{1,3}})\s*(?:от|/)\s*(?:{DATE})"
COURT = (
    r"с?\s*(?:ркс|р\.?к\.?с\.?|реш(?:ение|\.)(?:\s+на\s+кс(?:\s+на\s+рб)?)?)"
    rf"\s*(?:№|n[oо]?\.?)\s*(?P<number>\d{{1,3}})\s*(?:от|/)\s*(?:{DATE})"
    r"(?:\s+на\s+(?:кс|конституционния\s+съд)(?:\s+на\s+(?:рб|република\s+българия))?)?"
    r"(?:\s+по\s+(?:к\.?\s?д\.?|конст\.?\s*дело)\s*№\s*\d+\s*(?:от|/)\s*\d{4}(?:\s*г\.?)?)?"
)
FORCE = rf"в\s+сила\s+от\s+(?:{DATE})"
GAP = re.compile(r"[\s,;.\-]*(?:\s*и\s+(?=(?:изм|доп|отм|нов|загл|попр|предиш|бр)))?", re.I)
SCOPE = re.compile(r"(?:само\s+)?(?:в\s+частта|относно|за\s+думите|в\s+изречение)[^,;]*", re.I)
TOKENS = tuple(
    (name, kind, re.compile(pattern, re.I))
    for name, kind, pattern in (
        ("force", None, FORCE),
        ("court", None, COURT),
        ("issue", None, ISSUE),
        *VERBS,
    )
)
STARTS = re.compile(
    rf"\s*(?:{'|'.join(re.sub('[?]P<[a-z]+>', '?:', one[2]) for one in VERBS)})", re.I
)
SOURCED = re.compile(r"\bд\.?в\b|\bбр\.\s*\d|\bркс\b|решение\s*№", re.I)


@dataclass(frozen=True)
class Note:
    """One thing that a bracket says.

    gazette   issue and year, "12/2007", "" when not said
    court     number and year of a decision of the Constitutional Court, "13/2024"
    day       of promulgation as it is printed: the day, or the year alone
    in_force  when it is said
    former    of a renumbering: the number before, as printed; place  "чл", "ал", "т", "§"
    is_part   only a part changed, was added or fell; is_heading  only the heading
    written   the bracket
    """

    kind: Kind
    gazette: str = ""
    court: str = ""
    day: Day | None = None
    in_force: Day | None = None
    former: str = ""
    place: str = ""
    is_part: bool = False
    is_heading: bool = False
    is_publication: bool = False
    written: str = ""

    @property
    def source(self) -> str:
        """The id of what made it (acts.source_of), "" when the bracket names nothing."""
        return source_of(self.gazette, self.court)


@dataclass(frozen=True)
class Bracket:
    """notes   in the order in which they are printed; unread  what was not understood, "" if all"""

    notes: tuple[Note, ...]
    unread: str = ""


def is_annotation(inside: str) -> bool:
    """Whether what stands in brackets tells of the past, and is no part of the text."""
    plain = _plain(inside)
    return bool(STARTS.match(plain)) and (bool(SOURCED.search(plain)) or not read(inside).unread)


def begins(inside: str) -> bool:
    """Whether it begins as an annotation does, though its end may be on another line."""
    return bool(STARTS.match(_plain(inside)))


def mentions_source(inside: str) -> bool:
    """Whether it names the Gazette or a decision, though it may be no annotation we know."""
    return bool(SOURCED.search(_plain(inside)))


def read(inside: str) -> Bracket:
    """Read the inside of one bracket; never raises, what is not understood comes back."""
    return _Reader(inside).run()


def _plain(text: str) -> str:
    return re.sub(f"[{DASHES}]", "-", text.replace("\u00a0", " "))


class _Reader:
    """Goes from left to right; verbs wait until the source that made them is named."""

    def __init__(self, inside: str):
        self.written = inside.strip()
        self.text = _plain(self.written)
        self.waiting: list[Note] = []
        self.last: list[Note] = []  # what the source named last made: "в сила от" belongs to them
        self.done: list[Note] = []
        self.unread: list[str] = []

    def run(self) -> Bracket:
        at = 0
        while at < len(self.text):
            gap = GAP.match(self.text, at)
            at = gap.end() if gap else at
            if at >= len(self.text):
                break
            at = self._step(at)
        self._close()
        unread = re.sub(r"\s+", " ", " ".join(self.unread)).strip(" ,;")
        return Bracket(tuple(replace(one, written=self.written) for one in self.done), unread)

    def _step(self, at: int) -> int:
        for name, kind, pattern in TOKENS:
            match = pattern.match(self.text, at)
            if match and self._take(name, kind, match):
                return match.end()
        if (self.waiting or self.last) and (scope := SCOPE.match(self.text, at)):
            notes = self.waiting or self.last
            notes[-1] = replace(notes[-1], is_part=True)
            return scope.end()
        word = re.compile(r"\S+").match(self.text, at)
        end = word.end() if word else len(self.text)
        self.unread.append(self.text[at:end])
        return end

    def _take(self, name: str, kind: Kind | None, match: re.Match[str]) -> bool:
        """Take one token in; False for a date that no calendar has."""
        if kind is not None:
            self._verb(name, kind, match)
            return True
        found = _date(match)
        if found is None:
            return False
        if name == "force":
            notes = self.waiting or self.last
            for place, note in enumerate(notes):
                notes[place] = replace(note, in_force=found)
            if not notes:
                self.unread.append(match[0])
        elif name == "court":
            self._decided(f"{int(match['number'])}/{found.written[:4]}")
        else:
            self._published(f"{int(match['issue'])}/{found.written[:4]}", found)
        return True

    def _verb(self, name: str, kind: Kind, match: re.Match[str]) -> None:
        if self.last:
            self._close()
        former = place = ""
        if name == "was" and match["former"]:
            former = re.sub(r"\s", "", match["former"]).casefold()
            place = match["place"].casefold()[:2].rstrip(".")
        if name == "was" and "текст на" in match[0].casefold():
            former = ""  # the whole text became its first paragraph
        self.waiting.append(
            Note(
                kind,
                former=former,
                place=place,
                is_part=name in ("added", "read"),
                is_heading=name == "heading",
                is_publication=name == "published",
            )
        )

    def _decided(self, court: str) -> None:
        if self.last and not self.waiting:  # "ДВ, бр. 66 от 2024 г. - РКС № 13 от 2024 г."
            self.last = [replace(one, court=court) for one in self.last]
            return
        if not self.waiting:
            self.unread.append(f"РКС {court}")
        self.waiting = [replace(one, court=court) for one in self.waiting]

    def _published(self, gazette: str, found: Day) -> None:
        if not self.waiting and self.last:  # "изм. - ДВ, бр. 12 от 2007 г., бр. 27 от 2009 г."
            again = [replace(one, in_force=None, court="") for one in self.last]
            self._close()
            self.waiting = again
        if not self.waiting:
            self.unread.append(f"ДВ {gazette}")
            return
        self.last = [replace(one, gazette=gazette, day=found) for one in self.waiting]
        self.waiting = []

    def _close(self) -> None:
        """What still waits for a source has none: a claim, which is told as a problem."""
        self.done += self.last + self.waiting
        self.last, self.waiting = [], []


def _date(match: re.Match[str]) -> Day | None:
    year = match["year"] or match["year2"] or match["year3"]
    written = year
    if match["day"]:
        written = f"{year}-{int(match['month']):02}-{int(match['day']):02}"
    elif match["day2"]:
        month = MONTHS["bg"].index(match["name"].casefold()) + 1
        written = f"{year}-{month:02}-{int(match['day2']):02}"
    try:
        return day(written)
    except ValueError:
        return None
