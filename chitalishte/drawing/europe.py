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

from pathlib import Path
from typing import Any

from chitalishte.drawing.building import Disc, Frame, Inset, Plan
from chitalishte.drawing.building import build as build_plan
from chitalishte.drawing.countries import BY_NUMERIC, EU27
from chitalishte.drawing.geography import Geography
from chitalishte.drawing.lonlat import outlines
from chitalishte.drawing.topojson import Feature, read

BY_NAME = {"Kosovo": "XK", "N. Cyprus": "CY"}  # without a number in the file
PART_OF = {"248": "FI"}  # Åland has a number of its own

# West: Portugal; north: Lapland; east: Cyprus; south: low enough that the discs of Malta and
# Cyprus find open sea.
FRAME = Frame(left=2_480_000, bottom=1_090_000, right=6_650_000, top=5_440_000)

INSETS = (
    Inset((-32, -24.3), (36.6, 40.05), (8, 949), (150, 88)),  # Azores
    Inset((-18, -15.9), (32, 33.5), (164, 949), (52, 88)),  # Madeira
    Inset((-18.8, -12.8), (27, 29.9), (222, 949), (146, 88)),  # Canary Islands
)

# A map 350 px wide has 0.35 px a unit, so 44 px, the least a thumb can hit, are 126 units. The
# discs stand where the sea is widest: no other spot near their places keeps off every coast.
DISCS = {
    "LU": Disc(338, 416, 64),
    "MT": Disc(630, 964, 64),
    "CY": Disc(877, 973, 64),
}


def code_of(feature: Feature) -> str | None:
    """Give the alpha-2 code of a feature of world-atlas; None for what is far from Europe."""
    return BY_NAME.get(feature.name) or PART_OF.get(feature.id) or BY_NUMERIC.get(feature.id)


PLAN = Plan(
    name="eu27",
    crs="EPSG:3035",
    frame=FRAME,
    members=frozenset(EU27),
    code_of=code_of,
    insets=INSETS,
    discs=DISCS,
    source="Natural Earth 1:50m, EPSG:3035",
)


def build(topojson_path: Path, detail_path: Path | None = None) -> Geography:
    """Build the geography from world-atlas `countries-50m.json`; takes about a second.

    detail_path  `countries-10m.json` for the enlarged outlines; without it they are made from
                 the first file and look coarse

    Raises TopologyError when a file cannot be read, ValueError when it lacks a member state.
    """
    topology = read(topojson_path, "countries")
    detail = read(detail_path, "countries") if detail_path else topology
    return build_plan(PLAN, topology, detail)


def lonlat(topojson_path: Path) -> dict[str, Any]:
    """Give code → GeoJSON geometry in degrees of every member. Raises TopologyError."""
    return outlines(PLAN, read(topojson_path, "countries"))
