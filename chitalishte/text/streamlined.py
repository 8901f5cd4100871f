"""Bulgarian in Latin letters, by the Streamlined System.

Source: Transliteration Act (Закон за транслитерацията, State Gazette 19/2009), art. 4 for the
letters, art. 5 for "ия" at the end of a word, art. 6 for the name of the state.
"""

import re
import unicodedata

SINGLE = dict(zip("абвгдезийклмнопрстуфхъь", "abvgdeziyklmnoprstufhay", strict=True))
STREAMLINED = SINGLE | {
    "ж": "zh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "sht",
    "ю": "yu",
    "я": "ya",
}
# Not in the Act: letters of older spelling and of other Cyrillic alphabets, so that a foreign name
# in a Bulgarian title does not lose letters in its address.
OTHER_SINGLE = dict(zip("ѝѫыэіґўјћѓќ", "iayeigujcgk", strict=True))
OTHER_CYRILLIC = OTHER_SINGLE | {
    "ѣ": "ya",
    "ё": "yo",
    "ї": "yi",
    "є": "ye",
    "љ": "lj",
    "њ": "nj",
    "ђ": "dj",
    "џ": "dzh",
    "ѕ": "dz",
}
LETTERS = STREAMLINED | OTHER_CYRILLIC
# Letters with a stroke or a ligature have no decomposition in Unicode.
STROKED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "þ": "th", "ð": "d", "ı": "i"}
)
WORD = re.compile(r"[^\W\d_]+")
ASCII_WORD = re.compile(r"[a-z0-9]+")


def transliterate(text: str) -> str:
    """Write Bulgarian text in Latin letters; everything that is not Cyrillic stays as it is.

    A letter that becomes several keeps the look of its word: Щастие → Shtastie, ЩАСТИЕ → SHTASTIE.
    """
    # NFC first: a decomposed й is two characters, and the table knows one.
    return WORD.sub(lambda match: _word(match[0]), unicodedata.normalize("NFC", text))


def _word(word: str) -> str:
    lower = word.lower()
    if lower == "българия":
        return _like("bulgaria", word)
    if lower.endswith("ия"):
        return _letters(word[:-2], word.isupper()) + _like("ia", word[-2:])
    return _letters(word, len(word) > 1 and word.isupper())


def _letters(word: str, shouted: bool) -> str:
    return "".join(_letter(letter, shouted) for letter in word)


def _letter(letter: str, shouted: bool) -> str:
    latin = LETTERS.get(letter.lower())
    if latin is None:
        return letter
    if letter.islower():
        return latin
    return latin.upper() if shouted else latin.capitalize()


def _like(latin: str, word: str) -> str:
    if word.isupper():
        return latin.upper()
    return latin.capitalize() if word[0].isupper() else latin


def slugify(text: str, *, max_length: int = 80, fallback: str | None = None) -> str:
    """Make an address out of a title: lowercase ASCII words joined by hyphens.

    max_length  longest result in characters; cut after a whole word where one fits
    fallback    returned as it is when the text has no letter or digit that ASCII can hold

    Raises ValueError when there is nothing to make an address of and no fallback was given,
    because an empty address would silently take the place of the list above it.
    """
    latin = transliterate(text).lower().translate(STROKED).replace("'", "").replace("’", "")
    decomposed = unicodedata.normalize("NFKD", latin)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    slug = _cut(ASCII_WORD.findall(plain), max_length)
    if slug:
        return slug
    if fallback is None:
        raise ValueError(f"{text!r} has no letter or digit that an address can hold")
    return fallback


def _cut(words: list[str], max_length: int) -> str:
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer) > max_length:
            break
        slug = longer
    return slug or "".join(words[:1])[:max_length]


__all__ = ["slugify", "transliterate"]
