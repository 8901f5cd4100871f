"""Chromium and axe for every test that looks at pages as people do.

Use with `from tests.chromium import chromium` in a conftest.py. Playwright keeps an event loop
running as long as it lives, and Django refuses its database in a thread with a running loop: so a
browser may not outlive its module.
"""

import os
import shutil

import pytest
from playwright.sync_api import Error, sync_playwright

from tests.serving import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
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
            # without a path Playwright takes its own, where it could be downloaded
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
                args=QUIET,
            )
        except Error:
            if os.environ.get("CI"):
                raise
            pytest.skip("no Chromium on this machine: nothing is tested in a browser")
        yield browser
        browser.close()


def axe(page):
    """Return what axe-core finds, one line a rule, with the first place it was found."""
    # a page that a click has just begun to bring has no heading yet
    page.wait_for_load_state()
    page.evaluate(AXE.read_text())
    found = page.evaluate(
        "axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations)"
    )
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:160]}" for rule in found]
