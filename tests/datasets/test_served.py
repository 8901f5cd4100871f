"""A served portal read by the clients people have: curl, Python as its page says."""

import subprocess
import sys

import pytest

from chitalishte.datasets.models import Dataset
from chitalishte.datasets.using import snippets


@pytest.fixture
def codes(portal, db, settings):
    """The snippets of a dataset of the starter collection, with the address that is served."""
    settings.BASE_URL = portal.address
    dataset = Dataset.objects.public().get(identifier="constitutional-review")
    return {one["name"]: one["code"] for one in snippets(dataset)}


def test_the_curl_snippet_runs_as_it_stands(codes, tmp_path):
    subprocess.run(codes["curl"], shell=True, cwd=tmp_path, check=True)  # noqa: S602
    (path,) = tmp_path.iterdir()
    assert len(path.read_text().splitlines()) >= 28


def test_the_python_snippet_runs_as_it_stands(codes):
    done = subprocess.run(
        [sys.executable, "-c", codes["Python"]], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("27 {")
