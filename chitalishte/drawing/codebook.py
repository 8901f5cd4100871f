"""Which place a cell means: by any code or name in use, with suggestions for what fits none."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

# Letters of one alphabet that look like those of the other: a Latin "O" in a Cyrillic name.
LATIN_LOOKALIKES = str.maketrans("abcehkmoptxy", "авсенкмортху")
WORDS = re.compile(r"[^\W_]+")
NOT_A_NAME = {"област", "община", "област на", "region", "province", "oblast", "municipality"}
LIKE_ENOUGH = 0.6
MOST_SUGGESTIONS = 3


def plain(written: str) -> str:
    """Give a name or code as it is compared: no case, accents, signs, doubled spaces."""
    bare = unicodedata.normalize("NFKD", written.casefold().replace("й", "\ue000"))
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return " ".join(WORDS.findall(bare.replace("\ue000", "й")))


@dataclass(frozen=True)
class Match:
    """code  of the place, None when nothing fits
    suggestions  codes that look like it, the likeliest first
    """

    written: str
    code: str | None
    suggestions: tuple[str, ...] = ()


class CodeBook:
    """The places of a geography with every way to write them."""

    def __init__(self, entries: Mapping[str, Iterable[str]]) -> None:
        """entries  code → its other codes and names; a way to write two places means neither."""
        self._codes = {plain(code): code for code in entries}
        named: dict[str, str] = {}
        doubled = set()
        for code, others in entries.items():
            for other in others:
                key = plain(other)
                if named.setdefault(key, code) != code:
                    doubled.add(key)
        self._named = {key: code for key, code in named.items() if key and key not in doubled}

    def code_of(self, written: object) -> str | None:
        """Give the code that a cell means; None for what is nowhere in the book."""
        key = plain(str(written if written is not None else ""))
        if not key:
            return None
        return self._codes.get(key) or self._named.get(key) or self._loosely(key)

    def _loosely(self, key: str) -> str | None:
        """Try what only files differ in: zeros before a number, a word before the name, letters."""
        if key.isdecimal():
            tried = [key.zfill(width) for width in (2, 3, 4, 5)] + [key.lstrip("0")]
        else:
            shorter = " ".join(word for word in key.split() if word not in NOT_A_NAME)
            tried = [shorter, key.translate(LATIN_LOOKALIKES)]
        for one in tried:
            if code := self._codes.get(one) or self._named.get(one):
                return code
        return None

    def match(self, written: object) -> Match:
        """Give the code of a cell, or what it may have meant."""
        words = str(written if written is not None else "")
        code = self.code_of(words)
        return Match(words, code, () if code else self.suggestions(words))

    def suggestions(self, written: str) -> tuple[str, ...]:
        known = self._codes | self._named
        near = get_close_matches(plain(written), list(known), n=9, cutoff=LIKE_ENOUGH)
        return tuple(dict.fromkeys(known[one] for one in near))[:MOST_SUGGESTIONS]
