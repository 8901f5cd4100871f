"""The gallery and the frame as readers of every kind meet them."""

import re

import pytest

from tests.chromium import axe

pytestmark = pytest.mark.browser

WIDER_THAN_THE_PAGE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Links within a sentence may be small (WCAG 2.2, 2.5.8).
IN_A_SENTENCE = (
    "p, dd, h3, td, tbody, svg, .cite-text, .sources, .prose, .skip, .history, "
    ".facet-actions, .field, .error-summary"
)
SMALL_TARGETS = """(sentences) => [...document.querySelectorAll('a, button, select, summary')]
  .concat([...document.querySelectorAll('label:has(input)')])
  .filter((e) => !e.closest(sentences))
  .map((e) => [e.textContent.trim().slice(0, 30) || e.className, e.getBoundingClientRect().height])
  .filter(([, height]) => height > 0 && height < 43.5)"""
FONTS = """performance.getEntriesByType('resource').map((r) => r.name)
  .filter((name) => name.endsWith('woff2'))"""


@pytest.mark.parametrize("face", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_in_the_gallery(open_page, width, face):
    page = open_page("/gallery", width=width, face=face)
    assert axe(page) == []


@pytest.mark.parametrize(
    "path",
    [
        "/error?template=404.html",
        "/error?template=500.html",
        "/error?template=errors/410.html",
        "/map?place=BG&class=1",
    ],
)
def test_axe_finds_nothing_on_error_pages_and_on_a_map(open_page, path):
    assert axe(open_page(path, width=390)) == []


@pytest.mark.parametrize("width", [1280, 768, 320])
def test_nothing_scrolls_sideways_but_tables_and_the_menu(open_page, width):
    page = open_page("/gallery", width=width)
    assert page.evaluate(WIDER_THAN_THE_PAGE) <= 0


def test_text_at_twice_the_size_still_fits_a_phone(open_page):
    page = open_page("/gallery", width=640)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(WIDER_THAN_THE_PAGE) <= 0


def test_targets_are_big_enough_for_a_thumb(open_page):
    page = open_page("/gallery", width=390, has_touch=True, is_mobile=True)
    assert page.evaluate(SMALL_TARGETS, IN_A_SENTENCE) == []


def test_the_first_stop_of_the_keyboard_skips_to_the_content(open_page):
    page = open_page("/gallery")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_bulgarian_page_fetches_two_fonts_and_no_more(open_page):
    page = open_page("/map")
    page.evaluate("document.fonts.ready.then(() => 1)")
    fonts = page.evaluate(FONTS)
    assert sorted(re.sub(r".*files/", "", name) for name in set(fonts)) == [
        "sofia-sans-cyrillic-wght-normal.woff2",
        "sofia-sans-latin-wght-normal.woff2",
    ]


def test_without_javascript_everything_that_matters_is_there(open_page):
    page = open_page("/gallery", java_script_enabled=False)
    assert page.locator("copy-button button").count() == 0
    assert page.locator(".search button[type=submit]").first.is_visible()
    assert page.locator("#filters button[type=submit]").is_visible()


def test_on_a_phone_the_filters_open_as_a_sheet_and_escape_closes_it(open_page):
    page = open_page("/gallery", width=390)
    sheet = page.locator("#filters")
    assert not sheet.is_visible()
    page.locator(".filters-open").click()
    assert sheet.is_visible()
    page.keyboard.press("Escape")
    assert not sheet.is_visible()


def test_on_a_wide_page_the_filters_stand_beside_the_results(open_page):
    page = open_page("/gallery")
    assert page.locator("#filters").is_visible()
    assert not page.locator(".filters-open").is_visible()


def test_on_paper_the_page_is_light_and_has_no_menu(open_page):
    page = open_page("/gallery", face="dark")
    page.emulate_media(media="print")
    assert (
        page.evaluate("getComputedStyle(document.body.parentElement).backgroundColor")
        == "rgb(255, 255, 255)"
    )
    assert not page.locator(".nav").is_visible()


def test_in_forced_colours_the_chosen_legend_entry_is_outlined(open_page):
    page = open_page("/map?class=1", forced_colors="active")
    outlined = page.locator(".legend-item[aria-pressed=true]")
    assert outlined.evaluate("(e) => getComputedStyle(e).outlineStyle") == "solid"
    assert axe(page) == []


# Modules ---------------------------------------------------------------------


def test_copying_the_citation_says_so(open_page):
    page = open_page("/gallery", permissions=["clipboard-read", "clipboard-write"])
    page.locator("copy-button button").click()
    page.wait_for_selector(".copy-said:not(:empty)")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Форми на контрол за конституционност в ЕС (2026).")
    assert copied.endswith("https://example.org/bg/maps/forms/v3/")


def test_suggestions_come_while_typing_and_open_by_keyboard(open_page):
    page = open_page("/map")
    box = page.get_by_role("combobox")
    box.press_sequentially("съд")
    page.wait_for_selector("[role=option]")
    assert box.get_attribute("aria-expanded") == "true"
    assert "3" in page.locator("search-suggest [role=status]").inner_text()
    assert axe(page) == []
    box.press("ArrowDown")
    box.press("ArrowDown")
    chosen = page.locator("[aria-selected=true]")
    assert chosen.inner_text().startswith("съдебни заседатели")
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    box.press("Enter")
    page.wait_for_url("**/found?q=1")


def test_escape_closes_the_suggestions_and_keeps_the_words(open_page):
    page = open_page("/map")
    box = page.get_by_role("combobox")
    box.press_sequentially("съд")
    page.wait_for_selector("[role=option]")
    box.press("Escape")
    assert not page.get_by_role("listbox").is_visible()
    assert box.input_value() == "съд"


def test_no_suggestion_is_said_and_the_form_still_searches(open_page):
    page = open_page("/map")
    box = page.get_by_role("combobox")
    box.press_sequentially("xyz")
    page.wait_for_selector("search-suggest [role=status]:not(:empty)", state="attached")
    assert not page.get_by_role("listbox").is_visible()
    box.press("Enter")
    page.wait_for_url("**/bg/search/?q=xyz")
