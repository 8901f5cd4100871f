"""Dates as readers write them, whole or as far as they are known."""

import re
from datetime import date

MONTHS = {
    "bg": [
        "януари",
        "февруари",
        "март",
        "април",
        "май",
        "юни",
        "юли",
        "август",
        "септември",
        "октомври",
        "ноември",
        "декември",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
PARTIAL = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def day(value: date | str, lang: str) -> str:
    """Write a date: 12 юли 1991 г. or 12 July 1991.

    value  a date, or ISO 8601 text that may know less: "1991-07-12", "2026-07", "2025"
    lang   "bg" or "en"

    A no-break space keeps "г." with its year. Raises ValueError for any other text and for a day
    the calendar does not have.
    """
    year, month, number = _parts(value)
    known = [str(number) if number else "", MONTHS[lang][month - 1] if month else "", str(year)]
    written = " ".join(part for part in known if part)
    return f"{written}\u00a0г." if lang == "bg" else written


def _parts(value: date | str) -> tuple[int, int, int]:
    if isinstance(value, date):
        return value.year, value.month, value.day
    match = PARTIAL.fullmatch(value.strip())
    if not match:
        raise ValueError(f"{value!r} is not a date; write 1991-07-12, 1991-07 or 1991")
    year, month, number = (int(part or 0) for part in match.groups())
    try:
        date(year, month if match[2] else 1, number if match[3] else 1)
    except ValueError as error:
        raise ValueError(f"{value!r} is not a day of the calendar") from error
    return year, month, number
