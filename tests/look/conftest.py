"""A Chromium and a server of rendered pages, started once a module and stopped after it.

Playwright keeps an event loop running as long as it lives, and Django refuses its database
in a thread with a running loop: so neither may outlive the module.
"""

import os
import shutil

import pytest
from django.conf import settings
from django.test import override_settings
from playwright.sync_api import Error, sync_playwright

from tests.look.sample import TEMPLATES_OF_TESTS
from tests.look.serving import Server

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
                args=QUIET,
            )
        except Error:
            if os.environ.get("CI"):
                raise
            pytest.skip("no Chromium on this machine: the pages are not tested in a browser")
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def pages():
    """Serve the gallery and the test's own map page; yields the Server."""
    engine, *rest = settings.TEMPLATES
    with override_settings(
        TEMPLATES=[engine | {"DIRS": [*engine["DIRS"], TEMPLATES_OF_TESTS]}, *rest]
    ):
        server = Server()
        yield server
        server.shutdown()
        server.server_close()


@pytest.fixture
def open_page(chromium, pages):
    """Return a function that opens a path and fails the test at its end if the page complained."""
    contexts, complaints = [], []

    def open_path(path, width=1280, face="light", **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=face, **options
        )
        context.set_default_timeout(5000)
        contexts.append(context)
        page = context.new_page()
        # a failed fetch of the broken place is part of a test; a refused style or script never is
        page.on(
            "console",
            lambda message: complaints.append(message.text) if "Policy" in message.text else None,
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(pages.address + path)
        return page

    yield open_path
    for context in contexts:
        context.close()
    assert complaints == []
    assert pages.missing == []
