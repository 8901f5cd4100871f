"""Who follows a dataset is told of each of its versions."""

import xml.etree.ElementTree as ET

import pytest

from chitalishte.datasets.models import Dataset, TableVersion

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def dataset():
    return Dataset.objects.public().get(identifier="constitutional-review")


def entries(client, dataset):
    answer = client.get(f"/en/datasets/{dataset.slug}/versions/feed/")
    assert answer["Content-Type"].startswith("application/atom+xml")
    return ET.fromstring(answer.content).findall(f"{ATOM}entry")


def text(entry, name):
    return entry.find(f"{ATOM}{name}").text


def test_every_published_version_is_an_entry_and_no_draft_is(client, dataset):
    dataset.versions.create(number=2, content_hash="0" * 64, row_count=1, file_name="draft.csv")
    (entry,) = entries(client, dataset)
    assert text(entry, "title") == "Version 1"
    assert entry.find(f"{ATOM}link").get("href").endswith("/versions/1/")


def test_a_version_taken_back_is_news_with_its_reason(
    client, dataset, django_capture_on_commit_callbacks
):
    before = text(entries(client, dataset)[0], "id")
    version = dataset.versions.get(number=1)
    version.kind = TableVersion.Kind.RETRACTION
    version.reason_bg, version.reason_en = "Грешни числа.", "Wrong numbers."
    with django_capture_on_commit_callbacks(execute=True):
        version.save()
    (entry,) = entries(client, dataset)
    assert text(entry, "id") != before
    assert text(entry, "summary").startswith("Wrong numbers.")


def test_there_is_no_feed_of_what_is_not_public(client, dataset):
    assert client.get("/en/datasets/no-such/versions/feed/").status_code == 404


def test_withheld_data_are_not_given_from_the_pages_that_were_kept(
    client, dataset, django_capture_on_commit_callbacks
):
    address = f"/api/v1/datasets/{dataset.slug}/1/rows.csv"
    page = f"/bg/datasets/{dataset.slug}/versions/1/"
    assert client.get(address).status_code == client.get(page).status_code == 200
    assert client.get(page).context is None  # kept
    version = dataset.versions.get(number=1)
    version.kind, version.is_withheld = TableVersion.Kind.RETRACTION, True
    with django_capture_on_commit_callbacks(execute=True):
        version.save()
    assert client.get(address).status_code == 410
    assert client.get(page).context["table"] is None
