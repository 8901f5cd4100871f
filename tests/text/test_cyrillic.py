import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chitalishte.text import from_latin, transliterate
from chitalishte.text.cyrillic import unmix


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sadebna", "съдебна"),
        ("sydebna", "съдебна"),
        ("sudebna", "съдебна"),
        ("shtastie", "щастие"),
        ("4ovek", "човек"),
        ("6kola", "школа"),
        ("qvor", "явор"),
        ("jelqzko", "желязко"),
        ("prawo", "право"),
        ("bulgaria", "българия"),
        ("bulgariya", "българия"),
        ("konstitucia", "конституция"),
        ("Yordan", "йордан"),
        ("synyo", "синьо"),
    ],
)
def test_the_meant_word_is_among_the_first_readings(typed, meant):
    assert meant in from_latin(typed, limit=16)


def test_the_likeliest_reading_comes_first():
    assert from_latin("prokuror")[0] == "прокурор"
    assert from_latin("sofia")[0] == "софия"


@pytest.mark.parametrize("other", ["", "2024", "съд", "o'neill", "a" * 41])
def test_what_is_not_latin_typing_has_no_readings(other):
    assert from_latin(other) == []


@settings(deadline=None)  # the machine may be busy
@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz46", max_size=40))
def test_readings_are_few_and_different(word):
    readings = from_latin(word, limit=20)
    assert len(readings) == len(set(readings)) <= 20


@settings(deadline=None)  # the machine may be busy
@given(st.text(alphabet="бвгдежзклмнопрстуфхцчш", min_size=1, max_size=12))
def test_what_was_transliterated_can_be_read_back(word):
    # without the letters that the official system writes alike (а and ъ, й and ь)
    assert word in from_latin(transliterate(word), limit=300)


@pytest.mark.parametrize(
    ("mixed", "repaired"),
    [("Cъд", "Съд"), ("Pешение", "Решение"), ("сourt", "court"), ("UТФ", "UТФ"), ("съд", "съд")],
)
def test_letters_that_look_alike_are_brought_to_one_alphabet(mixed, repaired):
    assert unmix(mixed) == repaired
