"""Data stories: text beside a map that changes step by step, and plain figures without a script."""

import csv
import json

import pytest
from django.test import RequestFactory

from chitalishte.pages.models import StoryPage
from chitalishte.pages.stories import query_of
from chitalishte.visuals.models import Map

pytestmark = pytest.mark.django_db

IDENTIFIER = "corruption-perceptions-map"


@pytest.fixture
def story():
    return StoryPage.objects.get(locale__language_code="bg", slug="trinadeset-godini")


@pytest.fixture
def scores(settings):
    path = settings.STARTER / "tables" / "corruption_perceptions.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {(row["country"], row["year"]): int(row["score"]) for row in csv.DictReader(file)}


@pytest.mark.parametrize("language", ["bg", "en"])
def test_every_step_is_a_text_with_a_figure_of_its_own_look(client, language):
    page = client.get(f"/{language}/justice/trinadeset-godini/")
    steps = page.context["steps"]
    assert [step["view"].year for step in steps] == ["2012", "2012", "2025", "2025", "2025"]
    assert [step["view"].since for step in steps] == ["", "", "2012", "", ""]
    assert page.content.decode().count("story-figure") == 5


def test_the_outlines_are_written_once_for_all_steps(client):
    page = client.get("/bg/justice/trinadeset-godini/").content.decode()
    assert page.count('id="story-eu27-BG"') == 1
    assert page.count('href="#story-eu27-BG"') == 5


def test_the_numbers_of_the_story_are_those_of_the_table(scores, settings):
    told = json.loads((settings.STARTER / "pages" / "29-story-perceptions.json").read_text())
    words = " ".join(step["text"] for _kind, step in told["en"]["body"])
    change = {c: scores[c, "2025"] - scores[c, "2012"] for c, year in scores if year == "2025"}
    assert f"Greece has {scores['GR', '2012']} points" in words
    assert f"Hungary loses {-change['HU']} points, Cyprus {-change['CY']}, Spain" in words
    assert f"climbs by {max(change.values())} points" in words
    assert (min(change, key=change.get), max(change, key=change.get)) == ("HU", "GR")
    for year in ("2012", "2025"):
        values = [score for (_code, of), score in scores.items() if of == year]
        assert f"{sum(values) / len(values):.1f} in {year}" in words
    assert {c for (c, y), s in scores.items() if y == "2025" and s == 40} == {"BG", "HU"}


def test_a_step_of_a_map_that_left_keeps_its_text(story):
    Map.objects.get(identifier=IDENTIFIER).unpublish()
    steps = StoryPage.objects.get(pk=story.pk).get_context(RequestFactory().get("/"))["steps"]
    assert [step["view"] is None for step in steps] == [True, True, True, True, False]
    assert all(step["text"] for step in steps)


def test_a_whole_address_or_its_end_say_the_same_look():
    address = "https://portal.example/bg/maps/x/?year=2016&place=GR#map"
    assert query_of(address) == query_of("year=2016&place=GR") == "year=2016&place=GR"
    assert query_of("") == query_of(None) == ""
