"""The pages of the states."""

import csv

import pytest

from chitalishte.justice.publishing import reindex
from chitalishte.records import search
from chitalishte.records.models import SearchEntry
from chitalishte.visuals.models import Map

pytestmark = pytest.mark.django_db
TABLES = (
    "constitutions",
    "constitutional_review",
    "judicial_self_government",
    "prosecution_investigation",
)


def starter(settings, name):
    path = settings.STARTER / "tables" / f"{name}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["country"]: row for row in csv.DictReader(file)}


def test_every_state_has_its_row_of_all_four_maps_with_sources(client, settings):
    tables = [starter(settings, name) for name in TABLES]
    for code in tables[0]:
        response = client.get(f"/bg/justice/countries/{code}/")
        assert response.status_code == 200, code
        chapters = response.context["chapters"]
        assert len(chapters) == 4
        for chapter in chapters:
            assert chapter.sources, code
            assert chapter.confidence, code
            assert chapter.as_of, code


def test_the_note_of_every_row_reaches_the_reader(client, settings):
    from html import escape

    for name in TABLES[1:]:
        for code, row in starter(settings, name).items():
            page = client.get(f"/bg/justice/countries/{code}/").content.decode()
            assert escape(row["note_bg"][:40], quote=False).replace('"', "&quot;") in page, (
                name,
                code,
            )


def test_the_page_stands_in_english_too(client):
    page = client.get("/en/justice/countries/BG/").content.decode()
    assert "Supreme Judicial Council" in page
    assert "Bulgaria" in page


@pytest.mark.parametrize("written", ["EL", "bg", "el"])
def test_other_spellings_of_a_code_lead_to_the_page(client, written):
    answer = client.get(f"/bg/justice/countries/{written}/")
    assert answer.status_code == 301
    assert answer["Location"] in ("/bg/justice/countries/GR/", "/bg/justice/countries/BG/")


@pytest.mark.parametrize("written", ["XX", "US", "nothing"])
def test_a_state_nobody_described_is_404(client, written):
    assert client.get(f"/bg/justice/countries/{written}/").status_code == 404


def test_two_states_stand_side_by_side(client, settings):
    review = starter(settings, "constitutional_review")
    response = client.get("/bg/justice/countries/compare/?c=BG&c=RO")
    page = response.content.decode()
    assert review["BG"]["body_name_bg"] in page
    assert review["RO"]["body_name_bg"] in page
    tables = response.context["tables"]
    assert len(tables) == 4
    assert all(len(line.cells) == 2 for _map, lines in tables for line in lines)


def test_only_differences_leaves_out_what_is_the_same(client):
    response = client.get("/bg/justice/countries/compare/?c=BG&c=RO&differ=1")
    same = [
        line.label for _m, lines in response.context["tables"] for line in lines if not line.differs
    ]
    assert same
    rows = response.content.decode().count('<th scope="row">')
    assert rows == sum(line.differs for _m, lines in response.context["tables"] for line in lines)


@pytest.mark.parametrize(
    ("query", "count"), [("c=BG", 0), ("c=BG&c=BG", 0), ("c=XX&c=YY", 0), ("", 0)]
)
def test_fewer_than_two_states_ask_for_more(client, query, count):
    response = client.get(f"/bg/justice/countries/compare/?{query}")
    assert response.status_code == 200
    assert len(response.context["tables"]) == count


def test_more_than_five_states_say_what_is_compared(client):
    query = "&".join(f"c={code}" for code in ("AT", "BE", "BG", "CY", "CZ", "DE"))
    response = client.get(f"/bg/justice/countries/compare/?{query}")
    assert len(response.context["codes"]) == 5
    assert "6" in response.context["problem"]


def test_a_state_is_found_by_its_name_and_by_what_stands_on_its_page(client):
    reindex()
    first = search.find("Румъния", language="bg")[0]
    assert first.address == "/bg/justice/countries/RO/"
    assert search.find("Romania", language="en")[0].address == "/en/justice/countries/RO/"
    assert "/bg/justice/countries/NL/" in [
        e.address for e in search.find("нидерландия", language="bg")
    ]


def test_a_state_leaves_the_search_when_its_maps_leave_the_public():
    reindex()
    for record in Map.objects.public():
        record.unpublish()
    reindex()
    assert not SearchEntry.objects.filter(kind="countries").exists()


def test_the_states_stand_in_the_sitemap(client):
    sitemap = client.get("/sitemap.xml").content.decode()
    assert "/bg/justice/countries/MT/" in sitemap
    assert "/en/justice/countries/MT/" in sitemap
