"""A browser in which every complaint of a page fails the test.

Use with `from tests.visiting import chromium, visit` in a conftest.py that has a fixture `portal`.
"""

from contextlib import contextmanager

import pytest

from tests import chromium as browser
from tests.chromium import chromium

__all__ = ["chromium", "visit"]


class Visitor:
    """A page of one person's browser, and what its console said."""

    def __init__(self, page, portal):
        self.page, self.portal = page, portal
        self.complaints = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heard(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def go(self, path):
        return self.page.goto(self.portal.address + path)

    def path(self):
        return self.page.url.removeprefix(self.portal.address)

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).click()
        self.page.wait_for_load_state()

    def sign_in(self, account, password=None):
        self.go("/accounts/login/")
        self.page.fill("#id_login", account.name)
        self.page.fill("#id_password", password or account.password)
        self.press("Sign in")

    def confirm(self, account):
        """Prove with the password that it is you, as before every sensitive change."""
        assert self.path().startswith("/accounts/reauthenticate/")
        self.page.fill("#id_password", account.password)
        self.press("Confirm")

    def axe(self):
        return browser.axe(self.page)


@pytest.fixture(scope="module")
def visit(chromium, portal):
    """Return a context manager: a fresh browser, in which nothing may be complained of."""

    @contextmanager
    def opened(width=1280, **options):
        options = {"locale": "en-GB", "viewport": {"width": width, "height": 900}} | options
        context = chromium.new_context(**options)
        context.set_default_timeout(15000)
        visitor = Visitor(context.new_page(), portal)
        try:
            yield visitor
            assert not visitor.complaints, "\n".join(visitor.complaints)
        finally:
            context.close()

    return opened
