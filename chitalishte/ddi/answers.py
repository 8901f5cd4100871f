"""What a record says, field by field, and how sure the reading is.

An answer is a text, a list of texts, or one of three ways of not knowing. What could not be
taken as it stands keeps the source's own words beside our reading, with a flag that says why.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Missing(StrEnum):
    """The registry's special codes: typed, so that no sum ever counts them."""

    NOT_KNOWN = "-9"
    NOT_AVAILABLE = "-99"
    NOT_APPLICABLE = "-999"


class Flag(StrEnum):
    """Why a value differs from the source's words, or was left as the source wrote it."""

    DAY_MONTH_SWAPPED = "day-month-swapped"
    PART_UNKNOWN = "part-unknown"  # 1992-08-00
    NOT_A_DATE = "not-a-date"
    NOT_IN_LIST = "not-in-list"
    NOT_A_NUMBER = "not-a-number"
    PLACEHOLDER = "placeholder"  # "-", "N/A"
    ROLE_UNKNOWN = "role-unknown"
    MOJIBAKE = "mojibake"


@dataclass(frozen=True)
class Answer:
    """One field's answer.

    value     the text, or the option's code for a choice; a tuple for a list
    missing   set instead of a value
    written   the source's own words where they differ from the value
    """

    value: Any = ""
    missing: Missing | None = None
    written: str = ""
    flag: Flag | None = None

    @property
    def text(self):
        return "; ".join(self.value) if isinstance(self.value, tuple) else self.value

    def as_json(self):
        """Return the shortest JSON that `from_json` reads back."""
        value = list(self.value) if isinstance(self.value, tuple) else self.value
        if not self.missing and not self.written and not self.flag:
            return value
        told = {
            "value": value,
            "missing": self.missing,
            "written": self.written,
            "flag": self.flag,
        }
        return {name: str(v) if name in ("missing", "flag") else v for name, v in told.items() if v}

    @classmethod
    def from_json(cls, data):
        if not isinstance(data, dict):
            return cls(tuple(data) if isinstance(data, list) else str(data))
        value = data.get("value", "")
        return cls(
            tuple(value) if isinstance(value, list) else value,
            Missing(data["missing"]) if data.get("missing") else None,
            data.get("written", ""),
            Flag(data["flag"]) if data.get("flag") else None,
        )


@dataclass(frozen=True)
class Person:
    """Who compiled or made something; `written` is the source's whole text, HTML and all."""

    name: str
    orcid: str = ""
    affiliation: str = ""
    written: str = ""


@dataclass(frozen=True)
class Unread:
    """A place of the source that no field takes: kept with the record, shown to editors."""

    path: str
    text: str


@dataclass
class Reading:
    """A record as it was read.

    dialect    "emm", "ddi-2.5", "ddi-1.2", "sheet"
    answers    {code of the registry's field: Answer}
    texts      {name: {language: text}}: title, abstract, publisher, as far as the source marks them
    keywords   [(language, text)]
    people     who compiled the record; authors are the principal investigators
    """

    dialect: str
    identifier: str = ""
    number: str = ""  # the registry's own, in its public addresses
    answers: dict[str, Answer] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    keywords: list[tuple[str, str]] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    authors: list[Person] = field(default_factory=list)
    funders: list[str] = field(default_factory=list)
    series: str = ""
    language: str = ""
    unread: list[Unread] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def kept_as_written(self):
        """Return {code: the source's words} of what was not taken as it stands."""
        return {
            code: answer.written or answer.text
            for code, answer in self.answers.items()
            if answer.flag
        }


DATE = re.compile(r"^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")
DAY_FIRST = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})$")
PLACEHOLDERS = {"-", "–", "—", "n/a", "n.a.", "na", "none", "/"}
MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def read_date(text):
    """Return the Answer of a partial date.

    2004, 2004-11 and 2004-11-01 are taken; 00 is an unknown part; a middle number over 12 is the
    day of a year-day-month; 00/09/2004 is the spreadsheets' way. Anything else is kept as text.
    """
    text = text.strip()
    if match := DAY_FIRST.match(text):
        day, month, year = match[1], match[2], match[3]
        first_unclear = 0 < int(day) <= 12 and 0 < int(month) <= 12 and day != month
        parts = [year, month, day]
    elif match := DATE.match(text):
        parts, first_unclear = [part for part in match.groups() if part], False
    else:
        return Answer(text, flag=Flag.NOT_A_DATE)
    flag = None
    if len(parts) == 3 and 12 < int(parts[1]) <= 31 and 1 <= int(parts[2]) <= 12:
        parts[1], parts[2] = parts[2], parts[1]
        flag = Flag.DAY_MONTH_SWAPPED
    kept = [parts[0]]
    for part in parts[1:]:
        if int(part) == 0:
            flag = flag or Flag.PART_UNKNOWN
            break
        kept.append(f"{int(part):02}")
    if len(kept) > 1 and int(kept[1]) > 12:
        return Answer(text, flag=Flag.NOT_A_DATE)
    if len(kept) > 2 and not _is_day(*map(int, kept)):
        return Answer(text, flag=Flag.NOT_A_DATE)
    if not 1000 <= int(kept[0]) <= 2099:
        return Answer(text, flag=Flag.NOT_A_DATE)
    value = "-".join(kept)
    if first_unclear:
        flag = Flag.DAY_MONTH_SWAPPED
    return Answer(value, written="" if value == text else text, flag=flag)


def _is_day(year, month, day):
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 1 <= day <= MONTH_DAYS[month - 1] and (month != 2 or day <= 28 + is_leap)


def read_number(text):
    """Return the whole number a text states, or None: "1,600" and "1 600" are 1600, "ca. 700" none.

    A dot or comma parts thousands only before exactly three digits, so that 75.3 is no number.
    """
    text = text.strip().replace("\u00a0", " ")
    if re.fullmatch(r"\d{1,3}(?:[ ,.'’]\d{3})+|\d+", text):
        return int(re.sub(r"\D", "", text))
    return None


def is_placeholder(text):
    return text.strip().casefold() in PLACEHOLDERS
