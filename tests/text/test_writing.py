from datetime import date, datetime
from decimal import Decimal

import pytest

from chitalishte.text import alphabetical, day, number


@pytest.mark.parametrize(
    ("value", "decimals", "bg", "en"),
    [
        (1234.5, None, "1\u00a0234,5", "1,234.5"),
        (999, None, "999", "999"),
        (1234567, None, "1\u00a0234\u00a0567", "1,234,567"),
        (0.1, None, "0,1", "0.1"),
        (2.5, 0, "3", "3"),
        (2.675, 2, "2,68", "2.68"),
        (7, 2, "7,00", "7.00"),
        (-12.5, None, "\u221212,5", "\u221212.5"),
        (-0.001, 1, "0,0", "0.0"),
        (Decimal("10.50"), None, "10,5", "10.5"),
        (10**30, 1, None, "1,000,000,000,000,000,000,000,000,000,000.0"),
        (1e21, None, "1\u00a0000\u00a0000\u00a0000\u00a0000\u00a0000\u00a0000\u00a0000", None),
    ],
)
def test_a_number_is_written_the_way_readers_write_it(value, decimals, bg, en):
    assert bg is None or number(value, "bg", decimals) == bg
    assert en is None or number(value, "en", decimals) == en


def test_what_is_not_a_finite_number_is_refused():
    with pytest.raises(ValueError, match="nan"):
        number(float("nan"), "bg")


@pytest.mark.parametrize(
    ("value", "bg", "en"),
    [
        (date(1991, 7, 12), "12 юли 1991\u00a0г.", "12 July 1991"),
        (datetime(1991, 7, 12, 9, 30), "12 юли 1991\u00a0г.", "12 July 1991"),
        ("1991-07-12", "12 юли 1991\u00a0г.", "12 July 1991"),
        ("2026-07", "юли 2026\u00a0г.", "July 2026"),
        ("2025", "2025\u00a0г.", "2025"),
    ],
)
def test_a_date_is_written_as_far_as_it_is_known(value, bg, en):
    assert day(value, "bg") == bg
    assert day(value, "en") == en


@pytest.mark.parametrize("value", ["1991-13", "1991-02-30", "12.07.1991", "", "1991-07-12-01"])
def test_what_is_not_a_date_is_refused(value):
    with pytest.raises(ValueError, match=repr(value)):
        day(value, "bg")


def test_a_bulgarian_list_has_numbers_then_cyrillic_then_latin():
    mixed = ["Zeta", "ябълка", "Ъгъл", "щит", "10 закона", "2 закона", "алея", "Бряг"]
    expected = ["2 закона", "10 закона", "алея", "Бряг", "щит", "Ъгъл", "ябълка", "Zeta"]
    assert alphabetical(mixed, "bg") == expected


def test_an_english_list_puts_latin_before_cyrillic_and_looks_past_accents():
    assert alphabetical(["Ёлка", "zebra", "Österreich", "oak", "pine"], "en") == [
        "oak",
        "Österreich",
        "pine",
        "zebra",
        "Ёлка",
    ]


def test_a_list_of_things_is_sorted_by_the_text_they_give():
    assert alphabetical([(1, "Я"), (2, "А")], "bg", key=lambda item: item[1])[0] == (2, "А")
