"""Forms of values that SQL can check exactly: every value that fits is surely read right.

A form is narrower than the grammar. What it leaves out comes to the grammar itself.
"""

from collections import Counter
from dataclasses import dataclass, replace

from chitalishte.tables.grammar import Kind, lex

FEW = 2_000  # different values in a sample: so few are counted one by one
ODD_SHARE, ODD_VALUES = 0.05, 100
TEXT_SHARE = 0.2
# so many different values in so large a sample: then there are more than a list can hold
VARIED, LARGE = 0.85, 10_000


@dataclass(frozen=True)
class Form:
    """SQL over {0}, a column of text.

    kind    the grammar of the values that fit; 0 when no form fits and every value is looked at
    fits    whether a value has the form (never NULL for a text)
    value   the typed value of one that fits; types: those it may have as a column
    has_repeats, is_varied  whether values come again in the sample; whether most do not
    is_few  whether there are so few different values that all are counted
    is_text whether there are surely texts and too many to count
    """

    name: str
    kind: int = Kind.NONE
    fits: str = ""
    value: str = ""
    types: tuple[str, ...] = ()
    is_few: bool = False
    is_text: bool = False
    has_repeats: bool = False
    is_varied: bool = False


def _round_trip(value: str, of: str = "{0}") -> str:
    return f"(CAST({value} AS VARCHAR) IS NOT DISTINCT FROM {of})"


_INTEGER = "TRY_CAST({0} AS BIGINT)"
_DATE = "TRY_CAST({0} AS DATE)"
_STAMP = "TRY_CAST({0} AS TIMESTAMP)"
_TURNED = "({0}[7:10] || '-' || {0}[4:5] || '-' || {0}[1:2])"
_DMY = f"TRY_CAST({_TURNED} AS DATE)"


def _fraction(sign: str) -> str:
    # 15 digits at most, which a 64-bit fraction surely keeps
    whole = "0|[1-9][0-9]{{0,9}}"
    number = f"-?(?:(?:{whole})?{sign}[0-9]{{{{1,5}}}}|{whole})"
    return f"regexp_full_match({{0}}, '{number}')"


# 18 digits are what the grammar takes for a number of 64 bits
INTEGER = Form(
    "integer",
    Kind.INTEGER,
    f"({_round_trip(_INTEGER)} AND strlen({{0}}) < 19)",
    _INTEGER,
    ("integer", "year", "decimal"),
)
POINT = Form("point", Kind.DEC_POINT, _fraction("\\."), "TRY_CAST({0} AS DOUBLE)", ("decimal",))
COMMA = Form(
    "comma",
    Kind.DEC_COMMA,
    _fraction(","),
    "TRY_CAST(replace({0}, ',', '.') AS DOUBLE)",
    ("decimal",),
)
ISO_DATE = Form("iso date", Kind.DATE, _round_trip(_DATE), _DATE, ("date",))
DATE = Form(
    "date",
    Kind.DATE_UNSURE,
    f"(strlen({{0}}) = 10 AND {{0}}[3] = '.' AND {{0}}[6] = '.' AND {_round_trip(_DMY, _TURNED)})",
    _DMY,
    ("date",),
)
STAMP = Form(
    "stamp", Kind.STAMP, _round_trip(_STAMP, "replace({0}, 'T', ' ')"), _STAMP, ("timestamp",)
)
DIGITS = Form("digits", Kind.DIGITS, "regexp_full_match({0}, '[0-9]{{1,64}}')", "{0}", ("code",))
OTHER = Form("other")
_FEW = Form("few", is_few=True)
_TEXT = Form("text", Kind.TEXT, is_text=True)


def form_of(values: list[str]) -> Form:
    """The form to check a column against, by a sample of its filled values."""
    counts = Counter(values)
    if len(counts) <= FEW:
        return _FEW
    is_varied = len(values) > LARGE and len(counts) > VARIED * len(values)
    return replace(
        _form(counts, len(values)), has_repeats=len(counts) < len(values), is_varied=is_varied
    )


def _form(counts: Counter[str], total: int) -> Form:
    kinds: Counter[int] = Counter()
    for value, count in counts.items():
        kinds[lex(value).kind] += count
    if kinds[Kind.TEXT] > TEXT_SHARE * total:
        return _TEXT
    for form in _candidates(kinds):
        odd = [value for value in counts if not _has_form(value, form)]
        if len(odd) <= ODD_VALUES and sum(counts[v] for v in odd) <= ODD_SHARE * total:
            return form
    return OTHER


def _candidates(kinds: Counter[int]) -> list[Form]:
    if kinds[Kind.DIGITS]:
        return [DIGITS]
    found = []
    if kinds[Kind.DEC_POINT]:
        found.append(POINT)
    if kinds[Kind.DEC_COMMA]:
        found.append(COMMA)
    if not found and kinds[Kind.INTEGER]:
        found.append(INTEGER)
    if kinds[Kind.DATE] or kinds[Kind.DATE_UNSURE]:
        found += [ISO_DATE, DATE]
    if kinds[Kind.STAMP]:
        found.append(STAMP)
    return found


_ALLOWED = {
    "integer": {Kind.INTEGER},
    "point": {Kind.DEC_POINT, Kind.INTEGER, Kind.UNSURE_POINT, Kind.MONTH_DOT},
    "comma": {Kind.DEC_COMMA, Kind.INTEGER, Kind.UNSURE_COMMA},
    "iso date": {Kind.DATE},
    "date": {Kind.DATE, Kind.DATE_UNSURE},
    "stamp": {Kind.STAMP},
    "digits": {Kind.DIGITS, Kind.INTEGER},
}


def _has_form(value: str, form: Form) -> bool:
    token = lex(value)
    if token.kind not in _ALLOWED[form.name] or token.unit or token.flag:
        return False
    if form.name == "iso date":
        return value[4:5] == "-"
    return form.name != "date" or (value[2:3] == "." and len(value) == 10)
