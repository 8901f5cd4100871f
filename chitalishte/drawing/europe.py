"""The geography "eu27": the member states of the EU among their neighbours.

Borders: Natural Earth 1:50 million (public domain) as published by world-atlas. Projection:
ETRS89-LAEA Europe (EPSG:3035), which keeps areas true. What was decided, and why:

- The Azores, Madeira and the Canary Islands stand in boxes at the scale of the map, each in an
  equal-area projection around itself. The overseas departments of France, Saint-Martin included,
  are left out: they follow France in every map of this portal, and five more boxes would not fit.
- All of Cyprus is drawn as one, as the EU treats it (Protocol 10 of the Act of Accession 2003).
  Åland is drawn with Finland.
- Malta, Luxembourg and Cyprus are repeated enlarged in discs over the sea.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot
from pathlib import Path
from typing import NamedTuple

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry import MultiPolygon, Polygon, box

from chitalishte.drawing.countries import BY_NUMERIC, EU27
from chitalishte.drawing.geography import Callout, Geography, Place
from chitalishte.drawing.outlines import (
    STEPS,
    Points,
    path_data,
    polygon,
    simplify,
    without_specks,
)
from chitalishte.drawing.topojson import Arc, Feature, Topology, polygons_of, read

# The frame in metres of EPSG:3035. West: Portugal; north: Lapland; east: Cyprus; south: low
# enough that the discs of Malta and Cyprus find open sea.
LEFT, BOTTOM, RIGHT, TOP = 2_480_000, 1_090_000, 6_650_000, 5_440_000
WIDTH = 1000.0
METRES_PER_UNIT = (RIGHT - LEFT) / WIDTH
HEIGHT = round((TOP - BOTTOM) / METRES_PER_UNIT)

TOLERANCE = 0.55  # units; at 0.8 the fjords and the Aegean look chewed, below 0.4 weight doubles
BACKGROUND_TOLERANCE = 0.9  # for borders that no member has a part in
LEAST_ISLAND, LEAST_NEIGHBOUR_ISLAND = 1.6, 6.0  # square units; one is 17 square kilometres
BLEED = 3.0  # neighbours go on past the frame, so that their cut edge is not seen

BY_NAME = {"Kosovo": "XK", "N. Cyprus": "CY"}  # without a number in the file
PART_OF = {"248": "FI"}  # Åland has a number of its own
SOURCE = "Natural Earth 1:50m, EPSG:3035"


class Inset(NamedTuple):
    """A box for far islands, at the scale of the map."""

    lon: tuple[float, float]  # what belongs into it, in degrees
    lat: tuple[float, float]
    corner: tuple[float, float]  # left and top of the box, in units
    size: tuple[float, float]


INSETS = (
    Inset((-32, -24), (36, 41), (8, 955), (158, 80)),  # Azores
    Inset((-18, -15.5), (32, 34), (172, 955), (52, 80)),  # Madeira
    Inset((-19, -13), (27, 30), (230, 955), (138, 80)),  # Canary Islands
)


class Disc(NamedTuple):
    x: float
    y: float
    r: float


# At 350 px a unit is 0.35 px, and 44 px are 126 units: the least a thumb can hit.
# Their places are where the sea is widest: no other spot near them keeps off every coast.
DISCS = {
    "LU": Disc(338, 416, 64),
    "MT": Disc(630, 964, 64),
    "CY": Disc(877, 973, 64),
}


@dataclass(frozen=True)
class Sheet:
    """One projection onto the drawing: degrees to units of the view box."""

    transformer: Transformer
    left: float  # metres at x = 0 and y = 0
    top: float

    def project(self, arc: Arc) -> Points:
        x, y = self.transformer.transform(arc[:, 0], arc[:, 1])
        across, down = np.asarray(x) - self.left, self.top - np.asarray(y)
        return np.column_stack([across, down]) / METRES_PER_UNIT


class _Simplified(dict[int, Arc]):
    """Arcs of a topology on a sheet, each worked out once, when it is first asked for."""

    def __init__(self, topology: Topology, sheet: Sheet) -> None:
        self.topology, self.sheet = topology, sheet
        self.of_members = {
            max(index, ~index)
            for code, features in _by_code(topology).items()
            if code in EU27
            for feature in features
            for rings in feature.polygons
            for ring in rings
            for index in ring
        }

    def __missing__(self, index: int) -> Arc:
        tolerance = TOLERANCE if index in self.of_members else BACKGROUND_TOLERANCE
        self[index] = simplify(self.sheet.project(self.topology.arcs[index]), tolerance)
        return self[index]


def _laea(lat: float, lon: float) -> Transformer:
    local = f"+proj=laea +lat_0={lat} +lon_0={lon} +ellps=GRS80 +units=m"
    return Transformer.from_crs("EPSG:4326", local, always_xy=True)


MAIN = Sheet(Transformer.from_crs("EPSG:4326", "EPSG:3035", always_xy=True), LEFT, TOP)


def _inset_sheet(inset: Inset) -> Sheet:
    """Put the middle of the inset's islands into the middle of its box."""
    lon, lat = sum(inset.lon) / 2, sum(inset.lat) / 2
    x, y = (corner + size / 2 for corner, size in zip(inset.corner, inset.size, strict=True))
    return Sheet(_laea(lat, lon), -x * METRES_PER_UNIT, y * METRES_PER_UNIT)


def build(topojson_path: Path, detail_path: Path | None = None) -> Geography:
    """Build the geography from world-atlas `countries-50m.json`; takes about a second.

    detail_path  `countries-10m.json` for the enlarged outlines; without it they are made from
                 the first file and look coarse

    Raises TopologyError when the file cannot be read, ValueError when it lacks a member state.
    """
    topology = read(topojson_path, "countries")
    detail = read(detail_path, "countries") if detail_path else topology
    drawn = dict(_drawn(topology))
    absent = [code for code in EU27 if code not in drawn]
    if absent:
        raise ValueError(f"{topojson_path.name} has no {', '.join(absent)}")
    detailed = _by_code(detail)
    places = [
        _place(code, shape, topology, features, detail, detailed)
        for code, features in sorted(_by_code(topology).items())
        if (shape := drawn.get(code)) is not None
    ]
    frames = "".join(_frame(inset) for inset in INSETS)
    size = (WIDTH, float(HEIGHT))
    return Geography("eu27", *size, METRES_PER_UNIT, SOURCE, tuple(places), frames)


def _by_code(topology: Topology) -> dict[str, list[Feature]]:
    found: dict[str, list[Feature]] = {}
    for feature in topology.features:
        code = BY_NAME.get(feature.name) or PART_OF.get(feature.id) or BY_NUMERIC.get(feature.id)
        if code:
            found.setdefault(code, []).append(feature)
    return found


def _drawn(topology: Topology) -> Iterator[tuple[str, MultiPolygon]]:
    """Give every country that is in the frame, in steps."""
    bleed = BLEED * STEPS
    frame = box(-bleed, -bleed, WIDTH * STEPS + bleed, HEIGHT * STEPS + bleed)
    main_arcs = _Simplified(topology, MAIN)
    inset_arcs = {inset: _Simplified(topology, _inset_sheet(inset)) for inset in INSETS}
    for code, features in _by_code(topology).items():
        is_member = code in EU27
        shape = polygons_of(
            shapely.union_all(
                list(_parts(topology, features, main_arcs, inset_arcs if is_member else {}))
            )
        )
        if not shape.within(frame):
            shape = polygons_of(shape.intersection(frame))
        if not shape.is_empty:
            least = LEAST_ISLAND if is_member else LEAST_NEIGHBOUR_ISLAND
            yield code, without_specks(shape, least)


def _parts(
    topology: Topology,
    features: list[Feature],
    main_arcs: _Simplified,
    inset_arcs: dict[Inset, _Simplified],
) -> Iterator[MultiPolygon]:
    """Give the polygons of a country, on the main sheet or in an inset.

    Joined by `union_all`, pieces that share an arc (Cyprus) become one without a seam.
    """
    for feature in features:
        for rings in feature.polygons:
            middle = topology.coordinates(rings[0]).mean(axis=0)
            inset = _inset_of(middle)
            arcs = inset_arcs.get(inset, main_arcs) if inset else main_arcs
            part = polygon([topology.coordinates(ring, arcs) for ring in rings])
            if part is not None:
                yield polygons_of(part)


def _inset_of(middle: Points) -> Inset | None:
    lon, lat = middle
    return next(
        (i for i in INSETS if i.lon[0] < lon < i.lon[1] and i.lat[0] < lat < i.lat[1]), None
    )


def _place(
    code: str,
    shape: MultiPolygon,
    topology: Topology,
    features: list[Feature],
    detail: Topology,
    detailed: dict[str, list[Feature]],
) -> Place:
    largest = max(shape.geoms, key=lambda part: part.area)
    inner = shapely.maximum_inscribed_circle(largest, tolerance=STEPS).coords[0]
    label = (round(inner[0] / STEPS, 1), round(inner[1] / STEPS, 1))
    left, top, right, bottom = (round(side / STEPS, 1) for side in shape.bounds)
    if len(features) > 1:
        # The finer file cuts the buffer zone and the British bases out of Cyprus.
        detail, detailed = topology, {code: features}
    callout = _callout(DISCS[code], label, detail, detailed[code]) if code in DISCS else None
    area_km2 = round(sum(_area_km2(topology, feature) for feature in features), 1)
    bbox = (left, top, right, bottom)
    return Place(code, path_data(shape), label, bbox, area_km2, code in EU27, callout)


def _area_km2(topology: Topology, feature: Feature) -> float:
    """Measure a feature before anything was simplified; the projection keeps areas."""
    square_units = sum(
        Polygon(*_outline_and_holes([MAIN.project(topology.coordinates(r)) for r in rings])).area
        for rings in feature.polygons
    )
    return float(square_units * METRES_PER_UNIT**2 / 1e6)


def _outline_and_holes(rings: list[Points]) -> tuple[Points, list[Points]]:
    return rings[0], rings[1:]


def _callout(
    disc: Disc, place: tuple[float, float], detail: Topology, features: list[Feature]
) -> Callout:
    """Enlarge a place so that it fills the upper part of its disc; its name goes below."""
    rings = [rings for feature in features for rings in feature.polygons]
    lines = [[MAIN.project(detail.coordinates(ring)) for ring in polygon] for polygon in rings]
    corners = np.concatenate([line for polygon in lines for line in polygon])
    low, high = corners.min(axis=0), corners.max(axis=0)
    # The box 1.5 r by 1.1 r, a little above the middle, lies wholly inside the disc.
    scale = min(1.5 * disc.r / (high - low)[0], 1.1 * disc.r / (high - low)[1])
    target = np.array([disc.x, disc.y - 0.16 * disc.r])
    moved = [
        polygon([simplify((line - (low + high) / 2) * scale + target, 0.4) for line in lines_of])
        for lines_of in lines
    ]
    whole = polygons_of(shapely.union_all([polygons_of(part) for part in moved if part]))
    outline = path_data(without_specks(whole, LEAST_ISLAND))
    return Callout(disc.x, disc.y, disc.r, outline, _leader(disc, place))


def _leader(disc: Disc, place: tuple[float, float]) -> str:
    across, down = place[0] - disc.x, place[1] - disc.y
    share = disc.r / hypot(across, down)
    edge = (disc.x + across * share, disc.y + down * share)
    return f"M{edge[0]:.1f} {edge[1]:.1f}L{place[0]:.1f} {place[1]:.1f}"


def _frame(inset: Inset) -> str:
    (x, y), (width, height) = inset.corner, inset.size
    return f"M{x} {y}h{width}v{height}h-{width}z"
