"""CKAN's own client reads our tables; what is wrong is said as CKAN says it."""

import json

import pytest

from chitalishte.datasets.models import Dataset

ckanapi = pytest.importorskip("ckanapi")


@pytest.fixture
def ckan(portal):
    with ckanapi.RemoteCKAN(portal.address, user_agent="tests") as remote:
        yield remote


@pytest.fixture
def slug(db):
    return Dataset.objects.public().get(identifier="constitutional-review").slug


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_its_client_walks_from_the_site_to_the_rows(ckan, slug):
    assert ckan.action.status_show()["ckan_version"]
    assert ckan.action.site_read() is True
    assert slug in ckan.action.package_list()
    package = ckan.action.package_show(id=slug)
    assert ckan.action.package_search(q="", rows=1)["count"] == len(ckan.action.package_list())
    resource = package["resources"][0]
    assert ckan.action.resource_show(id=resource["id"]) == resource
    found = ckan.action.datastore_search(
        resource_id=resource["id"], filters={"model": "mixed"}, sort="judges_count desc", limit=3
    )
    assert [field["id"] for field in found["fields"]][:2] == ["_id", "country"]
    assert {row["model"] for row in found["records"]} == {"mixed"}
    counts = [row["judges_count"] for row in found["records"]]
    assert counts == sorted(counts, reverse=True)
    by_sql = ckan.action.datastore_search_sql(
        sql=f"SELECT count(*) AS n FROM \"{resource['id']}\" WHERE model = 'mixed'"
    )
    assert by_sql["records"] == [{"n": found["total"]}]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_its_client_knows_our_errors(ckan, slug):
    with pytest.raises(ckanapi.NotFound):
        ckan.action.package_show(id="nothing-here")
    with pytest.raises(ckanapi.NotFound):
        ckan.action.datastore_search(resource_id="nothing-here")
    with pytest.raises(ckanapi.ValidationError):
        ckan.action.datastore_search(resource_id=slug, filters={"nothing": 1})
    with pytest.raises(ckanapi.ValidationError):
        ckan.action.datastore_search(resource_id=slug, colour="red")
    with pytest.raises(ckanapi.ValidationError):
        ckan.action.datastore_search_sql(sql="DROP TABLE x")


def search(client, **sent):
    answer = client.post("/api/3/action/datastore_search", sent, content_type="application/json")
    return answer.json()


@pytest.mark.django_db
def test_rows_are_those_of_our_own_api(client, slug):
    ours = client.get(f"/api/v1/datasets/{slug}/rows?_shape=objects").json()["rows"]
    found = search(client, resource_id=slug)["result"]
    assert found["records"] == [{"_id": at, **row} for at, row in enumerate(ours, start=1)]
    part = search(client, resource_id=slug, limit=2, offset=3, fields="country", sort="_id")
    assert part["result"]["records"] == [{"country": row["country"]} for row in ours[3:5]]
    assert part["result"]["total"] == len(ours)
    lists = search(client, resource_id=slug, records_format="lists", limit=1)["result"]["records"]
    assert lists == [[1, *ours[0].values()]]
    models = search(client, resource_id=slug, distinct=True, fields=["model"])["result"]["records"]
    assert {row["model"] for row in models} == {row["model"] for row in ours}
    many = search(client, resource_id=slug, filters={"judges_count": {"gte": 12, "lt": 16}})
    assert {r["_id"] for r in many["result"]["records"]} == {
        at for at, row in enumerate(ours, 1) if 12 <= (row["judges_count"] or 0) < 16
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/3/action/package_delete", 400),
        ("/api/3/action/datastore_search", 409),
        ("/api/3/action/datastore_search?resource_id=x&limit=-1", 404),
        ("/api/3/action/resource_show?id=none", 404),
        ("/api/3/action/help_show?name=package_list", 200),
    ],
)
def test_every_answer_is_json(client, address, status):
    answer = client.get(address)
    assert answer.status_code == status
    json.loads(answer.content)
