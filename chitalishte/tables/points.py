"""Points on the earth in one cell: two numbers in degrees (WGS 84), latitude first."""

import re

NUMBER = r"([-−]?[0-9]{1,3}[.,][0-9]{3,15})"
PAIRS = (
    re.compile(rf"\(?{NUMBER}\s*[;|]\s*{NUMBER}\)?"),
    re.compile(rf"\(?{NUMBER}\s*,\s+{NUMBER}\)?"),
    re.compile(rf"\(?{NUMBER}\s+{NUMBER}\)?"),
    re.compile(r"\(?([-−]?[0-9]{1,3}\.[0-9]{3,15}),([-−]?[0-9]{1,3}\.[0-9]{3,15})\)?"),
)
WKT = re.compile(r"POINT\s*\(\s*([-0-9.]+)\s+([-0-9.]+)\s*\)", re.IGNORECASE)
BULGARIA = (41.0, 44.4, 22.2, 28.8)  # south, north, west, east


def parse_point(text: str) -> tuple[float, float] | None:
    """Both numbers in the order they are written; None if they cannot be degrees."""
    if match := WKT.fullmatch(text):
        first, second = float(match[2]), float(match[1])
    else:
        match = next((found for each in PAIRS if (found := each.fullmatch(text))), None)
        if match is None:
            return None
        first, second = (float(part.replace(",", ".").replace("−", "-")) for part in match.groups())
    fits = abs(first) <= 90 and abs(second) <= 180
    return (first, second) if fits or (abs(first) <= 180 and abs(second) <= 90) else None


def is_longitude_first(pair: tuple[float, float]) -> bool:
    """Whether the pair can only be longitude, latitude, or lies in Bulgaria only that way."""
    first, second = pair
    south, north, west, east = BULGARIA
    return abs(first) > 90 or (west <= first <= east and south <= second <= north)


def write_point(pair: tuple[float, float], *, longitude_first: bool) -> str:
    """As we keep it: "42.6977, 23.3219", latitude first."""
    first, second = pair
    return f"{second!r}, {first!r}" if longitude_first else f"{first!r}, {second!r}"
