"""Days known to the day, the month or the year."""

import datetime

import pytest

from chitalishte.law import day, in_force_by_rule


@pytest.mark.parametrize(
    ("written", "earliest", "latest"),
    [
        ("1991-07-13", "1991-07-13", "1991-07-13"),
        ("2004-02", "2004-02-01", "2004-02-29"),
        ("1990", "1990-01-01", "1990-12-31"),
    ],
)
def test_a_day_is_as_exact_as_it_is_written(written, earliest, latest):
    found = day(written)
    assert (found.earliest.isoformat(), found.latest.isoformat()) == (earliest, latest)
    assert found.is_exact is (earliest == latest)


@pytest.mark.parametrize("written", ["", "13.07.1991", "1991-13", "2023-02-30", "1991-7-1", "91"])
def test_what_is_no_date_is_named(written):
    with pytest.raises(ValueError, match="is no date"):
        day(written)


def test_a_text_that_says_nothing_is_in_force_on_the_fourth_day():
    assert in_force_by_rule(day("2023-12-22")).earliest == datetime.date(2023, 12, 26)
    assert in_force_by_rule(day("2006-03")) == day("2006-03")
