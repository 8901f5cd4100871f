"""Geographies of places that somebody brought."""

import pytest
import shapely
from shapely.geometry import Point, box

from chitalishte.drawing.lonlat import collection
from chitalishte.drawing.ownplaces import build_levels, in_degrees, projection_for
from tests.drawing.paths import land

ROUND = [Point(25 + n % 5 * 0.3, 42 + n // 5 * 0.3).buffer(0.15, quad_segs=40) for n in range(20)]
# Cells that tile the whole: every border is shared, as those of municipalities are.
WHOLE = box(24, 41.5, 27, 44)
CELLS = {
    f"C{n}": cell.intersection(WHOLE)
    for n, cell in enumerate(
        shapely.voronoi_polygons(
            shapely.MultiPoint([one.centroid for one in ROUND]), extend_to=WHOLE
        ).geoms
    )
}


@pytest.fixture(scope="module")
def levels():
    return build_levels("cells", CELLS, "hand-made")


def test_finer_levels_have_more_of_the_outline(levels):
    sizes = [sum(len(p.path) for p in levels[name].places) for name in ("small", "page", "fine")]
    assert sizes == sorted(sizes)
    assert {len(geography.places) for geography in levels.values()} == {len(CELLS)}


@pytest.mark.parametrize("level", ["small", "page", "fine"])
def test_neighbours_keep_one_border_at_every_level(levels, level):
    shapes = [land(place.path) for place in levels[level].places]
    whole = shapely.union_all(shapes)
    # neither gaps nor overlaps: the parts add up to the whole, and the whole has no holes
    assert sum(shape.area for shape in shapes) == pytest.approx(whole.area, rel=0.002)
    parts = getattr(whole, "geoms", [whole])
    assert sum(len(part.interiors) for part in parts) == 0


def test_areas_are_those_of_the_globe(levels):
    # one degree of latitude is 111 km, one of longitude cos(42.75°) of it
    whole = sum(place.area_km2 for place in levels["page"].places)
    assert whole == pytest.approx(3 * 111.3 * 0.734 * 2.5 * 111.1, rel=0.01)


def test_places_lie_in_the_frame_with_their_label_inside(levels):
    geography = levels["page"]
    for place in geography.places:
        left, top, right, bottom = place.bbox
        assert 0 <= left < right <= geography.width
        assert 0 <= top < bottom <= geography.height
        assert land(place.path).buffer(0.2).contains(Point(place.label))


def test_a_place_smaller_than_a_pixel_is_still_drawn():
    shapes = {"large": box(20, 40, 30, 50), "tiny": Point(35, 45).buffer(0.0001)}
    for geography in build_levels("two", shapes, "").values():
        assert geography["tiny"].path


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ((22.3, 41.2, 28.6, 44.2), "EPSG:7801"),
        ((-10, 35, 30, 70), "EPSG:3035"),
        ((-170, -50, 170, 80), "eqearth"),
        ((70, 10, 90, 30), "laea"),
    ],
)
def test_the_projection_keeps_areas_true_where_the_places_lie(bounds, expected):
    assert expected in projection_for(bounds)


def test_nothing_to_draw_is_refused():
    with pytest.raises(ValueError, match="no places"):
        build_levels("none", {}, "")


def test_the_file_for_other_programs_has_outlines_and_values():
    shapes = in_degrees({"A": box(24, 42, 25, 43)})
    found = collection(shapes, {"A": {"value": 5}, "B": {"value": 6}})
    first, second = found["features"]
    assert first["properties"] == {"code": "A", "value": 5}
    assert shapely.geometry.shape(first["geometry"]).equals(box(24, 42, 25, 43))
    assert second["geometry"] is None
