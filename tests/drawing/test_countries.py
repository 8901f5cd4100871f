import pytest

from chitalishte.drawing import COUNTRIES, EU27, name, normalise


@pytest.mark.parametrize(
    ("written", "code"),
    [("GR", "GR"), ("EL", "GR"), (" el ", "GR"), ("300", "GR"), ("UK", "GB"), ("8", "AL")],
)
def test_a_country_is_known_by_every_code_in_use(written, code):
    assert normalise(written) == code


@pytest.mark.parametrize("written", ["", "XX", "EU27_2020", "999", "<b>", "²"])
def test_what_is_no_country_has_no_code(written):
    assert normalise(written) is None


def test_the_union_has_twenty_seven_states_with_two_names_each():
    assert len(EU27) == 27
    assert {"BG", "HR", "GR"} <= set(EU27)
    assert "GB" not in EU27
    assert len({name(code, "bg") for code in COUNTRIES}) == len(COUNTRIES)
    assert len({name(code, "en") for code in COUNTRIES}) == len(COUNTRIES)
    assert (name("CZ", "bg"), name("CZ", "en")) == ("Чехия", "Czechia")
