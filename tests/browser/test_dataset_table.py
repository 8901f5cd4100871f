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


GRID = "/bg/datasets/konstitutsionen-kontrol/#table"


def focused(page):
    """Where the focus stands in the table: (row, column)."""
    return page.evaluate(
        """() => {
            const cell = document.activeElement.closest("td, th");
            return [cell.parentElement.rowIndex, cell.cellIndex];
        }"""
    )


def test_arrow_keys_walk_the_cells_and_end_at_the_edges(visit):
    page = visit(GRID)
    page.locator("#table tbody th").first.focus()
    for key, place in [
        ("ArrowRight", [1, 1]), ("ArrowDown", [2, 1]), ("Home", [2, 0]), ("ArrowLeft", [2, 0]),
        ("Control+Home", [0, 0]), ("ArrowUp", [0, 0]),
    ]:  # fmt: skip
        page.keyboard.press(key)
        assert focused(page) == place, key
    page.keyboard.press("Control+End")
    assert focused(page)[0] == 27
    assert page.locator("#table [role=grid]").count() == 1
    assert axe(page) == []


def test_a_chosen_rectangle_is_copied_as_cells(visit):
    page = visit(GRID)
    page.evaluate(
        """document.addEventListener("copy", (event) => {
            window.copied = event.clipboardData.getData("text/plain");
        })"""
    )
    page.locator("#table tbody th").first.focus()
    for key in ("Shift+ArrowRight", "Shift+ArrowDown"):
        page.keyboard.press(key)
    assert page.locator("#table [aria-selected=true]").count() == 4
    page.keyboard.press("Control+c")
    lines = page.evaluate("window.copied").split("\n")
    assert [len(line.split("\t")) for line in lines] == [2, 2]
    assert lines[0].split("\t")[0] == page.locator("#table tbody th").first.inner_text()


def test_the_whole_page_of_the_table_is_copied_by_a_button(visit):
    page = visit(GRID)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".data-grid__copy button").click()
    page.locator(".data-grid__copy .copy-said:not(:empty)").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert len(copied) == 28
    assert {len(line.split("\t")) for line in copied} == {page.locator("#table thead th").count()}


def test_without_javascript_there_is_no_button_that_does_nothing(visit):
    page = visit(GRID, java_script_enabled=False)
    assert page.locator("#table button", has_text="Копирай").count() == 0
