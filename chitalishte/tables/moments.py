"""How dates, times and periods are written: explicit patterns, never a free-form parser.

A two-digit year is of this century up to 49 and of the last from 50 (as POSIX `%y` has it, moved
to the middle of the century because Bulgarian registers hold dates of birth).
"""

import re
from datetime import date, datetime

CENTURY_TURN = 50
MONTHS = {
    "януари": 1, "февруари": 2, "март": 3, "април": 4, "май": 5, "юни": 6, "юли": 7,
    "август": 8, "септември": 9, "октомври": 10, "ноември": 11, "декември": 12,
    "яну": 1, "фев": 2, "мар": 3, "апр": 4, "авг": 8, "сеп": 9, "септ": 9, "окт": 10,
    "ное": 11, "дек": 12,
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
    "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
    "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
ROMAN |= {"і": 1, "іі": 2, "ііі": 3, "първо": 1, "второ": 2, "трето": 3, "четвърто": 4}
G = r"(?:\s*г(?:\.|од\.?|одина)?)?"
YEAR = r"(1[0-9]{3}|20[0-9]{2}|2100)"
NAME = r"([a-zа-я]{3,10})\.?"

ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
YMD = re.compile(r"([0-9]{4})[./]([0-9]{1,2})[./]([0-9]{1,2})")
DOTTED = re.compile(rf"([0-9]{{1,2}})\.\s?([0-9]{{1,2}})\.\s?([0-9]{{4}}){G}")
SHORT = re.compile(rf"([0-9]{{1,2}})\.([0-9]{{1,2}})\.([0-9]{{2}}){G}")
SLASHED = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})")
IN_WORDS = re.compile(rf"([0-9]{{1,2}})\.?\s+{NAME}\s+([0-9]{{4}}){G}", re.I)
TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?(?:\s*ч\.?)?")
STAMP = re.compile(
    r"([0-9./-]{8,10})(?:\s*г\.?,?)?[T ]\s*([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(\.[0-9]{1,6})?)?"
    r"(Z|[+-][0-9]{2}:?[0-9]{2})?(?:\s*ч\.?)?"
)
MONTH_WORDS = re.compile(rf"{NAME}[\s-]*{YEAR}{G}", re.I)
YEAR_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
MONTH_YEAR = re.compile(rf"([0-9]{{1,2}})/{YEAR}{G}")
MONTH_DOT = re.compile(rf"([0-9]{{1,2}})\.{YEAR}({G})")
QUARTERS = (
    re.compile(rf"{YEAR}{G}[\s./-]*(?:q|т|тр)\s?([1-4])", re.I),
    re.compile(rf"(?:q|т|тр)\s?([1-4])[\s./-]*{YEAR}{G}", re.I),
    re.compile(
        rf"([ivіIV1-4]{{1,3}}|първо|второ|трето|четвърто)\.?(?:-?(?:во|ро|то))?\s*"
        rf"(?:трим(?:\.|есечие)?|тр\.)\s*(?:на\s*)?,?\s*{YEAR}{G}",
        re.I,
    ),
    re.compile(
        rf"{YEAR}{G}[\s,]*([ivіIV1-4]{{1,3}}|първо|второ|трето|четвърто)\.?\s*(?:трим(?:\.|есечие)?|тр\.)",
        re.I,
    ),
)
YEAR_WORD = re.compile(rf"{YEAR}\s*г(?:\.|од\.?|одина)?")


def on_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_date(text: str, *, month_first: bool = False) -> date | None:
    """A date in any of our patterns; None for anything else, also for 30.02.2024.

    month_first  3/14/2024, when its column has shown that months stand first
    """
    if match := ISO_DATE.fullmatch(text) or YMD.fullmatch(text):
        return on_day(int(match[1]), int(match[2]), int(match[3]))
    if match := DOTTED.fullmatch(text):
        return on_day(int(match[3]), int(match[2]), int(match[1]))
    if match := SHORT.fullmatch(text):
        year = int(match[3])
        return on_day(year + (1900 if year >= CENTURY_TURN else 2000), int(match[2]), int(match[1]))
    if match := SLASHED.fullmatch(text):
        day, month = (match[2], match[1]) if month_first else (match[1], match[2])
        return on_day(int(match[3]), int(month), int(day))
    if (match := IN_WORDS.fullmatch(text)) and (month := MONTHS.get(match[2].lower())):
        return on_day(int(match[3]), month, int(match[1]))
    return None


def parse_time(text: str) -> str | None:
    """HH:MM or HH:MM:SS; 24:00 is the end of a day and stays so (ISO 8601-1:2019)."""
    match = TIME.fullmatch(text)
    if not match:
        return None
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and (minute or second)):
        return None
    shown = f"{hour:02}:{minute:02}"
    return f"{shown}:{second:02}" if match[3] else shown


def parse_stamp(text: str) -> datetime | None:
    """A date and a time. A stated offset from UTC is applied, so that the result is in UTC."""
    match = STAMP.fullmatch(text)
    day = parse_date(match[1]) if match else None
    if match is None or day is None:
        return None
    fraction = int(float(match[5] or 0) * 1_000_000)
    try:
        moment = datetime(
            day.year, day.month, day.day, int(match[2]), int(match[3]), int(match[4] or 0), fraction
        )
        if (offset := match[6]) and offset != "Z":
            aware = datetime.fromisoformat(moment.isoformat() + offset)
            moment = (aware - (aware.utcoffset() or aware - aware)).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
    return moment


def parse_year_month(text: str) -> str | None:
    """„януари 2023“, 2023-01, 01/2023, 01.2023 г. as 2023-01."""
    if (match := MONTH_WORDS.fullmatch(text)) and (month := MONTHS.get(match[1].lower())):
        return f"{match[2]}-{month:02}"
    if match := YEAR_MONTH.fullmatch(text):
        year, number = match[1], int(match[2])
    elif match := MONTH_YEAR.fullmatch(text) or MONTH_DOT.fullmatch(text):
        year, number = match[2], int(match[1])
    else:
        return None
    return f"{year}-{number:02}" if 1 <= number <= 12 else None


def parse_quarter(text: str) -> str | None:
    """2023-Q1, Q1 2023, „I трим. 2023 г.“ as 2023-Q1."""
    for at, pattern in enumerate(QUARTERS):
        if match := pattern.fullmatch(text):
            year, part = (match[1], match[2]) if at in (0, 3) else (match[2], match[1])
            quarter = ROMAN.get(part.lower())
            return f"{year}-Q{quarter}" if quarter else None
    return None


def parse_year(text: str) -> int | None:
    match = YEAR_WORD.fullmatch(text)
    return int(match[1]) if match else None
