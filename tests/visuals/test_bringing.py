"""An editor brings places of her own: sees what is wrong, keeps them, and maps draw them."""

import json
import re

import pytest
import shapely
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from shapely.geometry import Polygon, box

from chitalishte.records.edition import raise_edition
from chitalishte.visuals import bringing
from chitalishte.visuals.geographies import atlas
from chitalishte.visuals.models import OwnGeography

pytestmark = pytest.mark.django_db

NAMES = {"A01": "Айтос", "A02": "Бяла", "A03": "Варна", "A04": "Бяла"}
BOWTIE = Polygon([(27, 42), (28, 43), (28, 42), (27, 43), (27, 42)])


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.VAR = tmp_path


def borders(shapes=None, codes=None):
    shapes = shapes or [box(24 + n, 42, 25 + n, 43) for n in range(4)]
    codes = codes or list(NAMES)
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": NAMES.get(code, ""), "lau": f"{n:05}"},
            "geometry": shapely.geometry.mapping(shape),
        }
        for n, (code, shape) in enumerate(zip(codes, shapes, strict=True))
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def reading(content):
    return bringing.waiting(bringing.receive([content], "places.geojson")).incoming


def upload(content, name="places.geojson"):
    return SimpleUploadedFile(name, content)


def bring(desk, content):
    return desk.post("/admin/geographies/new/", {"file": upload(content)})


CHOICE = {
    "key": "code",
    "name": "name",
    "name_en": "",
    "identifier": "four",
    "title_bg": "Четири общини",
    "title_en": "Four municipalities",
    "source": "Нарисувани на ръка, 2026",
}


def test_a_geography_is_brought_looked_at_and_kept(desk, look, desk_of_maps):
    page = bring(desk, borders())
    address = page["Location"]
    shown = desk.get(address).content.decode()
    assert re.findall(r'<option value="(\w+)" selected', shown) == ["code", "name"]
    assert shown.count('class="place-link') == 4
    done = desk.post(address, CHOICE | {"keep": "1"})
    assert done["Location"] == "/admin/geographies/four/"
    assert desk.get(done["Location"]).status_code == 200
    assert "Четири общини" in desk.get("/admin/geographies/").content.decode()
    table = "country,year,people,share,flag\nайтос,2020,1,10,\n00002,2020,1,20,\nБяла,2020,1,5,\n"
    view = look(desk_of_maps.map(desk_of_maps.dataset(table), geography="four"))
    assert view.measure.at("2020") == {"A01": 10, "A03": 20}
    assert view.unknown == [(4, "Бяла")]  # two places are called so
    assert view.name_of("A03") == "Варна"


def test_what_is_wrong_is_told_by_place_and_repaired(desk):
    shapes = [box(24, 42, 25, 43), box(25, 42, 26, 43), box(26, 42, 27, 43), BOWTIE]
    address = bring(desk, borders(shapes, ["A01", "A01", "", "A04"]))["Location"]
    page = desk.post(address, CHOICE | {"look": "1"}).content.decode()
    found = re.findall(r"<li>(Място \d.*?|Place \d.*?)</li>", page)
    assert len(found) == 3
    assert "Self-intersection" in found[2]
    desk.post(address, CHOICE | {"keep": "1"})
    assert sorted(OwnGeography.objects.get().names) == ["A01", "A04"]
    assert len(OwnGeography.objects.get().problems) == 3


def test_names_may_come_from_a_list_of_their_own(desk):
    address = bring(desk, borders())["Location"]
    listed = "код,име,екатте\nA01,Айтос-град,00151\nA02,Бяла (Варна),07603\n".encode()
    choice = CHOICE | {"name": "", "keep": "1", "names_file": upload(listed, "names.csv")}
    desk.post(address, choice)
    kept = OwnGeography.objects.get().names
    assert kept["A01"]["bg"] == "Айтос-град"
    assert kept["A01"]["en"] == "Aytos-grad"
    assert atlas("four").code_of("07603") == "A02"


@pytest.mark.parametrize("content", [b"hello", b"", b"PK\x03\x04", b'{"features": []}'])
def test_a_file_that_is_no_geography_is_refused_and_nothing_stays(desk, content, tmp_path):
    page = bring(desk, content or b" ")
    assert page.status_code == 200
    assert 'role="alert"' in page.content.decode()
    assert list((tmp_path / "geography" / "incoming").iterdir()) == []
    assert not OwnGeography.objects.exists()


def test_a_failed_second_try_leaves_the_first_geography_as_it_is(desk):
    desk.post(bring(desk, borders())["Location"], CHOICE | {"keep": "1"})
    before = OwnGeography.objects.get().details.get(level="page").drawing
    bring(desk, b"no borders at all")
    address = bring(desk, borders(codes=["", "", "", ""]))["Location"]
    desk.post(address, CHOICE | {"keep": "1"})
    assert OwnGeography.objects.get().details.get(level="page").drawing == before


def test_a_pinned_map_keeps_the_borders_that_were_replaced(client, desk_of_maps):
    given = {"title_bg": "Четири", "title_en": "Four", "source": "S"}

    def keep(*codes):
        incoming = reading(borders([box(24 + n, 42, 25 + n, 43) for n in range(len(codes))], codes))
        chosen = bringing.choose(incoming, key="code", name="name")
        return bringing.keep("four", chosen, **given)

    keep("A01", "A02")
    table = "country,year,people,share,flag\nA01,2020,1,10,\nA02,2020,1,20,\n"
    record = desk_of_maps.map(desk_of_maps.dataset(table), geography="four")
    page = client.get(record.get_absolute_url("bg"), {"tab": "take"})
    assert "pinned=1.1.g1" in page.context["embeds"][1]["code"]
    embed = f"{record.get_absolute_url('bg')}embed/"
    before = client.get(embed, {"pinned": "1.1.g1"}).content.decode()
    keep("A01", "A03")
    raise_edition()
    assert client.get(embed, {"pinned": "1.1.g1"}).content.decode() == before
    assert 'data-code="A02"' not in client.get(embed).content.decode()
    assert client.get(embed, {"pinned": "1.1.g7"}).status_code == 404
    assert [one.number for one in OwnGeography.objects.current()] == [2]


def test_a_geography_that_maps_draw_is_not_taken_away(desk, desk_of_maps):
    desk.post(bring(desk, borders())["Location"], CHOICE | {"keep": "1"})
    table = "country,year,people,share,flag\nA01,2020,1,10,\n"
    record = desk_of_maps.map(desk_of_maps.dataset(table), geography="four")
    desk.post("/admin/geographies/four/remove/")
    assert OwnGeography.objects.exists()
    record.delete()
    desk.post("/admin/geographies/four/remove/")
    assert not OwnGeography.objects.exists()


def test_built_in_names_are_taken_and_strangers_stay_out(desk, client, django_user_model):
    address = bring(desk, borders())["Location"]
    page = desk.post(address, CHOICE | {"keep": "1", "identifier": "eu27"})
    assert page.status_code == 200
    assert not OwnGeography.objects.exists()
    desk.logout()
    for path in ("", "new/", "four/"):
        assert desk.get(f"/admin/geographies/{path}").status_code == 302


def test_a_token_of_nothing_leads_back_to_the_beginning(desk):
    for token in ("abc", "x" * 60):
        assert desk.get(f"/admin/geographies/new/{token}/")["Location"].endswith("/new/")
    with pytest.raises(FileNotFoundError):
        bringing.waiting("../../secret")


def test_the_command_brings_a_geography_too(tmp_path, capsys):
    path = tmp_path / "places.geojson"
    path.write_bytes(borders())
    options = {"identifier": "four", "key": "code", "title": "Четири", "source": "ръка"}
    call_command("geography", "add", path, **options, name="name")
    assert atlas("four").name_of("A01") == "Айтос"
    with pytest.raises(CommandError, match="no column"):
        call_command("geography", "add", path, **options | {"key": "kod"})
    with pytest.raises(CommandError, match="built in"):
        call_command("geography", "add", path, **options | {"identifier": "world"})
