"""What a person must be asked of a table that was read: header, hidden parts, letters, numbers."""

from typing import Any

from chitalishte.tables import codesystems, placenames
from chitalishte.tables.cells import is_blank
from chitalishte.tables.columns import Part
from chitalishte.tables.grammar import Kind
from chitalishte.tables.mojibake import repaired
from chitalishte.tables.names import Slug
from chitalishte.tables.personal import Finding
from chitalishte.tables.problems import Problems
from chitalishte.tables.profile import Profile
from chitalishte.tables.shaping import Shape
from chitalishte.tables.wording import in_cyrillic, is_bare_total, is_weak_total, mixed_words

LOOKED_AT = 5_000
GROUPS = 0.3  # of the cells: from so many blank ones a first column names groups


def ask(
    shape: Shape,
    profiles: list[Profile],
    parts: list[Part],
    problems: Problems,
    count: int,
    slug: Slug | None = None,
) -> list[Finding]:
    """Add the questions about one table; give the personal data found in it."""
    _ask_header(shape, profiles, problems, count)
    _ask_hidden(shape, problems)
    used = {part.source for part in parts}
    for at, profile in enumerate(profiles):
        if at not in used:
            continue  # an editor has left the column out
        place: dict[str, Any] = {
            "sheet": shape.grid_name,
            "column": shape.column_name(at),
            "label": profile.label,
        }
        _ask_formulas(profile, problems, place)
        _ask_letters(profile, problems, place)
        _ask_places(profile, profiles, problems, place, slug)
        if wrong := codesystems.invalid_eik(profile.listed or set(), profile.label):
            problems.add("wrong_check_digit", value=sorted(wrong)[0], **place, count=len(wrong))
        value = next((v for v in sorted(profile.listed or ()) if is_bare_total(v)), None)
        if at and value and not is_weak_total(value):
            problems.add("total_among_values", value=value, **place)
    _ask_groups(shape, profiles, problems, count)
    found = [
        finding
        for at, profile in enumerate(profiles)
        if at in used
        for finding in profile.watch.findings()
    ]
    for finding in found:
        at = [profile.label for profile in profiles].index(finding.column)
        problems.add(
            "personal_data", sheet=shape.grid_name, row=finding.line, column=shape.column_name(at),
            label=finding.column, kind=PERSONAL[finding.kind], count=finding.count,
            shown=finding.shown,
        )  # fmt: skip
    return found


PERSONAL = {
    "egn": "personal numbers (EGN)",
    "lnch": "personal numbers of foreigners",
    "email": "e-mail addresses",
    "phone": "telephone numbers",
    "iban": "bank accounts (IBAN)",
    "id_card": "numbers of identity cards",
}


def _ask_header(shape: Shape, profiles: list[Profile], problems: Problems, count: int) -> None:
    sheet, header = shape.grid_name, shape.header
    line = header.lines[-1] if header.lines else shape.first
    if not header.is_found:
        cells = next((row for _, row in shape.body()), [])
        at = next((at for at, cell in enumerate(cells) if not is_blank(cell)), 0)
        value = cells[at] if cells else None
        problems.add(
            "no_header", sheet=sheet, row=shape.first, column=shape.column_name(at), value=value
        )
        return
    seen: dict[str, int] = {}
    for at, label in enumerate(header.labels):
        column = shape.column_name(at)
        if not label and profiles[at].filled:
            row, value = min(profiles[at].first.values(), key=lambda each: each[0])
            problems.add(
                "empty_header", sheet=sheet, row=row, column=column, value=value, header_row=line
            )
        elif label and label.casefold() in seen:
            first = shape.column_name(seen[label.casefold()])
            problems.add(
                "duplicate_header", sheet=sheet, row=line, column=column, value=label, first=first
            )
        seen.setdefault(label.casefold(), at)
    if not count:
        problems.add("no_rows", sheet=sheet, row=line)


def _ask_hidden(shape: Shape, problems: Problems) -> None:
    if shape.recipe.keep_hidden:
        return
    for number in sorted(shape.frame.grid.hidden_columns):
        head = shape.frame.head
        if any(len(cells) >= number and not is_blank(cells[number - 1]) for _, cells in head):
            column = shape.frame.grid.column_name(number - 1)
            problems.add("hidden_column", sheet=shape.grid_name, column=column)


def _ask_formulas(profile: Profile, problems: Problems, place: dict[str, Any]) -> None:
    if not profile.kinds & Kind.NO_VALUE:
        return
    line, value = profile.first[Kind.NO_VALUE]
    is_error = str(value).startswith("#")
    code = "formula_error" if is_error else "formula_not_calculated"
    count = profile.seen[Kind.NO_VALUE]
    problems.add(code, row=line, value=value, **place, count=count)


def _ask_letters(profile: Profile, problems: Problems, place: dict[str, Any]) -> None:
    values = sorted(profile.listed or ())[:LOOKED_AT]
    for value in values:
        if words := mixed_words(value):
            right = in_cyrillic(words[0])
            problems.add("mixed_letters", value=words[0], **place, right=right)
            break
    for value in values:
        if meant := repaired(value):
            problems.add("mojibake", value=value, **place, repaired=meant)
            break
    if any(_is_excel_range(value) for value in values) and not profile.kinds & ~Kind.TEXT:
        value = next(value for value in values if _is_excel_range(value))
        problems.add("range_as_date", value=value, **place)


def _ask_places(
    profile: Profile,
    profiles: list[Profile],
    problems: Problems,
    place: dict[str, Any],
    slug: Slug | None,
) -> None:
    values, label = profile.listed or set(), profile.label
    if pair := placenames.variants(values, label, slug):
        problems.add("place_variants", value=pair[1], **place, other=pair[0])
    if pair := placenames.revisions(values):
        problems.add("nuts_revisions", value=pair[0], **place, other=pair[1])
    others = [other.label for other in profiles if other is not profile]
    if name := placenames.same_names(values, label, others):
        problems.add("same_names", value=name, **place, places=placenames.SAME_NAMES[name])


def _is_excel_range(text: str) -> bool:
    day, _, month = text.strip().partition(".")
    months = ("яну", "фев", "мар", "апр", "май", "юни", "юли", "авг", "сеп", "окт", "ное", "дек")
    return day.isdecimal() and month in months


def _ask_groups(shape: Shape, profiles: list[Profile], problems: Problems, count: int) -> None:
    """A first column filled only where a group begins."""
    if len(profiles) < 2 or count < 4:
        return
    first, second = profiles[0], profiles[1]
    recipe = shape.recipe.column(first.label)
    if recipe.is_filled_down or first.kinds & ~Kind.TEXT or not first.filled:
        return
    blank = count - first.filled
    begins = next((row for _, row in shape.body()), [None])
    if blank >= GROUPS * count and second.filled == count and not is_blank(begins[0]):
        problems.add(
            "group_names", sheet=shape.grid_name, column=shape.column_name(0), label=first.label,
            value=first.examples[0], count=blank,
        )  # fmt: skip
