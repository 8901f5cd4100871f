"""What a reader's phone has to fetch besides the page itself, compressed as it travels."""

import gzip
import re

import pytest

from tests.look import list_page, map_page
from tests.look.sample import TEMPLATES_OF_TESTS
from tests.look.serving import static_file

ASSET = re.compile(r'(?:href|src)="/static/([^"]+)"')
MOST = {"map": 90_000, "list": 105_000}  # bytes; with its SVG a map page may weigh 200 kB


def travels(path):
    body = path.read_bytes()
    return len(body) if path.suffix == ".woff2" else len(gzip.compress(body, 9))


@pytest.mark.parametrize(("kind", "page"), [("map", map_page.page), ("list", list_page.page)])
def test_a_page_stays_light(kind, page, settings):
    engine, *rest = settings.TEMPLATES
    settings.TEMPLATES = [engine | {"DIRS": [*engine["DIRS"], TEMPLATES_OF_TESTS]}, *rest]
    assets = {static_file(name) for name in ASSET.findall(page({}))}
    assert all(path.is_file() for path in assets)
    assert sum(travels(path) for path in assets) <= MOST[kind]
