"""From places that somebody brought to geographies: projected, simplified together, three levels.

Neighbours keep one border between them: all places are simplified at once as a coverage (GEOS).
"""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry import MultiPolygon

from chitalishte.drawing.geography import Geography, Place
from chitalishte.drawing.incoming import HOME
from chitalishte.drawing.lonlat import geometry_of
from chitalishte.drawing.outlines import STEPS, path_data, without_specks
from chitalishte.drawing.topojson import polygons_of

WIDTH: Final = 1000.0
MARGIN: Final = 12.0  # units around the places
TALLEST: Final = 1400.0
# Units of the view box, for each level: how much outlines may move, and the least island.
LEVELS: Final = {"small": (2.2, 8.0), "page": (0.5, 1.2), "fine": (0.12, 0.1)}
DOT: Final = 0.8  # units: a place too small to be drawn is a dot
EUROPE: Final = (-32.0, 27.0, 45.0, 72.0)


def projection_for(bounds: tuple[float, float, float, float]) -> str:
    """Choose a projection that keeps areas true, by where the places lie (degrees)."""
    west, south, east, north = bounds
    if _lies_in(bounds, HOME, 1.0):
        return "EPSG:7801"
    if _lies_in(bounds, EUROPE, 0.0):
        return "EPSG:3035"
    if east - west > 120:
        return "+proj=eqearth +datum=WGS84 +units=m"
    lat, lon = (south + north) / 2, (west + east) / 2
    return f"+proj=laea +lat_0={lat:.3f} +lon_0={lon:.3f} +ellps=GRS80 +units=m"


def _lies_in(bounds: tuple[float, ...], room: tuple[float, ...], slack: float) -> bool:
    west, south, east, north = bounds
    return (
        room[0] - slack <= west
        and east <= room[2] + slack
        and room[1] - slack <= south
        and north <= room[3] + slack
    )


def build_levels(name: str, shapes: Mapping[str, Any], source: str) -> dict[str, Geography]:
    """Build the levels of detail.

    shapes  code → polygons in degrees
    source  who drew the borders

    Raises ValueError for no places and for places without an extent.
    """
    if not shapes:
        raise ValueError("no places")
    codes = sorted(shapes)
    degrees = np.array([shapes[code] for code in codes], dtype=object)
    bounds = tuple(float(side) for side in shapely.total_bounds(degrees))
    crs = projection_for(bounds)  # type: ignore[arg-type]
    to_map = Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    metres = shapely.transform(degrees, to_map.transform, interleaved=False)
    left, bottom, right, top = (float(side) for side in shapely.total_bounds(metres))
    if not (np.isfinite([left, bottom, right, top]).all() and right > left and top > bottom):
        raise ValueError("places without an extent")
    inner = WIDTH - 2 * MARGIN
    scale = max((right - left) / inner, (top - bottom) / (TALLEST - 2 * MARGIN))
    width = (right - left) / scale + 2 * MARGIN
    height = (top - bottom) / scale + 2 * MARGIN

    def to_units(points: Any) -> Any:
        x = (points[:, 0] - left) / scale + MARGIN
        y = (top - points[:, 1]) / scale + MARGIN
        return np.column_stack([x, y])

    units = shapely.transform(metres, to_units)
    areas = {code: float(one.area) / 1e6 for code, one in zip(codes, metres, strict=True)}
    return {
        level: Geography(
            name=name,
            width=round(width, 1),
            height=round(height, 1),
            metres_per_unit=scale,
            source=source,
            places=_places(codes, units, areas, *LEVELS[level]),
            crs=crs,
            left=left - MARGIN * scale,
            top=top + MARGIN * scale,
        )
        for level in LEVELS
    }


def _places(
    codes: list[str], units: Any, areas: Mapping[str, float], tolerance: float, least: float
) -> tuple[Place, ...]:
    # Visvalingam-Whyatt, whose tolerance is the root of an area: a corner of that size may go
    simple = shapely.coverage_simplify(units, tolerance)
    found = []
    for code, whole, shape in zip(codes, units, simple, strict=True):
        drawn = _in_steps(shape)
        if drawn.is_empty:
            drawn = _in_steps(whole)  # a place smaller than the tolerance keeps its outline
        if drawn.is_empty:
            drawn = _in_steps(shapely.centroid(whole).buffer(DOT))
        found.append(_place(code, without_specks(drawn, least), areas[code]))
    return tuple(found)


def _in_steps(shape: Any) -> MultiPolygon:
    stepped = shapely.transform(shape, lambda points: np.rint(points * STEPS))
    return polygons_of(stepped)


def _place(code: str, shape: MultiPolygon, area_km2: float) -> Place:
    largest = max(shape.geoms, key=lambda part: part.area)
    point = shapely.point_on_surface(largest)
    left, top, right, bottom = (round(side / STEPS, 1) for side in shape.bounds)
    return Place(
        code=code,
        path=path_data(shape),
        label=(round(point.x / STEPS, 1), round(point.y / STEPS, 1)),
        bbox=(left, top, right, bottom),
        area_km2=round(area_km2, 1),
        is_member=True,
    )


def in_degrees(shapes: Mapping[str, Any]) -> dict[str, Any]:
    """Give code → GeoJSON geometry, simplified a little, for files that others draw."""
    return {code: geometry_of(shape, 0.002) for code, shape in shapes.items()}
