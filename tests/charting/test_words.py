"""A chart in words: numbers counted again from the rows."""

import pytest

from chitalishte import charting
from chitalishte.charting import Choice
from tests.charting.samples import FIELDS, SCORES, rows


def said(choice, language="bg", data=None):
    return charting.describe(charting.shaped_for(choice, FIELDS, data or rows(), language))


def test_lines_say_extremes_and_the_way_of_bulgaria():
    words = said(Choice("line", "year", ("score",), "country"))
    lowest = min(min(scores) for scores in SCORES.values())
    highest = max(max(scores) for scores in SCORES.values())
    assert f"от {lowest} (" in words
    assert f"до {highest} (Дания, 2014)" in words
    assert "България: 41 (2012), 40 (2025), място 2 от 3" in words


def test_english_words_are_english():
    words = said(Choice("bar", "country", ("score",), time="year"), "en")
    assert words.startswith("Bar chart: ")
    assert "place 2 of 3" in words  # 40, as Hungary: both are second


@pytest.mark.parametrize("kind", ["histogram", "box", "scatter", "timeline", "slope"])
def test_every_description_ends_as_a_sentence(kind):
    choices = {
        "histogram": Choice("histogram", "score"),
        "box": Choice("box", "kind", ("score",)),
        "scatter": Choice("scatter", "score", ("share",), label="country", time="year"),
        "timeline": Choice("timeline", "day", label="country"),
        "slope": Choice("slope", "year", ("score",), "country"),
    }
    for language in ("bg", "en"):
        words = said(choices[kind], language)
        assert words.endswith(".")
        assert ".." not in words
        assert "{" not in words


def test_a_straight_line_of_points_is_a_correlation_of_one():
    words = said(Choice("scatter", "score", ("share",), time="year"))
    assert "Корелация 1" in words
