"""Maps of dots: every row of the table is a place with coordinates."""

import json
from xml.etree import ElementTree

import pytest
from pyproj import Transformer

pytestmark = pytest.mark.django_db

SVG = "{http://www.w3.org/2000/svg}"
COURTS = """court,kind,cases,longitude,latitude
Окръжен съд – София,district,500,23.3219,42.6977
Окръжен съд – Варна,district,300,27.9147,43.2141
Районен съд – Видин,regional,40,22.8670,43.9900
Районен съд – Париж,regional,1,2.3522,48.8566
Районен съд – без място,regional,2,,
"""
ROLES = {
    "court": "place_name",
    "kind": "category",
    "cases": "number",
    "longitude": "value",
    "latitude": "value",
}


@pytest.fixture
def record(desk_of_maps):
    dataset = desk_of_maps.dataset(COURTS, roles=ROLES, identifier="courts")
    given = {"geography": "bg-regions", "kind": "dots", "variable": "kind", "time_column": ""}
    return desk_of_maps.map(dataset, **given)


def test_a_dot_lies_where_its_coordinates_are(record, look):
    view = look(record)
    geography = view.geography
    to_map = Transformer.from_crs("EPSG:4326", "EPSG:7801", always_xy=True)
    x, y = to_map.transform(23.3219, 42.6977)
    expected = (
        (x - geography.left) / geography.metres_per_unit,
        (geography.top - y) / geography.metres_per_unit,
    )
    sofia = next(code for code in view.places if "София" in view.name_of(code))
    assert view.spots[sofia] == pytest.approx(expected, abs=0.06)
    # inside the region of the capital, whose drawing comes from other data
    left, top, right, bottom = geography["BG411"].bbox
    assert left < view.spots[sofia][0] < right
    assert top < view.spots[sofia][1] < bottom


def test_dots_are_links_with_their_names_and_what_lies_outside_is_not_drawn(record, look):
    svg = ElementTree.fromstring(look(record).svg())
    labels = [link.get("aria-label") for link in svg.iter(f"{SVG}a")]
    assert len(labels) == 3
    assert any(label.startswith("Окръжен съд – Варна: ") for label in labels)


def test_a_row_without_coordinates_is_named(record, look):
    assert [number for number, _words in look(record).unknown] == [6]


def test_the_page_and_every_file_of_a_map_of_dots_answer(client, record):
    address = record.get_absolute_url("bg")
    for tab in ("map", "table", "sources", "years", "take"):
        assert client.get(f"{address}?tab={tab}&show=cases").status_code == 200
    geo = json.loads(client.get(f"{address}map.geojson").content)
    varna = next(one for one in geo["features"] if "Варна" in one["properties"]["name"])
    assert varna["geometry"] == {"type": "Point", "coordinates": [27.9147, 43.2141]}
    for name in ("map.svg", "map.png?scale=1", "map.pdf", "card.png", "map.csv", "embed/"):
        assert client.get(address + name).status_code == 200, name
    panel = client.get(f"{address}?place=3", headers={"X-Fragment": "place"}).content.decode()
    assert "Окръжен съд – Варна" in panel


def test_a_dot_is_found_by_its_name_and_a_class_dims_the_others(record, look):
    assert look(record, "place=окръжен съд – варна").selected == "3"
    view = look(record, "class=district")
    assert sorted(code for code in view.places if view.is_dimmed(code)) == ["4", "5"]


def test_a_table_without_coordinates_draws_nothing_and_fails_nowhere(client, desk_of_maps):
    record = desk_of_maps.map(kind="dots")
    page = client.get(record.get_absolute_url("bg"))
    assert page.status_code == 200
    assert page.context["map"].places == {}


def test_categories_beyond_the_colours_share_a_line_and_are_no_missing_data(desk_of_maps, look):
    rows = "\n".join(f"Съд {n},вид {n},{n},{23 + n / 10},43" for n in range(8))
    table = f"court,kind,cases,longitude,latitude\n{rows}\nСъд 9,,9,24,43\n"
    dataset = desk_of_maps.dataset(table, roles=ROLES, identifier="many")
    given = {"geography": "bg-regions", "kind": "dots", "variable": "kind", "time_column": ""}
    view = look(desk_of_maps.map(dataset, **given))
    assert view.classing.left_out == 2
    rest, nothing = view.legend[-2:]
    assert (rest["swatch"], rest["count"]) == ("other", 2)
    assert (nothing["swatch"], nothing["count"]) == ("no-data", 1)
    drawn = view.svg()
    assert drawn.count('data-class="(other)"') == 2
    assert drawn.count('data-class="no-data"') == 1
    assert drawn.count('fill="url(#map-') == 3
