"""How values lie along a number line and where the classes cut it: for who chooses the classes."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from chitalishte.drawing.classes import LegendClass
from chitalishte.drawing.markup import element

WIDTH: Final = 480.0
HEIGHT: Final = 110.0
BINS: Final = 40
FOOT: Final = 6.0


def histogram(
    values: Sequence[float], breaks: Sequence[float], classes: Sequence[LegendClass], words: str
) -> str:
    """Draw the bars of the values, each in the colour of its class. "" for fewer than two values.

    words  what the picture says, for those who hear it
    """
    low, high = (min(values), max(values)) if values else (0.0, 0.0)
    if len(values) < 2 or low == high:
        return ""
    counts = [0] * BINS
    for value in values:
        counts[min(BINS - 1, int((value - low) / (high - low) * BINS))] += 1
    tallest = max(counts)
    step = WIDTH / BINS
    bars = []
    for place, count in enumerate(counts):
        if not count:
            continue
        middle = low + (place + 0.5) / BINS * (high - low)
        css = classes[min(bisect_left(breaks, middle), len(classes) - 1)].css
        tall = count / tallest * (HEIGHT - FOOT)
        bars.append(
            element(
                "rect",
                {
                    "class": f"area {css}",
                    "x": f"{place * step + 0.5:.1f}",
                    "y": f"{HEIGHT - FOOT - tall:.1f}",
                    "width": f"{step - 1:.1f}",
                    "height": f"{tall:.1f}",
                },
            )
        )
    cuts = "".join(f"M{(one - low) / (high - low) * WIDTH:.1f} 0V{HEIGHT:g}" for one in breaks)
    head = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": "histogram",
        "viewBox": f"0 0 {WIDTH:g} {HEIGHT:g}",
        "role": "img",
        "aria-label": words,
    }
    lines = [element("path", {"class": "histogram-cut", "d": cuts})] if cuts else []
    return element("svg", head, *bars, *lines)
