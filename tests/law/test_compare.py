"""Two wordings compared by words."""

from hypothesis import given
from hypothesis import strategies as st

from chitalishte.law import after_of, before_of, diff

WORDS = st.lists(
    st.sampled_from(["съд", "съдът", "и", "3", ",", " ", "\n", "Висшият"]), max_size=30
)
TEXTS = WORDS.map("".join) | st.text(max_size=60)


@given(TEXTS, TEXTS)
def test_a_difference_gives_both_texts_back(before, after):
    pieces = diff(before, after)
    assert before_of(pieces) == before
    assert after_of(pieces) == after


def test_only_the_words_that_changed_are_marked():
    pieces = diff("Съдиите се избират за 5 години.", "Съдиите се назначават за 5 години.")
    assert [(piece.op, piece.text) for piece in pieces if piece.op != "same"] == [
        ("removed", "избират"),
        ("added", "назначават"),
    ]


def test_a_word_kept_by_chance_between_two_changes_is_no_island():
    pieces = diff("Съветът има 25 членове по право.", "Съветът избира 15 членове всяка година.")
    assert [piece.op for piece in pieces] == ["same", "removed", "added", "same"]
    assert pieces[1].text == "има 25 членове по право"
