"""Versions of a table as readers meet them: what changed, why, and what was taken back."""

import csv
import io
import json

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse

from chitalishte.datasets.loading import load
from chitalishte.datasets.models import Column, Dataset, TableVersion

pytestmark = pytest.mark.django_db

BEFORE = "код;град;хора\n01;Лом;100\n02;Русе;200\n03;Видин;300\n"
AFTER = "код;град;хора\n01;Лом;100\n02;Русе;250\n04;Бяла;50\n"


@pytest.fixture
def dataset(tmp_path, settings):
    """A public dataset whose next two versions hold BEFORE and AFTER."""
    dataset = Dataset.objects.public().get(identifier="constitutional-review")
    for name, words in (("2023.csv", BEFORE), ("2024.csv", AFTER)):
        path = tmp_path / name
        path.write_text(words, encoding="utf-8")
        version = load(dataset, path, name=name)
        version.mark_public()
    dataset.current_version = version
    dataset.save()
    return dataset


@pytest.fixture
def pair(dataset):
    after, before = dataset.versions.order_by("-number")[:2]
    return before, after


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_the_page_says_what_changed_in_numbers_and_row_by_row(client, dataset, pair):
    before, after = pair
    for address in ("/bg", "/en"):
        url = f"{address}/datasets/{dataset.slug}/changes/{before.number}..{after.number}/"
        page = client.get(url)
        found = page.context["comparison"]
        counts = found.difference
        assert (counts.added, counts.removed, counts.changed, counts.same) == (1, 1, 1, 1)
        assert [row[1:] for row in found.rows] == [
            ["02", "Русе", "200 → 250"],
            ["04", "Бяла", "50"],
            ["03", "Видин", "300"],
        ]
        assert found.sums == [["хора", "600", "400"]]


def test_the_key_of_the_data_dictionary_is_used(client, dataset, pair):
    Column.objects.create(dataset=dataset, name="град", label_bg="Град", is_key=True)
    url = reverse("datasets:changes", args=[dataset.slug, pair[0].number, pair[1].number])
    found = client.get(url).context["comparison"]
    assert found.difference.key == ("grad",)
    assert found.key_labels == ["Град"]


def test_all_changes_can_be_taken_away_as_csv_and_json(client, dataset, pair):
    address = [dataset.slug, pair[0].number, pair[1].number]
    answer = client.get(reverse("datasets:changes_file", args=[*address, "csv"]))
    rows = list(csv.reader(io.StringIO(body(answer).decode("utf-8-sig"))))
    assert rows == [
        ["_change", "код", "град", "хора"],
        ["before", "02", "Русе", "200"],
        ["after", "02", "Русе", "250"],
        ["added", "04", "Бяла", "50"],
        ["removed", "03", "Видин", "300"],
    ]
    answer = client.get(reverse("datasets:changes_file", args=[*address, "json"]))
    found = json.loads(body(answer))
    assert (found["key"], found["added"], found["sums"]) == (["kod"], 1, {"hora": [600, 400]})
    assert [row["change"] for row in found["rows"]] == ["changed", "added", "removed"]
    assert client.get(reverse("datasets:changes_file", args=[*address, "exe"])).status_code == 404


def test_a_table_that_was_never_published_is_compared_with_nothing(client, dataset, pair):
    TableVersion.objects.filter(pk=pair[0].pk).update(published_at=None)
    url = reverse("datasets:changes", args=[dataset.slug, pair[0].number, pair[1].number])
    assert client.get(url).status_code == 404


def test_the_list_of_versions_gives_kind_reason_and_the_way_to_what_changed(client, dataset, pair):
    before, after = pair
    after.kind, after.reason_bg = "correction", "Русе беше сгрешен."
    after.save()
    page = client.get(dataset.get_absolute_url("bg")).content.decode()
    assert "Русе беше сгрешен." in page
    assert f"/changes/{before.number}..{after.number}/" in page
    assert "Русе беше сгрешен." in client.get(after.get_absolute_url()).content.decode()


def test_withheld_data_are_gone_but_the_page_of_the_version_stays(client, dataset, pair):
    before, after = pair
    before.kind, before.is_withheld, before.reason_bg = "retraction", True, "Лични данни."
    before.full_clean()
    before.save()
    page = client.get(before.get_absolute_url())
    assert page.status_code == 200
    assert "Лични данни." in page.content.decode()
    assert "Видин" not in page.content.decode()
    data = reverse("datasets:version_data", args=[dataset.slug, before.number, "csv"])
    assert client.get(data).status_code == 410
    rows = reverse("data:version_rows", args=[dataset.slug, before.number])
    assert client.get(rows).status_code == 410
    changes = reverse("datasets:changes", args=[dataset.slug, before.number, after.number])
    assert client.get(changes).status_code == 410


def test_what_readers_see_now_cannot_be_withheld(dataset, pair):
    after = pair[1]
    after.kind, after.is_withheld = "retraction", True
    with pytest.raises(ValidationError):
        after.full_clean()


def test_who_publishes_says_why_a_version_came_and_nobody_deletes_one(desk, editor, pair):
    after = pair[1]
    address = f"/admin/snippets/datasets/tableversion/edit/{after.pk}/"
    assert desk.get(address).status_code == 200
    said = {"kind": "correction", "reason_bg": "Поправка.", "reason_en": ""}
    assert desk.post(address, said).status_code == 302
    after.refresh_from_db()
    assert (after.kind, after.reason_bg) == ("correction", "Поправка.")
    deleting = desk.post(f"/admin/snippets/datasets/tableversion/delete/{after.pk}/")
    assert TableVersion.objects.filter(pk=after.pk).exists()
    assert deleting.status_code in (302, 403)
    editor.is_superuser = False
    editor.save()
    editor.groups.set(
        Group.objects.filter(permissions__codename="access_admin").exclude(
            permissions__codename="publish_dataset"
        )[:1]
    )
    desk.post(address, said | {"reason_bg": "Друго."})
    after.refresh_from_db()
    assert after.reason_bg == "Поправка."
