"""What one cell can mean: every grammar it fits, and what stands around its value.

`lex` takes a cell apart without deciding anything: 1.234 is both a thousand and a fraction until
its column is known (`deciding`). Nothing that was written is lost: what no grammar takes is text.
"""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from chitalishte.tables import moments, numbers
from chitalishte.tables.cells import Cell, CellError, Measured, NotCalculated
from chitalishte.tables.moments import parse_date
from chitalishte.tables.numbers import MINUS, SPACES, Form
from chitalishte.tables.points import parse_point
from chitalishte.tables.units import split_unit
from chitalishte.tables.wording import FLAGGED, FLAGGED_MISSING, FOOTNOTED, missing_reason

TYPES = (
    "text",
    "code",
    "integer",
    "decimal",
    "boolean",
    "date",
    "time",
    "timestamp",
    "year",
    "year_month",
    "quarter",
    "point",
)
TRUTHS = {"yes": True, "no": False, "да": True, "не": False, "true": True, "false": False}
LONGEST = 64  # letters: no number, date or marker is longer, and a long text needs no grammar


class Kind(Form):
    """All grammars; a column gathers those of its values with `|`. The low bits are numbers."""

    DATE = 1 << 11
    DATE_UNSURE = 1 << 12  # 05.06.2024: day first, as always here, but nothing proves it
    SLASH_DAY = 1 << 13  # 31/12/2024
    SLASH_MONTH = 1 << 14  # 12/31/2024
    SLASH_UNSURE = 1 << 15
    DATE_SHORT = 1 << 16  # 31.12.24
    STAMP = 1 << 17
    TIME = 1 << 18
    YEAR_MONTH = 1 << 19
    MONTH_DOT = 1 << 20  # 10.2023, also a fraction
    MONTH_DOT_ZERO = 1 << 21  # 01.2023, no fraction
    YEAR_SPAN = 1 << 22  # 2010-11: November, or a school year
    QUARTER = 1 << 23
    YEAR_WORD = 1 << 24
    POINT = 1 << 25
    YES_NO = 1 << 26
    DA_NE = 1 << 27
    TRUE_FALSE = 1 << 28
    MISSING = 1 << 29
    NO_VALUE = 1 << 30  # a formula with an error, or never calculated
    TEXT = 1 << 31


NUMBERS = (
    Form.INTEGER | Form.FLOAT | Form.DEC_COMMA | Form.DEC_POINT | Form.GROUP_POINT
    | Form.GROUP_COMMA | Form.UNSURE_POINT | Form.UNSURE_COMMA | Form.SCIENTIFIC | Kind.MONTH_DOT
)  # fmt: skip
DATES = (
    Kind.DATE | Kind.DATE_UNSURE | Kind.SLASH_DAY | Kind.SLASH_MONTH | Kind.SLASH_UNSURE
    | Kind.DATE_SHORT
)  # fmt: skip
MONTHS = Kind.YEAR_MONTH | Kind.MONTH_DOT | Kind.MONTH_DOT_ZERO | Kind.YEAR_SPAN
VALUES = (
    NUMBERS | DATES | MONTHS | Kind.STAMP | Kind.TIME | Kind.QUARTER | Kind.YEAR_WORD | Kind.POINT
)
BOOLEANS = {"yes": Kind.YES_NO, "no": Kind.YES_NO, "да": Kind.DA_NE, "не": Kind.DA_NE}
BOOLEANS |= {"true": Kind.TRUE_FALSE, "false": Kind.TRUE_FALSE}


class Token(NamedTuple):
    """One cell taken apart.

    kind     the grammars it fits, of Kind
    body     the digits of a number without sign, unit, flag; otherwise the stripped text
    unit     beside the number: "%", "BGN"; flag: "b", "¹"; reason: why the value is missing
    """

    kind: int
    body: str = ""
    is_negative: bool = False
    unit: str | None = None
    flag: str | None = None
    reason: str | None = None


TEXT = Token(Kind.TEXT)


def lex(cell: Cell) -> Token:
    """Take one filled cell apart. A number or a date typed in a workbook speaks plainly."""
    if isinstance(cell, CellError | NotCalculated):
        return Token(Kind.NO_VALUE, str(cell), reason=str(cell))
    if isinstance(cell, str):
        return TEXT if len(cell) > 4 * LONGEST else _lex_text(cell)
    if isinstance(cell, bool):
        return Token(Kind.TRUE_FALSE)
    if isinstance(cell, int):
        return Token(Kind.INTEGER if abs(cell) < 10**numbers.INTEGER_DIGITS else Kind.TEXT)
    if isinstance(cell, float):
        return Token(Kind.FLOAT, unit=cell.unit if isinstance(cell, Measured) else None)
    if isinstance(cell, datetime):
        return Token(Kind.STAMP)
    return Token(Kind.DATE) if isinstance(cell, date) else TEXT


@lru_cache(maxsize=65536)
def _lex_text(cell: str) -> Token:
    text = cell.strip()
    if not text or len(text) > LONGEST:
        return TEXT
    if kind := numbers.number_kind(text):
        return _dotted_month(text, kind)
    first = text[0]
    if first.isdigit():
        return _moment(text) or _adorned(text) or TEXT
    if word := BOOLEANS.get(text.lower()):
        return Token(word, text)
    if reason := missing_reason(text):
        return Token(Kind.MISSING, text, reason=reason)
    if match := FLAGGED_MISSING.fullmatch(text):
        return Token(Kind.MISSING, match[1], flag=match[2], reason=missing_reason(match[1]))
    if first in "-−–+(.,€$£" or text[-1].isdigit() or text[-1] in ".)":
        return _adorned(text) or _moment(text) or TEXT
    return _moment(text) or TEXT


def _dotted_month(text: str, kind: int) -> Token:
    is_month = kind in (Kind.DEC_POINT, Kind.NONE) and moments.MONTH_DOT.fullmatch(text)
    return Token(Kind.MONTH_DOT if is_month and moments.parse_year_month(text) else kind, text)


def _moment(text: str) -> Token | None:
    kind = Kind.NONE
    if parse_date(text) or (moments.SLASHED.fullmatch(text) and parse_date(text, month_first=True)):
        kind = _date_kind(text)
    elif moments.parse_time(text):
        kind = Kind.TIME
    elif moments.parse_stamp(text):
        kind = Kind.STAMP
    elif moments.parse_year_month(text):
        kind = _month_kind(text)
    elif moments.YEAR_MONTH.fullmatch(text):
        kind = Kind.YEAR_SPAN if _is_span(text) else Kind.NONE
    elif moments.parse_quarter(text):
        kind = Kind.QUARTER
    elif moments.parse_year(text):
        kind = Kind.YEAR_WORD
    elif parse_point(text):
        kind = Kind.POINT
    return Token(kind, text) if kind else None


def _date_kind(text: str) -> int:
    if match := moments.SLASHED.fullmatch(text):
        day_first, month_first = parse_date(text), parse_date(text, month_first=True)
        if day_first and month_first:
            return Kind.DATE if match[1] == match[2] else Kind.SLASH_UNSURE
        return Kind.SLASH_DAY if day_first else Kind.SLASH_MONTH
    if moments.SHORT.fullmatch(text):
        return Kind.DATE_SHORT
    if (match := moments.DOTTED.fullmatch(text)) and int(match[1]) <= 12:
        return Kind.DATE_UNSURE
    return Kind.DATE


def _month_kind(text: str) -> int:
    if match := moments.MONTH_DOT.fullmatch(text):
        return Kind.MONTH_DOT_ZERO if match[1].startswith("0") else Kind.YEAR_MONTH
    return Kind.YEAR_SPAN if _is_span(text) else Kind.YEAR_MONTH


def _is_span(text: str) -> bool:
    match = moments.YEAR_MONTH.fullmatch(text)
    return match is not None and (int(match[1]) + 1) % 100 == int(match[2])


def _adorned(text: str) -> Token | None:
    """A number with a sign, a unit, a flag or a footnote beside it."""
    flag = unit = None
    if (match := FLAGGED.fullmatch(text)) or (match := FOOTNOTED.fullmatch(text)):
        text, flag = match[1], match[2]
    if not text[-1].isdigit() or not (text[0].isdigit() or text[0] in MINUS + "+(."):
        text, unit = split_unit(text)
    text, is_negative = _unsigned(text.strip(SPACES))
    if text and not text[-1].isdigit() and unit is None:
        text, unit = split_unit(text)
    kind = numbers.number_kind(text.strip(SPACES))
    if not kind or (kind & (Kind.DIGITS | Kind.LOST) and (flag or unit or is_negative)):
        return None
    return Token(kind, text.strip(SPACES), is_negative, unit, flag)


def _unsigned(text: str) -> tuple[str, bool]:
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip(SPACES), True
    if text[:1] and text[0] in MINUS:
        return text[1:].strip(SPACES), True
    if text.startswith("+") and len(text) <= 9:  # a longer one may be a telephone
        return text[1:], False
    return text, False


def is_value(cell: Cell) -> bool:
    """Whether a cell looks like data and not like words: for telling headers from bodies.

    A missing marker is no data: "x" and "c" may as well be names.
    """
    return bool(lex(cell).kind & (VALUES | Kind.DIGITS | Kind.NO_VALUE))


def gather(values: Iterable[Cell]) -> int:
    """The kinds of all these filled cells together."""
    kinds = Kind.NONE
    for kind in {lex(value).kind for value in values}:
        kinds |= kind
    return kinds


def as_text(cell: Cell) -> str:
    """A typed cell of a workbook in a column that stayed text, written so that it reads back."""
    if isinstance(cell, str):
        return str(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Measured):
        return f"{float(cell)!r} {cell.unit}"
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)
