"""The colours of maps and charts, the same as the tokens of the style sheet.

Categories are told apart by people with protanopia and deuteranopia (tests/drawing/test_colours.py
measures it). More than six cannot be kept apart, so there is no seventh.
"""

import re
from collections.abc import Mapping, Sequence

PAPER = "#ffffff"
INK = "#1b1e23"
INK_SOFT = "#555b64"
RULE = "#ddd5c5"
ACCENT = "#9b1b3b"
LAND = "#efebe1"  # neighbours: paler than "no data", so that the two are not confused
NO_DATA = "#e7e2d6"
NO_DATA_LINE = "#7d7565"
OTHER = "#3d4148"  # striped with paper: categories that have no colour of their own

# Blue and violet, and green and red, differ in lightness, because to deuteranopes two colours of
# the same lightness may be one: the sketch had pairs 2 and 5 apart (ΔE), here none is below 20.
CATEGORICAL = ("#2f6d8f", "#c97a16", "#5f429e", "#61a163", "#a03552", "#8a8f98")
# One hue, light to dark, with even steps of lightness.
SEQUENTIAL = ("#dbe9ef", "#a9cbda", "#6ba3bd", "#357593", "#134860")
# Two hues around a middle: orange and blue differ to deuteranopes and protanopes alike.
DIVERGING = ("#a4541a", "#dba367", "#eceae4", "#7fb0c6", "#235f7e")
# Two numbers at once, each low, middle, high: to the right blue, upwards orange, both dark violet.
BIVARIATE = {
    "11": "#eceae4", "21": "#a9cbda", "31": "#3f8fb5",
    "12": "#ecc39a", "22": "#a99fa6", "32": "#4a6794",
    "13": "#d9822b", "23": "#8f5a4a", "33": "#3a2b4a",
}  # fmt: skip
LAST_STEP = 20  # of a scale without classes, from 0


def mixed(colours: Sequence[str], share: float) -> str:
    """Give the colour at a share, 0 to 1, of the way through colours, straight in sRGB."""
    at = share * (len(colours) - 1)
    first = min(int(at), len(colours) - 2)
    part = at - first
    pairs = ((colours[first][n : n + 2], colours[first + 1][n : n + 2]) for n in (1, 3, 5))
    channels = (round(int(a, 16) + (int(b, 16) - int(a, 16)) * part) for a, b in pairs)
    return "#" + "".join(f"{channel:02x}" for channel in channels)


FILLS = (
    {f"cat-{place}": colour for place, colour in enumerate(CATEGORICAL, start=1)}
    | {f"seq-{place}": colour for place, colour in enumerate(SEQUENTIAL, start=1)}
    | {f"div-{place}": colour for place, colour in enumerate(DIVERGING, start=1)}
    | {f"bi-{key}": colour for key, colour in BIVARIATE.items()}
    | {f"step-{n}": mixed(SEQUENTIAL, n / LAST_STEP) for n in range(LAST_STEP + 1)}
    | {"no-data": NO_DATA, "not-applicable": PAPER, "suppressed": NO_DATA, "other": OTHER}
)


_DARK_SEQUENTIAL = ("#26404c", "#2f6480", "#4a8dae", "#84b9d3", "#cfe9f5")
# colour of the light face → the one that stands for it on dark paper
DARK = {
    mixed(SEQUENTIAL, n / LAST_STEP): mixed(_DARK_SEQUENTIAL, n / LAST_STEP)
    for n in range(LAST_STEP + 1)
} | {
    PAPER: "#1d2024", INK: "#eceae4", INK_SOFT: "#a9adb3", RULE: "#34383e", ACCENT: "#f08aa0",
    LAND: "#262a2e", NO_DATA: "#34383d", NO_DATA_LINE: "#8a919b", OTHER: "#c4c8ce",
    "#2f6d8f": "#4b9fd8", "#c97a16": "#da9635", "#5f429e": "#846ecd",
    "#61a163": "#79bd7a", "#a03552": "#ba5774", "#8a8f98": "#919395",
    "#a4541a": "#eda766", "#dba367": "#9a6a3a", "#eceae4": "#3b3f45",
    "#7fb0c6": "#3f7590", "#235f7e": "#94cbe6",
    "#3f8fb5": "#4a9cc7", "#ecc39a": "#7a5a35", "#a99fa6": "#857d88", "#4a6794": "#8fb3d9",
    "#d9822b": "#d9822b", "#8f5a4a": "#e0a98c", "#3a2b4a": "#efe3f5",
}  # fmt: skip


_COLOUR = re.compile(r'"(#[0-9a-f]{6})"')


def recoloured(drawn: str, others: Mapping[str, str]) -> str:
    """Put others for the colours of a drawing, in SVG or JSON; what is not in `others` stays."""
    return _COLOUR.sub(lambda found: f'"{others.get(found[1], found[1])}"', drawn)


def luminance(colour: str) -> float:
    """Give the relative luminance of "#rrggbb", 0 to 1 (WCAG 2.2)."""
    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(channel: float) -> float:
    """Undo the gamma of an sRGB channel, 0 to 1."""
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ink_on(colour: str) -> str:
    """Choose white or ink for text on a colour, whichever is read better."""
    return max((PAPER, INK), key=lambda ink: contrast(ink, colour))
