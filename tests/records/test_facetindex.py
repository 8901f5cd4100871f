"""Facets by bits agree with asking the database, also after records came, changed and left."""

import random
from itertools import count

import pytest
from django.http import QueryDict

from chitalishte.records import facetindex
from chitalishte.records.collection import get
from chitalishte.records.listing import Listing
from chitalishte.surveys.models import Survey, Term

from .samples import publish

pytestmark = pytest.mark.django_db


def questions(seed, number=3):
    """Yield addresses with facets, ranges and words put together at random."""
    chance = random.Random(seed)  # noqa: S311 - to ask, not to hide
    collection = get("surveys")
    for _ in range(number):
        parts = []
        for facet in chance.sample(list(collection.all_facets), 3):
            lookup = collection.lookup(facet)
            values = [v for v in Survey.objects.values_list(lookup, flat=True).distinct() if v]
            parts += [f"{facet.name}={v}" for v in chance.sample(values, min(2, len(values)))]
        if chance.random() < 0.5:
            parts.append(f"year_from={chance.randint(1995, 2022)}")
        if chance.random() < 0.2:
            parts.append("q=роми")
        yield "&".join(parts)


def check(query):
    """Compare a listing with the same question asked of the database."""
    listing = Listing(get("surveys"), QueryDict(query), per_page=7)
    slow = list(listing.records)
    assert listing.total == len(slow), query
    order = [part.format(language="bg") for part in listing.sort.order]
    expected = list(Survey.objects.filter(pk__in=[s.pk for s in slow]).order_by(*order)[:7])
    assert list(listing.page) == expected, query
    for facet in listing.facets[1:4]:
        for option in facet.options[:2]:
            narrowed = Listing(
                get("surveys"), QueryDict(listing.address(**{facet.name: option.value})[1:])
            )
            assert option.count == narrowed.records.count(), (query, facet.name, option.value)


@pytest.mark.parametrize("small", [facetindex.SMALL, 0], ids=["made anew", "patched"])
def test_what_is_counted_by_bits_is_what_the_database_counts(monkeypatch, small):
    monkeypatch.setattr(facetindex, "SMALL", small)
    made = count()
    monkeypatch.setattr(
        facetindex, "_made", lambda *args, real=facetindex._made: (next(made), real(*args))[1]
    )
    facetindex.forget()
    for query in ["", *questions(1)]:
        check(query)
    changed = Survey.objects.get(identifier="bg-emm-011")
    changed.topics = [Term.objects.get(identifier="religion")]
    changed.collected_from = changed.collected_to = "1999"
    publish(changed)
    Survey.objects.get(identifier="bg-emm-004").unpublish()
    new = Survey(identifier="new-1", title_bg="Ново", title_en="New", country=changed.country)
    new.sources = [("source", {"title": "x", "address": ""})]
    new.live = False
    new.save()
    publish(new)
    for query in ["", "topic=religion", "year_to=1999", *questions(2)]:
        check(query)
    # patched: one index was made, the rest of the changes were read into it
    assert next(made) == (1 if small == 0 else 2)


def test_an_empty_collection_has_an_empty_list():
    Survey.objects.all().delete()
    listing = Listing(get("surveys"), QueryDict("topic=religion&year_from=2000"))
    assert (listing.total, list(listing.page), listing.ranges) == (0, [], [])
