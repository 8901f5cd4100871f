"""Reading back the path data that the engine writes, in the slow and obvious way."""

import re

from shapely.geometry import Polygon
from shapely.ops import unary_union

NUMBER = re.compile(r"-?\d*\.?\d+")


def polygons(path):
    """Give the rings of a path as polygons, in units of the view box; holes are not cut out."""
    found = []
    for ring in path.split("z")[:-1]:
        start, steps = ring.removeprefix("M").split("l")
        x, y = map(float, NUMBER.findall(start))
        points = [(x, y)]
        numbers = list(map(float, NUMBER.findall(steps)))
        for across, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = round(x + across, 1), round(y + down, 1)
            points.append((x, y))
        found.append(Polygon(points))
    return found


def land(path):
    """Give all that a path covers as one shape."""
    return unary_union([ring.buffer(0) for ring in polygons(path)])
