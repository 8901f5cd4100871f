"""The map of where surveys were done."""

import pytest
from django.http import QueryDict

from chitalishte.records.collection import get
from chitalishte.records.listing import Listing
from chitalishte.surveys.models import Survey, Term
from chitalishte.surveys.territories import NONE, Territories

pytestmark = pytest.mark.django_db


def territories(query=""):
    return Territories(Listing(get("surveys"), QueryDict(query)))


def test_surveys_of_one_country_colour_the_regions_they_name():
    drawn = territories()
    expected = {}
    for survey in Survey.objects.public():
        for region in survey.regions.all():
            code = region.identifier.upper()
            expected[code] = expected.get(code, 0) + 1
    assert drawn.counts == expected != {}
    assert (drawn.axis, len(drawn.areas)) == ("region", 28)
    assert sum(area.key == NONE for area in drawn.areas.values()) == 28 - len(expected)
    assert drawn.svg.count("<a ") == len(expected)  # a place without a survey leads nowhere


def test_how_many_are_of_the_whole_country_and_of_how_many_nothing_is_known_is_said():
    public = Survey.objects.public()
    national, part, named, unknown = territories().sentences
    assert national.startswith(str(public.filter(scope="national").count()))
    assert part.startswith(str(public.filter(scope="subnational").count()))
    assert named.startswith(str(public.exclude(regions=None).distinct().count()))
    assert f" {public.filter(scope='').count()} " in unknown


def test_a_larger_region_counts_in_each_of_its_parts_once():
    survey = Survey.objects.public().filter(regions=None).first()
    survey.regions.set(Term.objects.filter(identifier__in=["bg41", "bg411"]))
    survey.save()
    counts = territories().counts
    for code in ("BG411", "BG412", "BG413", "BG414", "BG415"):
        assert counts[code] == 1


def test_surveys_of_several_countries_colour_the_countries():
    surveys = list(Survey.objects.public().order_by("identifier")[:3])
    for survey, country in zip(surveys, ("de", "de", "ro"), strict=True):
        survey.country = Term.objects.get(vocabulary="country", identifier=country)
        survey.save()
    drawn = territories()
    assert (drawn.axis, drawn.atlas.name) == ("country", "europe")
    assert (drawn.counts["DE"], drawn.counts["RO"], drawn.counts["BG"]) == (2, 1, 47)
    surveys[2].country = Term.objects.get(vocabulary="country", identifier="nz")
    surveys[2].save()
    assert territories().atlas.name == "world"


def test_the_page_leads_from_a_place_to_its_surveys_and_to_every_file(client):
    page = client.get("/bg/surveys/overview/")
    (row, *_more) = page.context["territories"].table["rows"]
    listed = client.get("/bg/surveys/" + row[0]["url"].removeprefix("../"))
    assert listed.context["listing"].total == int(row[1])
    rows = client.get("/bg/surveys/overview/territories.json").json()
    assert len(rows) == 28
    assert client.get("/bg/surveys/overview/territories.svg").status_code == 200
    assert client.get("/bg/surveys/overview/territories.exe").status_code == 404


def test_a_list_of_nothing_has_a_map_of_nothing():
    assert territories("q=няматакова").counts == {}
