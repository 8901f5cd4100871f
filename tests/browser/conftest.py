"""Chromium before a whole portal with the starter collection."""

import pytest

from tests.chromium import chromium

__all__ = ["chromium"]


@pytest.fixture
def visit(chromium, portal):
    """Return a function that opens an address of the portal; the page must not complain."""
    contexts, complaints = [], []

    def open_address(address, width=1280, face="light", **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=face, **options
        )
        context.set_default_timeout(15000)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console",
            lambda message: complaints.append(message.text) if message.type == "error" else None,
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(portal.address + address)
        return page

    yield open_address
    for context in contexts:
        context.close()
    # the browser reports the answers to a wrong form and to a missing page too
    meant = ("400", "404", "410")
    assert [words for words in complaints if not any(code in words for code in meant)] == []
