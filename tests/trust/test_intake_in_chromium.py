"""An editor brings a printed table in a real browser: in pieces, corrected, published."""

import os
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
PRINTED = """Население по области;;
Източник: НСИ;;

Област;2019;2020
Русе;215 477;212 730
Видин;82 835;80 615
Общо;298 312;293 345

* Предварителни данни
"""


@pytest.fixture
def desk(visit, portal):
    with visit(1280) as visitor:
        visitor.sign_in(portal.editor)
        yield visitor


def shot(page, name):
    """A picture for a person to look at, where one asks for it."""
    if folder := os.environ.get("PICTURES"):
        page.locator(".intake, main").first.screenshot(path=Path(folder) / f"{name}.png")


def test_a_printed_table_goes_from_the_disk_to_the_public(desk, tmp_path, portal):
    page = desk.page
    file = tmp_path / "население.csv"
    file.write_bytes(PRINTED.encode("windows-1251"))
    desk.go("/admin/datasets/edit/1/")
    page.locator("a[href*='/admin/intake/new/']").first.click()
    page.wait_for_url("**/admin/intake/new/**")
    shot(page, "bring")
    assert desk.axe() == []
    page.set_input_files("#intake-file", file)
    page.locator("resumable-upload [type=submit]").click()
    page.wait_for_url("**/look/")
    assert page.locator("tr.is-header").count() == 1
    assert page.locator("tr.is-total").count() == 1
    assert desk.axe() == []
    shot(page, "look")
    page.set_viewport_size({"width": 390, "height": 844})
    shot(page, "look-390")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator("[name=next]").click()
    page.wait_for_url("**/name/")
    assert desk.axe() == []
    shot(page, "name")
    page.fill("#reason", "Нови данни от НСИ")
    page.locator("[name=publish]").click()
    page.wait_for_url("**/admin/datasets/edit/1/**")
    shot(page, "done")
    desk.go("/bg/datasets/")
    page.locator("main a[href*='/bg/datasets/']").first.wait_for()
    said = portal.python(
        "from chitalishte.datasets.models import Dataset;"
        "v = Dataset.objects.get(pk=1).current_version; print(v.row_count, v.number)"
    )
    assert said.split() == ["2", "2"]
