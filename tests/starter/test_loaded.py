"""The starter collection as a new portal shows it (tests/conftest.py loads it)."""

import re
from html import unescape

import pytest
from django.utils.translation import override

from chitalishte.datasets.dictionary import Dictionary
from chitalishte.datasets.models import Dataset
from chitalishte.visuals.models import Map

from .files import STARTER, page, rows_of

pytestmark = pytest.mark.django_db

PAGES = {
    "10-justice.json": "justice/",
    "20-article-four-maps.json": "justice/chetiri-karti/",
    "28-article-surveys.json": "migration/koy-kogo-e-pital/",
    "30-about.json": "about/",
    "40-accessibility.json": "accessibility/",
}


@pytest.mark.parametrize("language", ["bg", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_answers_in_both_languages(client, name, language):
    answer = client.get(f"/{language}/{PAGES[name]}")
    assert answer.status_code == 200
    shown = unescape(answer.content.decode())
    told = page(name)[language]
    assert told["title"] in shown
    for heading in re.findall(r"<h2>(.*?)</h2>", str(told["body"])):
        assert heading in shown


@pytest.mark.parametrize("language", ["bg", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_link_of_a_page_leads_somewhere_in_its_language(client, name, language):
    links = set(re.findall(r'href="([^"#]+)"', " ".join(_texts(page(name)[language]["body"]))))
    for link in links:
        assert link.startswith(f"/{language}/"), link
        assert client.get(link).status_code == 200, link


@pytest.mark.parametrize("name", PAGES)
def test_every_reference_to_a_note_has_its_note(name):
    for language in ("bg", "en"):
        body = page(name)[language]["body"]
        notes = sum(len(value["notes"]) for kind, value in body if kind == "footnotes")
        found = re.findall(r'href="#note-(\d+)">\[(\d+)\]', " ".join(_texts(body)))
        assert found == [(str(i), str(i)) for i in range(1, notes + 1)]


@pytest.mark.parametrize("language", ["bg", "en"])
def test_no_map_or_table_shows_a_bare_code(language):
    """Readers meet labels: neither the name of a column nor the value of a closed list."""
    with override(language):
        for record in Dataset.objects.all():
            dictionary = Dictionary(record)
            for column in dictionary.shown:
                assert "_" not in column.label, column.name
                assert column.description, column.name
            assert dictionary.mappable


@pytest.mark.parametrize("language", ["bg", "en"])
def test_every_column_of_every_map_can_be_drawn(client, language):
    with override(language):
        shown = {
            record.slug: [column.name for column in Dictionary(record.dataset).mappable]
            for record in Map.objects.select_related("dataset__current_version")
            if not record.time_column
        }
    assert len(shown) == 4
    for slug, columns in shown.items():
        assert len(columns) >= 7
        for column in columns:
            answer = client.get(f"/{language}/maps/{slug}/?show={column}")
            assert answer.status_code == 200, column
            assert "<svg" in answer.content.decode()


def test_sources_of_records_are_titled_and_published_by_somebody():
    for name in ("datasets.csv", "maps.csv", "maps_of_numbers.csv"):
        for row in rows_of(STARTER / name):
            for line in row["sources"].splitlines():
                title, address, publisher, read_on = (part.strip() for part in line.split("|"))
                assert title
                assert publisher
                assert address == "" or address.startswith("https://")
                assert read_on in ("", "2026-11-23")


def _texts(body):
    for kind, value in body:
        if kind == "text":
            yield value
        elif kind == "footnotes":
            yield from value["notes"]


@pytest.mark.parametrize("language", ["bg", "en"])
def test_the_entrance_of_the_archive_leads_to_the_stories_told_from_it(client, language):
    page = client.get(f"/{language}/archive/").content.decode()
    stories = [
        f"/{language}/justice/{slug}/"
        for slug in (
            "1991-sadebnata-vlast-poluchava-glava",
            "2015-edin-savet-dve-kolegii",
            "2023-2024-popravkata-i-reshenieto",
        )
    ]
    places = [page.index(f'href="{story}"') for story in stories]
    assert places == sorted(places)
