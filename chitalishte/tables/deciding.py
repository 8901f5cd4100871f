"""The type a whole column earns from the grammars of all its values, and how to read each.

A type is given only when every filled cell fits it; what is missing by a marker does not count
against it. Where the signs allow two readings, nothing is guessed: the column stays text and
the question is asked.
"""

from dataclasses import dataclass
from datetime import date, datetime

from chitalishte.tables import moments, numbers
from chitalishte.tables.cells import Cell, is_blank
from chitalishte.tables.grammar import (
    DATES,
    MONTHS,
    NUMBERS,
    TRUTHS,
    Kind,
    Token,
    as_text,
    lex,
)
from chitalishte.tables.points import is_longitude_first, parse_point, write_point


@dataclass(frozen=True)
class Plan:
    """How the cells of one column are read.

    decimal    the sign before fractions, "," or "."
    question   the code of the question to ask, if the type is not sure
    notes      codes of what was decided and may be otherwise
    """

    type: str
    decimal: str = "."
    month_first: bool = False
    longitude_first: bool = False
    question: str | None = None
    notes: tuple[str, ...] = ()


def decide(kinds: int) -> Plan:
    """The plan for a column whose values gather these kinds."""
    kinds &= ~(Kind.MISSING | Kind.NO_VALUE)
    if kinds == Kind.NONE:
        return Plan("text")
    if not kinds & ~MONTHS:
        return _months(kinds)
    if not kinds & ~(Kind.DIGITS | Kind.INTEGER):
        return Plan("code" if kinds & Kind.DIGITS else "integer")
    if kinds in (Kind.YES_NO, Kind.DA_NE, Kind.TRUE_FALSE):
        return Plan("boolean")
    if not kinds & ~DATES:
        return _dates(kinds)
    for kind, type_ in (
        (Kind.STAMP, "timestamp"),
        (Kind.TIME, "time"),
        (Kind.QUARTER, "quarter"),
        (Kind.POINT, "point"),
    ):
        if kinds == kind:
            return Plan(type_)
    if kinds & Kind.YEAR_WORD and not kinds & ~(Kind.YEAR_WORD | Kind.INTEGER):
        return Plan("year")
    if kinds & Kind.LOST and not kinds & ~(NUMBERS | Kind.LOST | Kind.DIGITS):
        return Plan("text", question="digits_lost")
    return _numbers(kinds) if not kinds & ~NUMBERS else Plan("text")


def _months(kinds: int) -> Plan:
    if kinds == Kind.YEAR_SPAN:
        return Plan("text", question="month_or_span")
    return Plan("year_month")


def _dates(kinds: int) -> Plan:
    by_month, by_day = kinds & Kind.SLASH_MONTH, kinds & Kind.SLASH_DAY
    if by_month and by_day:
        return Plan("text", question="mixed_date_order")
    notes = ["two_digit_year"] if kinds & Kind.DATE_SHORT else []
    if not kinds & ~(Kind.DATE_UNSURE | Kind.DATE_SHORT) and kinds & Kind.DATE_UNSURE:
        notes.append("day_first")
    question = (
        "slash_date_order" if kinds & Kind.SLASH_UNSURE and not (by_day or by_month) else None
    )
    return Plan("date", month_first=bool(by_month), question=question, notes=tuple(notes))


def _numbers(kinds: int) -> Plan:
    comma = kinds & (Kind.DEC_COMMA | Kind.GROUP_POINT)
    point = kinds & (Kind.DEC_POINT | Kind.GROUP_COMMA | Kind.MONTH_DOT)
    unsure = kinds & (Kind.UNSURE_POINT | Kind.UNSURE_COMMA)
    if comma and point:
        return Plan("text", question="mixed_decimal_signs")
    if unsure and not comma and not point:
        return Plan("text", question="ambiguous_number")
    decimal = "," if comma else "."
    fraction = kinds & (Kind.DEC_COMMA | Kind.DEC_POINT | Kind.MONTH_DOT | Kind.FLOAT)
    fraction |= kinds & Kind.SCIENTIFIC
    fraction |= kinds & (Kind.UNSURE_COMMA if decimal == "," else Kind.UNSURE_POINT)
    return Plan("decimal" if fraction else "integer", decimal)


def convert(cell: Cell, plan: Plan) -> object:
    """A cell as the value its column's plan gives; None for a missing one.

    Raises ValueError for a cell that does not fit the plan, which only a recipe can bring about.
    """
    if is_blank(cell):
        return None
    if plan.type == "text":
        return None if lex(cell).kind & Kind.NO_VALUE else as_text(cell)
    token = lex(cell)
    if token.kind & (Kind.MISSING | Kind.NO_VALUE):
        return None
    if plan.type == "code":
        return as_text(cell).strip()
    value = _VALUES[plan.type](cell, token, plan)
    if value is None:
        raise ValueError(f"{as_text(cell)!r} is no {plan.type}")
    return value


def _number(cell: Cell, token: Token, plan: Plan) -> float | None:
    if isinstance(cell, int | float):
        return float(cell)
    if not token.kind & (NUMBERS | Kind.DIGITS):
        return None
    number = float(numbers.plain(token.body, plan.decimal))
    return -number if token.is_negative else number


def _integer(cell: Cell, token: Token, plan: Plan) -> int | None:
    if isinstance(cell, int):
        return int(cell)
    if isinstance(cell, float):
        return int(cell) if cell == int(cell) else None
    if token.kind & Kind.YEAR_WORD:
        return moments.parse_year(token.body)
    if not token.kind & (NUMBERS | Kind.DIGITS):
        return None
    plain = numbers.plain(token.body, plan.decimal)
    number = int(plain) if plain.isdecimal() else None
    return -number if number and token.is_negative else number


def _date(cell: Cell, token: Token, plan: Plan) -> date | None:
    if isinstance(cell, str):
        return moments.parse_date(cell.strip(), month_first=plan.month_first)
    return cell if isinstance(cell, date) else None


def _stamp(cell: Cell, token: Token, plan: Plan) -> datetime | None:
    if isinstance(cell, str):
        return moments.parse_stamp(cell.strip())
    return cell if isinstance(cell, datetime) else None


def _point(cell: Cell, token: Token, plan: Plan) -> str | None:
    pair = parse_point(as_text(cell).strip())
    return write_point(pair, longitude_first=plan.longitude_first) if pair else None


def _boolean(cell: Cell, token: Token, plan: Plan) -> bool | None:
    return TRUTHS.get(as_text(cell).strip().lower())


_VALUES = {
    "integer": _integer,
    "year": _integer,
    "decimal": _number,
    "boolean": _boolean,
    "date": _date,
    "timestamp": _stamp,
    "time": lambda cell, token, plan: moments.parse_time(as_text(cell).strip()),
    "year_month": lambda cell, token, plan: moments.parse_year_month(as_text(cell).strip()),
    "quarter": lambda cell, token, plan: moments.parse_quarter(as_text(cell).strip()),
    "point": _point,
}


def is_reversed_point(cell: Cell) -> bool:
    pair = parse_point(as_text(cell).strip())
    return bool(pair) and is_longitude_first(pair)  # type: ignore[arg-type]


def parse_value(text: str, type_: str) -> object:
    """What a person typed into a filter, as a value of a column of this type.

    Raises ValueError when it does not fit, so that nobody gets an empty answer for a typing error.
    """
    if type_ in ("text", "code"):
        return text.strip() if type_ == "code" else text
    token = lex(text)
    plan = decide(token.kind)
    # the border of a filter on whole numbers may be a fraction; a lone 1,234 is a fraction here
    if type_ in ("integer", "decimal") and plan.type in ("text", "decimal"):
        plan = Plan("decimal", "," if token.kind & (Kind.DEC_COMMA | Kind.UNSURE_COMMA) else ".")
    elif type_ == "decimal" and plan.type == "integer":
        plan = Plan("decimal", plan.decimal)
    else:
        plan = Plan(type_, plan.decimal, plan.month_first)
    try:
        value = convert(text, plan)
    except ValueError:
        value = None
    if value is None:
        raise ValueError(f"{text!r} is not a value of the type {type_}")
    return value
