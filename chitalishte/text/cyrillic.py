"""Bulgarian that was typed in Latin letters, or with a few Latin letters in it."""

import heapq
from collections.abc import Iterator

# How people write Bulgarian in Latin: the official system first (cost 0), then habits. The cost
# says how much less likely a reading is; readings are offered from the cheapest up. The longest
# spelling is tried first but a shorter one may still win: "sht" is щ, and seldom шт.
READINGS: dict[str, tuple[tuple[str, int], ...]] = {
    "sht": (("щ", 0), ("шт", 2)),
    "dzh": (("дж", 0),),
    "zh": (("ж", 0), ("зх", 5)),
    "ts": (("ц", 0), ("тс", 1)),
    "tz": (("ц", 0),),
    "ch": (("ч", 0),),
    "sh": (("ш", 0), ("сх", 4)),
    "yu": (("ю", 0), ("йу", 4)),
    "ya": (("я", 0), ("йа", 4), ("ьа", 5)),
    "yo": (("йо", 0), ("ьо", 0)),
    "ju": (("ю", 0), ("жу", 2)),
    "ja": (("я", 0), ("жа", 2)),
    "jo": (("йо", 1), ("ьо", 2), ("жо", 1)),
    "iu": (("ю", 1), ("иу", 2)),
    "a": (("а", 0), ("ъ", 2)),
    "b": (("б", 0),),
    "c": (("ц", 0), ("к", 2)),
    "d": (("д", 0),),
    "e": (("е", 0),),
    "f": (("ф", 0),),
    "g": (("г", 0),),
    "h": (("х", 0),),
    "i": (("и", 0), ("й", 3)),
    "j": (("ж", 0), ("й", 1), ("дж", 2)),
    "k": (("к", 0),),
    "l": (("л", 0),),
    "m": (("м", 0),),
    "n": (("н", 0),),
    "o": (("о", 0),),
    "p": (("п", 0),),
    "q": (("я", 0),),
    "r": (("р", 0),),
    "s": (("с", 0),),
    "t": (("т", 0),),
    "u": (("у", 0), ("ъ", 2)),
    "v": (("в", 0), ("ж", 4)),
    "w": (("в", 0),),
    "x": (("х", 0), ("кс", 1)),
    "y": (("ъ", 1), ("й", 1), ("и", 3), ("ь", 3)),
    "z": (("з", 0),),
    "4": (("ч", 0),),
    "6": (("ш", 0),),
}
VOWELS = frozenset("аеиоуъюя")
AFTER_A_SPLIT = 6  # reading "sh" as two letters, с and х, is far less likely than as ш

# Pairs that look alike in print. Case matters: Н looks like H, but н does not look like h.
LOOK_ALIKES = dict(zip("ABCEHKMOPTXYaceopxyk", "АВСЕНКМОРТХУасеорхук", strict=True))
TO_CYRILLIC = str.maketrans(LOOK_ALIKES)
TO_LATIN = str.maketrans({cyrillic: latin for latin, cyrillic in LOOK_ALIKES.items()})


def is_cyrillic(letter: str) -> bool:
    """Tell whether a letter belongs to a Cyrillic alphabet (Unicode blocks 0400-052F)."""
    return "\u0400" <= letter <= "\u052f"


def is_latin(letter: str) -> bool:
    """Tell whether a letter belongs to the Latin alphabet, with or without accents."""
    return letter.isalpha() and letter < "\u0250"


def from_latin(word: str, limit: int = 32) -> list[str]:
    """Guess how a Bulgarian word typed in Latin letters is spelled, likeliest first.

    Understands the official system (sadebna), keyboard habits (sydebna, sudebna, qvor), and chat
    spelling with digits (4ovek, 6kola). Never returns more than `limit` spellings. Returns an
    empty list for a word with other characters, and for a plain number.
    """
    word = word.lower()
    if word.isdecimal() or not word or len(word) > 40 or any(char not in READINGS for char in word):
        return []
    return [spelling for _, spelling in zip(range(limit), _cheapest_first(word), strict=False)]


def _cheapest_first(word: str) -> Iterator[str]:
    waiting = [(0, "", 0)]  # total cost, Cyrillic so far, Latin letters read
    seen: set[str] = set()
    while waiting:
        cost, spelling, position = heapq.heappop(waiting)
        if position == len(word):
            if spelling not in seen:
                seen.add(spelling)
                yield spelling
            continue
        for extra, letters, end in _readings(word, position, spelling):
            heapq.heappush(waiting, (cost + extra, spelling + letters, end))


def _readings(word: str, position: int, before: str) -> Iterator[tuple[int, str, int]]:
    if word[position:] in ("ia", "iya"):  # art. 5 of the Act: София is Sofia
        yield 0, "ия", len(word)
    sizes = [size for size in (3, 2, 1) if word[position : position + size] in READINGS]
    for size in sizes:
        end = min(position + size, len(word))
        split = 0 if size == sizes[0] or end - position == sizes[0] else AFTER_A_SPLIT
        for letters, cost in READINGS[word[position:end]]:
            yield cost + split + _oddity(letters, before, end == len(word)), letters, end


def _oddity(letters: str, before: str, is_last: bool) -> int:
    """Add cost for letters where Bulgarian seldom or never has them."""
    after_vowel = before[-1:] in VOWELS
    if letters == "ъ" and (is_last or after_vowel or not before):
        return 3
    if letters == "й" and before and not after_vowel:
        return 4
    if letters in ("ь", "ьо") and (not before or after_vowel):
        return 6
    if letters == "а" and is_last and before.endswith("и"):
        return 2  # words end in -ия, not in -иа
    if letters == "йо" and before and not after_vowel:
        return 2
    return 0


def unmix(word: str) -> str:
    """Repair a word whose letters come from two alphabets but look the same.

    Texts copied from scans and old keyboards have Latin c or o inside Cyrillic words, and a search
    would never find them. The alphabet with more letters wins; a word that cannot be repaired
    completely (a brand, a formula) stays as it is.
    """
    cyrillic = sum(map(is_cyrillic, word))
    latin = sum(map(is_latin, word))
    if not cyrillic or not latin:
        return word
    repaired = word.translate(TO_CYRILLIC if cyrillic >= latin else TO_LATIN)
    still_mixed = any(map(is_cyrillic, repaired)) and any(map(is_latin, repaired))
    return word if still_mixed else repaired
