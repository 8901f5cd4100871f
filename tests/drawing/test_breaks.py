import warnings
from bisect import bisect_left

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chitalishte.drawing import METHODS, MOST_CLASSES, breaks_of, by_hand, rounded

NUMBERS = st.lists(
    st.integers(-100_000, 100_000).map(lambda whole: whole / 8), min_size=8, max_size=60
)
# Scores of the Corruption Perceptions Index, 2025: 27 states, many of them equal.
SCORES = [40, 40, 45, 47, 48, 49, 50, 53, 53, 55, 55, 56, 58, 59, 60, 65, 66, 69, 69, 76, 76]
SCORES += [77, 78, 78, 80, 88, 89]


@pytest.fixture(scope="module")
def peer():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the libraries below it
        import mapclassify
    return mapclassify


def inner(found):
    return [float(one) for one in found.bins[:-1]]


def squares(values, breaks):
    """Sum the squared distances to the mean of each class, the slow and obvious way."""
    groups = {}
    for value in values:
        groups.setdefault(bisect_left(breaks, value), []).append(value)
    return sum(sum((v - sum(g) / len(g)) ** 2 for v in g) for g in groups.values())


@pytest.mark.parametrize("k", [3, 4, 5])
def test_quantiles_and_equal_intervals_are_those_of_mapclassify(peer, k):
    assert breaks_of("quantile", SCORES, k) == pytest.approx(inner(peer.Quantiles(SCORES, k)))
    assert breaks_of("equal", SCORES, k) == pytest.approx(inner(peer.EqualInterval(SCORES, k)))


@pytest.mark.filterwarnings("ignore:Numba not installed")
@pytest.mark.parametrize("k", [2, 3, 4, 5])
def test_natural_groups_are_as_tight_as_those_of_mapclassify(peer, k):
    ours, theirs = breaks_of("fisher", SCORES, k), inner(peer.FisherJenks(SCORES, k))
    assert len(ours) == k - 1
    assert squares(SCORES, ours) == pytest.approx(squares(SCORES, theirs))


def test_head_tail_breaks_are_the_means_of_the_heads_as_in_mapclassify(peer):
    cities = [1, 1, 1, 2, 2, 3, 3, 4, 5, 8, 12, 20, 45, 90, 400]
    theirs = inner(peer.HeadTailBreaks(cities))
    assert breaks_of("headtail", cities, 5) == pytest.approx(theirs[: MOST_CLASSES - 1])


def test_standard_deviations_break_where_mapclassify_breaks(peer):
    inside = [one for one in inner(peer.StdMean(SCORES)) if min(SCORES) <= one < max(SCORES)]
    assert breaks_of("deviation", SCORES, 5) == pytest.approx(inside)


@settings(max_examples=40, deadline=None)
@given(values=NUMBERS, method=st.sampled_from(sorted(METHODS)), k=st.integers(2, MOST_CLASSES))
def test_breaks_ascend_inside_the_range_whatever_the_values(values, method, k):
    found = breaks_of(method, values, k)
    assert len(found) < k
    assert found == sorted(set(found))
    assert all(min(values) <= one < max(values) for one in found)


@settings(max_examples=40, deadline=None)
@given(values=NUMBERS, method=st.sampled_from(["fisher", "quantile", "headtail"]))
def test_rounded_breaks_leave_every_value_in_its_class(values, method):
    found = breaks_of(method, values, 5)
    tidy = rounded(found, values)
    for value in values:
        assert bisect_left(found, value) == bisect_left(tidy, value)


def test_rounded_breaks_can_be_read():
    assert rounded(breaks_of("fisher", SCORES, 5), SCORES) == [50, 60, 70, 80]
    assert rounded([1234567.8], [1_000_000, 1_234_567, 1_300_000]) == [1_240_000]


@pytest.mark.parametrize("values", [[], [5], [5, 5, 5], [float("nan")]])
def test_without_two_different_values_there_are_no_breaks(values):
    assert breaks_of("fisher", values, 5) == []


@pytest.mark.parametrize(("method", "k"), [("jenks", 5), ("fisher", 1), ("fisher", 6)])
def test_what_no_map_can_show_is_refused(method, k):
    with pytest.raises(ValueError, match=r"map shows|no method"):
        breaks_of(method, SCORES, k)


def test_breaks_by_hand_are_read_as_people_write_them():
    assert by_hand("10; 20,5;30") == [10, 20.5, 30]
    assert by_hand("−5 0 5") == [-5, 0, 5]
    assert by_hand("") == []


@pytest.mark.parametrize("written", ["10; many", "5; 3", "1; 1", "nan", "1; inf"])
def test_breaks_by_hand_that_are_no_ascending_numbers_are_refused(written):
    with pytest.raises(ValueError, match=r"\S"):
        by_hand(written)


def test_natural_groups_of_thousands_of_values_take_no_time(peer):
    many = [(n * 7919 % 10_007) / 3 for n in range(6000)]
    found = breaks_of("fisher", many, 5)
    assert len(found) == 4
    assert squares(many, found) < squares(many, breaks_of("headtail", many, 5))
