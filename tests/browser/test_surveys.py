"""The registry of surveys by hand: the brush over the years, a proposal on a phone."""

import pytest

pytestmark = pytest.mark.browser


def test_dragging_over_the_years_narrows_the_list(visit):
    page = visit("/bg/surveys/")
    bars = page.locator(".range-bars")
    box = bars.bounding_box()
    low, high = (
        int(page.locator("range-brush").get_attribute(f"data-{end}")) for end in ("low", "high")
    )
    step, y = box["width"] / (high - low + 1), box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + (2010.5 - low) * step, y)
    page.mouse.down()
    page.mouse.move(box["x"] + (2013.5 - low) * step, y, steps=4)
    page.mouse.up()
    page.wait_for_url("**year_from=2010&year_to=2013**")
    page.locator(".chips a", has_text="2010").wait_for()
    titles = page.locator(".results .catalogue-title").all_inner_texts()
    plain = visit("/bg/surveys/?year_from=2010&year_to=2013", java_script_enabled=False)
    assert plain.locator(".results .catalogue-title").all_inner_texts() == titles


def test_a_proposal_is_saved_while_it_is_written_on_a_phone(visit):
    page = visit("/bg/surveys/propose/", width=390)
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/survey/")
    page.fill("#id_f_1_4", "Ново изследване")
    page.locator(
        "[data-saved]", has_text=page.locator("[data-saved]").get_attribute("data-saved")
    ).wait_for()
    page.reload()
    assert page.input_value("#id_f_1_4") == "Ново изследване"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
