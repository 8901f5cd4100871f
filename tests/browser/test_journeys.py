"""What people come for, from the first tap to the answer."""

import pytest

pytestmark = pytest.mark.browser

MAP = "/bg/maps/koy-pazi-konstitutsiyata/"


def test_a_citizen_finds_an_answer_on_a_phone_in_three_taps(visit):
    page = visit("/bg/", width=390, has_touch=True, is_mobile=True)
    page.fill("main input[type=search]", "koi pazi konstituciqta")
    page.keyboard.press("Enter")
    page.locator("#group-maps ~ ul a").first.tap()
    page.wait_for_url("**/maps/**")
    page.locator("a.place-link[data-code=BG]").tap()
    page.locator("#place h2, #place h3").filter(has_text="България").wait_for()
    assert "place=BG" in page.url


def test_hover_shows_the_place_and_leaves_the_address(visit):
    page = visit(MAP)
    page.locator("a.place-link[data-code=DE]").hover()
    page.locator("#place").get_by_text("Германия", exact=True).first.wait_for()
    assert "place=" not in page.url


def test_the_keyboard_reaches_every_state_in_the_order_of_their_names(visit):
    page = visit(MAP)
    places = page.locator("a.place-link")
    assert places.count() == 27
    names = [
        label.split(":")[0]
        for label in places.evaluate_all("all => all.map(a => a.getAttribute('aria-label'))")
    ]
    assert names == sorted(names)
    places.first.focus()
    reached = []
    for _ in range(27):
        reached.append(page.evaluate("document.activeElement.dataset.code"))
        page.keyboard.press("Tab")
    assert len(set(reached)) == 27
    page.locator("#place").get_by_text(names[-1], exact=True).first.wait_for()


@pytest.mark.parametrize("code", ["MT", "LU", "CY"])
def test_a_thumb_hits_a_small_state(visit, code):
    page = visit(MAP, width=390, has_touch=True, is_mobile=True)
    disc = page.locator(f"a.place-link[data-code={code}] circle.callout")
    box = disc.bounding_box()
    assert min(box["width"], box["height"]) >= 44
    disc.scroll_into_view_if_needed()
    page.touchscreen.tap(
        *disc.evaluate(
            "d => {const b = d.getBoundingClientRect();"
            " return [b.x + b.width / 2, b.y + b.height / 2]}"
        )
    )
    page.wait_for_url(f"**place={code}**")


def test_a_class_in_the_legend_dims_the_others_and_goes_into_the_address(visit):
    page = visit(MAP)
    page.locator("a.legend-item[data-class=mixed]").click()
    page.wait_for_url("**class=mixed**")
    dimmed = page.locator("a.place-link.is-dimmed")
    assert dimmed.count() == 21
    again = visit(page.url.split("localhost")[1].split("/", 1)[1].join(["/", ""]))
    assert again.locator("a.place-link.is-dimmed").count() == 21


def test_without_javascript_a_place_is_a_link_that_answers(visit):
    page = visit(MAP, java_script_enabled=False)
    page.locator("a.place-link[data-code=FR]").click(force=True)
    assert "place=FR" in page.url
    assert "Франция" in page.locator("#place").inner_text()


def test_a_filter_answers_at_once_and_the_address_holds_it(visit):
    page = visit("/bg/datasets/")
    page.get_by_label("Правосъдие").first.check()
    page.wait_for_url("**theme=justice**")
    page.locator(".chips a").first.wait_for()
    page.locator(".chips a").first.click()
    page.wait_for_url(lambda url: "theme=justice" not in url)


def test_suggestions_come_while_typing_and_the_keyboard_takes_one(visit):
    page = visit("/bg/")
    box = page.locator("main input[type=search]")
    box.press_sequentially("konst", delay=30)
    page.locator("[role=option]").first.wait_for()
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url(lambda url: url.rstrip("/").count("/") > 4)
    assert page.locator("h1").count() == 1


def test_a_reported_mistake_lands_in_the_editors_queue(visit, portal):
    page = visit("/bg/justice/countries/BG/")
    page.locator(".report-link a").click()
    page.get_by_role("button", name="Изпратете").or_(page.locator("main form button")).click()
    assert page.locator(".error-summary").count() == 1
    page.locator("textarea").fill("Мандатът е друг.")
    page.locator("main form button").click()
    page.wait_for_url("**/report/thanks/")
    told = portal.python(
        "from chitalishte.records.models import MistakeReport as R;"
        "r = R.objects.latest('pk'); print(r.address, r.message); r.delete()"
    )
    assert "/bg/justice/countries/BG/ Мандатът е друг." in told


def test_a_printed_page_keeps_its_words_and_leaves_the_menu(visit):
    page = visit(MAP)
    page.emulate_media(media="print")
    assert not page.locator(".nav").is_visible()
    assert page.locator("h1").is_visible()
    assert page.locator("svg.map").is_visible()
