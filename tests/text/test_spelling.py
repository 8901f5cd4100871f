import time

import pytest

from chitalishte.text import suggest
from chitalishte.text.spelling import distance

WORDS = {"конституция": 5, "институция": 9, "съд": 40, "съвет": 30, "прокурор": 12, "прокурори": 2}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("констиутция", "конституция"),
        ("конституця", "конституция"),
        ("прокорур", "прокурор"),
        ("прокурорр", "прокурор"),
        ("съветт", "съвет"),
    ],
)
def test_a_slip_of_the_fingers_is_understood(typed, meant):
    assert suggest(typed, WORDS) == meant


def test_a_word_that_is_there_and_a_word_like_nothing_get_no_suggestion():
    assert suggest("съд", WORDS) is None
    assert suggest("риболов", WORDS) is None
    assert suggest("съ", WORDS) is None


def test_among_the_equally_near_the_more_frequent_wins():
    assert suggest("кота", {"котка": 1, "рота": 7}) == "рота"


@pytest.mark.parametrize(
    ("one", "other", "mistakes"),
    [("", "аб", 2), ("съд", "съд", 0), ("аб", "ба", 1), ("kitten", "sitting", 3), ("ca", "abc", 3)],
)
def test_distance_counts_mistakes(one, other, mistakes):
    assert distance(one, other, limit=5) == mistakes


def test_a_big_vocabulary_answers_while_the_reader_waits():
    big = {f"{head}{number}ция": number for number in range(5000) for head in ("конс", "съд", "ад")}
    started = time.perf_counter()
    suggest("конституця", big | WORDS)
    assert time.perf_counter() - started < 0.5
