"""Units of measure as people write them, to the sign or code that stands for them.

Money by ISO 4217, the rest by the usual signs (SI). A multiplier stays a part of the unit:
„хил. лв.“ is `1000 BGN`, because nobody asked us to multiply.
"""

import re
from functools import lru_cache

WORDS = {
    "%": ["%", "процент", "процента", "проценти", "percent", "per cent", "на сто"],
    "‰": ["‰", "промил", "промила", "per mille"],
    "pp": ["п.п.", "процентни пункта", "пр.п.", "pp", "p.p."],
    "BGN": ["лв.", "лв", "лева", "лев", "bgn"],
    "EUR": ["€", "евро", "eur", "euro", "euros"],
    "USD": ["$", "usd", "щ.д.", "щатски долара"],
    "GBP": ["£", "gbp"],
    "km": ["км", "km"],
    "m": ["м", "m", "метра"],
    "cm": ["см", "cm"],
    "km²": ["кв. км", "кв.км", "кв.км.", "кв. км.", "км2", "км²", "km2", "km²", "sq km"],
    "m²": ["кв. м", "кв.м", "кв.м.", "кв. м.", "м2", "м²", "m2", "m²"],
    "m³": ["куб. м", "куб.м", "куб. м.", "м3", "м³", "m3", "m³"],
    "ha": ["ха", "ha", "хектара"],
    "daa": ["дка", "дка.", "декара"],
    "kg": ["кг", "kg"],
    "t": ["т", "тона", "t", "tonnes"],
    "l": ["л", "литра", "l"],
    "kWh": ["квтч", "kwh", "квт.ч."],
    "MWh": ["мвтч", "mwh", "мвт.ч."],
    "h": ["ч", "ч.", "часа", "h", "hours"],
    "min": ["мин", "мин.", "минути", "min"],
    "d": ["дни", "дена", "days"],
    "month": ["месеца", "мес.", "months"],
    "a": ["години", "г.", "years"],
    "count": ["бр.", "бр", "брой", "number", "count"],
    "persons": ["души", "лица", "persons", "people"],
    "°C": ["°c", "°с", "℃"],
    "°": ["°", "градуса"],
}
MULTIPLIERS = {
    "1000": ["хил.", "хил", "хиляди", "thousand", "thousands", "thsd"],
    "1000000": ["млн.", "млн", "милиона", "million", "millions", "mio"],
    "1000000000": ["млрд.", "млрд", "милиарда", "billion", "bn"],
}
_CODE = {word: code for code, words in WORDS.items() for word in words}
_TIMES = {word: number for number, words in MULTIPLIERS.items() for word in words}
# What may follow a number in its cell without a doubt; "т" or "м" alone may be anything.
_IN_CELLS = sorted(
    (word for word in _CODE if len(word) > 1 or not word.isalpha()), key=len, reverse=True
)
_TIMES_WORDS = "|".join(re.escape(word) for word in sorted(_TIMES, key=len, reverse=True))
_AFTER = re.compile(
    rf"(?P<rest>.*\d\)?)\s*(?P<unit>(?:(?:{_TIMES_WORDS})\s*)?"
    rf"(?:{'|'.join(map(re.escape, _IN_CELLS))})|(?:{_TIMES_WORDS}))",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?P<unit>[€$£]|EUR|BGN|USD)\s*(?P<rest>[-−(]?\d.*)", re.IGNORECASE)
_IN_LABEL = re.compile(r"[(\[]([^()\[\]]{1,30})[)\]]\s*$|[,/]\s*([^,/()]{1,24})$|(%|‰)\s*$")
_IN_WORDS = re.compile(r"\b(?:в|in)\s+([^\s,()]+(?:\s[^\s,()]+)?)$", re.IGNORECASE)
_LED = re.compile(r"^(?:в|in|мярка|мерна единица|unit)[:\s]+", re.IGNORECASE)


@lru_cache(maxsize=4096)
def unit_of(text: str) -> str | None:
    """The code of a unit written alone: „лв.“ gives BGN, „хил. лв.“ 1000 BGN; None otherwise."""
    words = " ".join(text.strip().strip("()[]").lower().split())
    words = _LED.sub("", words)
    if words in _CODE:
        return _CODE[words]
    first, _, rest = words.partition(" ")
    if first in _TIMES:
        if not rest:
            return _TIMES[first]
        return f"{_TIMES[first]} {_CODE[rest]}" if rest in _CODE else None
    for word, times in _TIMES.items():  # „хил.лв.“ without a space
        if word.endswith(".") and words.startswith(word) and words[len(word) :] in _CODE:
            return f"{times} {_CODE[words[len(word) :]]}"
    return None


def split_unit(text: str) -> tuple[str, str | None]:
    """A cell as the number and the unit beside it: "12,5 %" gives ("12,5", "%")."""
    if (match := _AFTER.fullmatch(text)) or (match := _BEFORE.fullmatch(text)):
        return match["rest"], unit_of(match["unit"])
    return text, None


def unit_in_label(label: str) -> str | None:
    """The unit a header names: „Площ (кв. км)“, „Дял, %“, „Приходи в лв.“."""
    if match := _IN_LABEL.search(label):
        found = next(group for group in match.groups() if group)
        if code := unit_of(found):
            return code
    if match := _IN_WORDS.search(label):
        return unit_of(match[1])
    return None
