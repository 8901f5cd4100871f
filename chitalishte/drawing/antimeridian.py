"""Places on both sides of the 180th meridian, parted there as RFC 7946 (3.1.9) asks.

world-atlas joins Chukotka to Siberia across the edge of the map; drawn so, a band of Russia lies
over the whole Arctic. Arcs are parted and not outlines, so neighbours keep one border between them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
from shapely.geometry import Point, Polygon

from chitalishte.drawing.topojson import Arc, Feature, Ring, Topology

EDGE = 180.0  # degrees


def parted(topology: Topology) -> Topology:
    """Give a topology whose outlines end at the meridian, each side a polygon of its own."""
    arcs: list[Arc] = []
    pieces: list[list[int]] = []  # of every arc as it was: the arcs it became
    for arc in topology.arcs:
        parts = list(_pieces(arc))
        pieces.append(list(range(len(arcs), len(arcs) + len(parts))))
        arcs += parts
    whole = replace(topology, arcs=tuple(arcs))
    features = tuple(_parted(feature, pieces, whole) for feature in topology.features)
    return replace(whole, features=features)


def _pieces(arc: Arc) -> Iterator[Arc]:
    """Part an arc where it leaps from one edge to the other, with a point on either edge."""
    begin = 0
    left: list[Arc] = []
    for leap in np.flatnonzero(np.abs(np.diff(arc[:, 0])) > EDGE):
        at = int(leap)
        (lon, lat), (lon2, lat2) = arc[at], arc[at + 1]
        edge = float(np.copysign(EDGE, lon))
        way = (lon2 + 2 * edge) - lon
        share = (edge - lon) / way if way else 0.0
        across = lat + share * (lat2 - lat)
        yield np.concatenate([*left, arc[begin : at + 1], [[edge, across]]])
        begin, left = at + 1, [np.array([[-edge, across]])]
    yield np.concatenate([*left, arc[begin:]]) if left else arc


def _parted(feature: Feature, pieces: list[list[int]], topology: Topology) -> Feature:
    polygons = []
    for outline, *holes in feature.polygons:
        rings = list(_rings(outline, pieces))
        inner = [ring for hole in holes for ring in _rings(hole, pieces)]
        if len(rings) == 1:
            polygons.append((rings[0], *inner))
            continue
        for ring in rings:
            around = Polygon(topology.coordinates(ring))
            within = [h for h in inner if around.contains(Point(topology.coordinates(h)[0]))]
            polygons.append((ring, *within))
    return replace(feature, polygons=tuple(polygons))


def _rings(ring: Ring, pieces: list[list[int]]) -> Iterable[Ring]:
    """Give the rings that one becomes; what lies before the first leap follows the last one."""
    chains: list[list[int]] = [[]]
    for index in ring:
        found = pieces[max(index, ~index)]
        ordered = found if index >= 0 else [~one for one in reversed(found)]
        chains[-1].append(ordered[0])
        chains += [[one] for one in ordered[1:]]
    if len(chains) > 1:
        chains[0] = chains.pop() + chains[0]
    return map(tuple, chains)
