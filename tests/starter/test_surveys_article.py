"""The numbers of the article on the surveys, counted again from the surveys."""

import re

import pytest

from chitalishte.surveys.models import Survey

from .files import page

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def words():
    told = page("28-article-surveys.json")["en"]["body"]
    return re.sub(r"<[^>]+>", " ", " ".join(value for kind, value in told if kind == "text"))


def count(**conditions):
    return Survey.objects.public().filter(**conditions).count()


def years(group):
    found = Survey.objects.public().filter(groups__identifier=group, year_to__isnull=False)
    return sorted(found.values_list("year_to", flat=True))


def test_every_number_is_what_the_registry_holds(words):
    first = min(y for y in Survey.objects.values_list("year_from", flat=True) if y)
    last = max(y for y in Survey.objects.values_list("year_to", flat=True) if y)
    assert f"begins with {count()} surveys in Bulgaria from {first} to {last}" in words
    assert f"In {count(kind='minority')} of them only members of minorities" in words
    assert f"in {count(kind='booster')} a sample of minorities was added" in words
    assert f"{count(kind='attitudes')} ask the majority" in words
    assert count(kind="census") == 1
    assert f"known for {count(sample_size__isnull=False)} of the {count()} surveys" in words
    assert f"public for {count(availability='public')} only" in words
    roma, refugees = count(groups__identifier="roma"), count(groups__identifier="refugees")
    assert f"target group of {roma} surveys, the last of {years('roma')[-1]}" in words
    assert f"Refugees are in {refugees}, all since {years('refugees')[0]}" in words
    turks = years("turks")
    assert f"in {len(turks)} surveys only, of {turks[0]} and {turks[1]}" in words
    muslims = years("muslims")
    assert f"Muslims in {count(groups__identifier='muslims')}, the last of {muslims[-1]}" in words
