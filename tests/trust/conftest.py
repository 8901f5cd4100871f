"""A portal of each module's own: its tests change content."""

import shutil

import pytest

from tests.serving import running_portal
from tests.visiting import chromium, visit  # noqa: F401


@pytest.fixture(scope="module")
def portal(prepared_var, tmp_path_factory):
    """Serve a portal with the starter collection."""
    var = tmp_path_factory.mktemp("portal") / "var"
    shutil.copytree(prepared_var, var)
    with running_portal(var) as running:
        yield running
