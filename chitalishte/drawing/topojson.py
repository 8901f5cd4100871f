"""Reading TopoJSON, where neighbours share their border as one arc.

Format: https://github.com/topojson/topojson-specification (version 1). Polygons only; points and
lines are passed over, because a thematic map has no use for them.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Polygon
from shapely.validation import make_valid

Arc = NDArray[np.float64]  # shape (points, 2): longitude and latitude in degrees
Ring = tuple[int, ...]  # arcs in order; ~i means arc i backwards

# Bounds for a file that somebody uploads. The world at 1:10 million has 4 thousand arcs and
# 0.4 million points, so they leave room for the municipalities of a continent.
MOST_BYTES = 64_000_000
MOST_ARCS = 200_000
MOST_POINTS = 4_000_000
MOST_FEATURES = 20_000


class TopologyError(ValueError):
    """The file is not a TopoJSON we can draw; the message says what is wrong with it."""


@dataclass(frozen=True)
class Feature:
    """One place of a topology: its identifier in the file, and its polygons as arcs."""

    id: str
    name: str
    polygons: tuple[tuple[Ring, ...], ...]  # first ring is the outline, the others are holes


@dataclass(frozen=True)
class Topology:
    arcs: tuple[Arc, ...]
    features: tuple[Feature, ...]

    def coordinates(self, ring: Ring, arcs: Mapping[int, Arc] | None = None) -> Arc:
        """Join the arcs of a ring into one closed line; `arcs` may hold changed arcs instead."""
        parts = []
        for index in ring:
            arc = self.arcs[max(index, ~index)] if arcs is None else arcs[max(index, ~index)]
            parts.append(arc[::-1] if index < 0 else arc)
        # The end of an arc is the beginning of the next, so it stands in the line once.
        return np.concatenate([parts[0]] + [part[1:] for part in parts[1:]])

    def shape(self, feature: Feature) -> MultiPolygon:
        """Give a feature as shapely polygons in degrees."""
        outlines = [
            Polygon(rings[0], rings[1:])
            for polygon in feature.polygons
            if len((rings := [self.coordinates(ring) for ring in polygon])[0]) >= 4
        ]
        return polygons_of(MultiPolygon(outlines))


def polygons_of(geometry: Any) -> MultiPolygon:
    """Repair a geometry and keep its polygons; lines and points left by a repair are dropped."""
    if not geometry.is_valid:
        geometry = make_valid(geometry)
    parts = getattr(geometry, "geoms", [geometry])
    flat = [piece for part in parts for piece in getattr(part, "geoms", [part])]
    return MultiPolygon([piece for piece in flat if piece.geom_type == "Polygon" and piece.area])


def read(path: Path, layer: str | None = None) -> Topology:
    """Read a TopoJSON file. Raises TopologyError for what `decode` refuses and for no JSON."""
    if path.stat().st_size > MOST_BYTES:
        raise TopologyError(f"{path.name} is larger than {MOST_BYTES // 1_000_000} MB")
    try:
        document = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise TopologyError(f"{path.name} is not JSON: {error}") from error
    return decode(document, layer)


def decode(document: Any, layer: str | None = None) -> Topology:
    """Turn parsed TopoJSON into arcs in degrees and features made of them.

    layer  name of the object to take; None takes the first one

    Raises TopologyError when the document is not a topology, is larger than the bounds of this
    module, or names an arc it does not have.
    """
    if not isinstance(document, dict) or document.get("type") != "Topology":
        raise TopologyError('not TopoJSON: there is no "type": "Topology"')
    arcs = _arcs(document.get("arcs"), document.get("transform"))
    objects = document.get("objects")
    if not isinstance(objects, dict) or not objects:
        raise TopologyError("the topology has no objects")
    chosen = objects.get(layer) if layer is not None else next(iter(objects.values()))
    if not isinstance(chosen, dict):
        raise TopologyError(f"no layer {layer!r}; there are: {', '.join(map(str, objects))}")
    return Topology(arcs, _features(chosen, len(arcs)))


def _arcs(raw: Any, transform: Any) -> tuple[Arc, ...]:
    if not isinstance(raw, list) or len(raw) > MOST_ARCS:
        raise TopologyError(f"arcs must be a list of at most {MOST_ARCS}")
    if not all(isinstance(arc, list) for arc in raw) or sum(map(len, raw)) > MOST_POINTS:
        raise TopologyError(f"arcs must be lists of together at most {MOST_POINTS} points")
    try:
        return tuple(_arc(arc, transform) for arc in raw)
    except (TypeError, ValueError, KeyError) as error:
        raise TopologyError(f"an arc or the transform is broken: {error}") from error


def _arc(raw: list[Any], transform: Any) -> Arc:
    points = np.array([point[:2] for point in raw], dtype=np.float64)
    if points.ndim != 2 or points.shape[1] != 2 or not np.isfinite(points).all():
        raise ValueError("an arc needs points of two finite numbers")
    if transform is None:
        return points
    # Quantised: the first point is whole, the others are steps from the one before.
    scale, translate = np.array(transform["scale"], float), np.array(transform["translate"], float)
    return np.cumsum(points, axis=0) * scale + translate


def _features(layer: dict[str, Any], arc_count: int) -> tuple[Feature, ...]:
    geometries = layer.get("geometries", [layer])
    if not isinstance(geometries, list) or len(geometries) > MOST_FEATURES:
        raise TopologyError(f"a layer must be a list of at most {MOST_FEATURES} places")
    polygonal = [
        geometry
        for geometry in geometries
        if isinstance(geometry, dict) and geometry.get("type") in ("Polygon", "MultiPolygon")
    ]
    return tuple(_feature(geometry, arc_count) for geometry in polygonal)


def _feature(geometry: dict[str, Any], arc_count: int) -> Feature:
    properties = geometry.get("properties")
    name = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    nested: Any = geometry.get("arcs") or []
    polygons = [nested] if geometry["type"] == "Polygon" else nested
    try:
        rings = tuple(tuple(_ring(ring, arc_count) for ring in polygon) for polygon in polygons)
    except TypeError as error:
        raise TopologyError(f"the rings of {name or 'a place'} are broken: {error}") from error
    return Feature(str(geometry.get("id", "")), name, tuple(filter(None, rings)))


def _ring(raw: Sequence[Any], arc_count: int) -> Ring:
    if not raw or not all(type(index) is int and -arc_count <= index < arc_count for index in raw):
        raise TopologyError("a ring names an arc that is not in the file")
    return tuple(raw)
