"""How Bulgarian acts number their provisions, and the identifiers made of that."""

import pytest

from chitalishte.law import eid, natural, number, of_reference


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("130а", "130a"), ("130 б", "130b"), ("132в", "132v"), ("7", "7"), ("XIV", "14"),
        ("IV", "4"), ("Шеста", "6"),
        ("двадесет и първа", "21"), ("а)", "a"), ("ж", "zh"), ("12.", "12"),
    ],
)  # fmt: skip
def test_a_printed_number_has_one_form(printed, expected):
    assert number(printed) == expected


@pytest.mark.parametrize("printed", ["", "нова", "12-13", "<b>"])
def test_what_is_no_number_is_refused(printed):
    with pytest.raises(ValueError, match="no number"):
        number(printed)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("чл. 130а, ал. 1, т. 2", "art_130a__para_1__point_2"),
        ("Чл. 84, т. 16", "art_84__point_16"),
        ("член 129, алинея 3", "art_129__para_3"),
        ("§ 14", "sec_14"),
        ("чл. 5, ал. 2, т. 1, буква „б“", "art_5__para_2__point_1__point_b"),
    ],
)
def test_a_reference_is_read_as_people_write_it(written, expected):
    assert of_reference(written) == expected


def test_parts_in_any_script_of_numbers_make_one_identifier():
    assert eid(("chp", "Шеста"), ("sec", "II")) == "chp_6__sec_2"


def test_numbers_stand_in_the_order_of_people():
    mixed = ["art_130a", "art_9", "art_130", "art_131", "art_84__point_16", "art_10"]
    assert sorted(mixed, key=natural) == [
        "art_9", "art_10", "art_84__point_16", "art_130", "art_130a", "art_131",
    ]  # fmt: skip
