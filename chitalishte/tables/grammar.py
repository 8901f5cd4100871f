"""What a cell can mean: the explicit grammars, and the type a whole column earns.

A type is given only when every filled cell of the column fits its grammar and nothing of what
was written is lost; otherwise the column stays text. There is no free-form date parser here.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal

from chitalishte.tables.cells import Cell

TYPES = ("text", "code", "integer", "decimal", "boolean", "date", "year")

INTEGER_DIGITS = 18  # what surely fits 64 bits; longer rows of digits are codes
EXACT_DIGITS = 15  # what surely survives in a 64-bit fraction
SPACES = " \u00a0\u202f\u2009"  # what Bulgarian texts put between thousands

TO_PLAIN = str.maketrans(",", ".", SPACES)

PLAIN = re.compile(r"-?(0|[1-9][0-9]*)")
DIGITS = re.compile(r"[0-9]+")
GROUPED = re.compile(rf"-?[1-9][0-9]{{0,2}}([{SPACES}])[0-9]{{3}}(\1[0-9]{{3}})*([.,][0-9]+)?")
FRACTION = re.compile(r"-?(0|[1-9][0-9]*)([.,])[0-9]+")
# the sign of the exponent is asked for, so that codes such as 12E5 stay codes
SCIENTIFIC = re.compile(r"-?[0-9](\.[0-9]+)?[eE][+-][0-9]{1,3}")
THOUSANDS_OR_FRACTION = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")
ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
DOTTED_DATE = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})(?:\s*г\.?)?")
YEAR_WORDS = re.compile(
    r"(?:^|[^a-zа-я])(?:year|years|since|amended|established|founded|година|год|г|от|godina)"
    r"(?:[^a-zа-я]|$)"
)

TRUTHS = {"yes": True, "no": False, "да": True, "не": False, "true": True, "false": False}


class Kind:
    """The grammars that one written value fits, as bits; a column gathers those of all values.

    Plain integers, because a Flag costs as much as reading the cell.
    """

    INTEGER = 1
    DIGITS = 2  # a leading zero, or longer than a number of 64 bits
    POINT = 4
    COMMA = 8
    UNSURE = 16  # 1.234 or 1,234
    SURE = 32  # a fraction that cannot be thousands
    DATE = 64
    YES_NO = 128
    DA_NE = 256
    TRUE_FALSE = 512
    TEXT = 1024


NOTHING = 0
NUMBERS = Kind.INTEGER | Kind.POINT | Kind.COMMA | Kind.UNSURE | Kind.SURE
BOOLEANS = {"yes": Kind.YES_NO, "no": Kind.YES_NO, "да": Kind.DA_NE, "не": Kind.DA_NE}
BOOLEANS |= {"true": Kind.TRUE_FALSE, "false": Kind.TRUE_FALSE}


def kind_of(cell: Cell) -> int:
    """Which grammar one filled cell fits. A number or a date typed in a workbook speaks plainly."""
    if isinstance(cell, str):
        return _kind_of_text(cell.strip())
    if isinstance(cell, bool):
        return Kind.TRUE_FALSE
    if isinstance(cell, int):
        return Kind.INTEGER if abs(cell) < 10**INTEGER_DIGITS else Kind.TEXT
    if isinstance(cell, float):
        return Kind.POINT | Kind.SURE
    return Kind.DATE if type(cell) is date else Kind.TEXT


def _kind_of_text(text: str) -> int:
    if not text[:1].isdigit() and text[:1] != "-":
        return BOOLEANS.get(text.lower(), Kind.TEXT)
    if PLAIN.fullmatch(text):
        return Kind.INTEGER if len(text.lstrip("-")) <= INTEGER_DIGITS else _long_number(text)
    if DIGITS.fullmatch(text):
        return Kind.DIGITS
    if FRACTION.fullmatch(text) or SCIENTIFIC.fullmatch(text) or GROUPED.fullmatch(text):
        return _kind_of_number(text)
    return Kind.DATE if parse_date(text) else Kind.TEXT


def _long_number(text: str) -> int:
    return Kind.TEXT if text.startswith("-") else Kind.DIGITS


def _kind_of_number(text: str) -> int:
    if not _is_kept_by_float(text):
        return Kind.TEXT
    sign = Kind.COMMA if "," in text else Kind.POINT
    if "," not in text and "." not in text and "e" not in text.lower():
        return Kind.INTEGER  # 1 234 567
    is_unsure = THOUSANDS_OR_FRACTION.fullmatch(text)
    return sign | (Kind.UNSURE if is_unsure else Kind.SURE)


def _is_kept_by_float(text: str) -> bool:
    plain = _plain_number(text)
    if sum(map(str.isdigit, plain)) <= EXACT_DIGITS and "e" not in plain.lower():
        return True
    number = float(plain)
    return abs(number) < 1e300 and Decimal(repr(number)) == Decimal(plain)


def _plain_number(text: str) -> str:
    return text.translate(TO_PLAIN)


def parse_date(text: str) -> date | None:
    """2024-02-29, 29.2.2024 or 29.02.2024 г.; None for anything else, also for 30.02.2024."""
    if match := ISO_DATE.fullmatch(text):
        year, month, day = match.groups()
    elif match := DOTTED_DATE.fullmatch(text):
        day, month, year = match.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def decide_type(kinds: int, delimiter: str | None) -> tuple[str, bool]:
    """The type of a column with these kinds of values, and whether its numbers are ambiguous.

    Where cells are cut at commas, a comma inside a number is not a decimal sign, and a point is.
    """
    if kinds == NOTHING:
        return "text", False
    if kinds == Kind.INTEGER:
        return "integer", False
    if kinds in (Kind.DIGITS, Kind.DIGITS | Kind.INTEGER):
        return "code", False
    if kinds in (Kind.YES_NO, Kind.DA_NE, Kind.TRUE_FALSE):
        return "boolean", False
    if kinds == Kind.DATE:
        return "date", False
    if kinds & ~NUMBERS or (kinds & Kind.POINT and kinds & Kind.COMMA):
        return "text", False
    if delimiter == ",":
        return ("text" if kinds & Kind.COMMA else "decimal"), False
    return ("decimal", False) if kinds & Kind.SURE else ("text", True)


def is_year_column(header: str, smallest: int, largest: int) -> bool:
    words = header.lower().replace("_", " ")
    return smallest >= 1000 and largest <= 2100 and bool(YEAR_WORDS.search(words))


def as_text(cell: Cell) -> str:
    """A typed cell of a workbook in a column that stayed text, written so that it reads back."""
    if isinstance(cell, str):
        return str(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _as_integer(cell: Cell) -> int:
    return int(_plain_number(cell.strip()) if isinstance(cell, str) else cell)  # type: ignore[arg-type]


def _as_decimal(cell: Cell) -> float:
    return float(_plain_number(cell.strip()) if isinstance(cell, str) else cell)  # type: ignore[arg-type]


def _as_boolean(cell: Cell) -> bool:
    return TRUTHS[cell.strip().lower()] if isinstance(cell, str) else bool(cell)


def _as_date(cell: Cell) -> date | None:
    return parse_date(cell.strip()) if isinstance(cell, str) else cell  # type: ignore[return-value]


def _as_code(cell: Cell) -> str:
    return cell.strip() if isinstance(cell, str) else str(cell)


CONVERTERS: dict[str, Callable[[Cell], object]] = {
    "text": as_text,
    "code": _as_code,
    "integer": _as_integer,
    "year": _as_integer,
    "decimal": _as_decimal,
    "boolean": _as_boolean,
    "date": _as_date,
}


def parse_value(text: str, type_: str) -> object:
    """What a person typed into a filter, as a value of a column of this type.

    Raises ValueError when it does not fit, so that nobody gets an empty answer for a typing error.
    """
    text = text.strip() if type_ != "text" else text
    kind = kind_of(text)
    fits = {
        "text": True,
        "code": True,
        "integer": bool(kind & NUMBERS),
        "year": kind == Kind.INTEGER,
        "decimal": bool(kind & NUMBERS),
        "boolean": kind in (Kind.YES_NO, Kind.DA_NE, Kind.TRUE_FALSE),
        "date": kind == Kind.DATE,
    }
    if not fits[type_]:
        raise ValueError(f"{text!r} is not a value of the type {type_}")
    # the border of a filter on whole numbers may be a fraction
    is_fraction = type_ == "integer" and kind != Kind.INTEGER
    return _as_decimal(text) if is_fraction else CONVERTERS[type_](text)


def gather(values: Iterable[Cell]) -> int:
    """The kinds of all these filled cells together."""
    kinds = NOTHING
    for kind in set(map(kind_of, values)):
        kinds |= kind
    return kinds
