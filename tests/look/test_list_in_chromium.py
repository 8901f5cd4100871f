"""Filters of a list: by their button, at once with htmx, and on a phone from a sheet."""

import pytest

from tests.chromium import axe

pytestmark = pytest.mark.browser

COUNT = ".results-count"


def check(page, group):
    page.locator(f"#filter-group-{group}").check()


def test_without_javascript_the_button_sends_the_filters(open_page):
    page = open_page("/list", java_script_enabled=False)
    check(page, "turks")
    page.get_by_role("button", name="Show the results").or_(
        page.locator("#filters [type=submit]")
    ).first.click()
    page.wait_for_url("**/list?group=turks")
    assert page.locator(COUNT).inner_text() == "1 проучвания"


def test_a_change_is_answered_at_once_and_the_address_tells_it(open_page):
    page = open_page("/list")
    page.evaluate("window.samePage = true")
    check(page, "turks")
    page.wait_for_url("**/list?group=turks")
    page.wait_for_selector(f"{COUNT}:has-text('1')")
    assert page.evaluate("window.samePage")
    assert page.evaluate("document.activeElement.id") == "filter-group-turks"
    check(page, "roma")
    page.wait_for_url("**/list?group=roma&group=turks")
    page.go_back()
    page.wait_for_selector(f"{COUNT}:has-text('1')")
    assert axe(page) == []


def test_on_a_phone_several_filters_are_chosen_before_they_are_sent(open_page):
    page = open_page("/list", width=390)
    page.locator(".filters-open").click()
    check(page, "roma")
    page.wait_for_timeout(500)
    assert page.url.endswith("/list")
    check(page, "turks")
    page.locator("#filters [type=submit]").click()
    page.wait_for_url("**/list?group=roma&group=turks")
    assert not page.locator("#filters").is_visible()
    assert axe(page) == []
