"""What a reader can do with a map: by links alone, by pointer, by keyboard, by touch."""

import pytest

pytestmark = pytest.mark.browser

TITLE = "#place .place-title"
PAUSE = 300  # ms: longer than the pointer must rest
PASS_OVER_ALL = """document.querySelectorAll('.place-link').forEach((place) => {
  for (const type of ['pointerover', 'pointerout']) {
    place.dispatchEvent(new PointerEvent(type, {bubbles: true, pointerType: 'mouse'}));
  }
})"""


def place(page, code):
    return page.locator(f'.place-link[data-code="{code}"]')


def entry(page, code):
    return page.locator(f'.legend-item[data-class="{code}"]')


def dimmed(page):
    return page.locator(".place-link.is-dimmed").evaluate_all(
        "(all) => all.map((e) => e.dataset.code)"
    )


@pytest.fixture
def map_page(open_page, pages):
    pages.fragments.clear()
    return open_page("/map")


def test_without_javascript_a_place_and_a_class_are_links_the_server_answers(open_page):
    page = open_page("/map", java_script_enabled=False)
    place(page, "BG").click()
    assert page.locator(TITLE).inner_text() == "България"
    entry(page, "2").click()
    assert dimmed(page) == ["AT", "BG", "MT"]


def test_a_resting_pointer_shows_the_place_and_asks_only_once(map_page, pages):
    place(map_page, "BG").hover()
    map_page.wait_for_selector(TITLE)
    assert map_page.locator(TITLE).inner_text() == "България"
    place(map_page, "AT").hover()
    map_page.wait_for_selector("#place:has-text('Австрия')")
    place(map_page, "BG").hover()
    map_page.wait_for_selector("#place:has-text('България')")
    assert len(pages.fragments) == 2
    assert map_page.url.endswith("/map")


def test_a_pointer_that_only_passes_asks_for_nothing(map_page, pages):
    map_page.evaluate(PASS_OVER_ALL)
    map_page.wait_for_timeout(PAUSE)
    assert pages.fragments == []


def test_the_panel_stays_when_the_pointer_goes_to_read_it(map_page):
    place(map_page, "MT").hover()
    map_page.wait_for_selector(TITLE)
    map_page.locator("#place a", has_text="четирите").hover()
    map_page.wait_for_timeout(PAUSE)
    assert map_page.locator(TITLE).inner_text() == "Малта"


def test_a_click_keeps_the_place_and_its_address_can_be_shared(map_page, open_page):
    place(map_page, "BG").click()
    map_page.wait_for_url("**/map?place=BG")
    place(map_page, "AT").hover()
    map_page.wait_for_timeout(PAUSE)
    assert map_page.locator(TITLE).inner_text() == "България"
    shared = open_page("/map?place=BG")
    assert shared.locator(TITLE).inner_text() == "България"
    assert shared.locator(".place-link.is-selected").get_attribute("data-code") == "BG"


@pytest.mark.parametrize("way", ["Escape", "the same click", "the close link"])
def test_a_kept_place_is_let_go(map_page, way):
    place(map_page, "BG").click()
    map_page.wait_for_selector(TITLE)
    if way == "Escape":
        map_page.keyboard.press("Escape")
    elif way == "the same click":
        place(map_page, "BG").click()
    else:
        map_page.locator(".place-close").click()
    map_page.wait_for_url("**/map")
    assert map_page.locator(".is-selected").count() == 0


def test_back_and_forward_walk_through_the_kept_places(map_page):
    place(map_page, "BG").click()
    map_page.wait_for_selector("#place:has-text('България')")
    place(map_page, "EE").click()
    map_page.wait_for_selector("#place:has-text('Естония')")
    map_page.mouse.move(2, 2)  # towards the button, as a reader does: under a pointer a place shows
    map_page.go_back()
    map_page.wait_for_selector("#place:has-text('България')")
    map_page.go_back()
    map_page.wait_for_selector("#place .place-hint")
    map_page.go_forward()
    map_page.wait_for_selector("#place:has-text('България')")


def test_tab_reaches_every_place_and_arrows_walk_in_the_same_order(map_page):
    place(map_page, "AT").focus()
    reached = []
    for _ in range(5):
        reached.append(map_page.evaluate("document.activeElement.dataset.code"))
        map_page.keyboard.press("Tab")
    assert reached == ["AT", "BG", "EE", "MT", "broken"]
    place(map_page, "AT").focus()
    for key, code in [
        ("ArrowRight", "BG"),
        ("ArrowDown", "EE"),
        ("ArrowLeft", "BG"),
        ("End", "broken"),
        ("ArrowRight", "AT"),
    ]:
        map_page.keyboard.press(key)
        assert map_page.evaluate("document.activeElement.dataset.code") == code
    map_page.wait_for_selector("#place:has-text('Австрия')")


def test_the_outline_is_above_all_other_places_and_moves_no_link(map_page):
    order = map_page.locator(".place-link").evaluate_all("(all) => all.map((e) => e.dataset.code)")
    place(map_page, "AT").focus()
    assert map_page.locator("svg.map > g > :last-child").get_attribute("class") == "place-outlines"
    assert (
        map_page.locator(".place-link").evaluate_all("(all) => all.map((e) => e.dataset.code)")
        == order
    )


def test_the_legend_shows_the_chosen_classes_and_writes_them_into_the_address(map_page, open_page):
    entry(map_page, "1").click()
    entry(map_page, "3").click()
    map_page.locator("h1").hover()
    assert dimmed(map_page) == ["EE"]
    assert map_page.url.endswith("/map?class=1&class=3")
    assert entry(map_page, "1").get_attribute("aria-pressed") == "true"
    shared = open_page("/map?class=1&class=3")
    assert dimmed(shared) == ["EE"]
    entry(map_page, "1").focus()
    map_page.keyboard.press("Space")
    map_page.wait_for_url("**/map?class=3")


def test_the_pointer_on_the_legend_shows_one_class_for_a_moment(map_page):
    entry(map_page, "2").hover()
    assert dimmed(map_page) == ["AT", "BG", "MT", "broken"]
    map_page.locator("h1").hover()
    assert dimmed(map_page) == []


def test_arrows_go_only_to_the_places_the_legend_shows(map_page):
    entry(map_page, "1").click()
    place(map_page, "BG").focus()
    map_page.keyboard.press("ArrowRight")
    assert map_page.evaluate("document.activeElement.dataset.code") == "AT"


def test_a_place_that_cannot_be_fetched_says_so_and_leads_to_its_page(map_page):
    place(map_page, "broken").focus()
    map_page.wait_for_selector("#place:has-text('Не се зареди')")
    assert map_page.locator("#place a").get_attribute("href").endswith("/map?place=broken")
    assert map_page.locator("#place").get_attribute("aria-busy") is None


def test_on_a_phone_a_tap_shows_the_panel_on_the_screen_without_a_jump(open_page):
    page = open_page("/map", width=390, has_touch=True, is_mobile=True)
    place(page, "EE").tap()
    page.wait_for_selector("#place:has-text('Естония')")
    box = page.locator("#place").bounding_box()
    assert box["y"] + box["height"] <= 901
    assert page.evaluate("scrollY") == 0


def test_a_map_taken_away_and_brought_back_answers_once(map_page, pages):
    map_page.evaluate(
        "document.querySelector('.page-head').after(document.querySelector('thematic-map'))"
    )
    entry(map_page, "2").click()
    assert entry(map_page, "2").get_attribute("aria-pressed") == "true"
    place(map_page, "EE").focus()
    map_page.wait_for_selector("#place:has-text('Естония')")
    assert len(pages.fragments) == 1


def test_on_paper_the_whole_panel_is_printed_below_the_map(open_page):
    page = open_page("/map?place=BG", width=700)
    page.emulate_media(media="print")
    style = page.locator("#place").evaluate(
        "(e) => [getComputedStyle(e).position, getComputedStyle(e).maxHeight]"
    )
    assert style == ["static", "none"]
    assert not page.locator(".place-close").is_visible()
