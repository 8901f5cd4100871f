"""Geometries of GeoJSON (RFC 7946) as cells: points as "lat, lon", other shapes as WKT."""

from typing import Any

NESTING = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}


def geometry_cell(geometry: Any) -> str | None:
    """The cell of a geometry; None for none, and for what is no geometry."""
    if not isinstance(geometry, dict):
        return None
    kind = geometry.get("type")
    if kind == "GeometryCollection":
        parts = [geometry_cell(each) for each in geometry.get("geometries") or []]
        return f"GEOMETRYCOLLECTION ({', '.join(map(str, filter(None, parts)))})"
    coordinates = geometry.get("coordinates")
    if kind not in NESTING or not coordinates:
        return None
    try:
        if kind == "Point":
            longitude, latitude = coordinates[:2]
            return f"{float(latitude)!r}, {float(longitude)!r}"
        return f"{kind.upper()} {_wkt(coordinates, NESTING[kind])}"
    except (TypeError, ValueError, IndexError):
        return None


def _wkt(coordinates: Any, nesting: int) -> str:
    if nesting == 0:
        return " ".join(f"{float(each):.15g}" for each in coordinates)
    return f"({', '.join(_wkt(each, nesting - 1) for each in coordinates)})"
