"""The archive by keyboard: the slider of the time machine, the band of the timeline, the organs."""

import re

import pytest

from tests.chromium import axe

pytestmark = pytest.mark.browser

ACT = "/bg/acts/konstitutsiya-sadebna-vlast/"


def test_the_slider_reads_the_rules_of_another_day_and_the_address_keeps_it(visit):
    page = visit(ACT)
    slider = page.get_by_role("slider")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**day=2023-12-01**")
    assert slider.get_attribute("aria-valuetext").startswith("декември 2023")
    page.locator("#rules", has_text="Висш прокурорски съвет").wait_for()
    assert page.input_value("#day") == "2023-12-01"
    assert slider.evaluate("element => element === document.activeElement")
    assert axe(page) == []
    plain = visit(ACT + "?day=2023-12-01", java_script_enabled=False)
    assert plain.locator(".change-days [aria-current=date]").count() == 1
    assert plain.locator("#rules").inner_text() == page.locator("#rules").inner_text()


def test_the_band_is_walked_by_keys_and_comes_closer_around_what_has_the_focus(visit):
    page = visit("/bg/chronology/timeline/?kind=vote")
    focused = "document.activeElement.getAttribute('aria-label')"
    page.locator(".time-wide .band-mark[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    mark = page.evaluate(focused)
    assert mark.startswith("24 септември 2003")
    assert page.locator(".band-said").inner_text() == mark
    page.keyboard.press("+")
    page.wait_for_url("**from=**")
    page.locator(".chips a", has_text="1997").wait_for()
    assert page.evaluate(focused) == mark
    assert axe(page) == []
    page.keyboard.press("0")
    page.wait_for_url(re.compile(r"kind=vote$"))


def test_a_filter_leaves_what_it_leaves_without_javascript(visit):
    page = visit("/en/chronology/timeline/?from=2015&to=2016")
    page.locator("input[name=article][value='130']").check()
    page.wait_for_url("**article=130**")
    page.locator(".chips a", has_text="Article 130").wait_for()
    titles = page.locator(".timeline-list h3").all_inner_texts()
    address = page.url.removeprefix(page.url.split("/en/")[0])
    plain = visit(address, java_script_enabled=False)
    assert plain.locator(".timeline-list h3").all_inner_texts() == titles
    assert page.locator(".is-live").count() == 1


def test_a_drag_on_a_phone_moves_the_band_and_on_paper_the_list_stands(visit):
    page = visit("/bg/chronology/timeline/?from=2010&to=2016", width=320, face="dark")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    band = page.locator(".time-narrow")
    page.evaluate("document.fonts.ready")  # after them nothing moves under the hand
    band.scroll_into_view_if_needed()
    box = band.bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 100, y)
    page.mouse.down()
    page.mouse.move(box["x"] + 230, y, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile(r"from=200\d"))
    page.emulate_media(media="print")
    assert not page.locator(".band-bar").is_visible()
    assert page.locator(".timeline-list li").first.is_visible()


def test_the_organs_follow_the_slider(visit):
    page = visit("/en/chronology/organs/?day=2018-01-01", face="dark")
    assert axe(page) == []
    page.set_viewport_size({"width": 320, "height": 900})
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**day=2023-12-01")
    page.get_by_role("heading", name="Supreme Prosecutorial Council").wait_for()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
