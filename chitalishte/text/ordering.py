"""Alphabetical order of a list that a Bulgarian or an English reader looks through."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

from chitalishte.text.cyrillic import is_cyrillic

Item = TypeVar("Item")
PIECE = re.compile(r"\d+|[^\W\d_]+")


def alphabetical(items: Iterable[Item], lang: str, key: Callable[[Item], str] = str) -> list[Item]:
    """Sort items by the text that `key` gives.

    Numbers come first and by their value (чл. 2 before чл. 10), then the reader's own alphabet,
    then the other. Case, punctuation and accents only decide between otherwise equal texts.
    """
    return sorted(items, key=lambda item: collation_key(key(item), lang))


def collation_key(text: str, lang: str) -> tuple[list[tuple[int, int, str]], str]:
    """Give the value by which one text is put in order; lang is "bg" or "en"."""
    folded = unicodedata.normalize("NFC", text).casefold()
    return [_rank(piece, lang) for piece in PIECE.findall(folded)], text


def _rank(piece: str, lang: str) -> tuple[int, int, str]:
    if piece.isdecimal():
        return 0, int(piece[:30]), piece
    # The Cyrillic letters of Unicode stand in the order of the Bulgarian alphabet.
    if is_cyrillic(piece[0]):
        return (1 if lang == "bg" else 2), 0, piece.replace("ѝ", "и")
    decomposed = unicodedata.normalize("NFD", piece)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return (2 if lang == "bg" else 1), 0, plain
