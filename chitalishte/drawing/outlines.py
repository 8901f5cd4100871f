"""From projected borders to short SVG paths, with shared borders staying shared."""

from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Polygon

Points = NDArray[np.float64]  # shape (points, 2), in units of the view box
STEPS = 10  # a unit of the view box has ten steps: coordinates are written to 0.1


def simplify(arc: Points, tolerance: float) -> Points:
    """Drop points of an arc that matter less than `tolerance`, and round the rest to steps.

    The ends stay, so two places that share the arc still share it, with no gap and no overlap
    (Douglas-Peucker). Whole steps come back, because rounding twice could tear a border.
    """
    line = shapely.LineString(arc).simplify(tolerance, preserve_topology=False)
    steps = np.rint(np.asarray(line.coords) * STEPS)
    moved = np.any(np.diff(steps, axis=0) != 0, axis=1)
    return np.concatenate([steps[:1], steps[1:][moved]])


def polygon(rings: Iterable[Points]) -> Polygon | None:
    """Make a polygon of closed lines in steps; None when too little of the outline is left."""
    outline, *holes = rings
    if len(outline) < 4:
        return None
    return Polygon(outline, [hole for hole in holes if len(hole) >= 4])


def without_specks(shape: MultiPolygon, least_area: float) -> MultiPolygon:
    """Drop islands below an area (in square units), but never the largest part of a place."""
    parts = sorted(shape.geoms, key=lambda part: part.area, reverse=True)
    least = least_area * STEPS**2
    return MultiPolygon([part for i, part in enumerate(parts) if i == 0 or part.area >= least])


def path_data(shape: MultiPolygon) -> str:
    """Write polygons as SVG path data with relative steps, which are the shortest to send."""
    rings = [ring for part in shape.geoms for ring in (part.exterior, *part.interiors)]
    return "".join(_ring(np.rint(np.asarray(ring.coords)).astype(int)) for ring in rings)


def _ring(points: NDArray[np.int_]) -> str:
    open_line = points[:-1]  # z closes it
    steps = np.diff(open_line, axis=0)
    steps = steps[np.any(steps != 0, axis=1)]
    start = _pair(*open_line[0])
    return f"M{start}l{_joined(_pair(x, y) for x, y in steps)}z" if len(steps) > 1 else ""


def _pair(x: int, y: int) -> str:
    return _joined((_number(x), _number(y)))


def _number(steps: int) -> str:
    """Write steps as units: 125 is 12.5, -3 is -.3."""
    whole, tenth = divmod(abs(int(steps)), STEPS)
    sign = "-" if steps < 0 else ""
    if not tenth:
        return f"{sign}{whole}"
    return f"{sign}{whole or ''}.{tenth}"


def _joined(numbers: Iterable[str]) -> str:
    """Join numbers with a space, but not before a minus, which separates by itself."""
    text = ""
    for written in numbers:
        text += written if not text or written.startswith("-") else " " + written
    return text
