"""Datasets described for programs, each form read by the tool of those who made it."""

import csv
import hashlib
import io
import json
import re
import shutil
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from chitalishte.datasets.loading import add_version
from chitalishte.datasets.models import Dataset
from chitalishte.datasets.templatetags.datasets_tags import missing_of
from chitalishte.records.language import speaking
from chitalishte.tables import store
from chitalishte.tables.checksums import checksum
from chitalishte.tables.columns import Column

TYPED = [  # a column of each type and two of its values
    (Column("town", "Град", "text", unique=True), "=Русе", "„Варна“, на морето"),
    (Column("ekatte", "ЕКАТТЕ", "code", code_system="ekatte"), "00878", "10135"),
    (Column("people", "Хора", "integer"), 120000, -7),
    (Column("share", "Дял", "decimal", unit="%"), 12.5, 0.1),
    (Column("is_coastal", "На морето", "boolean"), False, True),
    (Column("opened", "Открит", "date", missing=1), datetime(2023, 1, 31).date(), None),
    (Column("closes", "Затваря", "time"), "24:00", "08:30:15"),
    (Column("seen_at", "Видян", "timestamp", missing=1), datetime(2023, 1, 2, 3, 4, 5), None),
    (Column("year", "Година", "year"), 2023, 1944),
    (Column("month", "Месец", "year_month"), "2023-01", "1999-12"),
    (Column("quarter", "Тримесечие", "quarter"), "2023-Q1", "2024-Q4"),
    (Column("place", "Място", "point"), "43.8356, 25.9657", "43.2141, -27.9"),
]


@pytest.fixture
def dataset(db, tmp_path, settings):
    """A published dataset whose table has a column of every type, the first of them its key."""
    settings.TABLES_ROOT = shutil.copytree(settings.TABLES_ROOT, tmp_path / "tables")
    dataset = Dataset.objects.public().get(identifier="constitutional-review")
    columns = [each[0] for each in TYPED]
    rows = list(zip(*(each[1:] for each in TYPED), strict=True))
    stored = store.write(SimpleNamespace(columns=columns, rows=rows), settings.TABLES_ROOT)
    version = add_version(dataset, stored, name="типове.csv", by=None, report={})
    version.mark_public()
    dataset.current_version = version
    dataset.columns = [
        type(dataset.columns.model())(
            name="town", label_bg="Селище", label_en="Place", description_en="Its name", is_key=True
        )
    ]
    dataset.save()
    return dataset


def get(client, dataset, tail):
    answer = client.get(f"/api/v1/datasets/{dataset.slug}/{tail}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def fetched(client, address, settings):
    answer = client.get(address.removeprefix(settings.BASE_URL))
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def test_the_bytes_of_every_described_file_are_those_that_are_given_out(client, dataset, settings):
    for each in get(client, dataset, "datapackage.json")["resources"]:
        content = fetched(client, each["path"], settings)
        assert len(content) == each["bytes"]
        assert f"sha256:{hashlib.sha256(content).hexdigest()}" == each["hash"]


@pytest.mark.filterwarnings("ignore")  # of the validator's own libraries
def test_frictionless_finds_the_data_package_and_all_its_rows_valid(
    client, dataset, settings, tmp_path
):
    import frictionless

    package = get(client, dataset, "datapackage.json")
    for each in package["resources"]:
        path = tmp_path / f"{each['name']}.{each['format']}"
        path.write_bytes(fetched(client, each["path"], settings))
        each["path"] = path.name
    (tmp_path / "datapackage.json").write_text(json.dumps(package))
    package["resources"] = package["resources"][:1]  # it reads Parquet with another plugin
    (tmp_path / "table.json").write_text(json.dumps(package))
    report = frictionless.validate(str(tmp_path / "table.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "message"])
    (resource,) = frictionless.Package(str(tmp_path / "table.json")).resources
    rows = resource.read_rows()
    assert [row["people"] for row in rows] == [120000, -7]
    assert [row["is_coastal"] for row in rows] == [False, True]
    assert rows[0]["seen_at"] == datetime(2023, 1, 2, 3, 4, 5)
    assert resource.schema.primary_key == ["town"]


@pytest.mark.filterwarnings("ignore")
def test_mlcroissant_reads_the_croissant_without_an_error_or_a_warning(
    client, dataset, tmp_path, caplog
):
    import mlcroissant

    document = get(client, dataset, "croissant.json")
    found = mlcroissant.Dataset(jsonld=document).metadata
    assert not found.issues.errors
    assert not found.issues.warnings, found.issues.warnings
    assert [field.name for field in found.record_sets[0].fields] == [c.name for c, *_ in TYPED]
    assert {each.sha256 for each in found.distribution} == {
        checksum(dataset.current_version.stored, form).sha256 for form in ("csv", "parquet")
    }


def test_csv_on_the_web_names_the_columns_as_the_header_of_the_file_does(client, dataset, settings):
    document = get(client, dataset, "rows.csv-metadata.json")
    content = fetched(client, document["url"], settings).decode()
    columns = document["tableSchema"]["columns"]
    header, *rows = csv.reader(io.StringIO(content))
    assert [column["titles"] for column in columns] == header
    for row in rows:
        for column, cell in zip(columns, row, strict=True):
            datatype = column["datatype"]
            if cell and isinstance(datatype, dict) and datatype["base"] == "string":
                assert re.fullmatch(datatype["format"], cell)
            assert cell or not column["required"]
    assert columns[0]["dc:title"] == [
        {"@value": "Селище", "@language": "bg"},
        {"@value": "Place", "@language": "en"},
    ]
    assert document["tableSchema"]["primaryKey"] == ["town"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib, within itself
def test_csv_on_the_web_is_linked_data(client, dataset):
    from rdflib import Graph, URIRef

    document = get(client, dataset, "rows.csv-metadata.json")
    document["@context"] = {  # its own context is on the web, where a test does not go
        "dc": "http://purl.org/dc/terms/",
        "dcat": "http://www.w3.org/ns/dcat#",
        "schema": "https://schema.org/",
    }
    graph = Graph().parse(data=json.dumps(document), format="json-ld")
    titles = graph.objects(URIRef(document["@id"]), URIRef("http://purl.org/dc/terms/title"))
    assert {title.language for title in titles} == {"bg", "en"}


@pytest.mark.parametrize("file", ["datapackage.json", "rows.csv-metadata.json", "croissant.json"])
def test_an_earlier_version_keeps_its_description(client, dataset, file):
    found = json.dumps(get(client, dataset, f"1/{file}"))
    assert "/1/rows.csv" in found
    assert "is_coastal" not in found
    missing = client.get(f"/api/v1/datasets/{dataset.slug}/9/{file}")
    assert missing.status_code == 404
    assert "2" in missing.json()["error"]["allowed"]


def test_a_checksum_is_counted_once_and_kept_beside_the_version(dataset, monkeypatch):
    stored = dataset.current_version.stored
    first = checksum(stored, "csv")
    monkeypatch.setattr("chitalishte.tables.dump.csv_pieces", None)
    assert checksum(stored, "csv") == first
    assert sorted(path.name for path in stored.folder.glob("*sums*")) == ["sums.json"]


def test_a_version_without_files_has_no_checksum(dataset):
    stored = dataset.current_version.stored
    stored.parquet_path.unlink()
    with pytest.raises(FileNotFoundError):
        checksum(stored, "parquet")


def test_the_moment_of_a_version_is_that_of_its_publication(client, dataset):
    created = get(client, dataset, "datapackage.json")["created"]
    assert datetime.fromisoformat(created).astimezone(UTC) == dataset.current_version.published_at


def test_the_page_says_in_words_what_is_good_and_what_is_missing(client, dataset):
    words = " ".join(client.get(dataset.get_absolute_url("en")).content.decode().split())
    assert "Rows are known by their key: “Place”." in words
    assert "The meaning of 11 columns is not written: “ЕКАТТЕ”, “Хора”, “Дял”…." in words
    assert "1 column of numbers has no unit: “Хора”." in words
    assert "8% of the cells are empty." in words


def test_an_editor_reads_what_to_do_and_nothing_of_what_is_done(dataset):
    dataset.contact_name = ""
    with speaking("en"):
        advice = {point.words: point.advice for point in missing_of(dataset)}
    assert advice["Nobody is named who answers questions about the data."] == "Fill in “contact”."
    dataset.contact_name = "Readers’ desk"
    with speaking("en"):
        assert "Fill in “contact”." not in {point.advice for point in missing_of(dataset)}


def test_search_engines_learn_the_variables_and_the_checksum(client, dataset):
    page = client.get(dataset.get_absolute_url("en")).content.decode()
    found = json.loads(
        re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.S)[1]
    )
    variables = {one["alternateName"]: one for one in found["variableMeasured"]}
    assert variables["share"]["unitText"] == "%"
    assert variables["town"]["description"] == "Its name"
    assert found["version"] == "2"
    sums = checksum(dataset.current_version.stored, "parquet")
    assert sums.sha256 in {one.get("sha256") for one in found["distribution"]}
