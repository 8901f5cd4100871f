import gzip
import time
from itertools import combinations

import pytest
from shapely import line_merge
from shapely.geometry import Point, box

from chitalishte.drawing import EU27, Geography
from chitalishte.drawing.europe import INSETS
from tests.drawing.paths import land, polygons

LEAST_TARGET = 44 * 1000 / 350  # 44 px on a map that is 350 px wide, in units


@pytest.fixture(scope="module")
def shapes(eu27):
    return {place.code: land(place.path) for place in eu27.places}


def test_all_member_states_are_there(eu27):
    assert {place.code for place in eu27.members} == set(EU27)


def test_the_frame_shows_every_member_whole(eu27):
    for place in eu27.members:
        left, top, right, bottom = place.bbox
        assert left >= 0
        assert top >= 0
        assert right <= eu27.width
        assert bottom <= eu27.height


def test_the_neighbours_are_there_so_that_europe_looks_like_europe(eu27):
    around = {"GB", "NO", "CH", "IS", "UA", "BY", "RU", "TR", "MA", "DZ", "TN", "RS", "BA", "XK"}
    assert all(code in eu27 and not eu27[code].is_member for code in around)


@pytest.mark.parametrize(
    ("code", "area_km2"),
    [
        # the areas the national statistical offices give; Natural Earth draws coasts coarsely
        ("DE", 357_569),
        ("BG", 110_994),
        ("PL", 311_928),
        ("AT", 83_878),
        ("LU", 2_586),
    ],
)
def test_areas_agree_with_the_published_ones(eu27, code, area_km2):
    assert eu27[code].area_km2 == pytest.approx(area_km2, rel=0.02)


def test_germany_is_as_large_as_it_is(eu27, shapes):
    assert eu27["DE"].area_km2 == pytest.approx(357_000, rel=0.01)
    drawn_km2 = shapes["DE"].area * eu27.metres_per_unit**2 / 1e6
    assert drawn_km2 == pytest.approx(357_000, rel=0.01)


@pytest.mark.parametrize(
    "pair",
    ["BG RO", "BG GR", "DE FR", "DE NL", "ES PT", "FI SE", "AT HU", "HR SI", "BG RS", "LT BY"],
)
def test_neighbours_share_their_border_without_gap_or_overlap(shapes, pair):
    one, other = (shapes[code] for code in pair.split())
    border = line_merge(one.boundary.intersection(other.boundary))
    pieces = [piece.length for piece in getattr(border, "geoms", [border])]
    assert one.intersection(other).area < 0.5
    # A gap would cut the border into pieces.
    assert max(pieces) > 0.97 * sum(pieces) > 10


def test_a_small_state_can_be_hit_with_a_thumb(eu27):
    for code in ("MT", "LU", "CY"):
        assert 2 * eu27[code].callout.r >= LEAST_TARGET


def test_the_discs_stay_off_each_other_the_boxes_and_all_land_of_the_union(eu27, shapes):
    discs = {
        place.code: Point(place.callout.x, place.callout.y).buffer(place.callout.r)
        for place in eu27.members
        if place.callout
    }
    boxes = [box(*inset.corner, *_opposite(inset)) for inset in INSETS]
    assert set(discs) == {"MT", "LU", "CY"}
    for disc in discs.values():
        assert box(0, 0, eu27.width, eu27.height).contains(disc)
        assert not any(disc.intersects(shapes[code]) for code in EU27)
        assert not any(disc.intersects(frame) for frame in boxes)
    assert not any(one.intersects(other) for one, other in combinations(discs.values(), 2))


def _opposite(inset):
    (x, y), (width, height) = inset.corner, inset.size
    return x + width, y + height


def test_an_enlarged_outline_lies_inside_its_disc_and_is_larger_than_the_place(eu27, shapes):
    for code in ("MT", "LU", "CY"):
        callout = eu27[code].callout
        outline = land(callout.path)
        assert Point(callout.x, callout.y).buffer(callout.r).contains(outline)
        assert outline.area > 2 * shapes[code].area


def test_far_islands_stand_in_their_boxes_and_the_boxes_hold_nothing_else(eu27, shapes):
    for inset, owner in zip(INSETS, ("PT", "PT", "ES"), strict=True):
        frame = box(*inset.corner, *_opposite(inset))
        inside = [part for part in polygons(eu27[owner].path) if frame.contains(part)]
        assert inside
        assert not any(shapes[code].intersects(frame) for code in EU27 if code != owner)


def test_no_far_island_is_outside_its_box(eu27):
    frames = [box(*inset.corner, *_opposite(inset)).buffer(-1) for inset in INSETS]
    for owner, islands in (("PT", 7), ("ES", 7)):
        mainland_ends = 930  # units; Tarifa, the southernmost town of the mainland, is at 925
        far = [part for part in polygons(eu27[owner].path) if part.bounds[3] > mainland_ends]
        assert len(far) >= islands
        assert all(any(frame.contains(part) for frame in frames) for part in far)


def test_a_label_stands_inside_its_place(eu27, shapes):
    for place in eu27.members:
        assert shapes[place.code].buffer(0.3).contains(Point(place.label))


def test_cyprus_is_drawn_as_one(eu27):
    island, *specks = polygons(eu27["CY"].path)
    assert island.area * eu27.metres_per_unit**2 / 1e6 == pytest.approx(9_251, rel=0.03)
    assert not specks


def test_the_reading_order_goes_from_the_north_and_has_everybody(eu27):
    order = eu27.from_north_west()
    assert sorted(order) == list(EU27)
    assert order.index("SE") < order.index("PL") < order.index("BG") < order.index("CY")
    assert order.index("IE") < order.index("LT")


def test_the_geography_is_light(eu27):
    stored = eu27.to_json().encode()
    assert len(stored) < 60_000
    assert len(gzip.compress(stored)) < 25_000


def test_a_stored_geography_comes_back_the_same_and_fast(eu27):
    stored = eu27.to_json()
    started = time.perf_counter()
    loaded = Geography.from_json(stored)
    assert time.perf_counter() - started < 0.02
    assert loaded == eu27


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format":0}', '{"format":1,"places":[[1]]}'])
def test_a_file_that_is_no_stored_geography_is_refused(text):
    with pytest.raises(ValueError, match="build it again"):
        Geography.from_json(text)


def test_codes_that_are_unknown_or_missing_are_named(eu27):
    unknown, missing = eu27.coverage(["BG", "XX", "GB", *(set(EU27) - {"BG", "RO"})])
    assert unknown == ["XX"]
    assert missing == ["RO"]
