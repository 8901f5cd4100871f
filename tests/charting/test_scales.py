"""Arithmetic of a drawing against the slow, obvious way."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chitalishte.charting import scales

places = st.lists(st.floats(0, 300), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(places)
def test_labels_are_moved_apart_and_stay_in_order(found):
    moved = scales.apart(found, 17, 0, 400)
    order = sorted(range(len(found)), key=lambda at: found[at])
    for one, other in pairwise(order):
        assert moved[other] - moved[one] >= 17 - 1e-6
    assert all(-1e-6 <= place <= 400 + 1e-6 for place in moved)


def test_labels_that_do_not_collide_stay_where_they_are():
    assert scales.apart([10, 50, 90], 17, 0, 100) == [10, 50, 90]


def test_two_that_collide_share_their_middle():
    assert scales.apart([50, 50], 10, 0, 100) == [45, 55]


def test_more_labels_than_room_is_an_error():
    with pytest.raises(ValueError, match="do not fit"):
        scales.apart([1, 2, 3], 50, 0, 60)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=8), st.booleans())
def test_an_axis_holds_all_values(values, with_zero):
    low, high = scales.domain(values, with_zero=with_zero)
    assert low < high
    hair = 1e-6 * (high - low)
    assert low <= min(values) + hair
    assert high >= max(values) - hair
    if with_zero:
        assert low <= 0 <= high


@pytest.mark.parametrize(
    ("values", "expected"),
    [([1234.567, 2.5], 0), ([12.34], 1), ([1.234], 2), ([0.8301, 0.667], 3), ([5, 7], 0), ([], 0)],
)
def test_three_figures_are_enough(values, expected):
    assert scales.decimals(values) == expected


def test_labels_that_fit_stand_at_their_own_place_and_the_urgent_always():
    places = [0, 5, 50, 52, 100]
    assert scales.fitting(places, 17, [False] * 5) == [0, 2, 4] or scales.fitting(
        places, 17, [False] * 5
    ) == [0, 3, 4]
    assert 1 in scales.fitting(places, 17, [False, True, False, False, False])
    for urgent in ([False] * 5, [False, False, True, False, False]):
        kept = scales.fitting(places, 17, urgent)
        assert all(abs(places[a] - places[b]) >= 17 for a in kept for b in kept if a < b)
