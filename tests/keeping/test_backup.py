"""A backup holds everything and comes back as it was."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).parent / "chitalishte"
COMPARED = """
import json
from chitalishte.keeping.backup import WholeMoments
from chitalishte.keeping.contents import models, files
from django.core import serializers
rows = {}
for model in models():
    rows[model._meta.label] = [
        serializers.serialize("json", [row], cls=WholeMoments)
        for row in model._base_manager.order_by("pk")
    ]
import hashlib
parts = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files()}
print(json.dumps({"rows": rows, "files": parts}))
"""
# microseconds of 600 are no millisecond at all in Django's own JSON
AT_AN_ODD_MOMENT = """
import datetime
from chitalishte.datasets.models import Dataset
moment = datetime.datetime(2026, 1, 2, 3, 4, 5, 600, tzinfo=datetime.UTC)
assert Dataset.objects.update(last_published_at=moment)
"""
ADD_A_PICTURE = """
import io
from PIL import Image as Picture
from django.core.files.base import ContentFile
from wagtail.images.models import Image
out = io.BytesIO()
Picture.new("RGB", (40, 30), "red").save(out, "PNG")
Image.objects.create(title="Знаме", file=ContentFile(out.getvalue(), "flag.png"))
"""


def chitalishte(var, *arguments, stdin="", is_fine=True):
    done = subprocess.run(
        [PROGRAM, *arguments],
        env=os.environ
        | {"CHITALISHTE_VAR": str(var), "DJANGO_SETTINGS_MODULE": "chitalishte.settings.local"}
        | {"DATABASE_URL": f"sqlite:///{var}/chitalishte.sqlite3"},
        input=stdin,
        capture_output=True,
        text=True,
    )
    if is_fine:
        assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def installed(prepared_var, tmp_path_factory):
    """An installation with the starter collection, a picture, and its backup."""
    var = tmp_path_factory.mktemp("installed") / "var"
    shutil.copytree(prepared_var, var)
    chitalishte(var, "shell", "--verbosity", "0", stdin=ADD_A_PICTURE + AT_AN_ODD_MOMENT)
    path = var / "all.zip"
    chitalishte(var, "backup", str(path))
    return var, path


@pytest.fixture(scope="module")
def restored(installed, blank_var, tmp_path_factory):
    """Another installation, into which the backup was brought."""
    var = tmp_path_factory.mktemp("restored") / "var"
    shutil.copytree(blank_var, var)
    chitalishte(var, "restore", str(installed[1]))
    return var


@pytest.fixture
def empty(blank_var, tmp_path):
    shutil.copytree(blank_var, tmp_path / "var")
    return tmp_path / "var"


def everything(var):
    told = chitalishte(var, "shell", "--verbosity", "0", stdin=COMPARED).stdout
    return json.loads(told.strip().splitlines()[-1])


def test_every_record_page_file_and_table_comes_back(installed, restored):
    before, after = everything(installed[0]), everything(restored)
    assert after["files"] == before["files"]
    assert any(name.startswith("tables/") for name in after["files"])
    assert any(name.startswith("media/") for name in after["files"])
    for model, rows in before["rows"].items():
        if model == "records.Edition":
            continue  # a restore is a public change, so the edition grows
        assert after["rows"][model] == rows, model
    assert after["rows"]["datasets.Dataset"]


def test_the_search_works_after_a_restore(restored):
    ask = (
        "from chitalishte.records import search\nprint(len(search.find('sadebna', language='bg')))"
    )
    told = chitalishte(restored, "shell", "--verbosity", "0", stdin=ask).stdout
    assert int(told.strip().splitlines()[-1]) > 0


def test_a_damaged_backup_changes_nothing(installed, empty, tmp_path):
    _var, path = installed
    damaged = tmp_path / "damaged.zip"
    with zipfile.ZipFile(path) as good, zipfile.ZipFile(damaged, "w") as bad:
        for item in good.infolist():
            content = good.read(item)
            if item.filename.endswith("table.parquet"):
                content = content[:-1] + bytes([content[-1] ^ 1])
            bad.writestr(item, content)
    before = everything(empty)
    done = chitalishte(empty, "restore", str(damaged), is_fine=False)
    assert done.returncode != 0
    assert "damaged" in done.stderr
    assert everything(empty) == before


def test_a_backup_that_leads_out_of_its_folder_is_refused(installed, empty, tmp_path):
    _var, path = installed
    hostile = tmp_path / "hostile.zip"
    content = b"x"
    with zipfile.ZipFile(path) as good, zipfile.ZipFile(hostile, "w") as bad:
        manifest = json.loads(good.read("manifest.json"))
        name = "media/../../evil.txt"
        manifest["files"][name] = {"size": 1, "sha256": hashlib.sha256(content).hexdigest()}
        for item in good.infolist():
            if item.filename != "manifest.json":
                bad.writestr(item, good.read(item))
        bad.writestr(name, content)
        bad.writestr("manifest.json", json.dumps(manifest))
    done = chitalishte(empty, "restore", str(hostile), is_fine=False)
    assert done.returncode != 0
    assert not (tmp_path.parent / "evil.txt").exists()
    assert not (tmp_path / "evil.txt").exists()


def test_a_file_that_is_no_backup_is_refused_in_words(empty, tmp_path):
    path = tmp_path / "no.zip"
    path.write_text("това не е архив")
    done = chitalishte(empty, "restore", str(path), is_fine=False)
    assert done.returncode != 0
    assert "Nothing was changed" in done.stderr
