"""Big old tables may be cleared by an operator's setting; what describes them never is."""

import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from chitalishte.datasets import loading, retention
from chitalishte.datasets.models import Dataset, TableVersion
from chitalishte.records.models import Edition

pytestmark = pytest.mark.django_db

LONG_AGO = datetime.timedelta(days=400)


def version_of(dataset, tmp_path, text, number):
    path = tmp_path / f"{number}.csv"
    path.write_text(text, encoding="utf-8")
    version = loading.load(dataset, path, name=path.name)
    version.mark_public()
    return version


@pytest.fixture
def dataset(settings, tmp_path):
    """A dataset with three published versions; the last is what readers see."""
    settings.TABLE_VERSIONS_KEPT_DAYS, settings.TABLE_VERSIONS_BIG = 365, 1
    dataset = Dataset.objects.public().get(identifier="constitutions")
    dataset.versions.update(is_pinned=True)  # its files serve other tests too
    for number in (1, 2):
        version_of(dataset, tmp_path, f"място,брой\nРусе,{number}\n", number)
    last = version_of(dataset, tmp_path, "място,брой\nРусе,3\n", 3)
    Dataset.objects.filter(pk=dataset.pk).update(current_version=last)
    dataset.versions.update(published_at=timezone.now() - LONG_AGO)
    Edition.advance()
    return Dataset.objects.get(pk=dataset.pk)


def numbers(versions):
    return [version.number for version in versions]


def test_only_what_readers_do_not_see_any_more_is_cleared(dataset):
    cleared = retention.clearable()
    assert dataset.current_version_id not in {version.pk for version in cleared}
    assert {version.dataset_id for version in cleared} == {dataset.pk}
    assert len(cleared) == 2


def test_nothing_is_cleared_unless_the_operator_says_so(dataset, settings):
    settings.TABLE_VERSIONS_KEPT_DAYS = 0
    assert retention.clearable() == []


def test_small_young_and_pinned_versions_are_kept(dataset, settings):
    settings.TABLE_VERSIONS_BIG = 10**9
    assert retention.clearable() == []
    settings.TABLE_VERSIONS_BIG = 1
    dataset.versions.update(published_at=timezone.now())
    assert retention.clearable() == []
    dataset.versions.update(published_at=timezone.now() - LONG_AGO, is_pinned=True)
    assert retention.clearable() == []


def test_a_version_that_something_else_shows_is_kept(dataset, monkeypatch):
    kept = dataset.versions.order_by("number").first()
    monkeypatch.setattr(retention, "_pins", [lambda: [kept.pk]])
    assert kept.number not in numbers(retention.clearable())


def test_the_same_content_in_another_dataset_keeps_it(dataset, tmp_path):
    other = Dataset.objects.public().exclude(pk=dataset.pk).first()
    old = dataset.versions.order_by("-number")[1]
    TableVersion.objects.create(
        dataset=other, number=99, content_hash=old.content_hash, row_count=1, file_name="x"
    )
    assert old.number not in numbers(retention.clearable())


def test_a_cleared_version_keeps_its_page_and_says_that_its_data_are_gone(dataset, client):
    old = dataset.versions.order_by("-number")[1]
    call_command("tidy", "--dry-run", verbosity=0)
    assert old.stored.parquet_path.exists()
    call_command("tidy", verbosity=0)
    page = client.get(old.get_absolute_url())
    assert page.status_code == 200
    assert "брой" in page.content.decode()
    download = reverse("datasets:version_data", args=[dataset.slug, old.number, "csv"])
    assert client.get(download).status_code == 410
    changes = reverse(
        "datasets:changes", args=[dataset.slug, old.number, dataset.current_version.number]
    )
    assert client.get(changes).status_code == 410
    assert client.get(dataset.get_absolute_url()).status_code == 200


def test_the_rows_api_says_gone_for_a_cleared_version(dataset, client):
    old = dataset.versions.order_by("-number")[1]
    call_command("tidy", verbosity=0)
    answer = client.get(f"/api/v1/datasets/{dataset.slug}/{old.number}/rows")
    assert answer.status_code == 410
    assert answer.json()["error"]["code"] == "gone"


def test_the_file_brought_again_fills_a_cleared_version(dataset, client, tmp_path):
    old = dataset.versions.order_by("-number")[1]
    call_command("tidy", verbosity=0)
    again = version_of(dataset, tmp_path, "място,брой\nРусе,2\n", 4)
    assert again.pk == old.pk
    assert again.data_removed_at is None
    assert again.stored.parquet_path.exists()
