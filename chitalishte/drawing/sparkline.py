"""A small line of how a number went over the years, for the panel of a place and for tables."""

from collections.abc import Sequence
from typing import Final

from chitalishte.drawing.markup import element

WIDTH: Final = 120.0
HEIGHT: Final = 32.0
EDGE: Final = 3.0  # so that the dots at the ends are whole


def sparkline(values: Sequence[float | None], words: str, at: int | None = None) -> str:
    """Draw values one step apart; a gap where there is none. "" for fewer than two values.

    words  what the line says, for those who hear it
    at     place of the value to mark, for example the year on the map
    """
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return ""
    low, high = min(known), max(known)
    span = (high - low) or 1.0
    step = (WIDTH - 2 * EDGE) / max(1, len(values) - 1)

    def point(place: int, value: float) -> tuple[str, str]:
        x = EDGE + place * step
        y = HEIGHT - EDGE - (value - low) / span * (HEIGHT - 2 * EDGE)
        return f"{x:.1f}", f"{y:.1f}"

    path, is_down = "", False
    for place, value in enumerate(values):
        if value is None:
            is_down = False
            continue
        path += f"{'L' if is_down else 'M'}{' '.join(point(place, value))}"
        is_down = True
    dot = ""
    if at is not None and 0 <= at < len(values) and (marked := values[at]) is not None:
        x, y = point(at, marked)
        dot = element("circle", {"class": "spark-dot", "cx": x, "cy": y, "r": "2.6"})
    head = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": "spark",
        "viewBox": f"0 0 {WIDTH:g} {HEIGHT:g}",
        "role": "img",
        "aria-label": words,
    }
    return element("svg", head, element("path", {"class": "spark-line", "d": path}), dot)
