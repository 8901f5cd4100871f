"""The table of a dataset in a real browser: filters without a script, on wide and narrow pages."""

import os

import pytest

from tests.chromium import axe

PAGE = "/datasets/konstitutsionen-kontrol/?_column=judges_count#column-panel"
PICTURES = os.environ.get("PICTURES")


@pytest.mark.parametrize(
    ("language", "width", "face"),
    [("bg", 1280, "light"), ("en", 390, "light"), ("bg", 390, "dark")],
)
def test_the_panel_of_a_column_fits_and_everybody_can_use_it(visit, language, width, face):
    page = visit(f"/{language}{PAGE}", width=width, face=face)
    assert page.locator("svg.spread rect").count() > 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/table-{language}-{width}-{face}.png")
        page.locator("#table").screenshot(path=f"{PICTURES}/whole-{language}-{width}-{face}.png")
    assert axe(page) == []


def test_a_range_is_filtered_without_javascript(visit):
    page = visit(f"/bg{PAGE}", java_script_enabled=False)
    page.locator("[name=judges_count__gte]").fill("15")
    page.locator(".column-filter button").click()
    page.wait_for_url("**judges_count__gte=15**")
    shown = page.locator("#table .results-count").inner_text()
    assert "≥ 15" in shown


def test_the_names_of_columns_stay_in_sight_while_rows_scroll(visit):
    page = visit("/bg/datasets/konstitutsionen-kontrol/#table")
    box = page.locator("#table .data-table")
    box.evaluate("element => { element.scrollTop = 600; }")
    head = page.locator("#table thead th").nth(1)
    assert abs(head.bounding_box()["y"] - box.bounding_box()["y"]) < 4
