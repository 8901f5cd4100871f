"""The places of a geography in degrees, for files that others draw (GeoJSON, RFC 7946)."""

from collections.abc import Mapping
from typing import Any, Final

import shapely

from chitalishte.drawing.building import Plan
from chitalishte.drawing.topojson import Topology, polygons_of

TOLERANCE: Final = 0.008  # degrees, some 700 m
DECIMALS: Final = 3


def outlines(
    plan: Plan, topology: Topology, tolerance: float = TOLERANCE
) -> dict[str, dict[str, Any]]:
    """Give code → GeoJSON geometry of every member of a plan, a little simplified.

    Members at their true places: what stands in boxes on the map is not moved here.
    """
    found = {}
    for code, features in plan.by_code(topology).items():
        if code in plan.members:
            shape = shapely.union_all([topology.shape(feature) for feature in features])
            found[code] = geometry_of(shape, tolerance)
    return found


def geometry_of(shape: Any, tolerance: float = TOLERANCE) -> dict[str, Any]:
    """Give a shape in degrees as GeoJSON, simplified and rounded, outlines counter-clockwise."""
    simple = polygons_of(shapely.simplify(shape, tolerance))
    rounded = polygons_of(shapely.set_precision(simple, 10.0**-DECIMALS))
    whole = rounded if not rounded.is_empty else polygons_of(shape)
    polygons = []
    for part in whole.geoms:
        turned = shapely.geometry.polygon.orient(part)
        rings = [turned.exterior, *turned.interiors]
        polygons.append([[_point(point) for point in ring.coords] for ring in rings])
    return {"type": "MultiPolygon", "coordinates": polygons}


def _point(point: Any) -> list[float]:
    return [round(point[0], DECIMALS), round(point[1], DECIMALS)]


def collection(
    shapes: Mapping[str, Any], properties: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """Put shapes and what is known of them together; places without a shape have null for it."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": code,
                "properties": {"code": code, **known},
                "geometry": shapes.get(code),
            }
            for code, known in properties.items()
        ],
    }
