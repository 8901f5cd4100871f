"""The data API: rows of a published version in every form, and errors that say what is allowed."""

import csv
import io
import json
import time

import duckdb
import openpyxl
import pytest

from chitalishte.datasets.loading import load
from chitalishte.datasets.models import Dataset

pytestmark = pytest.mark.django_db
TABLE = """място,жители,дял,координати,бележка
Русе,120000,0.5,"43.8356, 25.9657",=1+1
Варна,300000,1.25,"43.2141, 27.9147",
айтос,20000,,"42.7000, 27.2500",малък
Русе,7,2.5,"43.8356, 25.9657",
"""


@pytest.fixture
def dataset(tmp_path, settings):
    settings.TABLES_ROOT = tmp_path / "tables"
    dataset = Dataset.objects.public().get(identifier="constitutional-review")
    path = tmp_path / "места.csv"
    path.write_text(TABLE, encoding="utf-8")
    version = load(dataset, path, name="места.csv")
    version.mark_public()
    dataset.current_version = version
    dataset.save()
    return dataset


def address(dataset, query="", tail=""):
    return f"/api/v1/datasets/{dataset.slug}/rows{tail}?{query}"


def get(client, dataset, query="", tail="", **headers):
    return client.get(address(dataset, query, tail), headers=headers)


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_rows_come_with_their_columns_and_an_exact_total(client, dataset):
    found = get(client, dataset, "myasto__exact=русе&_sort=zhiteli").json()
    assert found["ok"] is True
    assert [row[:2] for row in found["rows"]] == [["Русе", 7], ["Русе", 120000]]
    assert found["total"] == 2
    assert found["truncated"] is False
    assert [column["name"] for column in found["columns"]][:2] == ["myasto", "zhiteli"]
    objects = get(client, dataset, "_shape=objects&_select=zhiteli,myasto&_limit=1").json()
    assert objects["rows"] == [{"zhiteli": 120000, "myasto": "Русе"}]


def test_a_walk_follows_the_link_to_its_end(client, dataset):
    url, met = address(dataset, "_limit=3&_sort=-zhiteli&_select=zhiteli"), []
    while url:
        answer = client.get(url)
        found = answer.json()
        met += found["rows"]
        assert ('rel="next"' in answer["Link"]) == found["truncated"]
        url = found.get("next_url", "").replace("https://", "http://").partition("/api/")[2]
        url = url and f"/api/{url}"
    assert met == [[300000], [120000], [20000], [7]]


def test_groups_and_facets(client, dataset):
    found = get(client, dataset, "_group=myasto&_agg=count,sum:zhiteli&_sort=-count").json()
    assert found["rows"][0] == ["Русе", 2, 120007]
    facets = get(client, dataset, "_facet=myasto&_limit=0").json()["facets"]
    assert facets["myasto"]["values"][0] == {"value": "Русе", "count": 2}


def test_a_file_of_each_form_holds_the_rows(client, dataset, tmp_path):
    rows = list(csv.reader(io.StringIO(body(get(client, dataset, tail=".csv")).decode())))
    assert rows[1] == ["Русе", "120000", "0.5", "43.8356, 25.9657", "'=1+1"]
    assert len(rows) == 5
    bulgarian = body(get(client, dataset, "_bom=1&_locale=bg&_raw=1&_labels=1", ".csv"))
    assert bulgarian.decode("utf-8-sig").splitlines()[1].startswith("Русе;120000;0,5;")
    assert bulgarian.startswith(b"\xef\xbb\xbf")
    lines = body(get(client, dataset, "_format=ndjson")).decode().splitlines()
    assert [json.loads(line)["zhiteli"] for line in lines] == [120000, 300000, 20000, 7]
    for query, count in (("", 4), ("zhiteli__gt=100", 3)):
        path = tmp_path / "t.parquet"
        path.write_bytes(body(get(client, dataset, query, ".parquet")))
        assert duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall() == [(count,)]
    book = openpyxl.load_workbook(io.BytesIO(body(get(client, dataset, "_limit=2", ".xlsx"))))
    assert [row[0] for row in book.active.values] == ["място", "Русе", "Варна"]
    from nanoarrow import Array
    from nanoarrow.ipc import InputStream

    arrow = io.BytesIO(body(get(client, dataset, "myasto__exact=айтос", ".arrow")))
    with InputStream.from_readable(arrow) as stream:
        assert [row[0] for row in Array(stream).iter_tuples()] == ["айтос"]


def test_points_go_out_as_geojson(client, dataset):
    found = json.loads(body(get(client, dataset, "myasto__exact=Варна", ".geojson")))
    assert found["features"][0]["geometry"] == {
        "type": "Point", "coordinates": [27.9147, 43.2141],
    }  # fmt: skip
    assert found["features"][0]["properties"]["zhiteli"] == 300000
    empty = json.loads(body(get(client, dataset, "myasto__exact=няма", ".geojson")))
    assert empty == {"type": "FeatureCollection", "features": []}
    refused = get(client, dataset, "_select=myasto", ".geojson")
    assert refused.status_code == 400
    assert refused.json()["error"]["code"] == "no_place"


def test_groups_go_out_as_a_cube(client, dataset):
    found = get(client, dataset, "_group=myasto&_agg=count,sum:zhiteli", ".json-stat").json()
    assert (found["class"], found["version"]) == ("dataset", "2.0")
    places = found["dimension"]["myasto"]["category"]["index"]
    at = places.index("Русе") * 2
    assert found["size"] == [3, 2]
    assert (found["value"][str(at)], found["value"][str(at + 1)]) == (2, 120007)
    assert get(client, dataset, "", ".json-stat").json()["error"]["code"] == "needs_group"


@pytest.mark.parametrize(
    ("tail", "query"),
    [("", "_facet=myasto"), (".csv", ""), (".parquet", "zhiteli__gt=7"), (".xlsx", "")],
)
def test_the_same_version_gives_the_same_bytes(client, dataset, tail, query):
    first = body(get(client, dataset, query, tail))
    time.sleep(1.1 if tail == ".xlsx" else 0)  # the clock of a workbook counts seconds
    assert body(get(client, dataset, query, tail)) == first


def test_a_pinned_version_may_be_kept_for_ever_and_the_current_is_asked_again(client, dataset):
    number = dataset.current_version.number
    pinned = client.get(f"/api/v1/datasets/{dataset.slug}/{number}/rows?_limit=1")
    assert "immutable" in pinned["Cache-Control"]
    assert 'rel="latest-version"' in pinned["Link"]
    current = get(client, dataset, "_limit=1")
    assert "must-revalidate" in current["Cache-Control"]
    again = get(client, dataset, "_limit=1", If_None_Match=current["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    other = get(client, dataset, "_limit=2", If_None_Match=current["ETag"])
    assert other.status_code == 200


def test_another_site_may_read_it(client, dataset):
    assert get(client, dataset)["Access-Control-Allow-Origin"] == "*"
    asked = client.options(address(dataset))
    assert asked.status_code == 204
    assert "GET" in asked["Access-Control-Allow-Methods"]


@pytest.mark.parametrize(
    ("query", "tail", "code", "allowed"),
    [
        ("нещо__exact=1", "", "unknown_column", "myasto"),
        ("zhiteli__gt=много", "", "wrong_value", None),
        ("_limit=10001", "", "wrong_number", None),
        ("_format=doc", "", "unknown_format", "parquet"),
        ("_shape=x", "", "wrong_value", "objects"),
        ("_bom=maybe", ".csv", "wrong_value", "1"),
        ("_next=abc", "", "wrong_token", None),
        ("_facet=myasto", ".csv", "no_facets", "json"),
        ("zhiteli=7", "", "unknown_parameter", "zhiteli__OPERATION"),
    ],
)
def test_every_error_has_one_shape(client, dataset, query, tail, code, allowed):
    answer = get(client, dataset, query, tail)
    assert answer.status_code == 400
    found = answer.json()
    assert found["ok"] is False
    assert found["error"]["code"] == code
    assert found["error"]["message"]
    if allowed:
        assert allowed in found["error"]["allowed"]


def test_what_is_not_published_is_not_given(client, dataset):
    assert client.get("/api/v1/datasets/none/rows").json()["error"]["code"] == "not_found"
    missing = client.get(f"/api/v1/datasets/{dataset.slug}/99/rows")
    assert (missing.status_code, missing.json()["error"]["code"]) == (404, "no_version")
    Dataset.objects.filter(pk=dataset.pk).update(live=False)
    gone = get(client, dataset)
    assert (gone.status_code, gone.json()["error"]["code"]) == (410, "gone")
    assert client.post(address(dataset)).status_code == 405


def test_a_workbook_too_long_to_make_is_refused_with_what_else_there_is(
    client, dataset, monkeypatch
):
    monkeypatch.setattr("chitalishte.datasets.rowforms.XLSX_ROWS", 3)
    refused = get(client, dataset, "", ".xlsx")
    assert refused.json()["error"]["code"] == "too_many_rows"
    assert get(client, dataset, "_limit=3", ".xlsx").status_code == 200
