"""A dataset's table on its page: sorted, searched and filtered by the server."""

import csv
import io
import json
from collections import Counter
from urllib.parse import urlencode

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


def test_the_page_and_the_data_api_understand_the_same_address(client, dataset):
    question = {"judges_count__gte": "12", "model__not": "mixed", "_sort": "-judges_count"}
    table = get(client, dataset, "?" + urlencode(question))
    answer = client.get(f"/api/v1/datasets/{dataset.slug}/rows", question).json()
    assert 0 < table.total < 27
    assert [list(row.values()) for row in table.page[0]] == answer["rows"]


def test_former_addresses_become_those_of_today(client, dataset):
    table = get(client, dataset, "?is-model=mixed&sort=-judges_count&find=съд")
    assert table.query == get(client, dataset, table.query).query
    assert "model__exact=mixed" in table.query
    assert "_sort=-judges_count" in table.query


def test_the_reader_chooses_columns_with_a_plain_form(client, dataset):
    table = get(client, dataset, "?_select=country&_select=judges_count")
    assert [column.name for column in table.columns] == ["country", "judges_count"]
    assert all(len(row) == 2 for row in table.rows)


def test_what_the_table_cannot_be_asked_is_left_out_and_told(client, dataset):
    table = get(client, dataset, "?judges_count__gte=много&no_such__exact=1")
    assert (table.is_refused, table.total) == (True, 27)
    assert not get(client, dataset, "?utm_source=x").is_refused


def test_the_panel_of_a_column_counts_what_the_file_holds(client, dataset, rows):
    panel = get(client, dataset, "?_column=judges_count").panel
    numbers = [int(row["judges_count"]) for row in rows if row["judges_count"]]
    facts = {fact["label"]: fact["value"] for fact in panel.facts}
    assert panel.summary.count == len(numbers)
    assert str(min(numbers)) in facts.values()
    assert str(max(numbers)) in facts.values()
    assert panel.histogram.count("<rect") == len(panel.summary.bins) > 1
    values = get(client, dataset, "?_column=model&model__exact=mixed").panel.values
    expected = Counter(row["model"] for row in rows)
    assert sorted(int(value["count"]) for value in values) == sorted(expected.values())
    assert [value["is_chosen"] for value in values].count(True) == 1


@pytest.mark.parametrize("language", ["bg", "en"])
def test_every_column_has_a_panel_and_each_of_its_values_leads_to_its_rows(
    client, dataset, language
):
    address = dataset.get_absolute_url(language)
    for column in client.get(address).context["table"].columns:
        panel = client.get(address, {"_column": column.name}).context["table"].panel
        for value in panel.values[:1]:
            found = client.get(address + value["url"]).context["table"]
            assert str(found.total) == value["count"], column.name
