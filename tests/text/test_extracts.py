from hypothesis import given, settings
from hypothesis import strategies as st

from chitalishte.text import highlight

LONG = (
    "Народното събрание приема закони. " * 12
    + "Конституционният съд се произнася по искане за установяване на противоконституционност. "
    + "Министерският съвет има законодателна инициатива. " * 12
)


def hits(segments):
    return [part for part, is_hit in segments if is_hit]


def test_a_short_text_comes_back_whole_with_its_hits():
    assert highlight("Съдебната власт е независима.", "съдебен") == [
        ("Съдебната", True),
        (" власт е независима.", False),
    ]


def test_the_extract_is_where_most_words_of_the_query_are():
    assert hits(highlight(LONG, "конституционен съд")) == ["Конституционният", "съд"]


def test_bulgarian_typed_in_latin_is_marked_too():
    assert hits(highlight(LONG, "konstitutsionen sad")) == ["Конституционният", "съд"]


def test_a_cut_extract_says_so_at_both_ends_and_keeps_whole_words():
    joined = "".join(part for part, _ in highlight(LONG, "конституционен съд"))
    assert joined.startswith("…")
    assert joined.endswith("…")
    assert all(word in LONG.split() for word in joined.strip("…").split()[:-1])


def test_without_a_hit_the_extract_is_the_beginning():
    segments = highlight(LONG, "риболов", length=60)
    assert hits(segments) == []
    assert LONG.startswith(segments[0][0].rstrip("…"))


@settings(deadline=None)  # the machine may be busy
@given(st.text(max_size=400), st.text(max_size=20), st.integers(20, 120))
def test_an_extract_is_part_of_the_text_and_not_longer_than_asked(text, query, length):
    joined = "".join(part for part, _ in highlight(text, query, length=length))
    assert joined in text or joined.strip("…") in text
    assert len(joined) <= length + 2
