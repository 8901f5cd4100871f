"""Every kind of public page in a real browser, with the starter collection."""

import pytest

from tests.chromium import axe

pytestmark = pytest.mark.browser

PAGES = {
    "front page": "/{language}/",
    "theme": "/{language}/justice/",
    "article": "/{language}/justice/chetiri-karti/",
    "plain page": "/{language}/about/",
    "list of maps": "/{language}/maps/",
    "list of datasets": "/{language}/datasets/",
    "a list with a filter": "/{language}/datasets/?theme=justice&q=конституция",
    "an empty list": "/{language}/datasets/?q=няматакава",
    "map": "/{language}/maps/koy-pazi-konstitutsiyata/",
    "map with a place": "/{language}/maps/koy-pazi-konstitutsiyata/?place=MT&class=mixed",
    "map of years": "/{language}/maps/konstitutsii/?show=last_amended",
    "chart": "/{language}/charts/na-danoto-za-koruptsiyata/",
    "chart of one’s own": "/{language}/charts/draw/?dataset=natovarenost-na-sadilishtata",
    "article with charts": "/{language}/justice/kolko-dela-ima-edin-sadiya/",
    "dataset": "/{language}/datasets/konstitutsionen-kontrol/",
    "version": "/{language}/datasets/konstitutsionen-kontrol/versions/1/",
    "states": "/{language}/justice/countries/",
    "state": "/{language}/justice/countries/BG/",
    "models": "/{language}/justice/models/",
    "comparison": "/{language}/justice/countries/compare/?c=BG&c=RO&c=DE",
    "search": "/{language}/search/?q=constitution+конституция",
    "search with results": "/{language}/search/?q=съд",
    "act": "/{language}/acts/konstitutsiya-sadebna-vlast/?day=2024-01-15&against=2023-01-01",
    "table of a day": "/{language}/chronology/on-the-table/?day=2015-09-01",
    "archive": "/{language}/archive/",
    "map of a change": "/{language}/chronology/changes/amendment-2023/",
    "life of an article": "/{language}/acts/konstitutsiya-sadebna-vlast/art_130a/",
    "event": "/{language}/chronology/reshenie-13-2024-otmeneni-sa-promenite-v-sadebnata-vlast/",
    "report": "/{language}/report/?page=/bg/maps/",
    "API": "/{language}/api/",
    "no such page": "/{language}/nothing/",
    "overview of surveys": "/{language}/surveys/overview/",
    "comparison of surveys": "/{language}/surveys/compare/?q=Roma",
}
every_page = pytest.mark.parametrize("kind", PAGES)


def address(kind, language="bg"):
    return PAGES[kind].format(language=language)


@every_page
def test_axe_finds_nothing_on_a_wide_light_page(visit, kind):
    assert axe(visit(address(kind))) == []


@every_page
def test_axe_finds_nothing_on_a_narrow_dark_page_and_nothing_scrolls_sideways(visit, kind):
    page = visit(address(kind, "en"), width=320, face="dark")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@every_page
def test_the_page_stands_without_javascript(visit, kind):
    page = visit(address(kind), java_script_enabled=False)
    assert page.locator("h1").count() == 1
    assert page.locator("main").inner_text().strip()


@pytest.mark.parametrize("kind", ["map", "dataset", "article", "state", "search with results"])
def test_the_other_language_keeps_the_place(visit, kind):
    page = visit(address(kind))
    page.locator("a[hreflang=en]").first.click()
    page.wait_for_url("**/en/**")
    assert page.locator("html").get_attribute("lang") == "en"
    assert "/nothing" not in page.url
    assert page.locator(".error-page").count() == 0


@pytest.mark.parametrize("kind", ["front page", "map", "dataset", "list of datasets"])
def test_a_reader_gets_no_cookie(visit, kind):
    page = visit(address(kind))
    assert page.context.cookies() == []
