"""A server of rendered pages, started once a module and stopped after it."""

import pytest
from django.conf import settings
from django.test import override_settings

from tests.chromium import chromium
from tests.look.sample import TEMPLATES_OF_TESTS
from tests.look.serving import Server

__all__ = ["chromium", "open_page", "pages"]


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
        context.set_default_timeout(15000)
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
