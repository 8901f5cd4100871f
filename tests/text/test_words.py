import sqlite3
import time

import pytest

from chitalishte.text import lemma, query_keys, search_key, tokens
from chitalishte.text.words import keys
from tests.text.families import APART, FAMILIES


def lines(block):
    return [line.split() for line in block.strip().splitlines()]


def found(query, text):
    """The slow, obvious search: every word of the query has a key among the keys of the text."""
    indexed = set(search_key(text).split())
    return all(indexed & set(alternatives) for alternatives in query_keys(query))


@pytest.mark.parametrize("family", lines(FAMILIES), ids=lambda family: family[0])
def test_every_form_of_a_word_finds_every_other(family):
    for asked in family:
        for written in family:
            assert found(asked, written), f"{asked} {keys(asked)} / {written} {keys(written)}"


@pytest.mark.parametrize("pair", lines(APART), ids="-".join)
def test_words_that_only_look_related_stay_apart(pair):
    one, other = pair
    assert not found(one, other)
    assert not found(other, one)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("sadebna", "съдебната власт"),
        ("sydebna", "съдебната власт"),
        ("sudebna", "съдебни решения"),
        ("sadebna vlast", "Съдебната власт е независима."),
        ("konstitucia", "Конституцията на Република България"),
        ("konstitutsionen syd", "Конституционният съд"),
        ("prokuratura", "прокуратурата"),
        ("4ovek", "правата на човека"),
        ("bulgaria", "в България"),
        ("balgaria", "в България"),
        ("Borisov", "Борисов"),
        ("zakon za izborite", "Законът за избори"),
        ("judge", "the judges' council"),
        ("СЪДЕБНАТА", "съдебен"),
        ("съдѐбен", "съдебни"),
    ],
)
def test_a_query_finds_the_text_however_it_is_typed(typed, written):
    assert found(typed, written)


def test_a_latin_letter_inside_a_cyrillic_word_does_not_hide_it():
    assert found("съдът", "Cъдът прие pешение")
    assert found("решение", "Cъдът прие pешение")


def test_short_i_is_a_letter_of_its_own_however_it_is_stored():
    decomposed = "и\u0306од"
    assert [token.form for token in tokens(decomposed)] == ["йод"]
    assert search_key("йод") != search_key("иод")


def test_tokens_know_their_place_in_the_text():
    text = "Чл. 117. Съде\u0301бната власт"
    places = [(token.form, text[token.start : token.end]) for token in tokens(text)]
    assert places == [
        ("чл", "Чл"),
        ("117", "117"),
        ("съдебната", "Съде\u0301бната"),
        ("власт", "власт"),
    ]


@pytest.mark.parametrize(
    ("word", "lang", "expected"),
    [("съдилища", "bg", "съд"), ("Конституции", "bg", "конституция"), ("judges", "en", "judge")],
)
def test_lemma_is_the_dictionary_form(word, lang, expected):
    assert lemma(word, lang) == expected


def test_keys_survive_the_full_text_index_of_sqlite():
    store = sqlite3.connect(":memory:")
    store.execute("create virtual table t using fts5(body, tokenize='unicode61')")
    store.execute("insert into t values (?)", [search_key("Конституционният съд; №5/1991 – Côte")])
    for query in ("konstitutsionen", "конституционно", "съдът", "5", "1991", "cote"):
        match = " OR ".join(f'"{key}"' for key in query_keys(query)[0])
        assert store.execute("select count(*) from t where t match ?", [match]).fetchone() == (1,)


def test_a_key_has_only_letters_digits_and_single_spaces():
    key = search_key("«Дело» C-64/16, §5: 'нищо'… \x00 \u200b <b>ѝ</b> ½ O’Neill ﬁ ǅ")
    assert all(part.isalnum() for part in key.split(" "))


def test_nothing_is_found_in_nothing():
    assert search_key("") == ""
    assert query_keys(" – ") == []


def test_the_readings_of_a_long_latin_word_stay_bounded():
    assert all(len(row) < 60 for row in query_keys("a" * 39 + " " + "yuya" * 9))


def test_a_megabyte_of_law_is_keyed_in_a_few_seconds():
    words = [form for family in lines(FAMILIES) for form in family]
    text = " ".join(words) * 150
    search_key(" ".join(words))
    started = time.perf_counter()
    search_key(text)
    megabytes = len(text.encode()) / 1e6
    assert (time.perf_counter() - started) / megabytes < 10
