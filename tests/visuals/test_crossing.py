"""Several maps questioned at once."""

import csv

import pytest
from django.http import QueryDict

from chitalishte.visuals.crossing import Crossing
from chitalishte.visuals.models import Map

pytestmark = pytest.mark.django_db

COURT = "centralised constitutional court"
JUDICIARY = "within the judiciary"


@pytest.fixture
def states(settings):
    """Return what the two tables say: {code: (model of review, place of the prosecution)}."""
    found = []
    for name in ("constitutional_review", "prosecution_investigation"):
        path = settings.STARTER / "tables" / f"{name}.csv"
        with path.open(encoding="utf-8-sig", newline="") as file:
            found.append({row["country"]: row for row in csv.DictReader(file)})
    review, prosecution = found
    return {code: (row["model"], prosecution[code]["place"]) for code, row in review.items()}


def slug(identifier):
    return Map.objects.get(identifier=identifier).slug


@pytest.fixture
def address():
    first, second = slug("constitutional-review-map"), slug("prosecution-investigation-map")
    return (
        f"1.map={first}&1.class={COURT.replace(' ', '+')}"
        f"&2.map={second}&2.show=place&2.class={JUDICIARY.replace(' ', '+')}"
    )


def test_places_that_share_the_chosen_classes_are_those_of_both_tables(states, address):
    crossing = Crossing(QueryDict(address))
    expected = {code for code, row in states.items() if row == (COURT, JUDICIARY)}
    assert set(crossing.shared) == expected
    assert expected


def test_the_counts_of_all_ways_to_meet_add_up_to_all_places(states, address):
    crossing = Crossing(QueryDict(address))
    assert sum(line["count"] for line in crossing.counts) == 27
    assert crossing.counts[0]["parts"] == (True, True)
    court = sum(row[0] == COURT for row in states.values())
    assert sum(line["count"] for line in crossing.counts if line["parts"][0]) == court


def test_the_finding_is_a_sentence_with_an_address_that_says_the_same(client, address):
    page = client.get(f"/bg/maps/cross/?{address}").content.decode()
    crossing = Crossing(QueryDict(address))
    again = Crossing(QueryDict(crossing.address().removeprefix("?")))
    assert again.sentence == crossing.sentence
    assert crossing.sentence.split(":")[0] in page
    for code in crossing.shared:
        assert crossing.atlas.name_of(code) in crossing.sentence


def test_nothing_shared_is_said_too():
    query = (
        f"1.map={slug('corruption-perceptions-map')}&1.class=5"
        f"&2.map={slug('e-government-index-map')}&2.class=1"
    )
    crossing = Crossing(QueryDict(query))
    assert crossing.is_ready
    assert crossing.shared == []
    assert crossing.sentence


@pytest.mark.parametrize(
    "query",
    ["", "1.map=nothing&1.class=x", "2.map=&2.class=", "1.class=mixed", "9.map=konstitutsii"],
)
def test_an_unfinished_or_wrong_choice_is_no_error(client, query):
    assert client.get(f"/en/maps/cross/?{query}").status_code == 200


def test_maps_of_another_geography_are_not_offered():
    crossing = Crossing(QueryDict(f"1.map={slug('district-courts-filed-map')}"))
    assert {record.geography for record in crossing.maps} == {"bg-regions"}


def test_the_states_most_like_bulgaria_are_shown_with_each_part(client):
    first, second = slug("corruption-perceptions-map"), slug("constitutional-review-map")
    query = f"place=BG&by={first}.score&by={second}.model"
    answer = client.get(f"/en/maps/alike/?{query}")
    rows = answer.context["table"]["rows"]
    # Hungary: the same score and the same model
    assert rows[0] == ["Hungary", "100", "100", "100"]
    assert len(rows) == 10
    assert [int(row[1]) for row in rows] == sorted((int(row[1]) for row in rows), reverse=True)
    assert "Gower" in answer.content.decode()


def test_one_characteristic_is_too_few_and_said_so(client):
    name = f"{slug('corruption-perceptions-map')}.score"
    answer = client.get(f"/en/maps/alike/?place=RO&by={name}")
    assert "at least two" in answer.content.decode()
    assert answer.context["place"] == "RO"
