"""Words as a search knows them: tokens, lemmas, and the keys under which forms of a word meet."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from chitalishte.text.cyrillic import from_latin, is_cyrillic, unmix
from chitalishte.text.inflection import ARTICLES, SURE_ARTICLES, stem, stem_english, without_article

# Stress marks and soft hyphens stand inside words but are no part of them.
WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad])*")
BREVE = "\u0306"  # й is и with a breve; the one mark that makes another letter in Bulgarian
LONGEST_WORD = 60  # longer strings are addresses and mistakes; a key need not hold them whole
GUESSES = 12
TIERS = (2, 3, 4, 6, 8, 12)  # how often a word stands in a text
CACHED = 50_000  # words; a law has about five thousand different ones


class Token(NamedTuple):
    form: str  # folded: lower case, no stress marks, one alphabet
    start: int  # place in the text, in characters
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Give the words of a text in order, with their places. Digits are words too."""
    for match in WORD.finditer(text):
        form = fold(match[0])
        if form:
            yield Token(form, match.start(), match.end())


@lru_cache(maxsize=CACHED)
def fold(word: str) -> str:
    """Write a word in the one way it is compared: съдъ́т → съдът, Côte → cote, Cъд → съд."""
    word = unicodedata.normalize("NFKC", unmix(word)).casefold()
    if not word.isascii():
        word = "".join(_bare_letters(unicodedata.normalize("NFD", word)))
        word = unicodedata.normalize("NFC", word)
    return word[:LONGEST_WORD]


def _bare_letters(decomposed: str) -> Iterator[str]:
    previous = ""
    for char in decomposed:
        if char.isalnum() or (char == BREVE and previous == "и"):
            yield char
        previous = char


def language_of(word: str) -> str:
    """Tell the language of a folded word by its alphabet: "bg" or "en"."""
    return "bg" if any(map(is_cyrillic, word)) else "en"


@lru_cache(maxsize=CACHED)
def lemma(word: str, lang: str) -> str:
    """Give the dictionary form of a word: съдилища → съд, judges → judge.

    lang  "bg" or "en". A word the dictionary does not know comes back folded.
    """
    import simplemma  # its dictionaries take a quarter of a second and 30 MB: only when needed

    return fold(simplemma.lemmatize(fold(word), lang=lang))


@lru_cache(maxsize=CACHED)
def is_known(word: str, lang: str) -> bool:
    """Tell whether the dictionary has the word."""
    import simplemma

    return simplemma.is_known(word, lang=lang)


@lru_cache(maxsize=CACHED)
def keys(form: str) -> tuple[str, ...]:
    """Give the keys of one folded word, itself first. Two forms of a word share at least one."""
    if form.isdigit() or len(form) < 3:
        return (form,)
    if language_of(form) == "en":
        base = lemma(form, "en")
        return _distinct(form, base if is_known(form, "en") else stem_english(base))
    if not is_known(form, "bg"):
        # -ия may be an article after all: централизирания is централизиран.
        shorter = [stem(form[:-2])] if form.endswith("ия") and len(form) > 7 else []
        return _distinct(form, stem(without_article(form)), *shorter)
    return _distinct(form, stem(lemma(form, "bg")), *_own_stem(form))


def _own_stem(form: str) -> list[str]:
    """Give the stem by rule, which helps where the dictionary lists forms of one word apart.

    Not where the ending may be an article or just how the word ends: карта is no form of кар.
    """
    if form.endswith(SURE_ARTICLES):
        return [stem(without_article(form))]
    return [] if form.endswith(ARTICLES) else [stem(form)]


def _distinct(*keys: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))


def search_key(text: str) -> str:
    """Give the string to index in place of a text: every word with all its keys, in order.

    Only letters, digits and single spaces, so it can go into SQLite FTS5 (unicode61) and
    PostgreSQL ('simple') as it is.
    """
    return " ".join(key for token in tokens(text) for key in keys(token.form))


def often(search_key: str) -> str:
    """Give the keys that a text has as often as a tier or more, each as the key and the tier.

    A search among texts of much the same length asks first for what stands there often, and weighs
    only those (a tiered index: Manning, Raghavan, Schütze, Introduction to Information Retrieval,
    7.1.4).
    """
    counts = Counter(search_key.split())
    return " ".join(f"{key}{tier}" for key, n in counts.items() for tier in TIERS if n >= tier)


def query_keys(query: str) -> list[list[str]]:
    """Give, for every word of a query, the keys that find it in a `search_key`; any one is enough.

    The word as typed comes first, then its stems, then readings of Latin letters as Bulgarian.
    """
    return [list(_alternatives(token.form)) for token in tokens(query)]


@lru_cache(maxsize=10_000)
def _alternatives(form: str) -> tuple[str, ...]:
    guesses = _guesses(form) if form.isascii() else []
    return _distinct(*keys(form), *(key for guess in guesses for key in keys(guess)))


def _guesses(form: str) -> list[str]:
    spellings = from_latin(form)
    known = [spelling for spelling in spellings if is_known(spelling, "bg")]
    # A name need not be in the dictionary, so the likeliest spelling always stays.
    return list(_distinct(*known, *spellings[: 1 if known else GUESSES]))[:GUESSES]
