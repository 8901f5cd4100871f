"""From a topology to a geography: project, simplify, cut to the frame, enlarge what is small.

A `Plan` says what one geography is (`europe` has the one of the EU); everything here works from it.
Arcs are simplified, not polygons, so neighbours keep one border between them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import hypot
from typing import NamedTuple

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry import MultiPolygon, Point, Polygon, box

from chitalishte.drawing.geography import Callout, Geography, Place
from chitalishte.drawing.outlines import (
    STEPS,
    Points,
    path_data,
    polygon,
    simplify,
    without_specks,
)
from chitalishte.drawing.topojson import Arc, Feature, Topology, polygons_of

WIDTH = 1000.0  # units of the view box
TOLERANCE = 0.55  # units; at 0.8 the fjords and the Aegean look chewed, below 0.4 weight doubles
BACKGROUND_TOLERANCE = 0.9  # for borders that no member has a part in
CALLOUT_TOLERANCE = 0.4
LEAST_ISLAND, LEAST_BACKGROUND_ISLAND = 1.6, 6.0  # square units
BLEED = 3.0  # the background goes on past the frame, so that its cut edge is not seen
# The box 1.5 r by 1.1 r, a little above the middle, lies wholly inside a disc of radius r.
CALLOUT_WIDTH, CALLOUT_HEIGHT, CALLOUT_RISE = 1.5, 1.1, 0.16


class Frame(NamedTuple):
    """What the map shows, in metres of its projection."""

    left: float
    bottom: float
    right: float
    top: float


class Inset(NamedTuple):
    """A box for far islands, at the scale of the map, in a projection of its own."""

    lon: tuple[float, float]  # what belongs into it, in degrees
    lat: tuple[float, float]
    corner: tuple[float, float]  # left and top of the box, in units
    size: tuple[float, float]

    def holds(self, middle: Arc) -> bool:
        lon, lat = middle
        return self.lon[0] < lon < self.lon[1] and self.lat[0] < lat < self.lat[1]


class Disc(NamedTuple):
    """Where a small place is shown enlarged, in units."""

    x: float
    y: float
    r: float


@dataclass(frozen=True)
class Plan:
    """What one geography is made of."""

    name: str
    crs: str  # of the map, in metres; must keep areas true
    frame: Frame
    members: frozenset[str]  # codes of the places the map is about
    code_of: Callable[[Feature], str | None]  # several features may be one place
    insets: tuple[Inset, ...]
    discs: dict[str, Disc]
    source: str
    dot: float = 0.0  # units: the radius of what stands for a member too small to be seen

    @property
    def metres_per_unit(self) -> float:
        return (self.frame.right - self.frame.left) / WIDTH

    @property
    def height(self) -> float:
        return float(round((self.frame.top - self.frame.bottom) / self.metres_per_unit))

    def by_code(self, topology: Topology) -> dict[str, list[Feature]]:
        found: dict[str, list[Feature]] = {}
        for feature in topology.features:
            if code := self.code_of(feature):
                found.setdefault(code, []).append(feature)
        return found


@dataclass(frozen=True)
class Projection:
    """From degrees to units of the view box."""

    transformer: Transformer
    left: float  # metres at x = 0 and y = 0
    top: float
    metres_per_unit: float

    def project(self, arc: Arc) -> Points:
        x, y = self.transformer.transform(arc[:, 0], arc[:, 1])
        across, down = np.asarray(x) - self.left, self.top - np.asarray(y)
        return np.column_stack([across, down]) / self.metres_per_unit


class SimplifiedArcs(dict[int, Arc]):
    """Arcs of a topology as drawn, in steps; each worked out when it is first asked for."""

    def __init__(self, topology: Topology, projection: Projection, of_members: set[int]) -> None:
        self.topology, self.projection, self.of_members = topology, projection, of_members

    def __missing__(self, index: int) -> Arc:
        tolerance = TOLERANCE if index in self.of_members else BACKGROUND_TOLERANCE
        self[index] = simplify(self.projection.project(self.topology.arcs[index]), tolerance)
        return self[index]


def build(plan: Plan, topology: Topology, detail: Topology) -> Geography:
    """Build the geography a plan describes.

    detail  a finer topology for the enlarged outlines and for members that the coarser one leaves
            out (they are dots, so the plan needs `dot`); may be the same

    Raises ValueError when the topology lacks a member of the plan.
    """
    builder = Builder(plan, topology, detail)
    there = builder.features.keys() | (builder.detailed.keys() if plan.dot else set())
    absent = sorted(plan.members - there)
    if absent:
        raise ValueError(f"the borders have no {', '.join(absent)}")
    places = [builder.place(code) for code in sorted(plan.members | builder.features.keys())]
    return Geography(
        name=plan.name,
        width=WIDTH,
        height=plan.height,
        metres_per_unit=plan.metres_per_unit,
        source=plan.source,
        places=tuple(place for place in places if place),
        inset_frames="".join(map(_box_path, plan.insets)),
        crs=plan.crs,
        left=plan.frame.left,
        top=plan.frame.top,
    )


@dataclass(frozen=True)
class Builder:
    """Works one plan out over one topology."""

    plan: Plan
    topology: Topology
    detail: Topology

    @cached_property
    def features(self) -> dict[str, list[Feature]]:
        return self.plan.by_code(self.topology)

    @cached_property
    def detailed(self) -> dict[str, list[Feature]]:
        return self.plan.by_code(self.detail)

    @cached_property
    def main(self) -> Projection:
        to_map = Transformer.from_crs("EPSG:4326", self.plan.crs, always_xy=True)
        frame = self.plan.frame
        return Projection(to_map, frame.left, frame.top, self.plan.metres_per_unit)

    @cached_property
    def arcs(self) -> tuple[SimplifiedArcs, dict[Inset, SimplifiedArcs]]:
        """Give the arcs on the map and those in each inset."""
        of_members = {
            max(index, ~index)
            for code in self.plan.members
            for feature in self.features.get(code, ())
            for rings in feature.polygons
            for ring in rings
            for index in ring
        }
        on_map = SimplifiedArcs(self.topology, self.main, of_members)
        inset = {
            inset: SimplifiedArcs(self.topology, self.around(inset), of_members)
            for inset in self.plan.insets
        }
        return on_map, inset

    def around(self, inset: Inset) -> Projection:
        """Put the middle of an inset's islands into the middle of its box, areas true."""
        lon, lat = sum(inset.lon) / 2, sum(inset.lat) / 2
        local = f"+proj=laea +lat_0={lat} +lon_0={lon} +ellps=GRS80 +units=m"
        to_box = Transformer.from_crs("EPSG:4326", local, always_xy=True)
        scale = self.plan.metres_per_unit
        x, y = (corner + size / 2 for corner, size in zip(inset.corner, inset.size, strict=True))
        return Projection(to_box, -x * scale, y * scale, scale)

    def place(self, code: str) -> Place | None:
        """Make a place; None for background that is not in the frame."""
        shape = self.shape(code)
        is_member = code in self.plan.members
        if is_member and self.plan.dot and _reach(shape) < 2 * self.plan.dot * STEPS:
            shape = self.dot(code)
        if shape.is_empty:
            return None
        largest = max(shape.geoms, key=lambda part: part.area)
        inner = shapely.maximum_inscribed_circle(largest, tolerance=STEPS).coords[0]
        label = (round(inner[0] / STEPS, 1), round(inner[1] / STEPS, 1))
        left, top, right, bottom = (round(side / STEPS, 1) for side in shape.bounds)
        return Place(
            code=code,
            path=path_data(shape),
            label=label,
            bbox=(left, top, right, bottom),
            area_km2=round(self.area_km2(code), 1),
            is_member=is_member,
            callout=self.callout(code, label) if code in self.plan.discs else None,
        )

    def shape(self, code: str) -> MultiPolygon:
        """Give a place as it is drawn, in steps, cut to the frame."""
        # Joined, features that share an arc (the two of Cyprus) become one without a seam.
        shape = polygons_of(shapely.union_all(list(self.parts(code))))
        bleed = BLEED * STEPS
        width, height = WIDTH * STEPS, self.plan.height * STEPS
        frame = box(-bleed, -bleed, width + bleed, height + bleed)
        if not shape.within(frame):
            shape = polygons_of(shape.intersection(frame))
        is_member = code in self.plan.members
        return without_specks(shape, LEAST_ISLAND if is_member else LEAST_BACKGROUND_ISLAND)

    def parts(self, code: str) -> Iterator[MultiPolygon]:
        """Give the polygons of a place, on the map or, for members' far islands, in an inset."""
        on_map, in_insets = self.arcs
        for feature in self.features.get(code, ()):
            for rings in feature.polygons:
                middle = self.topology.coordinates(rings[0]).mean(axis=0)
                inset = next((inset for inset in in_insets if inset.holds(middle)), None)
                arcs = in_insets[inset] if inset and code in self.plan.members else on_map
                part = polygon([self.topology.coordinates(ring, arcs) for ring in rings])
                if part is not None:
                    yield polygons_of(part)

    def whole(self, code: str) -> list[Polygon]:
        """Give the polygons of a place before anything was simplified, in units."""
        source, features = self.topology, self.features.get(code)
        if features is None:
            source, features = self.detail, self.detailed[code]
        lines = (
            [self.main.project(source.coordinates(ring)) for ring in rings]
            for feature in features
            for rings in feature.polygons
        )
        return [Polygon(outline, holes) for outline, *holes in lines]

    def area_km2(self, code: str) -> float:
        """Measure a place; the projection keeps areas."""
        units = sum(part.area for part in self.whole(code))
        return float(units * self.plan.metres_per_unit**2 / 1e6)

    def dot(self, code: str) -> MultiPolygon:
        """Give a dot in steps, over the largest part of a place; nothing outside the frame."""
        middle = max(self.whole(code), key=lambda part: part.area).centroid
        if not (0 <= middle.x <= WIDTH and 0 <= middle.y <= self.plan.height):
            return MultiPolygon()
        spot = Point(middle.x * STEPS, middle.y * STEPS)
        return MultiPolygon([spot.buffer(self.plan.dot * STEPS, quad_segs=3)])

    def callout(self, code: str, place: tuple[float, float]) -> Callout:
        """Enlarge a place so that it fills the upper part of its disc; its name goes below."""
        disc = self.plan.discs[code]
        # A place of several features is taken from the coarser file: finer ones cut the buffer
        # zone and the British bases out of Cyprus, and leave a seam that is no border.
        is_whole = len(self.features[code]) == 1
        source = self.detail if is_whole else self.topology
        features = (self.detailed if is_whole else self.features)[code]
        lines = [
            [self.main.project(source.coordinates(ring)) for ring in rings]
            for feature in features
            for rings in feature.polygons
        ]
        enlarged = _fitted(lines, disc)
        whole = polygons_of(shapely.union_all([polygons_of(part) for part in enlarged if part]))
        return Callout(*disc, path_data(without_specks(whole, LEAST_ISLAND)), _leader(disc, place))


def _reach(shape: MultiPolygon) -> float:
    """Give the longer side of the box around a shape; 0 for nothing."""
    if shape.is_empty:
        return 0.0
    left, top, right, bottom = shape.bounds
    return float(max(right - left, bottom - top))


def _fitted(polygons: list[list[Points]], disc: Disc) -> list[Polygon | None]:
    corners = np.concatenate([line for lines in polygons for line in lines])
    low, high = corners.min(axis=0), corners.max(axis=0)
    width, height = high - low
    scale = min(CALLOUT_WIDTH * disc.r / width, CALLOUT_HEIGHT * disc.r / height)
    target = np.array([disc.x, disc.y - CALLOUT_RISE * disc.r])
    middle = (low + high) / 2
    return [
        polygon([simplify((line - middle) * scale + target, CALLOUT_TOLERANCE) for line in lines])
        for lines in polygons
    ]


def _leader(disc: Disc, place: tuple[float, float]) -> str:
    across, down = place[0] - disc.x, place[1] - disc.y
    share = disc.r / hypot(across, down)
    edge = (disc.x + across * share, disc.y + down * share)
    return f"M{edge[0]:.1f} {edge[1]:.1f}L{place[0]:.1f} {place[1]:.1f}"


def _box_path(inset: Inset) -> str:
    (x, y), (width, height) = inset.corner, inset.size
    return f"M{x} {y}h{width}v{height}h-{width}z"
