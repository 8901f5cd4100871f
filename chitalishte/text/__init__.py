"""What the program knows about Bulgarian and English text.

Transliteration and addresses, words and their forms for search, extracts, spelling, numbers,
dates and alphabetical order. Plain Python; the dictionaries come from simplemma.
"""

from chitalishte.text.cyrillic import from_latin
from chitalishte.text.dates import day
from chitalishte.text.extracts import highlight
from chitalishte.text.numbers import number
from chitalishte.text.ordering import alphabetical, collation_key
from chitalishte.text.spelling import suggest
from chitalishte.text.streamlined import slugify, transliterate
from chitalishte.text.words import TIERS, Token, keys, lemma, often, query_keys, search_key, tokens

__all__ = [
    "TIERS",
    "Token",
    "alphabetical",
    "collation_key",
    "day",
    "from_latin",
    "highlight",
    "keys",
    "lemma",
    "number",
    "often",
    "query_keys",
    "search_key",
    "slugify",
    "suggest",
    "tokens",
    "transliterate",
]
