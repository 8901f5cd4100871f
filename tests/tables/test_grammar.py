from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chitalishte.tables.deciding import convert, decide, parse_value
from chitalishte.tables.grammar import Kind, gather, lex
from chitalishte.tables.moments import parse_date
from chitalishte.tables.names import column_names
from chitalishte.tables.personal import is_egn, is_iban, is_lnch


def typed(text):
    """One value read alone: its type and what it becomes."""
    plan = decide(lex(text).kind)
    return plan.type, convert(text, plan)


@settings(deadline=None)
@given(st.integers(min_value=-(10**18) + 1, max_value=10**18 - 1))
def test_every_whole_number_reads_back(number):
    assert typed(str(number)) == ("integer", number)


@settings(deadline=None)
@given(st.integers(min_value=1000, max_value=10**15), st.sampled_from(" \u00a0\u202f"))
def test_thousands_apart_by_a_space_change_nothing(number, space):
    assert typed(f"{number:,}".replace(",", space)) == ("integer", number)


@settings(deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_fraction_python_writes_reads_back_where_a_point_is_decimal(number):
    # a whole number with a great exponent may be one a spreadsheet has shortened; 1.234 may be 1234
    if abs(number) < 1e15 and not lex(repr(number)).kind & Kind.UNSURE_POINT:
        assert typed(repr(number)) == ("decimal", number)


@settings(deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 99))
def test_a_decimal_comma_and_a_decimal_point_are_the_same_number(whole, cents):
    with_comma, with_point = f"{whole},{cents:02d}", f"{whole}.{cents:02d}"
    assert typed(with_comma) == typed(with_point) == ("decimal", whole + cents / 100) or (
        typed(with_comma)[1] == pytest.approx(whole + cents / 100)
    )


@settings(deadline=None)
@given(st.from_regex(r"0[0-9]{1,12}", fullmatch=True))
def test_leading_zeros_are_never_lost(code):
    assert typed(code) == ("code", code)


@settings(deadline=None)
@given(st.dates())
def test_dates_read_back_in_both_ways_of_writing(day):
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day.day:02d}.{day.month:02d}.{day.year:04d}") == day
    assert parse_date(f"{day.day}.{day.month}.{day.year:04d} г.") == day


@pytest.mark.parametrize("text", ["2024-2-3", "31.04.2024", "2024-13-01", "31/02/2024", "1.13.24"])
def test_what_is_not_surely_a_date_is_none(text):
    assert parse_date(text) is None


@settings(deadline=None)
@given(st.text(max_size=20))
def test_text_that_stays_text_is_not_changed(text):
    type_, value = typed(text) if text.strip() else ("text", text)
    if type_ == "text" and value is not None:
        assert value == text


def test_true_and_one_in_a_column_of_a_workbook_are_not_the_same():
    assert gather([True]) | gather([1]) == Kind.TRUE_FALSE | Kind.INTEGER
    assert decide(Kind.TRUE_FALSE | Kind.INTEGER).type == "text"


@pytest.mark.parametrize(
    ("text", "type_", "value"),
    [
        ("да", "boolean", True),
        ("29.2.2024", "date", date(2024, 2, 29)),
        ("1,5", "decimal", 1.5),
        ("2", "integer", 2),
        ("123456789012345678", "integer", 123456789012345678),
        ("1.5", "integer", 1.5),
        ("007", "code", "007"),
    ],
)
def test_a_typed_filter_is_understood_by_the_type_of_its_column(text, type_, value):
    assert parse_value(text, type_) == value


@pytest.mark.parametrize(("text", "type_"), [("x", "integer"), ("1", "date"), ("1", "boolean")])
def test_a_filter_that_does_not_fit_is_refused(text, type_):
    with pytest.raises(ValueError, match=f"not a value of the type {type_}"):
        parse_value(text, type_)


def test_headers_that_are_names_are_kept_and_others_brought_to_names():
    labels = ["term_years", "Term Years", "2024", "Дял, %", "Name!", "name", "a" * 99]
    assert column_names(labels) == [
        "term_years",
        "term_years_2",
        "c_2024",
        "column_4",
        "name_2",
        "name",
        "a" * 60,
    ]


@settings(deadline=None)
@given(st.lists(st.text(max_size=80), max_size=30))
def test_names_are_always_safe_and_unique(labels):
    names = column_names(labels, slug=lambda text: text)
    assert len(set(names)) == len(names) == len(labels)
    assert all(name.isascii() and name.isidentifier() and name[0] != "_" for name in names)


def test_personal_numbers_are_told_by_their_check_digits():
    # made by the rule of the ordinance, of nobody
    assert is_egn("8001010008")
    assert not is_egn("8001010009")
    assert not is_egn("8013010001")
    assert is_lnch("1000000012")
    assert not is_lnch("1000000013")
    assert is_iban("BG80 BNBG 9661 1020 3456 78")
    assert not is_iban("BG81 BNBG 9661 1020 3456 78")
