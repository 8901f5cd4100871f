"""How the numbers of a workbook are meant to be seen: as dates, times, codes or numbers.

A workbook stores 14 March 2024 as 45365 and the code 00014 as 14; only the number format of the
cell tells. Source: ECMA-376, part 1, 18.8.30 and 18.17.4.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

from chitalishte.tables.cells import Cell, Measured
from chitalishte.tables.package import Package, local

BUILTIN_DATES = {14: "d", 15: "d", 16: "d", 17: "d", 18: "h", 19: "h", 20: "h", 21: "h", 22: "dh"}
BUILTIN_DATES |= dict.fromkeys(range(27, 37), "d") | dict.fromkeys(range(50, 59), "d")
BUILTIN_DATES |= {45: "h", 46: "h", 47: "h"}
NOISE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
ZEROS = re.compile(r"0{2,18}")

LAST_SERIAL = 2_958_465  # 9999-12-31
LEAP_SERIAL = 60  # 29 February 1900, which Excel has and the calendar has not
DAY_SECONDS = 86_400
EPOCH_1904_DAYS = 1_462

BUILTIN_PERCENTS = {9: "0%", 10: "0.00%"}
MONEY = re.compile(
    r"(?P<BGN>лв|BGN|лева)|(?P<EUR>€|EUR|евро)|(?P<USD>\$|USD)|(?P<GBP>£|GBP)", re.IGNORECASE
)
NAMED_MONEY = re.compile(r"\[\$([^\]-]*)[^\]]*\]")

Meaning = Callable[[float], Cell]


def plain_number(number: float) -> Cell:
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def meaning_of(format_id: int, code: str, *, is_1904: bool) -> Meaning:
    """What turns the stored number into what a person sees."""
    parts = _date_parts(format_id, code)
    if parts:
        return lambda number: _moment(number, parts, is_1904=is_1904)
    if "%" in NOISE.sub("", code or BUILTIN_PERCENTS.get(format_id, "")):
        return as_percent
    if currency := _currency(code):
        return lambda number: Measured(number, currency)
    if ZEROS.fullmatch(code):
        return lambda number: _padded(number, len(code))
    return plain_number


def as_percent(number: float) -> Cell:
    """0.07 shown as 7 %: multiplied in decimal, because 0.07 * 100 is 7.000000000000001."""
    return Measured(float(Decimal(repr(number)).scaleb(2)), "%")


def _currency(code: str) -> str | None:
    if not re.search(r"[0#?]", code):
        return None
    # [$€-402] names its money, [$-402] only the language
    words = NAMED_MONEY.sub(r"\1", code).replace("\\", "")
    match = MONEY.search(words)
    return match.lastgroup if match else None


def _date_parts(format_id: int, code: str) -> str:
    """Which of "d" (a day) and "h" (a time) the format shows."""
    if not code:
        return BUILTIN_DATES.get(format_id, "")
    positive = NOISE.sub("", code.split(";")[0]).lower().replace("am/pm", "h").replace("a/p", "h")
    if positive.strip() == "general" or not re.search(r"[ymdhs]", positive):
        return ""
    has_time = bool(re.search(r"[hs]", positive))
    has_day = bool(re.search(r"[yd]|m{3}", positive)) or not has_time
    return ("d" if has_day else "") + ("h" if has_time else "")


def _padded(number: float, width: int) -> Cell:
    is_code = number.is_integer() and 0 <= number < 10**width
    return f"{int(number):0{width}d}" if is_code else plain_number(number)


def _moment(number: float, parts: str, *, is_1904: bool) -> Cell:
    days, seconds = divmod(round(number * DAY_SECONDS), DAY_SECONDS)
    if "d" not in parts or (days == 0 and not is_1904):
        return _duration(days * DAY_SECONDS + seconds) if number >= 0 else plain_number(number)
    if is_1904:
        days += EPOCH_1904_DAYS
    elif days < LEAP_SERIAL:
        days += 1
    elif days == LEAP_SERIAL:
        return plain_number(number)
    if not 0 < days <= LAST_SERIAL:
        return plain_number(number)
    day = date(1899, 12, 30) + timedelta(days=days)
    if "h" not in parts or not seconds:
        return day
    return datetime(day.year, day.month, day.day) + timedelta(seconds=seconds)


def _duration(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def read_styles(package: Package, part: str | None, *, is_1904: bool) -> list[Meaning]:
    """The meaning of each style number that cells refer to."""
    formats: dict[int, str] = {}
    meanings: list[Meaning] = []
    is_inside = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal is_inside
        if name == "numFmt":
            formats[_number(attributes, "numFmtId")] = attributes.get("formatCode", "")
        elif name in ("cellXfs", "cellStyleXfs", "dxfs"):
            is_inside = name == "cellXfs"
        elif name == "xf" and is_inside:
            format_id = _number(attributes, "numFmtId")
            code = formats.get(format_id, "")
            meanings.append(meaning_of(format_id, code, is_1904=is_1904))

    if part is not None and part in package:
        package.elements(part, start)
    return meanings


def _number(attributes: dict[str, str], name: str) -> int:
    text = {local(key): value for key, value in attributes.items()}.get(name, "0")
    return int(text) if text.isdecimal() else 0
