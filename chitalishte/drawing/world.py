"""The geographies "europe" and "world": countries far beyond the Union.

Borders as in `europe`: Natural Earth 1:50 million, as published by world-atlas. Europe stands in
the frame of the EU's map; the world in the Equal Earth projection, which keeps areas true, without
Antarctica. Crimea follows the source of the borders, which draws who holds it.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

from chitalishte.drawing import europe
from chitalishte.drawing.building import Frame, Plan
from chitalishte.drawing.building import build as build_plan
from chitalishte.drawing.geography import Geography
from chitalishte.drawing.isocodes import BY_NUMERIC, EUROPE
from chitalishte.drawing.lonlat import outlines
from chitalishte.drawing.topojson import Feature, Topology, read

WORLD_FRAME = Frame(left=-17_000_000, bottom=-6_900_000, right=17_000_000, top=8_400_000)
WORLD_TOLERANCE = 0.05  # degrees, for files of the whole world
PARTS = {"248": "FI", "832": "JE", "831": "GG"}


def _code_in_world(feature: Feature) -> str | None:
    code = europe.BY_NAME.get(feature.name) or PARTS.get(feature.id) or BY_NUMERIC.get(feature.id)
    # Somaliland has no code of its own; every list of states counts it to Somalia.
    code = "SO" if feature.name == "Somaliland" else code
    return None if code == "AQ" else code


EUROPE_PLAN = replace(europe.PLAN, name="europe", members=EUROPE)


def build_europe(topojson_path: Path, detail_path: Path) -> Geography:
    """Build "europe". Raises as `europe.build` does."""
    topology = read(topojson_path, "countries")
    return build_plan(EUROPE_PLAN, topology, read(detail_path, "countries"))


def build_world(topojson_path: Path) -> Geography:
    """Build "world"; its members are all countries that the file draws, Antarctica left out."""
    topology = read(topojson_path, "countries")
    return build_plan(_world_plan(topology), topology, topology)


def _world_plan(topology: Topology) -> Plan:
    codes = {code for feature in topology.features if (code := _code_in_world(feature))}
    return Plan(
        name="world",
        crs="+proj=eqearth +datum=WGS84 +units=m",
        frame=WORLD_FRAME,
        members=frozenset(codes),
        code_of=_code_in_world,
        insets=(),
        discs={},
        source="Natural Earth 1:50m, Equal Earth",
    )


def lonlat_of_europe(topojson_path: Path) -> dict[str, Any]:
    """Give code → GeoJSON geometry in degrees. Raises TopologyError."""
    return outlines(EUROPE_PLAN, read(topojson_path, "countries"))


def lonlat_of_world(topojson_path: Path) -> dict[str, Any]:
    """Give code → GeoJSON geometry in degrees. Raises TopologyError."""
    topology = read(topojson_path, "countries")
    return outlines(_world_plan(topology), topology, WORLD_TOLERANCE)
