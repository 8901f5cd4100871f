"""The columns of a table: their type, unit, code list, and what stands beside their values.

One column on the sheet may become several: the values, the statistical flags beside them, the
unit where it changes from row to row, and the reason where values are missing for several.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from chitalishte.tables import codesystems
from chitalishte.tables.cells import Cell, is_blank
from chitalishte.tables.deciding import Plan, convert, decide
from chitalishte.tables.findings import Decision
from chitalishte.tables.grammar import NUMBERS, Kind, as_text, lex
from chitalishte.tables.profile import Profile
from chitalishte.tables.recipe import ColumnRecipe
from chitalishte.tables.units import unit_in_label

YEARS = (1000, 2100)
SERIAL_DAYS = (20_000, 60_000)  # 1954 to 2064, as a spreadsheet counts days
MOSTLY = 0.9
TEXT_PLAN = Plan("text")
_YEAR_WORDS = re.compile(
    r"(?:^|[^a-zа-я])(?:year|years|since|amended|established|founded|година|год|г|от|godina)"
    r"(?:[^a-zа-я]|$)"
)
_DATE_WORDS = re.compile(r"(?:^|[^a-zа-я])(?:дата|ден|date|day|от|до|на дата)(?:[^a-zа-я]|$)")


@dataclass(frozen=True)
class Column:
    """One column of a typed table.

    name      [a-z][a-z0-9_]*, unique in the table
    label     the header as it was written
    type      one of grammar.TYPES
    examples  up to three different values as they were written
    missing   how many rows have no value
    unique    whether each row has a value of its own; None when there are too many to know
    unit      "%", "BGN", "km" …; None when there is none or it differs by row
    code_system      the code list its values belong to
    missing_markers  how missing values were written, and how often
    """

    name: str
    label: str
    type: str
    examples: tuple[str, ...] = ()
    missing: int = 0
    unique: bool | None = None
    unit: str | None = None
    code_system: str | None = None
    missing_markers: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """One column of the result made from one column of the sheet.

    source  its position among the columns of the sheet
    role    value, flag, unit or reason
    """

    source: int
    role: str
    column: Column
    plan: Plan = TEXT_PLAN


BESIDE = {
    "flag": ("flag", "знак", "flag"),
    "unit": ("unit", "мярка", "unit"),
    "reason": ("missing", "защо липсва", "why missing"),
}


def parts_of(
    source: int, name: str, label: str, unit: str | None, profile: Profile, rows: int,
    recipe: ColumnRecipe,
) -> tuple[list[Part], list[tuple[str, int]], list[Decision]]:  # fmt: skip
    """Parts, questions as (code, kind of the values asked about), decisions."""
    plan = decide(profile.kinds)
    questions: list[tuple[str, int]] = []
    if plan.question:
        questions.append((plan.question, _kinds_asked(plan.question)))
    plan = _by_header(plan, label, profile)
    plan = _longitude(plan, profile)
    chosen = replace(
        plan,
        type=recipe.type or plan.type,
        decimal=recipe.decimal or plan.decimal,
        month_first=plan.month_first if recipe.month_first is None else recipe.month_first,
    )
    if recipe.type or recipe.decimal or recipe.month_first is not None:
        questions = []
    plan = chosen
    units = (
        {each for each in profile.units if each} if plan.type in ("integer", "decimal") else set()
    )
    is_mixed = bool(units) and (len(units) > 1 or (None in profile.units and not unit))
    unit = recipe.unit or (
        None if is_mixed else next(iter(units), None) or unit or _said(plan, label)
    )
    if is_mixed and not recipe.unit:
        questions.append(("mixed_units", NUMBERS))
    system = _system(plan, label, profile)
    if system in ("latitude", "longitude"):
        unit = unit or "°"
    elif system and plan.type in ("text", "integer"):
        plan = replace(plan, type="code")
    markers = dict(profile.markers) if plan.type != "text" else _no_values(profile)
    missing = rows - profile.filled + sum(markers.values())
    unique = profile.is_unique(rows) and not missing if not markers else False
    value = Column(
        name, label, plan.type, tuple(profile.examples), missing, unique, unit, system, markers
    )
    parts = [Part(source, "value", value, plan)]
    if plan.type != "text":
        if profile.flags:
            parts.append(_beside(source, "flag", value, rows - sum(profile.flags.values())))
        if is_mixed and not recipe.unit:
            parts.append(_beside(source, "unit", value, rows - sum(profile.units.values())))
        if len(markers) > 1:
            parts.append(_beside(source, "reason", value, rows - sum(markers.values())))
    elif _is_mostly_typed(profile):
        questions.append(("odd_values", Kind.TEXT))
    return parts, questions, _decisions(label, plan, profile, recipe)


def _beside(source: int, role: str, value: Column, missing: int) -> Part:
    suffix, bulgarian, english = BESIDE[role]
    is_bulgarian = any("\u0400" <= letter <= "\u04ff" for letter in value.label)
    label = f"{value.label} ({bulgarian if is_bulgarian else english})"
    return Part(source, role, Column(f"{value.name}_{suffix}", label, "code", (), missing, False))


def _no_values(profile: Profile) -> dict[str, int]:
    """In a text column only formulas without a value are missing; a dash is a text."""
    if not profile.kinds & Kind.NO_VALUE:
        return {}
    return {marker: n for marker, n in profile.markers.items() if marker[:1] in "#="}


def _by_header(plan: Plan, label: str, profile: Profile) -> Plan:
    """Numbers that the header calls years or codes."""
    if plan.type != "integer" or profile.units.keys() - {None} or profile.smallest is None:
        return plan
    small, large = profile.smallest, profile.largest or 0
    words = label.lower().replace("_", " ")
    if small >= YEARS[0] and large <= YEARS[1] and _YEAR_WORDS.search(words):
        return replace(plan, type="year")
    if codesystems.says_code(label) and small >= 0 and not profile.flags:
        return replace(plan, type="code")
    return plan


def _longitude(plan: Plan, profile: Profile) -> Plan:
    points = profile.seen.get(Kind.POINT, 0)
    if plan.type == "point" and points and profile.reversed_points == points:
        return replace(plan, longitude_first=True, notes=("longitude_first",))
    return plan


def _said(plan: Plan, label: str) -> str | None:
    return unit_in_label(label) if plan.type in ("integer", "decimal") else None


def _system(plan: Plan, label: str, profile: Profile) -> str | None:
    if plan.type == "decimal":
        return codesystems.coordinate(label)
    if plan.type not in ("text", "code", "integer") or not profile.listed:
        return None
    if plan.type == "integer" and not codesystems.says_code(label):
        return None
    if plan.type == "text" and profile.kinds & Kind.NO_VALUE:
        return None
    return codesystems.code_system(profile.listed, label)


def _is_mostly_typed(profile: Profile) -> bool:
    """Whether a text column would have a type but for a few values."""
    odd = profile.seen.get(Kind.TEXT, 0)
    total = sum(profile.seen.values())
    if not odd or total < 10 or odd > (1 - MOSTLY) * total:
        return False
    others = Kind.NONE
    for kind in profile.seen:
        if kind != Kind.TEXT:
            others |= kind
    return decide(others).type not in ("text", "boolean")


def _kinds_asked(question: str) -> int:
    return {
        "ambiguous_number": Kind.UNSURE_POINT | Kind.UNSURE_COMMA,
        "digits_lost": Kind.LOST,
        "mixed_decimal_signs": Kind.DEC_POINT | Kind.GROUP_COMMA,
        "mixed_date_order": Kind.SLASH_MONTH,
        "slash_date_order": Kind.SLASH_UNSURE,
        "month_or_span": Kind.YEAR_SPAN,
    }[question]


def is_serial_date(part: Part, profile: Profile) -> bool:
    """Whether whole numbers under a header that says „дата“ may be days a spreadsheet counted."""
    if part.column.type != "integer" or profile.smallest is None:
        return False
    small, large = SERIAL_DAYS
    fits = small <= profile.smallest and (profile.largest or 0) <= large
    return fits and bool(_DATE_WORDS.search(part.column.label.lower().replace("_", " ")))


def _decisions(label: str, plan: Plan, profile: Profile, recipe: ColumnRecipe) -> list[Decision]:
    found: list[Decision] = []

    def decided(
        code: str, what: str, chosen: str, runner_up: str = "", why: str = "", **params: Any
    ) -> None:
        params["label"] = label
        found.append(Decision(f"{what} of {label}", chosen, runner_up, why, code, params))

    if recipe.type:
        decided("type_told", "type", plan.type, why="the recipe says so", type=plan.type)
    elif plan.type != "text":
        why = f"all {profile.filled} values fit" if profile.filled else ""
        decided("type", "type", plan.type, "text", why, type=plan.type, count=profile.filled)
    elif _is_mostly_typed(profile):
        decided("type_text", "type", "text", "a typed column", "not all values fit")
    for note in plan.notes:
        if note == "day_first":
            decided(note, "dates", "day first", "month first", "no day is above 12")
        elif note == "two_digit_year":
            decided(note, "years", "00–49 is 20xx, 50–99 is 19xx", "another century")
        elif note == "longitude_first":
            decided(note, "points", "longitude first", "latitude first")
    if profile.kinds & NUMBERS and plan.type in ("decimal", "integer"):
        signs = profile.kinds & (Kind.DEC_COMMA | Kind.GROUP_POINT | Kind.UNSURE_COMMA)
        if signs:
            code = "decimal_comma" if plan.decimal == "," else "decimal_point"
            decided(code, "decimal sign", plan.decimal, ".,".strip(plan.decimal))
    return found


def cells_of(part: Part, cells: Sequence[Cell]) -> list[object]:
    """The values of one part for the cells of its column on the sheet."""
    if bool in set(map(type, cells)):  # True equals 1, but is not written the same
        return [_one(part, cell) for cell in cells]
    known = {cell: _one(part, cell) for cell in set(cells)}
    return [known[cell] for cell in cells]


def _one(part: Part, cell: Cell) -> object:
    if is_blank(cell):
        return None
    if part.role == "value":
        return convert(cell, part.plan)
    token = lex(cell)
    if part.role == "flag":
        return token.flag
    if part.role == "unit":
        return token.unit
    return token.body if token.kind & (Kind.MISSING | Kind.NO_VALUE) else None


def example_of(profile: Profile, kinds: int) -> tuple[int, str] | None:
    """The first value of these kinds, with its line."""
    found = [first for kind, first in profile.first.items() if kind & kinds]
    if not found:
        return None
    line, value = min(found, key=lambda each: each[0])
    return line, as_text(value)
