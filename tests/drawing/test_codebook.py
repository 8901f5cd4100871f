import csv
from pathlib import Path

import pytest

from chitalishte.drawing import CodeBook, isocodes, regionnames

COUNTRIES = CodeBook({c.code: isocodes.names_of(c) for c in isocodes.ISO.values()})
REGIONS = CodeBook({r.code: regionnames.names_of(r) for r in regionnames.REGIONS.values()})


@pytest.mark.parametrize(
    "written",
    ["GR", "el", "GRC", "300", "Гърция", " ГЪРЦИЯ ", "Greece", "Hellenic Republic", "Елада"],
)
def test_a_state_is_known_by_every_code_and_name_in_use(written):
    assert COUNTRIES.code_of(written) == "GR"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("UK", "GB"),
        ("Великобритания", "GB"),
        ("Czech Republic", "CZ"),
        ("Чешка република", "CZ"),
        ("Türkiye", "TR"),
        ("Turkiye", "TR"),
        ("Turkey", "TR"),
        ("8", "AL"),
        ("Северна Македония", "MK"),
        ("САЩ", "US"),
        ("Kosovo", "XK"),
        (100, "BG"),
    ],
)
def test_states_are_known_by_their_common_and_former_names(written, code):
    assert COUNTRIES.code_of(written) == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("BG411", "BG411"),
        ("София-град", "BG411"),
        ("Столична", "BG411"),
        ("област София", None),  # two regions are called so: neither is guessed
        ("Софийска област", "BG412"),
        ("SFO", "BG412"),
        ("BG-16", "BG421"),
        ("област Пловдив", "BG421"),
        ("Plovdiv", "BG421"),
        ("Велико  Търново", "BG321"),
        ("Xасково", "BG422"),  # with a Latin X
    ],
)
def test_a_region_is_known_by_nuts_iso_letters_and_names(written, code):
    assert REGIONS.code_of(written) == code


@pytest.mark.parametrize("nothing", ["", None, "XX", "EU27_2020", "Общо", "<b>", "²"])
def test_what_is_no_place_has_no_code(nothing):
    assert COUNTRIES.code_of(nothing) is None
    assert REGIONS.code_of(nothing) is None


def test_a_misspelt_name_gets_suggestions_the_likeliest_first():
    match = REGIONS.match("Кюстендиил")
    assert (match.code, match.suggestions[0]) == (None, "BG415")
    assert COUNTRIES.match("Germny").suggestions[0] == "DE"
    assert REGIONS.match("Пловдив").suggestions == ()
    assert REGIONS.match("qqqqqqqq").suggestions == ()


def test_a_name_of_two_places_means_neither():
    book = CodeBook({"A1": ["Бяла", "1"], "B1": ["Бяла", "2"]})
    assert book.code_of("Бяла") is None
    assert (book.code_of("1"), book.code_of("02")) == ("A1", "B1")


def test_every_country_has_two_names_and_three_codes():
    numbers = [country.numeric for country in isocodes.ISO.values() if country.numeric]
    assert len(numbers) == len(set(numbers)) == len(isocodes.ISO) - 1  # Kosovo has none
    for country in isocodes.ISO.values():
        assert country.bg
        assert country.en
        assert len(country.alpha3) == 3


def test_the_file_of_countries_is_sorted_and_says_nothing_twice():
    path = Path(isocodes.__file__).parent / "data" / "countries.csv"
    with path.open(encoding="utf-8", newline="") as file:
        codes = [row["code"] for row in csv.DictReader(file)]
    assert codes[:-1] == sorted(codes[:-1])
    assert len(codes) == len(set(codes)) == 250
