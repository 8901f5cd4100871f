from pathlib import Path

import pytest

from chitalishte.drawing import europe, fonts

NODE_MODULES = Path(__file__).parents[2] / "node_modules"
ATLAS = NODE_MODULES / "world-atlas" / "countries-50m.json"
DETAIL = NODE_MODULES / "world-atlas" / "countries-10m.json"
WOFF2 = NODE_MODULES / "@fontsource-variable" / "sofia-sans" / "files"


@pytest.fixture(scope="session")
def eu27():
    return europe.build(ATLAS, DETAIL)


@pytest.fixture(scope="session")
def sofia_sans(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fonts")
    fonts.build_fonts(WOFF2, folder)
    return folder
