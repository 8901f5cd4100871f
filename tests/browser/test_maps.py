"""Maps of numbers in Chromium: years that move, places side by side, pages for everybody."""

import json

import pytest

from tests.chromium import axe

pytestmark = pytest.mark.browser

MAP = "/bg/maps/vazpriyatie-za-koruptsiya-2025/"
CROSSED = (
    "/bg/maps/cross/?1.map=koy-pazi-konstitutsiyata&1.class=mixed"
    "&2.map=vazpriyatie-za-koruptsiya-2025&2.class=3&2.class=4"
)
PAGES = [
    f"{MAP}?place=BG&pin=RO&pin=DK",
    f"{MAP}?tab=years",
    f"{MAP}?tab=take",
    f"{MAP}embed/",
    CROSSED,
    "/bg/maps/alike/",
    "/bg/maps/draw/?dataset=potarsili-ubezhishte&value=per_million",
    "/bg/maps/golemi-darzhavi-i-mnogo-molbi/",
    "/bg/maps/kade-se-podavat-molbite/",
    "/bg/justice/trinadeset-godini/",
]
# The time from a step of the slider to the end of its work, layout forced; ms.
STEP = """() => {
  const slider = document.querySelector('.time-bar input');
  const times = [];
  for (let at = 0; at < Number(slider.max); at += 1) {
    slider.value = at;
    const begin = performance.now();
    slider.dispatchEvent(new Event('input'));
    document.querySelector('svg.map').getBoundingClientRect();
    times.push(performance.now() - begin);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
}"""

# Two fingers that part; a mouse cannot.
PINCH = """() => {
  const svg = document.querySelector('svg.map');
  const box = svg.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const touch = (type, id, at) => svg.dispatchEvent(
    new PointerEvent(type, { pointerId: id, clientX: at, clientY: y, bubbles: true })
  );
  touch('pointerdown', 1, x - 40);
  touch('pointerdown', 2, x + 40);
  for (let n = 1; n <= 10; n += 1) touch('pointermove', 2, x + 40 + 8 * n);
  touch('pointerup', 1, x);
  touch('pointerup', 2, x);
  return svg.viewBox.baseVal.width;
}"""


def classes(page):
    return page.locator(".place-link").evaluate_all(
        "(all) => Object.fromEntries(all.map((e) => [e.dataset.code, e.dataset.class]))"
    )


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_on_a_phone_in_the_dark(visit, address):
    page = visit(address, width=390, face="dark")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_slider_shows_what_the_server_draws_and_asks_for_nothing(visit):
    page = visit(MAP)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    slider = page.locator(".time-bar input")
    slider.focus()
    slider.press("Home")
    assert page.locator(".time-bar output").inner_text() == "2012"
    moved, counts = classes(page), page.locator(".legend .n").all_inner_texts()
    assert [url for url in asked if "favicon" not in url] == []
    page.wait_for_url("**year=2012**")
    page.reload()
    assert classes(page) == moved
    assert page.locator(".legend .n").all_inner_texts() == counts
    label = page.locator('.place-link[data-code="GR"]').get_attribute("aria-label")
    assert label == "Гърция: 36"


def test_a_step_of_the_slider_takes_less_than_a_frame(visit):
    assert visit(MAP).evaluate(STEP) < 16


def test_play_makes_one_step_where_little_motion_is_wanted(visit):
    page = visit(f"{MAP}?year=2012", reduced_motion="reduce")
    page.locator(".time-bar button").click()
    page.wait_for_timeout(1200)
    assert page.locator(".time-bar output").inner_text() == "2013"


def test_the_kept_place_tells_the_numbers_of_the_year(visit):
    page = visit(f"{MAP}?place=GR")
    page.locator("#place").get_by_text("50", exact=True).first.wait_for()
    slider = page.locator(".time-bar input")
    slider.focus()
    slider.press("Home")
    page.locator("#place").get_by_text("36", exact=True).first.wait_for()


def test_years_are_a_form_without_javascript(visit):
    page = visit(f"{MAP}?pin=RO", java_script_enabled=False)
    page.select_option(".time-form select[name=since]", "2012")
    page.locator(".time-form button").click()
    assert "since=2012" in page.url
    assert "pin=RO" in page.url
    label = page.locator('.place-link[data-code="GR"]').get_attribute("aria-label")
    assert label == "Гърция: +14"


def test_a_place_is_outlined_on_every_map_side_by_side(visit):
    page = visit(CROSSED)
    page.locator('linked-maps .place-link[data-code="BG"]').first.dispatch_event(
        "pointerover", {"bubbles": True}
    )
    marked = page.locator("linked-maps .place-link.is-selected")
    assert marked.evaluate_all("(all) => all.map((e) => e.dataset.code)") == ["BG", "BG"]


def test_a_frame_on_another_page_gets_the_height_of_its_content(visit, portal):
    page = visit(f"{MAP}?tab=take", bypass_csp=True)
    code = page.locator("textarea").first.input_value()
    address = json.dumps(portal.address)
    page.evaluate(
        f"""(code) => {{
          document.body.innerHTML = code.replaceAll(/http:..localhost:8000/g, {address});
          const script = document.createElement('script');
          script.src = document.body.querySelector('script').src;
          document.body.append(script);
        }}""",
        code,
    )
    page.wait_for_function("document.querySelector('iframe').style.height !== ''")
    inside = page.frames[1].evaluate("document.documentElement.scrollHeight")
    height = page.locator("iframe").evaluate("(frame) => frame.clientHeight")
    assert abs(height - inside) <= 2


def test_a_map_comes_closer_by_buttons_and_two_fingers_and_the_wheel_alone_scrolls_the_page(visit):
    page = visit(MAP)
    box = "document.querySelector('svg.map').viewBox.baseVal.width"
    whole = page.evaluate(box)
    page.locator(".zoom-button").first.click()
    assert page.evaluate(box) < whole
    page.locator(".zoom-button").last.click()
    assert page.evaluate(box) == whole
    page.locator("svg.map").hover()
    page.mouse.wheel(0, 200)
    page.wait_for_timeout(200)
    assert page.evaluate(box) == whole
    assert page.evaluate("scrollY") > 0
    assert page.evaluate(PINCH) < whole / 1.5


def test_the_map_of_the_step_being_read_stays_beside_the_text(visit):
    page = visit("/bg/justice/trinadeset-godini/")
    page.evaluate("document.querySelectorAll('.story-text')[2].scrollIntoView({block: 'center'})")
    page.locator(".story-step:nth-child(3).is-now").wait_for()
    shown = page.locator(".story-figure:visible")
    assert shown.count() == 1
    assert "2012 – 2025" in shown.inner_text()
    phone = visit("/bg/justice/trinadeset-godini/", width=390, java_script_enabled=False)
    assert phone.locator(".story-figure:visible").count() == 5
