"""Charts in a real browser: drawn by the server, live when touched, changed by their form."""

import re

import pytest

pytestmark = pytest.mark.browser
CHART = "/bg/charts/na-danoto-za-koruptsiyata/"
DRAW = "/bg/charts/draw/?dataset=vazpriyatie-za-koruptsiya"


def test_touching_a_chart_brings_vega_from_our_own_address_and_tells_the_numbers(visit, portal):
    page = visit(CHART)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    assert page.locator("script[src*=vega]").count() == 1  # only our own small module
    page.hover("vega-chart")
    page.wait_for_selector("vega-chart.is-live")
    assert any("vega-lite.min" in address for address in asked)
    assert all(address.startswith(portal.address) for address in asked)
    drawn = page.locator(".chart-live svg")
    assert "България" in drawn.text_content()
    box = drawn.bounding_box()
    for share in range(95, 5, -3):  # down the line of the last year
        page.mouse.move(box["x"] + box["width"] * 0.77, box["y"] + box["height"] * share / 100)
        if page.locator("#vg-tooltip-element.visible").count():
            break
    told = page.locator("#vg-tooltip-element").inner_text()
    assert re.search(r"Държава\s+\S+", told)
    assert page.locator(".chart-drawing").first.is_hidden()


def test_a_live_chart_follows_the_face_of_the_page(visit):
    page = visit(CHART, face="dark")
    page.hover("vega-chart")
    page.wait_for_selector("vega-chart.is-live")
    colour = page.evaluate(
        "getComputedStyle([...document.querySelectorAll('.chart-live svg text')]"
        ".find(t => t.textContent === 'България')).fill"
    )
    red, green, blue = map(int, re.findall(r"\d+", colour)[:3])
    assert red + green + blue > 300  # light enough for the dark page


def test_a_phone_gets_the_drawing_made_for_it(visit):
    page = visit(CHART, width=390)
    assert page.locator(".chart-narrow").is_visible()
    assert page.locator(".chart-wide").is_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    size = page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('.chart-narrow text')).fontSize)"
        " * document.querySelector('.chart-narrow svg').getBoundingClientRect().width"
        " / document.querySelector('.chart-narrow svg').viewBox.baseVal.width"
    )
    assert size >= 11  # px of the type as it is seen


def test_a_reader_changes_a_chart_and_shares_its_address(visit):
    page = visit(DRAW)
    page.select_option("#chart-kind", "bar")
    page.wait_for_url("**chart=bar**")
    assert page.locator(".notice--warning").count() == 0  # bars got columns that suit bars
    assert page.locator("#chart-x").input_value() == "country"
    page.select_option("#chart-at", "2012")
    page.wait_for_url("**at=2012**")
    assert "Дания" in page.locator(".chart-wide svg").text_content()
    other = visit(page.url[page.url.index("/bg/") :])
    assert "90" in other.locator(".chart-wide svg").text_content()
    page.select_option("#chart-x", "year")
    page.wait_for_url("**x=year**")
    assert page.locator(".notice--warning").count() == 1  # 27 rows lie on every year


def test_a_chart_of_ones_own_is_made_without_a_script(visit):
    page = visit(f"{DRAW}&chart=bar&x=country&y=score&time=year", java_script_enabled=False)
    page.select_option("#chart-at", "2012")
    page.locator(".chart-controls [type=submit]").click()
    assert "at=2012" in page.url
    assert "90" in page.locator(".chart-wide svg").text_content()


def test_a_table_becomes_a_chart_with_one_click(visit):
    page = visit("/bg/datasets/vazpriyatie-za-koruptsiya/?country__in=BG,RO")
    page.locator(".table-actions a[href*='/charts/draw/']").click()
    assert "country__in=BG%2CRO" in page.url
    assert page.locator(".chart-wide svg").is_visible()
