"""Words and signs that statistical tables use around their values: missing, flags, totals, notes.

What stands here is what Bulgarian state bodies, the National Statistical Institute and Eurostat
print. A word is never enough to change a value: `profile` and `layout` decide with the column.
"""

import re
from functools import lru_cache

# How a missing value is written -> why it is missing. Eurostat and NSI use ":" and ".." for not
# available, "-" for what does not exist, "x" for what makes no sense.
MISSING = {
    "-": "none",
    "–": "none",
    "—": "none",
    "−": "none",
    "--": "none",
    ".": "not available",
    "..": "not available",
    "...": "not available",
    "…": "not available",
    ":": "not available",
    "н.д.": "not available",
    "н.д": "not available",
    "н. д.": "not available",
    "нд": "not available",
    "н/д": "not available",
    "няма данни": "not available",
    "няма информация": "not available",
    "липсват данни": "not available",
    "n/a": "not available",
    "n.a.": "not available",
    "na": "not available",
    "nan": "not available",
    "#n/a": "not available",
    "null": "not available",
    "none": "not available",
    "no data": "not available",
    "неприложимо": "not applicable",
    "не се прилага": "not applicable",
    "n.r.": "not applicable",
    "x": "not applicable",
    "х": "not applicable",  # the Cyrillic letter
    "z": "not applicable",
    "поверително": "suppressed",
    "конф.": "suppressed",
    "c": "suppressed",
    "*": "suppressed",
}

# Observation status of Eurostat (CL_OBS_STATUS): b break, c confidential, d definition differs,
# e estimated, f forecast, i see metadata, n not significant, p provisional, r revised,
# s Eurostat estimate, u low reliability, z not applicable.
FLAGS = "bcdefinprsuz"
FLAGGED = re.compile(rf"(.*\d)\s+([{FLAGS}]{{1,3}})")
FLAGGED_MISSING = re.compile(rf"([:–-]|\.\.)\s*([{FLAGS}]{{1,3}})")
FOOTNOTED = re.compile(r"(.*[\d%.)])\s*([¹²³⁴⁵⁶⁷⁸⁹⁰]+\)?|\*{1,3}|†|‡)")

TOTAL = re.compile(
    r"(?:в\s*с\s*и\s*ч\s*к\s*о|о\s*б\s*щ\s*о|сбор|сума|тотал|всички|итого"
    r"|total|grand total|subtotal|sum|overall)"
    r"(?:\s*[:.\-–—]?\s*|\s+(?:за|по|брой|в|от|for|of|all)\b.*|\s*[:(–—-].*|,?\s*в\s*т\.?\s*ч.*)",
    re.IGNORECASE,
)
BARE_TOTAL = re.compile(
    r"(?:в\s*с\s*и\s*ч\s*к\s*о|о\s*б\s*щ\s*о|сбор|сума|тотал|итого|total|grand total|subtotal)"
    r"\s*[:.]?",
    re.IGNORECASE,
)
WEAK_TOTAL = re.compile(r"(?:сбор|сума|sum|всички|overall)\b.*", re.IGNORECASE)
NOTE = re.compile(
    r"\s*(?:\*|†|‡|[¹²³⁴⁵⁶⁷⁸⁹]|\(?\d{1,2}\)|\[\d{1,2}\]|източни(?:к|ци)\b|забележк[аи]\b|бележк[аи]\b"
    r"|пояснени[ея]\b|легенда\b|данни(?:те)?\s+(?:са|към|от)\b|предварителни\b|по данни\b"
    r"|sources?\b|notes?\b|legend\b|\(?\*\)|p\s*[-–—]|забел\.|изт\.|©)",
    re.IGNORECASE,
)

LOOKALIKES = str.maketrans("ABCEHKMOPTXaceopxyk", "АВСЕНКМОРТХасеорхук")
MIXED_WORD = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*[\u0400-\u04ff])[A-Za-z\u0400-\u04ff]{3,}\b")


def missing_reason(text: str) -> str | None:
    """Why a value written like this is missing: "none", "not available" …; None for a value."""
    return MISSING.get(" ".join(text.split()).lower())


@lru_cache(maxsize=65536)
def is_total(text: str) -> bool:
    """Whether a row with this name adds up others: „Общо“, „Всичко за страната“, "Total"."""
    return bool(TOTAL.fullmatch(" ".join(text.split())))


def is_weak_total(text: str) -> bool:
    """Whether the name may also be something else: Сбор is a village, „сума“ a kind of payment."""
    return bool(WEAK_TOTAL.fullmatch(" ".join(text.split())))


def is_bare_total(text: str) -> bool:
    return bool(BARE_TOTAL.fullmatch(" ".join(text.split())))


def is_note(text: str) -> bool:
    """Whether a line begins as notes under a table do."""
    return bool(NOTE.match(text))


def mixed_words(text: str) -> list[str]:
    """Words that mix Latin and Cyrillic letters: „Coфия“ with a Latin C."""
    return MIXED_WORD.findall(text)


def in_cyrillic(word: str) -> str:
    """The word with the Latin letters that look Cyrillic replaced."""
    return word.translate(LOOKALIKES)
