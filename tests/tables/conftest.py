"""Keeps the files the cases wrote, when `bench reading` wants to show them to other readers."""

import os
import re
import shutil
from pathlib import Path

import pytest

KEPT = os.environ.get("CASES_KEPT_IN")


@pytest.fixture(autouse=True)
def kept_cases(request, tmp_path):
    yield
    if KEPT and re.match(r"test_[0-9]", request.node.name):
        folder = Path(KEPT) / re.sub(r"[^0-9a-z_]+", "-", request.node.name.lower())[:80]
        for path in tmp_path.iterdir():
            if path.is_file():
                folder.mkdir(exist_ok=True)
                shutil.copy(path, folder / path.name)
