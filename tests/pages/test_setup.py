"""Preparing an installation: what is named after the operator's settings."""

import pytest
from wagtail.models import Site

from chitalishte.pages.management.commands.setup import Command, folder_state

pytestmark = pytest.mark.django_db


def test_pages_stand_under_the_address_of_the_portal(settings, client):
    settings.BASE_URL = "https://portal.example.org"
    Command().name_site()
    site = Site.objects.get(is_default_site=True)
    assert (site.hostname, site.port) == ("portal.example.org", 443)
    page = site.root_page.get_first_child()
    assert page.full_url.startswith("https://portal.example.org/bg/")


def test_the_state_of_a_folder_changes_with_its_files_and_with_nothing_else(tmp_path):
    (tmp_path / "a.txt").write_text("едно")
    before = folder_state(tmp_path)
    assert folder_state(tmp_path) == before
    (tmp_path / "a.txt").write_text("две")
    assert folder_state(tmp_path) != before


def test_a_step_runs_again_only_when_what_it_depends_on_changed(tmp_path):
    command = Command()
    command.settings_state = tmp_path / "done"
    command.settings_state.mkdir()
    source = tmp_path / "source.txt"
    source.write_text("едно")
    runs = []
    for about in ("sqlite", "sqlite", "postgres"):
        command.step("a step", [source], lambda: runs.append(1), about=about)
    assert len(runs) == 2
    source.write_text("две")
    command.step("a step", [source], lambda: runs.append(1), about="postgres")
    assert len(runs) == 3
