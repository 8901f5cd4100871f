"""Identifiers of provisions in the manner of Akoma Ntoso, made from how Bulgarian acts number.

"Чл. 130а, ал. 1, т. 2" → art_130a__para_1__point_2. Articles are numbered through the whole act,
so the chapter stays out of them and an identifier survives a new chapter. The letter of a suffix
goes by the official transliteration. Identifiers of imported files are never trusted; they are
made anew by these rules.
"""

import re

from chitalishte.text.streamlined import STREAMLINED

ORDINALS = {
    "първа": 1, "втора": 2, "трета": 3, "четвърта": 4, "пета": 5, "шеста": 6, "седма": 7, "осма": 8,
    "девета": 9, "десета": 10, "единадесета": 11, "дванадесета": 12, "тринадесета": 13,
    "четиринадесета": 14, "петнадесета": 15, "шестнадесета": 16, "седемнадесета": 17,
    "осемнадесета": 18, "деветнадесета": 19, "двадесета": 20,
}  # fmt: skip
TENS = {"двадесет": 20, "тридесет": 30, "четиридесет": 40}
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
PARTS = (
    ("part", re.compile(r"част\s+(\S+(?:\s+и\s+\S+)?)", re.I)),
    ("title", re.compile(r"дял\s+(\S+(?:\s+и\s+\S+)?)", re.I)),
    ("chp", re.compile(r"глава\s+(\S+(?:\s+и\s+\S+)?)", re.I)),
    ("sec", re.compile(r"раздел\s+(\S+)", re.I)),
    ("art", re.compile(r"чл(?:ен|\.)\s*(\d+\s*[а-я]{0,2})\b", re.I)),
    ("sect", re.compile(r"§\s*(\d+\s*[а-я]{0,2})\b", re.I)),
    ("para", re.compile(r"ал(?:инея|\.)\s*(\d+\s*[а-я]?)\b", re.I)),
    ("point", re.compile(r"\bт(?:очка|\.)\s*(\d+\s*[а-я]?)\b", re.I)),
    ("letter", re.compile(r"б(?:уква|укв\.|\.)\s*[„\"“]?([а-я])[“\"”]?", re.I)),
)


def number(printed: str) -> str:
    """ "130а" → "130a", "XIV" → "14", "Шеста" → "6", "Двадесет и първа" → "21".

    Raises ValueError for what is no number of a provision.
    """
    plain = re.sub(r"\s+", " ", printed.strip().rstrip(".)").casefold())
    if match := re.fullmatch(r"(\d+) ?([а-я]{0,2})", plain):
        return match[1] + "".join(STREAMLINED[letter] for letter in match[2])
    if re.fullmatch(r"[а-я]|([а-я])\1", plain):  # а), аа)
        return "".join(STREAMLINED[letter] for letter in plain)
    if plain in ORDINALS:
        return str(ORDINALS[plain])
    tens, _, ones = plain.partition(" и ")
    if tens in TENS and ones in ORDINALS:
        return str(TENS[tens] + ORDINALS[ones])
    if re.fullmatch(r"[IVXLC]+", printed.strip()):
        return str(_roman(printed.strip()))
    raise ValueError(f"{printed!r} is no number of a provision")


def _roman(written: str) -> int:
    total = 0
    values = [ROMAN[letter] for letter in written]
    for value, after in zip(values, [*values[1:], 0], strict=True):
        total += value if value >= after else -value
    return total


def eid(*parts: tuple[str, str]) -> str:
    """("art", "130а"), ("para", "1") → art_130a__para_1; a letter is a point within a point."""
    names = {"letter": "point", "sect": "sec"}
    return "__".join(f"{names.get(kind, kind)}_{number(printed)}" for kind, printed in parts)


def of_reference(written: str) -> str:
    """ "чл. 130а, ал. 1, т. 2" → art_130a__para_1__point_2.

    Raises ValueError when no part of a reference is in it.
    """
    found = []
    for kind, pattern in PARTS[4:]:  # an article needs no chapter
        if match := pattern.search(written):
            found.append((kind, match[1]))
    if not found:
        raise ValueError(f"{written!r} names no provision")
    return eid(*found)


def natural(identifier: str) -> tuple[tuple[int, int | str], ...]:
    """A key that puts art_9 before art_10 and art_130 before art_130a."""
    pieces = re.findall(r"\d+|[^\d]+", identifier)
    return tuple((0, int(each)) if each.isdecimal() else (1, each) for each in pieces)
