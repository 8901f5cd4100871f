"""The fixture `portal`: one served portal with the starter collection for a whole run.

Each xdist worker serves its own copy of one installation, prepared once. It is shared by all tests
of a run: leave it as you found it, or serve your own with `tests.serving.running_portal`.
"""

import fcntl
import os
import shutil

import pytest

from tests.serving import fill, prepare, running_portal


def _folder_of_the_run(tmp_path_factory):
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def prepared_var(tmp_path_factory):
    """Return the folder of a set up installation. Copy it, do not serve it."""
    return _prepared(tmp_path_factory) / "prepared"


@pytest.fixture(scope="session")
def blank_var(tmp_path_factory):
    """Return the folder of an installation without the starter collection. Copy it."""
    return _prepared(tmp_path_factory) / "blank"


def _prepared(tmp_path_factory):
    folder = _folder_of_the_run(tmp_path_factory)
    with (folder / "portal.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "blank").exists():
            prepare(folder / "prepared", starter=False)
            shutil.copytree(folder / "prepared", folder / "copied")
            fill(folder / "prepared")
            (folder / "copied").rename(folder / "blank")  # the last step: now both stand
    return folder


@pytest.fixture(scope="session")
def portal(prepared_var, tmp_path_factory):
    var = tmp_path_factory.mktemp("portal") / "var"
    shutil.copytree(prepared_var, var)
    with running_portal(var) as running:
        yield running
