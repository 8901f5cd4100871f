import pytest

from chitalishte.visuals.likeness import Characteristic, most_alike

MODEL = Characteristic("модел", {"BG": "court", "RO": "court", "FR": "council"})
SCORE = Characteristic("оценка", {"BG": 40, "RO": 45, "FR": 66, "DK": 90}, is_numeric=True)


def test_likeness_is_the_mean_over_what_both_places_have():
    found = {one.code: one for one in most_alike("BG", [MODEL, SCORE])}
    # numbers by their distance over the range: 90 - 40 = 50
    assert found["RO"].score == pytest.approx((1 + (1 - 5 / 50)) / 2)
    assert found["FR"].score == pytest.approx((0 + (1 - 26 / 50)) / 2)
    assert found["DK"].score == pytest.approx(0)
    assert found["DK"].parts == (None, 0)


def test_the_most_alike_come_first_and_the_place_itself_is_not_among_them():
    assert [one.code for one in most_alike("BG", [MODEL, SCORE])] == ["RO", "FR", "DK"]


def test_a_place_that_shares_too_few_characteristics_is_left_out():
    more = [MODEL, SCORE, Characteristic("ред", {"BG": "a", "RO": "a", "FR": "b"})]
    assert [one.code for one in most_alike("BG", more)] == ["RO", "FR"]


def test_a_place_without_data_is_like_nobody():
    assert most_alike("XX", [MODEL, SCORE]) == []


def test_a_characteristic_that_is_the_same_everywhere_makes_all_alike():
    same = Characteristic("", {"BG": 1, "RO": 1}, is_numeric=True)
    assert most_alike("BG", [same])[0].score == 1
