"""Personal numbers and addresses in a column, found before anybody publishes them.

EGN: Ordinance RD-02-20-9 of 2012 on the population register (weights 2 4 8 5 10 9 7 3 6, month
plus 20 before 1900 and plus 40 from 2000); personal number of a foreigner: weights
21 19 17 13 11 9 7 3 1, modulo 10; IBAN: ISO 13616, modulo 97.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

EGN_WEIGHTS = (2, 4, 8, 5, 10, 9, 7, 3, 6)
LNCH_WEIGHTS = (21, 19, 17, 13, 11, 9, 7, 3, 1)
TEN = re.compile(r"(?<![\d.,-])\d{10}(?![\d.,])")
EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(
    r"(?<![\d.,])(?:\+|00)359[\s\-/()]*\d(?:[\s\-/()]*\d){6,8}(?!\d)"
    r"|(?<![\d.,])0\s?[89][789](?:[\s\-/]*\d){7}(?!\d)"
)
IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,3})?\b")
ID_CARD = re.compile(r"(?<!\w)(?:\d{9}|[A-Z]{2}\d{7})(?!\w)")
ID_WORDS = re.compile(r"лична карта|л\.\s?к\.|документ за самоличност|id card|identity", re.I)
PHONE_WORDS = re.compile(r"тел(\.|ефон)|\bgsm\b|\bгсм\b|мобил|phone|mobile", re.I)
EGN_WORDS = re.compile(r"\b(егн|egn|лнч|lnch)\b|единен граждански", re.I)
ANY_PHONE = re.compile(r"(?:\+|0)[\d\s\-/()]{6,16}\d")
LIKELY = re.compile(r"\d{9}|@|[A-Z]{2}\d{2}|[+0][\d\s\-/()]{7}")
SHARE = 0.3  # of ten-digit values; a random number passes as an EGN once in a hundred times


@dataclass(frozen=True)
class Finding:
    """One kind of personal data in one column.

    kind   egn, lnch, email, phone, iban, id_card
    shown  an example with its middle hidden
    line   of the first value found
    """

    column: str
    kind: str
    count: int
    line: int
    shown: str


def is_egn(text: str) -> bool:
    """Whether ten digits are a day of birth and end with the check digit of an EGN."""
    if not (len(text) == 10 and text.isascii() and text.isdigit()):
        return False
    year, month, day = int(text[:2]), int(text[2:4]), int(text[4:6])
    for shift, century in ((0, 1900), (20, 1800), (40, 2000)):
        if 1 <= month - shift <= 12:
            try:
                date(century + year, month - shift, day)
            except ValueError:
                return False
            return _checksum(text, EGN_WEIGHTS) % 11 % 10 == int(text[9])
    return False


def is_lnch(text: str) -> bool:
    """Whether ten digits end with the check digit of a foreigner's personal number."""
    return len(text) == 10 and text.isdigit() and _checksum(text, LNCH_WEIGHTS) % 10 == int(text[9])


def _checksum(text: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(text, weights, strict=False))


def is_iban(text: str) -> bool:
    plain = text.replace(" ", "").upper()
    if not 15 <= len(plain) <= 34:
        return False
    turned = plain[4:] + plain[:4]
    return int("".join(str(int(letter, 36)) for letter in turned)) % 97 == 1


def masked(text: str) -> str:
    """The first and last two characters, so that the owner knows which value it is."""
    return text if len(text) < 5 else f"{text[:2]}{'•' * min(6, len(text) - 4)}{text[-2:]}"


class Watch:
    """Looks through the values of one column; `findings` says what was found."""

    def __init__(self, label: str):
        self.label = label
        self.tens = 0
        self._counts: Counter[str] = Counter()
        self._first: dict[str, tuple[int, str]] = {}
        self._says_egn = bool(EGN_WORDS.search(label))
        self._says_phone = bool(PHONE_WORDS.search(label))
        self._says_id = bool(ID_WORDS.search(label))

    def look(self, values: Iterable[tuple[str, int, int]]) -> None:
        """values: (text, in how many rows, the line of the first)"""
        for text, count, line in values:
            if LIKELY.search(text) or self._says_id:
                self._look_at(text, count, line)

    def _look_at(self, text: str, count: int, line: int) -> None:
        for match in TEN.findall(text):
            self.tens += count
            if is_egn(match):
                self._note("egn", match, count, line)
            elif is_lnch(match):
                self._note("lnch", match, count, line)
        for match in EMAIL.findall(text):
            self._note("email", match, count, line)
        for match in IBAN.findall(text):
            if is_iban(match):
                self._note("iban", match, count, line)
        phones = (ANY_PHONE if self._says_phone else PHONE).findall(text)
        for match in phones:
            if not is_egn(match):
                self._note("phone", match, count, line)
        if self._says_id and (found := ID_CARD.search(text)):
            self._note("id_card", found[0], count, line)

    def _note(self, kind: str, value: str, count: int, line: int) -> None:
        self._counts[kind] += count
        self._first.setdefault(kind, (line, masked(value)))

    def findings(self) -> list[Finding]:
        return [
            Finding(self.label, kind, count, *self._first[kind])
            for kind, count in self._counts.items()
            if self._is_enough(kind, count)
        ]

    def _is_enough(self, kind: str, count: int) -> bool:
        if kind == "egn":
            return self._says_egn or count >= SHARE * self.tens
        if kind == "lnch":
            # one in ten random numbers has the check digit, so only a whole column tells
            both = count + self._counts["egn"]
            return self._says_egn or (both == self.tens and self.tens >= 5)
        return True
