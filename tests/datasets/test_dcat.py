"""The catalogue as harvesters read it."""

import hashlib
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph
from rdflib.namespace import DCAT, DCTERMS, RDF

from chitalishte.datasets.dcat import SPDX, graph
from chitalishte.datasets.models import Dataset

SHAPES = Path(__file__).parents[3] / "shared" / "standards" / "dcat-ap-3.0.1"


@pytest.fixture
def catalogue(db, client):
    answer = client.get("/catalog.ttl")
    assert answer["Content-Type"].startswith("text/turtle")
    return Graph().parse(data=answer.content, format="turtle")


@pytest.mark.skipif(not SHAPES.exists(), reason=f"the SHACL shapes of DCAT-AP are not at {SHAPES}")
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    "shapes", ["html_shacl_shapes.ttl", "html_shacl_shapes_recommended.ttl", "html_shacl_range.ttl"]
)
def test_the_catalogue_validates_against_the_shapes_of_dcat_ap(catalogue, shapes):
    conforms, _report, words = validate(
        catalogue, shacl_graph=str(SHAPES / shapes), advanced=True, allow_warnings=False
    )
    assert conforms, words


def test_every_public_dataset_is_in_the_catalogue_with_every_form_of_its_table(catalogue):
    datasets = set(catalogue.subjects(RDF.type, DCAT.Dataset))
    assert len(datasets) == Dataset.objects.public().count()
    for dataset in datasets:
        media = {
            str(catalogue.value(node, DCAT.mediaType)).rsplit("/", 1)[-1]
            for node in catalogue.objects(dataset, DCAT.distribution)
        }
        assert media >= {"csv", "json", "vnd.apache.parquet"}


def test_a_download_address_of_the_catalogue_answers(catalogue, client, settings):
    for address in catalogue.objects(None, DCAT.downloadURL):
        path = str(address).removeprefix(settings.BASE_URL)
        answer = client.get(path)
        assert answer.status_code == 200, path
        if answer.streaming:
            assert b"".join(answer.streaming_content)


def test_values_come_from_the_eu_authority_tables(catalogue):
    for predicate in (DCTERMS.accrualPeriodicity, DCTERMS.accessRights, DCAT.theme):
        for value in catalogue.objects(None, predicate):
            assert str(value).startswith("http://publications.europa.eu/resource/authority/")


def test_titles_stand_in_both_languages(db):
    dataset = Dataset.objects.public().first()
    titles = {t.language for t in graph([dataset]).objects(None, DCTERMS.title)}
    assert {"bg", "en"} <= titles


def test_every_table_has_a_service_that_answers_and_describes_itself(catalogue, client, settings):
    for dataset in catalogue.subjects(RDF.type, DCAT.Dataset):
        (service,) = catalogue.subjects(DCAT.servesDataset, dataset)
        for predicate in (DCAT.endpointURL, DCAT.endpointDescription):
            address = str(catalogue.value(service, predicate))
            assert client.get(address.removeprefix(settings.BASE_URL)).status_code == 200, address


def test_the_size_and_the_checksum_are_those_of_the_parquet_file(catalogue, client, settings):
    checked = 0
    for node, found in catalogue.subject_objects(SPDX.checksum):
        address = str(catalogue.value(node, DCAT.downloadURL)).removeprefix(settings.BASE_URL)
        content = b"".join(client.get(address).streaming_content)
        digest = hashlib.sha256(content).hexdigest()
        assert catalogue.value(found, SPDX.checksumValue).lower() == digest
        assert catalogue.value(node, DCAT.byteSize).toPython() == len(content)
        checked += 1
    assert checked == Dataset.objects.public().exclude(current_version=None).count()
