"""The geographies "europe" and "world": countries far beyond the Union.

Borders as in `europe`: Natural Earth 1:50 million, as published by world-atlas. Europe stands in
the frame of the EU's map; the world in the Equal Earth projection, which keeps areas true, without
Antarctica. States and territories too small to be seen are dots. Crimea follows the source of the
borders, which draws who holds it; so do the overseas departments, which are parts of France.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

from chitalishte.drawing import europe
from chitalishte.drawing.antimeridian import parted
from chitalishte.drawing.building import Frame, Plan
from chitalishte.drawing.building import build as build_plan
from chitalishte.drawing.geography import Geography
from chitalishte.drawing.isocodes import BY_NUMERIC, EUROPE
from chitalishte.drawing.lonlat import outlines
from chitalishte.drawing.topojson import Feature, Topology, read

WORLD_FRAME = Frame(left=-17_300_000, bottom=-6_900_000, right=17_300_000, top=8_400_000)
WORLD_TOLERANCE = 0.05  # degrees, for files of the whole world
PARTS = {"248": "FI", "832": "JE", "831": "GG"}


def _code_in_world(feature: Feature) -> str | None:
    code = europe.BY_NAME.get(feature.name) or PARTS.get(feature.id) or BY_NUMERIC.get(feature.id)
    # Somaliland has no code of its own; every list of states counts it to Somalia.
    code = "SO" if feature.name == "Somaliland" else code
    return None if code == "AQ" else code


# A dot is as wide as Luxembourg: seen at 350 px, and no larger than the states beside it.
EUROPE_PLAN = replace(europe.PLAN, name="europe", members=EUROPE, dot=5.0)
WORLD_DOT = 2.4


def build_europe(topojson_path: Path, detail_path: Path) -> Geography:
    """Build "europe". Raises as `europe.build` does."""
    topology = read(topojson_path, "countries")
    return build_plan(EUROPE_PLAN, topology, read(detail_path, "countries"))


def build_world(topojson_path: Path, detail_path: Path) -> Geography:
    """Build "world"; its members are all countries that the files draw, Antarctica left out."""
    topology, detail = _read(topojson_path), _read(detail_path)
    return build_plan(_world_plan(topology, detail), topology, detail)


def _read(path: Path) -> Topology:
    return parted(read(path, "countries"))


def _world_plan(*topologies: Topology) -> Plan:
    features = [feature for topology in topologies for feature in topology.features]
    codes = {code for feature in features if (code := _code_in_world(feature))}
    return Plan(
        name="world",
        crs="+proj=eqearth +datum=WGS84 +units=m",
        frame=WORLD_FRAME,
        members=frozenset(codes),
        code_of=_code_in_world,
        insets=(),
        discs={},
        source="Natural Earth 1:50m, Equal Earth",
        dot=WORLD_DOT,
    )


def lonlat_of_europe(topojson_path: Path) -> dict[str, Any]:
    """Give code → GeoJSON geometry in degrees. Raises TopologyError."""
    return outlines(EUROPE_PLAN, read(topojson_path, "countries"))


def lonlat_of_world(topojson_path: Path, detail_path: Path) -> dict[str, Any]:
    """Give code → GeoJSON geometry in degrees. Raises TopologyError."""
    topology, detail = _read(topojson_path), _read(detail_path)
    plan = _world_plan(topology, detail)
    found = outlines(plan, topology, WORLD_TOLERANCE)
    plan = replace(plan, members=plan.members - found.keys())
    return found | outlines(plan, detail, WORLD_TOLERANCE)
