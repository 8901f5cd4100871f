"""The part of the contract that needs a browser, over every registered collection."""

import json
from urllib.request import urlopen

import pytest

from chitalishte.records.collection import collections
from tests.chromium import axe

pytestmark = pytest.mark.browser

every_collection = pytest.mark.parametrize("name", [one.name for one in collections()])


def first_record(portal, name, language):
    """Return the address of a public record of the collection; skips where there is none yet."""
    with urlopen(f"{portal.address}/api/v1/{name}/?per_page=1") as answer:
        records = json.load(answer)["records"]
    if not records:
        pytest.skip(f"the starter collection has no record in {name}")
    return records[0]["url"][language]


@every_collection
@pytest.mark.parametrize(
    ("language", "width", "face"), [("bg", 1280, "light"), ("en", 320, "dark")]
)
def test_axe_finds_nothing_on_the_list_and_a_record(visit, portal, name, language, width, face):
    for address in (f"/{language}/{name}/", first_record(portal, name, language)):
        page = visit(address, width=width, face=face)
        assert axe(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


@every_collection
def test_the_list_answers_through_htmx_as_it_does_without(visit, name):
    page = visit(f"/bg/{name}/")
    first = page.locator("input[name=theme]").first
    theme = first.get_attribute("value")
    whole = visit(f"/bg/{name}/?theme={theme}", java_script_enabled=False)
    titles = whole.locator(".results .catalogue-title").all_inner_texts()
    first.check()
    page.wait_for_url(f"**theme={theme}**")
    page.locator(".chips a").first.wait_for()
    assert page.locator(".results .catalogue-title").all_inner_texts() == titles
