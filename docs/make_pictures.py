"""Make every picture of the documents anew, from a running portal: docs/pictures/*.png.

    .venv/bin/python docs/make_pictures.py [NAME …]

Serves a portal of its own in a temporary folder and walks through it as docs/editors.md tells:
signs in, publishes a dataset from a workbook, makes a map, imports, corrects. Names limit what is
written, not what is walked. Needs what `make test` installs and a Chromium that speaks Bulgarian
(in Debian: chromium and chromium-l10n), or its own buttons and dates come out in English.
"""

# ruff: noqa: T201

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from picturing import archive, pages, readers, records, tables  # noqa: E402
from picturing.camera import HEIGHT, WIDTH, Walk  # noqa: E402
from picturing.files import make_files  # noqa: E402

from tests.serving import running_portal  # noqa: E402


def walk_through(walk, files):
    readers.front_pages(walk)
    readers.a_mistake_is_reported(walk)
    pages.sign_in(walk)
    tables.a_dataset(walk, files)
    tables.a_map(walk)
    tables.a_chart(walk)
    archive.an_official_text(walk, files)
    archive.a_document(walk, files)
    records.one_draft(walk)
    records.withdrawal(walk)
    records.imports(walk, files)
    records.reports(walk)
    pages.pages(walk)
    pages.translation(walk)


def main(wanted):
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory(prefix="chitalishte-pictures-") as folder:
        folder = Path(folder)
        files = make_files(folder)
        print("Setting up a portal …", flush=True)
        with running_portal(folder / "var") as portal, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium,
                args=["--lang=bg", *(["--no-sandbox"] if os.geteuid() == 0 else [])],
                env=os.environ | {"LANGUAGE": "bg"},
            )
            context = browser.new_context(
                viewport={"width": WIDTH, "height": HEIGHT}, locale="bg-BG", color_scheme="light"
            )
            context.set_default_timeout(10_000)
            walk_through(Walk(context.new_page(), portal, wanted), files)
            browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
