"""What of a map can be taken along, and what an embed promises."""

import io
import json
from xml.etree import ElementTree

import openpyxl
import pytest
from PIL import Image

from chitalishte.datasets.loading import load
from chitalishte.visuals.models import Map

pytestmark = pytest.mark.django_db

FORBIDDEN = ("script", "foreignObject", "image", "iframe", "animate", "set")


@pytest.fixture
def record():
    return Map.objects.get(identifier="corruption-perceptions-map")


def test_every_file_is_of_its_kind_and_says_the_same_numbers(client, record):
    address = record.get_absolute_url("bg")
    assert client.get(f"{address}map.pdf").content.startswith(b"%PDF")
    picture = Image.open(io.BytesIO(client.get(f"{address}map.png?scale=1").content))
    assert picture.width == 1080
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{address}map.xlsx").content))
    cells = {row[0].value: row[2].value for row in book.active.iter_rows(min_row=2)}
    plain = json.loads(client.get(f"{address}map.json").content)
    geo = json.loads(client.get(f"{address}map.geojson").content)
    numbers = {one["id"]: one["properties"]["value"] for one in geo["features"]}
    assert numbers["BG"] == cells["BG"] == 40
    assert len(numbers) == len(cells) == len(plain) == 27
    assert all(one["geometry"]["type"] == "MultiPolygon" for one in geo["features"])


def test_files_are_of_the_year_on_the_screen(client, record):
    geo = json.loads(client.get(f"{record.get_absolute_url('bg')}map.geojson?year=2012").content)
    values = {one["id"]: one["properties"]["value"] for one in geo["features"]}
    assert values["GR"] == 36


@pytest.mark.parametrize("identifier", ["corruption-perceptions-map", "asylum-count-map"])
def test_a_drawing_that_leaves_us_has_no_script_and_points_nowhere(client, identifier):
    address = Map.objects.get(identifier=identifier).get_absolute_url("bg")
    root = ElementTree.fromstring(client.get(f"{address}map.svg").content)
    for element in root.iter():
        assert element.tag.rpartition("}")[2] not in FORBIDDEN
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert "href" not in name
            assert not value.startswith(("http", "//", "data:"))


def test_the_card_has_the_size_of_social_networks_and_the_page_names_it(client, record):
    address = record.get_absolute_url("bg")
    card = Image.open(io.BytesIO(client.get(f"{address}card.png").content))
    assert card.size == (1200, 630)
    page = client.get(address).content.decode()
    assert f'property="og:image" content="http://localhost:8000{address}card.png"' in page
    assert "application/json+oembed" in page


def test_a_frame_may_stand_on_any_page_and_takes_no_cookies(client, record):
    for _kept_ready in (False, True):
        answer = client.get(f"{record.get_absolute_url('bg')}embed/")
        assert "frame-ancestors *" in answer["Content-Security-Policy"]
        assert "script-src 'self'" in answer["Content-Security-Policy"]
        assert "X-Frame-Options" not in answer
        assert not answer.cookies
    assert (
        "frame-ancestors 'self'"
        in client.get(record.get_absolute_url("bg"))["Content-Security-Policy"]
    )


def test_a_pinned_frame_stays_when_data_and_map_change_and_the_latest_follows(
    client, desk_of_maps, tmp_path
):
    record = desk_of_maps.map()
    address = f"{record.get_absolute_url('bg')}embed/"
    pinned = f"{address}?pinned=1.1"
    before = client.get(pinned).content.decode()
    path = tmp_path / "later.csv"
    path.write_text("country,year,people,share,flag\nBG,2022,1,99,\nRO,2022,2,11,\n")
    dataset = record.dataset
    dataset.current_version = load(dataset, path, name=path.name)
    dataset.save_revision().publish()
    record.title_bg = "Друго заглавие на картата"
    record.save_revision(log_action=True).publish()
    assert client.get(pinned).content.decode() == before
    latest = client.get(address).content.decode()
    assert "99" in latest
    assert "Друго заглавие на картата" in latest


def test_a_pinned_rate_stays_when_the_population_is_counted_anew(client, desk_of_maps, tmp_path):
    people = "country,year,people\nBG,2020,100\nRO,2020,200\n"
    roles = {"country": "place", "year": "year", "people": "number"}
    population = desk_of_maps.dataset(people, roles, identifier="people")
    dataset = desk_of_maps.dataset("country,year,cases\nBG,2020,7\nRO,2020,8\n",
        {"country": "place", "year": "year", "cases": "number"}, identifier="cases")  # fmt: skip
    record = desk_of_maps.map(
        dataset, variable="cases", denominator=population, denominator_column="people", per=100
    )
    page = client.get(record.get_absolute_url("bg"), {"tab": "take"})
    assert "pinned=1.1.n1" in page.context["embeds"][1]["code"]
    embed = f"{record.get_absolute_url('bg')}embed/"
    before = client.get(embed, {"pinned": "1.1.n1"}).content.decode()
    assert "България: 7" in before
    path = tmp_path / "later.csv"
    path.write_text(people.replace("100", "700"))
    population.current_version = load(population, path, name=path.name)
    population.save_revision().publish()
    assert client.get(embed, {"pinned": "1.1.n1"}).content.decode() == before
    assert "България: 1" in client.get(embed).content.decode()
    assert client.get(embed, {"pinned": "1.1.n9"}).status_code == 404
    rows = client.get(f"{record.get_absolute_url('bg')}map.json").json()
    assert {row["country"]: row["on_the_map"] for row in rows} == {"BG": 1.0, "RO": 4.0}


@pytest.mark.parametrize("pinned", ["9.1", "1.9", "1.0", "0.1"])
def test_a_version_that_was_never_public_is_not_there(client, record, pinned):
    address = f"{record.get_absolute_url('bg')}embed/?pinned={pinned}"
    assert client.get(address).status_code == 404


def test_oembed_answers_for_the_address_of_a_map_in_its_language(client, record):
    page = f"http://localhost:8000{record.get_absolute_url('en')}?year=2016"
    answer = client.get("/bg/maps/oembed/", {"url": page, "maxwidth": "500", "format": "json"})
    said = answer.json()
    assert (said["type"], said["version"], said["width"]) == ("rich", "1.0", 500)
    assert said["title"] == record.title_en
    assert (
        f'src="http://localhost:8000{record.get_absolute_url("en")}embed/?year=2016"'
        in (said["html"])
    )


@pytest.mark.parametrize("url", ["", "http://localhost/bg/maps/", "http://x/bg/maps/nothing/", "%"])
def test_oembed_knows_nothing_of_other_addresses(client, url):
    assert client.get("/bg/maps/oembed/", {"url": url}).status_code == 404
    assert client.get("/bg/maps/oembed/", {"url": url, "format": "xml"}).status_code == 501


def test_the_code_to_paste_is_a_frame_with_a_title(client, record):
    page = client.get(f"{record.get_absolute_url('bg')}?tab=take&year=2016").content.decode()
    assert "&lt;iframe src=" in page
    assert "embed/?year=2016" in page
    assert "pinned=1.1" in page
    assert "<svg" in page[page.index('class="qr"') :]


@pytest.mark.parametrize("face", ["light", "dark"])
def test_every_map_has_a_small_picture_for_lists_on_the_paper_of_its_face(client, face):
    for record in Map.objects.public():
        address = record.get_absolute_url("bg")
        drawn = client.get(f"{address}small.svg?face={face}")
        assert drawn["Content-Type"] == "image/svg+xml"
        root = ElementTree.fromstring(drawn.content)
        assert (root.get("width"), root.get("height")) == ("400", "300")
        fills = {element.get("fill") for element in root.iter()}
        assert {"light": "#ffffff", "dark": "#1d2024"}[face] in fills
        assert ("#ffffff" in fills) is (face == "light")
        marks = [one for one in root.iter() if "area" in (one.get("class") or "").split()]
        assert marks or root.find(".//{*}circle") is not None, record.identifier


def test_the_list_of_maps_shows_them(client):
    page = client.get("/bg/maps/").content.decode()
    assert page.count("/small.svg?face=dark") == Map.objects.public().count()
