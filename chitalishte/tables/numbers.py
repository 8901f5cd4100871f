"""How numbers are written: which signs surely part thousands or fractions, and which may.

`number_kind` tells the forms one written number fits; `plain` turns it into what Python reads,
once the column has decided on its decimal sign.
"""

import re
from decimal import Decimal

INTEGER_DIGITS = 18  # what surely fits 64 bits; longer rows of digits are codes
EXACT_DIGITS = 15  # what surely survives in a 64-bit fraction
SPACES = " \u00a0\u202f\u2009'’"  # what stands between thousands
MINUS = "-−–"


class Form:
    """The ways one number can be read, as bits. Plain integers: a Flag costs as much as a cell."""

    NONE = 0
    INTEGER = 1
    DIGITS = 2  # a leading zero, or longer than a number of 64 bits
    FLOAT = 4  # a fraction a workbook holds as a number
    DEC_COMMA = 8
    DEC_POINT = 16
    GROUP_POINT = 32  # 1.234.567
    GROUP_COMMA = 64  # 1,234,567
    UNSURE_POINT = 128  # 1.234
    UNSURE_COMMA = 256  # 1,234
    SCIENTIFIC = 512
    LOST = 1024  # 1,23E+11: the digits after the third are gone


PLAIN = re.compile(r"(?:0|[1-9][0-9]*)")
DIGITS = re.compile(r"[0-9]+")
SPACED = re.compile(rf"[1-9][0-9]{{0,2}}([{SPACES}])[0-9]{{3}}(\1[0-9]{{3}})*([.,][0-9]+)?")
POINTED = re.compile(r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|(?:\.[0-9]{3})+,[0-9]+)")
COMMAED = re.compile(r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|(?:,[0-9]{3})+\.[0-9]+)")
FRACTION = re.compile(r"(?:0|[1-9][0-9]*)?([.,])[0-9]+")
UNSURE = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
# the sign of the exponent is asked for, so that codes such as 12E5 stay codes
SCIENTIFIC = re.compile(r"[0-9](?:([.,])([0-9]+))?[eE]([+-])([0-9]{1,3})")
DROPPED = str.maketrans("", "", SPACES)


def number_kind(text: str) -> int:
    """The forms of an unsigned number without a unit; Form.NONE for anything else."""
    if PLAIN.fullmatch(text):
        return Form.INTEGER if len(text) <= INTEGER_DIGITS else Form.DIGITS
    if DIGITS.fullmatch(text):
        return Form.DIGITS
    if UNSURE.fullmatch(text):
        return Form.UNSURE_COMMA if "," in text else Form.UNSURE_POINT
    if match := FRACTION.fullmatch(text):
        return _exact(text, Form.DEC_COMMA if match[1] == "," else Form.DEC_POINT)
    if match := SPACED.fullmatch(text):
        if not match[3]:
            return Form.INTEGER
        return _exact(text, Form.DEC_COMMA if "," in match[3] else Form.DEC_POINT)
    if POINTED.fullmatch(text):
        return _exact(text, Form.GROUP_POINT | (Form.DEC_COMMA if "," in text else 0))
    if COMMAED.fullmatch(text):
        return _exact(text, Form.GROUP_COMMA | (Form.DEC_POINT if "." in text else 0))
    if match := SCIENTIFIC.fullmatch(text):
        return _scientific(text, match)
    return Form.NONE


def _scientific(text: str, match: re.Match[str]) -> int:
    digits = len(match[2] or "")
    if match[3] == "+" and int(match[4]) > max(digits, 4) and digits < EXACT_DIGITS - 1:
        return Form.LOST
    number = text.replace(",", ".")
    if abs(float(number)) > 1e300 or Decimal(repr(float(number))) != Decimal(number):
        return Form.NONE
    return Form.SCIENTIFIC | (Form.DEC_COMMA if match[1] == "," else 0)


def _exact(text: str, form: int) -> int:
    """The form, if a 64-bit fraction keeps every digit that was written."""
    if sum(map(str.isdigit, text)) <= EXACT_DIGITS:
        return form
    number = plain(text, "," if form & Form.DEC_COMMA else ".")
    return form if Decimal(repr(float(number))) == Decimal(number) else Form.NONE


def plain(text: str, decimal: str) -> str:
    """An unsigned number as Python reads it, with this sign before the fraction."""
    text = text.translate(DROPPED)
    if decimal == ",":
        return text.replace(".", "").replace(",", ".")
    return text.replace(",", "")
