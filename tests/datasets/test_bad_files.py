"""A file that cannot be read never costs the dataset its last good table."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from chitalishte.datasets.models import Dataset
from tests.records.desk import errors_of, form_of, send

pytestmark = pytest.mark.django_db

GOOD = b"country,model\nBG,mixed\nRO,other\n"


@pytest.fixture
def dataset():
    return Dataset.objects.public().get(identifier="constitutions")


def workbook(*rows, change=lambda sheet: None):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    change(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 80_000_000)
    return out.getvalue()


def merged(sheet):
    sheet.merge_cells("A2:B2")


BAD_FILES = {
    "no rows": ("z.csv", b"a,b\n", ["z.csv"]),
    "nothing": ("n.csv", b"", ["n.csv"]),
    "a picture": ("p.csv", b"\x89PNG\r\n\x1a\n" + b"\0" * 200, ["p.csv"]),
    "an unclosed quote": ("q.csv", b'a,b\n1,"2\n3,4\n', ["q.csv", "ред 2"]),
    "two tables": (
        "t.xlsx",
        workbook(["a", "b"], [1, 2], [], [], ["c", "d"], [3, 4]),
        ["t.xlsx", "Sheet"],
    ),
    "merged cells": (
        "m.xlsx",
        workbook(["a", "b"], [1, 2], [3, 4], change=merged),
        ["m.xlsx", "Sheet", "ред 2"],
    ),
    "a formula with an error": (
        "f.xlsx",
        workbook(["a", "b"], [1, "#REF!"], [3, 4]),
        ["f.xlsx", "ред 2", "#REF!"],
    ),
    "a bomb": ("b.xlsx", bomb(), ["b.xlsx"]),
    "a huge cell": ("h.csv", b"a,b\n1," + b"x" * 10_000_000 + b"\n", ["h.csv", "ред 2"]),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_named_and_the_last_table_stays(desk, dataset, name):
    file_name, content, expected = BAD_FILES[name]
    before = dataset.current_version
    answer = send(desk, dataset, table_file=SimpleUploadedFile(file_name, content))
    assert answer.status_code == 200, "the form comes back"
    sentences = errors_of(answer)
    for words in expected:
        assert words in sentences
    dataset.refresh_from_db()
    assert dataset.current_version == before
    assert dataset.versions.count() == 1
    assert dataset.get_latest_revision_as_object().current_version == before


def test_a_good_file_becomes_the_next_version_and_the_earlier_one_keeps_its_address(
    desk, client, dataset
):
    answer = send(
        desk,
        dataset,
        table_file=SimpleUploadedFile("ново.csv", GOOD),
        change_note="Нов файл от пробата.",
    )
    assert answer.status_code == 302, errors_of(answer) if answer.context else ""
    dataset.refresh_from_db()
    assert dataset.current_version.number == 2
    assert dataset.current_version.row_count == 2
    first = client.get(f"/bg/datasets/{dataset.slug}/versions/1/data.csv")
    assert first.status_code == 200
    assert b"".join(first).count(b"\n") > 27
    page = client.get(dataset.get_absolute_url("bg")).content.decode()
    assert "Нов файл от пробата." in page


def test_a_draft_with_a_new_table_does_not_show_it(desk, client, dataset):
    send(desk, dataset, action="", table_file=SimpleUploadedFile("тайно.csv", GOOD))
    assert dataset.versions.count() == 2
    assert client.get(f"/bg/datasets/{dataset.slug}/versions/2/").status_code == 404
    assert client.get(f"/bg/datasets/{dataset.slug}/versions/2/data.csv").status_code == 404
    assert "тайно.csv" not in client.get(dataset.get_absolute_url("bg")).content.decode()


def test_a_table_that_was_only_ever_a_draft_stays_unseen_when_a_later_one_is_published(
    desk, client, dataset
):
    send(desk, dataset, action="", table_file=SimpleUploadedFile("тайно.csv", GOOD))
    later = GOOD + b"EE,mixed\n"
    send(desk, dataset, table_file=SimpleUploadedFile("явно.csv", later))
    statuses = [
        client.get(f"/bg/datasets/{dataset.slug}/versions/{number}/").status_code
        for number in (1, 2, 3)
    ]
    assert statuses == [200, 404, 200]
    assert "тайно.csv" not in client.get(dataset.get_absolute_url("bg")).content.decode()


def test_publishing_without_a_source_says_so_at_the_field_and_a_draft_can_be_saved(desk, dataset):
    form = form_of(dataset)
    viewset = Dataset.snippet_viewset
    from django.urls import reverse

    address = reverse(viewset.get_url_name("edit"), args=[dataset.pk])
    empty = {name: value for name, value in form.items() if not name.startswith("sources-")}
    empty |= {"sources-count": "0"}
    refused = desk.post(address, empty | {"action-publish": "1"})
    assert "източник" in errors_of(refused)
    saved = desk.post(address, empty)
    assert saved.status_code == 302


def test_a_file_above_the_limit_is_refused(desk, dataset, settings):
    settings.TABLE_UPLOAD_MAX_SIZE = 1024 * 1024
    large = SimpleUploadedFile("l.csv", b"a,b\n" + b"1,2\n" * 300_000)
    assert "1 MB" in errors_of(send(desk, dataset, table_file=large))


def test_cyrillic_headers_become_names_and_the_dictionary_knows_the_headers(dataset, tmp_path):
    from chitalishte.datasets.dictionary import Dictionary
    from chitalishte.datasets.loading import load
    from chitalishte.datasets.models import Column

    path = tmp_path / "t.csv"
    path.write_text("Държава,Форма на държавата\nBG,република\nRO,република\n", "utf-8")
    version = load(dataset, path, name="t.csv")
    names = [column.name for column in version.stored.columns]
    assert names == ["darzhava", "forma_na_darzhavata"]
    dataset.columns = [Column(name="Форма на държавата", label_bg="Форма", role="category")]
    assert Dictionary(dataset, version).get("forma_na_darzhavata").label == "Форма"
