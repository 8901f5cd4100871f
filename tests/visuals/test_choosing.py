"""What an editor sees while she chooses, and what a reader makes of the rows on screen."""

import re

import pytest

from chitalishte.datasets.dictionary import Dictionary
from chitalishte.datasets.models import Dataset
from chitalishte.datasets.onscreen import offered

pytestmark = pytest.mark.django_db


@pytest.fixture
def choice(desk_of_maps):
    dataset = desk_of_maps.dataset()
    return {
        "dataset": str(dataset.pk),
        "geography": "eu27",
        "variable": "people",
        "kind": "areas",
        "time_column": "year",
        "classing": "equal",
        "class_count": "3",
        "title_bg": "В България живеят по-малко хора от 2020 г.",
        "title_en": "Fewer people live in Bulgaria than in 2020",
        "sources-count": "1",
        "sources-0-deleted": "",
    }


def told(desk, choice):
    page = desk.post("/admin/maps/preview/", choice).content.decode()
    return page, re.findall(r"<li>([^<]*)</li>", page)


def test_the_map_is_drawn_from_the_form_with_its_histogram(desk, choice):
    page, _warnings = told(desk, choice)
    assert page.count('class="place-link') == 4
    assert 'class="histogram"' in page
    assert page.count('class="legend-item"') == 4  # three classes and no data
    page, _warnings = told(desk, choice | {"class_count": "2"})
    assert page.count('class="legend-item"') == 3


def test_a_count_on_areas_asks_for_a_denominator_and_says_why(desk, choice):
    def asked(changes):
        return [one for one in told(desk, choice | changes)[1] if "people" in one]

    assert len(asked({})) == 1
    assert any("population" in one for one in told(desk, choice)[1])  # and population is offered
    assert asked({"kind": "symbols"}) == []
    assert asked({"is_count_meant": "on"}) == []
    divided = {"denominator": choice["dataset"], "denominator_column": "people", "per": "100"}
    assert asked(divided) == []


def test_a_finished_choice_has_nothing_to_warn_of(desk, choice):
    _page, warnings = told(desk, choice | {"is_count_meant": "on", "classing": "quantile"})
    # the small table has four of the 27 states
    assert len(warnings) == 1


@pytest.mark.parametrize(
    ("changes", "more"),
    [
        ({"title_bg": "people"}, 1),
        ({"title_en": ""}, 1),
        ({"sources-count": "0"}, 1),
        ({"time_column": ""}, 1),
        ({"geography": "bg-regions"}, 4),
    ],
)
def test_each_thing_to_look_at_is_one_sentence(desk, choice, changes, more):
    good = choice | {"is_count_meant": "on"}
    before = set(told(desk, good)[1])
    assert len(set(told(desk, good | changes)[1]) - before) >= min(more, 1)


def test_every_place_that_did_not_match_stands_in_a_table_with_what_it_may_be(
    desk, choice, desk_of_maps
):
    strange = "".join(f"Никъде{number},2020,3,30,\n" for number in range(8))
    table = f"country,year,people,share,flag\nБългариа,2020,1,10,\nRO,2020,2,20,\n{strange}"
    dataset = desk_of_maps.dataset(table, identifier="misspelt")
    page, warnings = told(desk, choice | {"dataset": str(dataset.pk), "variable": "share"})
    assert any(one.startswith("9 реда") for one in warnings)
    rows = re.findall(r"<tr><td>(\d+)</td><td>([^<]*)</td><td>([^<]*)</td></tr>", page)
    assert rows[0] == ("2", "Българиа", "България")
    assert [row[1:] for row in rows[1:]] == [(f"Никъде{number}", "–") for number in range(8)]


@pytest.mark.parametrize(
    "changes",
    [
        {"dataset": ""},
        {"dataset": "999999"},
        {"variable": ""},
        {"variable": "nothing"},
        {"classing": "hand", "own_breaks": "5; 3"},
        {"only": "people__gt=many"},
        {"only": "nothing__gt=1"},
        {"geography": "atlantis"},
        {"class_count": "many"},
    ],
)
def test_an_unfinished_choice_is_answered_in_words(desk, choice, changes):
    answer = desk.post("/admin/maps/preview/", choice | changes)
    assert answer.status_code == 200


def test_the_preview_is_for_editors_only(client, choice):
    assert client.post("/admin/maps/preview/", choice).status_code == 302


def test_rows_on_screen_become_a_map_of_their_year_and_filter(client, choice):
    dataset = Dataset.objects.get(pk=choice["dataset"])
    columns = Dictionary(dataset).columns
    version = dataset.current_version
    urls = [one["url"] for one in offered(dataset, version, "people__gt=1000000", columns)]
    (address,) = [url for url in urls if "/maps/draw/" in url]
    page = client.get(address)
    view = page.context["map"]
    assert view.year == "2021"
    assert sorted(view.places) == ["BG", "DE", "RO"]
    assert view.measure.at("2021")["BG"] == 6_900_000
    drawn = client.get(address.replace("/draw/", "/draw/map.svg"))
    assert drawn.content.startswith(b"<svg")


def test_the_geography_that_has_the_places_is_found_by_itself(client):
    courts = Dataset.objects.get(identifier="bg-courts-workload")
    query = f"dataset={courts.slug}&value=cases_filed&court_type__exact=district"
    view = client.get(f"/bg/maps/draw/?{query}").context["map"]
    assert (view.atlas.name, len(view.places)) == ("bg-regions", 28)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 404),
        ("dataset=nothing", 404),
        ("dataset=small&version=99", 404),
        ("dataset=small&nothing__gt=1", 404),
        ("dataset=small&value=nothing&place=nothing&geography=nothing", 200),
        ("dataset=small&place=people", 200),
    ],
)
def test_a_wrong_address_is_no_error_of_ours(client, choice, query, status):
    assert client.get(f"/bg/maps/draw/?{query}").status_code == status


def test_a_table_without_places_offers_no_map():
    caseload = Dataset.objects.get(identifier="bg-caseload")
    columns = Dictionary(caseload).columns
    urls = [one["url"] for one in offered(caseload, caseload.current_version, "", columns)]
    assert not [url for url in urls if "/maps/" in url]
