"""A portal of each module's own: its tests change accounts."""

import shutil

import pytest

from tests.serving import running_portal
from tests.visiting import chromium, visit  # noqa: F401


@pytest.fixture(scope="module")
def portal(prepared_var, tmp_path_factory):
    """Serve a portal where staff need a second factor."""
    var = tmp_path_factory.mktemp("portal") / "var"
    shutil.copytree(prepared_var, var)
    with running_portal(var, {"STAFF_MFA_REQUIRED": "true"}) as running:
        yield running
