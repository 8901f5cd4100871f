"""A question over published tables kept as a dataset, with its lineage."""

import pytest
from django.urls import reverse

from chitalishte.datasets.dcat import turtle
from chitalishte.datasets.models import Dataset, Derivation
from chitalishte.tables import query

pytestmark = pytest.mark.django_db


@pytest.fixture
def sources():
    found = Dataset.objects.public()
    return found.get(identifier="constitutions"), found.get(identifier="constitutional-review")


@pytest.fixture
def sql(sources):
    one, other = (dataset.slug.replace("-", "_") for dataset in sources)
    return (
        f"SELECT country, adopted_date, judges_count, judges_count / 2 AS half, "
        f"judges_count > 10 AS is_large FROM {one} JOIN {other} USING (country) "
        "WHERE judges_count IS NOT NULL ORDER BY country"
    )


@pytest.fixture
def made(desk, sql):
    sent = {"sql": sql, "title_bg": "Съдии и години", "title_en": "Judges and years"}
    answer = desk.post(reverse("dataset_derive"), sent)
    assert answer.status_code == 302, answer.content.decode()
    return Dataset.objects.get(title_bg="Съдии и години")


def publish(dataset):
    dataset.summary_bg = dataset.summary_en = "x"
    dataset.as_of, dataset.confidence, dataset.change_note = "2026", "high", "x"
    dataset.save_revision().publish()
    return Dataset.objects.get(pk=dataset.pk)


def test_the_answer_becomes_a_draft_with_typed_columns(made, sources):
    assert not made.live
    columns = {column.name: column for column in made.current_version.stored.columns}
    assert {name: column.type for name, column in columns.items()} == {
        "country": "code", "adopted_date": "date", "judges_count": "integer",
        "half": "decimal", "is_large": "boolean",
    }  # fmt: skip
    rows = list(query.all_rows(made.current_version.stored))
    assert ("BG", 12, 6.0, True) in [(row[0], row[2], row[3], row[4]) for row in rows]


def test_meanings_licence_and_themes_come_from_the_sources(made, sources):
    known = sources[0].columns.get(name="country")
    assert made.columns.get(name="country").label_bg == known.label_bg
    assert made.licence == sources[0].licence
    assert set(made.themes.all()) >= set(sources[0].themes.all())
    assert len(made.sources) == 2


def test_the_lineage_stands_on_both_pages_and_in_the_catalogue(made, sources, sql, client):
    made = publish(made)
    page = client.get(made.get_absolute_url()).content.decode()
    for source in sources:
        assert source.current_version.get_absolute_url() in page
        assert made.get_absolute_url() in client.get(source.get_absolute_url()).content.decode()
    assert "JOIN" in page
    assert turtle([made]).count("prov:wasDerivedFrom") == 1


def test_the_question_is_asked_again_and_the_same_answer_is_no_new_version(desk, made):
    made = publish(made)
    desk.post(reverse("dataset_renew", args=[made.pk]))
    assert made.versions.count() == 1


def test_another_answer_waits_in_a_draft(desk, made):
    made = publish(made)
    Derivation.objects.update(sql=Derivation.objects.get().sql.replace("ORDER", "AND 1=1 ORDER"))
    derivation = made.current_version.derivation
    derivation.sql = derivation.sql.replace("IS NOT NULL", "> 10")
    derivation.save()
    desk.post(reverse("dataset_renew", args=[made.pk]))
    before = made.current_version
    made.refresh_from_db()
    assert made.current_version == before
    draft = made.get_latest_revision_as_object().current_version
    assert draft.row_count < before.row_count
    assert draft.derivation.sql == derivation.sql


@pytest.mark.parametrize(
    "sql", ["SELECT 1 AS a", "SELECT * FROM nowhere", "DROP TABLE x", "SELECT 1; SELECT 2"]
)
def test_what_cannot_be_a_dataset_is_refused_in_words(desk, sql):
    before = Dataset.objects.count()
    page = desk.post(reverse("dataset_derive"), {"sql": sql, "title_bg": "x"})
    assert page.status_code == 200
    assert 'role="alert"' in page.content.decode()
    assert Dataset.objects.count() == before


def test_too_many_rows_are_refused_before_anything_is_made(desk, sources, monkeypatch):
    monkeypatch.setattr("chitalishte.datasets.deriving.ROWS", 5)
    sql = f"SELECT * FROM {sources[0].slug.replace('-', '_')}"
    page = desk.post(reverse("dataset_derive"), {"sql": sql, "title_bg": "x"})
    assert "5" in page.content.decode()
    assert not Dataset.objects.filter(title_bg="x").exists()


def test_a_reader_is_not_offered_to_keep_the_answer(client, desk, sql):
    page = f"/bg/sql/?sql={sql}"
    assert reverse("dataset_derive") in desk.get(page).content.decode()
    desk.logout()
    assert reverse("dataset_derive") not in desk.get(page).content.decode()
    assert desk.get(reverse("dataset_derive"), {"sql": sql}).status_code == 302
