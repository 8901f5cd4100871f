"""A dataset's table on its page: sorted, searched and filtered by the server."""

import csv
import io
import json

import pytest

from chitalishte.datasets.models import Dataset

pytestmark = pytest.mark.django_db


@pytest.fixture
def dataset():
    return Dataset.objects.public().get(identifier="constitutional-review")


@pytest.fixture
def rows(settings):
    path = settings.STARTER / "tables" / "constitutional_review.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def get(client, dataset, query=""):
    return client.get(f"{dataset.get_absolute_url('bg')}{query}").context["table"]


def column(table, name):
    place = [c.name for c in table.columns].index(name)
    return [row[place] for row in table.rows]


def test_the_page_shows_every_row_of_the_file(client, dataset, rows):
    table = get(client, dataset)
    assert table.total == len(rows) == 27
    assert column(table, "country") == [row["country"] for row in rows]


def test_sorting_is_numeric_for_numbers_with_the_missing_last(client, dataset, rows):
    table = get(client, dataset, "?sort=-judges_count")
    expected = sorted((int(r["judges_count"]) for r in rows if r["judges_count"]), reverse=True)
    shown = column(table, "judges_count")
    assert [int(cell) for cell in shown if cell] == expected
    assert shown[len(expected) :] == [""] * (len(rows) - len(expected))


def test_words_are_found_in_any_cell(client, dataset, rows):
    table = get(client, dataset, "?find=венеция")
    expected = [r["country"] for r in rows if "венеция" in " ".join(r.values()).casefold()]
    assert column(table, "country") == expected
    assert get(client, dataset, "?find=българия").total >= 1


def test_a_filter_by_value_keeps_exactly_those_rows(client, dataset, rows):
    table = get(client, dataset, "?is-model=mixed")
    assert column(table, "country") == [r["country"] for r in rows if r["model"] == "mixed"]


@pytest.mark.parametrize(
    "query", ["?sort=nothing", "?row_page=0", "?row_page=99999999", "?is-judges_count=много"]
)
def test_a_wrong_address_is_no_error(client, dataset, query):
    assert client.get(f"{dataset.get_absolute_url('bg')}{query}").status_code == 200


def test_the_download_holds_exactly_the_rows_on_screen(client, dataset, rows):
    address = dataset.get_absolute_url("bg")
    answer = client.get(f"{address}data.csv?is-model=mixed&sort=-country")
    found = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    expected = sorted((r["country"] for r in rows if r["model"] == "mixed"), reverse=True)
    assert [row["country"] for row in found] == expected


def test_every_cell_of_the_csv_download_is_that_of_the_file(client, dataset, rows):
    answer = client.get(f"{dataset.get_absolute_url('bg')}data.csv")
    found = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    for got, wanted in zip(found, rows, strict=True):
        for name, value in wanted.items():
            same = {value, {"yes": "true", "no": "false"}.get(value, value)}
            assert got[name].removeprefix("'") in same, (wanted["country"], name)


def test_json_and_parquet_are_given_too(client, dataset, tmp_path):
    address = dataset.get_absolute_url("bg")
    assert len(json.loads(client.get(f"{address}data.json").content)) == 27
    path = tmp_path / "t.parquet"
    answer = client.get(f"{address}data.parquet")
    path.write_bytes(b"".join(answer.streaming_content))
    import duckdb

    assert duckdb.sql(f"select count(*) from '{path}'").fetchall() == [(27,)]


def test_readers_see_the_columns_of_their_language_only(client, dataset):
    bulgarian = {c.name for c in get(client, dataset).columns}
    english = {c.name for c in client.get(dataset.get_absolute_url("en")).context["table"].columns}
    assert "note_bg" in bulgarian
    assert "note_en" not in bulgarian
    assert "note_en" in english
    assert "note_bg" not in english


def test_the_table_in_a_version_stays_at_its_address(client, dataset):
    page = client.get(f"/bg/datasets/{dataset.slug}/versions/1/")
    assert page.status_code == 200
    assert page.context["table"].total == 27
    assert client.get(f"/bg/datasets/{dataset.slug}/versions/9/").status_code == 404


def test_only_the_table_is_sent_when_only_the_table_is_asked_for(client, dataset):
    part = client.get(dataset.get_absolute_url("bg"), headers={"X-Fragment": "table"})
    assert "<html" not in part.content.decode()
    assert "X-Fragment" in part["Vary"]
