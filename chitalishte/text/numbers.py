"""Numbers as readers write them."""

from decimal import ROUND_HALF_UP, Context, Decimal

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
EXACT = Context(prec=400)  # the largest float has 309 digits
MARKS = {"bg": (NO_BREAK_SPACE, ","), "en": (",", ".")}  # between thousands, before decimals


def number(value: int | float | Decimal, lang: str, decimals: int | None = None) -> str:
    """Write a number: 1 234,5 in Bulgarian (with a no-break space), 1,234.5 in English.

    lang      "bg" or "en"
    decimals  how many to show, halves rounded away from zero; None shows those the value has

    Do not use it for years. Raises ValueError for a value that is not finite.
    """
    # Through text, because Decimal(0.1) shows what the float hides: 0.1000000000000000055…
    exact = Decimal(str(value))
    if not exact.is_finite():
        raise ValueError(f"{value!r} cannot be written as a number")
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, EXACT)
    between, before_decimals = MARKS[lang]
    whole, _, part = f"{exact.copy_abs():,f}".partition(".")
    if decimals is None:
        part = part.rstrip("0")
    digits = whole.replace(",", between) + (before_decimals + part if part else "")
    is_below_zero = exact < 0 and any(digit not in "0,. \u00a0" for digit in digits)
    return MINUS + digits if is_below_zero else digits
