"""What a dataset tells programs about itself."""

import pytest
from django.template.loader import render_to_string

from chitalishte.datasets import openapi
from chitalishte.datasets.models import Dataset
from chitalishte.datasets.using import snippets
from chitalishte.tables import query

pytestmark = pytest.mark.django_db


@pytest.fixture
def dataset():
    return Dataset.objects.public().get(identifier="constitutional-review")


def test_the_description_names_every_filter_that_the_table_knows(client, dataset):
    found = client.get(f"/api/v1/datasets/{dataset.slug}/openapi.json").json()
    assert found["openapi"] == "3.1.0"
    operation = found["paths"][f"/api/v1/datasets/{dataset.slug}/rows"]["get"]
    named = {parameter["name"] for parameter in operation["parameters"]}
    for column in dataset.current_version.stored.columns:
        for op in query.operators_of(column.type):
            assert f"{column.name}__{op}" in named
    rows = client.get(f"/api/v1/datasets/{dataset.slug}/rows?_shape=objects").json()["rows"]
    schema = found["components"]["schemas"]["Row"]["properties"]
    kinds = {"string": str, "integer": int, "number": (int, float), "boolean": bool}
    for row in rows:
        assert list(row) == list(schema)
        for name, value in row.items():
            kind, null = schema[name]["type"]
            assert null == "null"
            assert value is None or isinstance(value, kinds[kind])


def test_every_operation_has_words():
    assert set(openapi.WORDS) == set(query.OPERATORS)


def test_models_find_the_tables_in_llms_txt(client, dataset):
    text = client.get("/llms.txt").content.decode()
    assert text.startswith("# ")
    assert f"/api/v1/datasets/{dataset.slug}/openapi.json" in text
    Dataset.objects.filter(pk=dataset.pk).update(live=False)
    assert dataset.slug not in client.get("/llms.txt").content.decode()


def test_the_part_of_the_page_shows_each_snippet(dataset):
    html = render_to_string(
        "datasets/_use.html", {"record": dataset, "snippets": snippets(dataset)}
    )
    assert html.count("<details>") == 5
    assert f"/api/v1/datasets/{dataset.slug}/rows.csv" in html
