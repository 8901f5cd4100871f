from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chitalishte.drawing import categories, class_index, periods, yes_no

# Years in which the states adopted their constitutions in force (an example of the right shape).
YEARS = [1814, 1831, 1868, 1920, 1937, 1947, 1949, 1949, 1953, 1958, 1964, 1974, 1975, 1976]
YEARS += [1978, 1983, 1990, 1991, 1991, 1991, 1992, 1992, 1992, 1992, 1993, 1997, 2011]


def slowly_divided(years, n):
    """Try every choice of decades and keep the counts of the most even one."""
    decades = range(min(years) // 10 * 10 + 10, max(years) + 1, 10)
    choices = [c for size in range(n) for c in combinations(decades, size)]
    counts = [
        [sum(a <= year < b for year in years) for a, b in pairwise([0, *choice, 9999])]
        for choice in choices
    ]
    return min((c for c in counts if all(c)), key=lambda c: sum(count**2 for count in c))


def test_periods_have_about_equally_many_places_and_begin_with_decades():
    found = periods(YEARS, "bg")
    counts = [sum(p.first <= year <= p.last for year in YEARS) for p in found.parts]
    assert sum(counts) == 27
    assert all(period.first % 10 == 0 for period in found.parts[1:])
    assert counts == slowly_divided(YEARS, 5)
    assert found.classes[-1].label == "1990–2011"


def test_a_year_finds_its_period_and_no_year_finds_none():
    found = periods(YEARS, "en")
    assert class_index(found.key_of(1831), found.classes) == 0
    assert class_index(found.key_of(2011), found.classes) == len(found.classes) - 1
    assert found.key_of(None) is None
    assert found.key_of(1700) is None
    assert class_index(None, found.classes) is None


def test_one_year_is_one_class_and_none_is_no_class():
    assert [line.label for line in periods([1991, 1991, None], "bg").classes] == ["1991"]
    assert periods([None], "bg").classes == []


@settings(deadline=None)  # the machine may be busy
@given(st.lists(st.none() | st.integers(1200, 2100), max_size=60), st.integers(1, 5))
def test_every_year_falls_in_exactly_one_period_and_no_period_is_empty(years, n):
    found = periods(years, "bg", n)
    known = [year for year in years if year is not None]
    assert len(found.parts) <= n
    for year in known:
        assert sum(p.first <= year <= p.last for p in found.parts) == 1
    for period in found.parts:
        assert any(period.first <= year <= period.last for year in known)


def test_more_periods_than_colours_are_refused():
    with pytest.raises(ValueError, match="1 to 5"):
        periods(YEARS, "bg", 6)


def test_a_seventh_category_is_refused_with_what_to_do():
    with pytest.raises(ValueError, match="join some"):
        categories({str(number): "x" for number in range(7)})


def test_yes_and_no_are_two_classes_in_the_readers_language():
    assert [(line.key, line.label) for line in yes_no("bg")] == [("yes", "да"), ("no", "не")]
    assert [line.label for line in yes_no("en")] == ["yes", "no"]
