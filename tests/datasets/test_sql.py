"""SQL of readers: the page and the API over published tables."""

import json

import pytest

from chitalishte.datasets.models import Dataset

pytestmark = pytest.mark.django_db


def ask(client, sql, **more):
    return client.get("/api/v1/sql", {"sql": sql} | more)


def test_published_tables_are_joined_by_their_names(client):
    names = {each.identifier: each.slug.replace("-", "_") for each in Dataset.objects.public()}
    one, other = names["constitutions"], names["constitutional-review"]
    sql = f"SELECT country, adopted_date, judges_count FROM {one} JOIN {other} USING (country) "
    answer = ask(client, sql + "WHERE country = 'BG'").json()
    assert answer["ok"], answer
    assert answer["rows"] == [["BG", "1991-07-12", 12]]
    assert answer["truncated"] is False
    assert set(answer["tables"]) == {one, other}


def test_a_draft_is_not_there(client):
    dataset = Dataset.objects.public().get(identifier="constitutions")
    name = dataset.slug.replace("-", "_")
    dataset.unpublish()
    answer = ask(client, f"SELECT * FROM {name}")
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "wrong_sql"


@pytest.mark.parametrize(
    "sql", ["DROP TABLE x", "SELECT 1; SELECT 2", "SELECT * FROM read_csv('/etc/passwd')"]
)
def test_what_is_no_harmless_select_is_refused_in_the_one_shape(client, sql):
    answer = ask(client, sql)
    assert answer.status_code == 400
    assert set(answer.json()) == {"ok", "error"}
    assert "root:" not in answer.content.decode()


def test_the_answer_is_given_as_csv_that_runs_nothing(client):
    answer = ask(client, "SELECT '=1+1' AS a, 2 AS b", _format="csv")
    assert answer.content.decode().splitlines() == ["a,b", "'=1+1,2"]


def test_without_a_question_the_tables_are_named(client):
    error = client.get("/api/v1/sql").json()["error"]
    assert error["code"] == "no_sql"
    assert len(error["allowed"]) == Dataset.objects.public().count()


@pytest.mark.parametrize(
    ("language", "words"), [("bg", "Питайте таблиците"), ("en", "Ask the tables")]
)
def test_the_page_shows_the_tables_the_answer_and_its_files(client, language, words):
    page = client.get(f"/{language}/sql/", {"sql": "SELECT 6 * 7 AS answer"}).content.decode()
    assert words in page
    assert "42" in page.split('id="answer"')[1]
    assert "/api/v1/sql?sql=SELECT" in page
    for example in client.get(f"/{language}/sql/").context["examples"]:
        found = client.get(f"/{language}/sql/", {"sql": example["sql"]})
        assert found.context["refusal"] == "", example


def test_a_mistake_is_said_with_what_the_engine_says(client):
    page = client.get("/bg/sql/", {"sql": "SELEC 1"})
    assert page.context["refusal"]
    assert "SELEC" in page.context["detail"]


def test_what_was_asked_is_plain_text_on_the_page(client):
    page = client.get(
        "/bg/sql/", {"sql": "SELECT '<script>alert(1)</script>' AS x"}
    ).content.decode()
    assert "<script>alert(1)" not in page


def test_a_program_may_post_a_long_question(client):
    answer = client.post("/api/v1/sql", {"sql": "SELECT 1 AS n"})
    assert json.loads(answer.content)["rows"] == [[1]]
