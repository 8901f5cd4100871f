"""OAI-PMH 2.0: every MUST of the protocol, and a strict harvester that takes everything."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from lxml import etree

from chitalishte.records.models import HarvestEntry
from chitalishte.records.oai import repository
from chitalishte.surveys.models import Survey, Term
from tests.ddi.files import faults

from .oai_validator import OAI, validated

pytestmark = pytest.mark.django_db
FIRST = "oai:localhost:surveys/bg-emm-001"


@pytest.fixture
def ask(client):
    def asked(verb, method="get", **arguments):
        arguments = {name.rstrip("_"): value for name, value in arguments.items()}
        answer = getattr(client, method)("/oai", {"verb": verb} | arguments)
        return validated(answer, verb, arguments)

    return asked


def codes(root):
    return [error.get("code") for error in root.findall(f"{OAI}error")]


def identifiers(root):
    return [one.findtext(f"{OAI}identifier") for one in root.iter(f"{OAI}header")]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("verb=Nope", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=identify", "badVerb"),
        ("verb=Identify&set=x", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=GetRecord&identifier=oai:x:y", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01T10:00Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2027-01-01&until=2026-01-01", "badArgument"),
        (
            "verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2026-01-02T00:00:00Z",
            "badArgument",
        ),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=a%20b", "badArgument"),
        ("verb=ListRecords&resumptionToken=x&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&resumptionToken=made-up", "badResumptionToken"),
        ("verb=ListSets&resumptionToken=made-up", "badResumptionToken"),
        ("verb=ListRecords&metadataPrefix=marc21", "cannotDisseminateFormat"),
        ("verb=GetRecord&metadataPrefix=marc21&identifier=" + FIRST, "cannotDisseminateFormat"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:x", "idDoesNotExist"),
        ("verb=ListMetadataFormats&identifier=bg-emm-001", "idDoesNotExist"),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=2001-01-01", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=country:XX", "noRecordsMatch"),
    ],
)
def test_a_wrong_request_gets_the_code_of_the_protocol(client, query, code):
    assert codes(validated(client.get(f"/oai?{query}"))) == [code]


def test_identify_names_no_earlier_moment_than_its_records_have(ask):
    told = ask("Identify").findtext(f".//{OAI}earliestDatestamp")
    stamps = [one.findtext(f"{OAI}datestamp") for one in _headers(ask, "oai_dc")]
    assert told == min(stamps)


def _headers(ask, prefix):
    return list(ask("ListIdentifiers", metadataPrefix=prefix).iter(f"{OAI}header"))


def test_post_is_answered_as_get_is(ask):
    arguments = {"metadataPrefix": "oai_dc", "identifier": FIRST}
    assert identifiers(ask("GetRecord", "post", **arguments)) == [FIRST]


def test_every_set_of_a_header_is_a_set_that_is_listed(ask):
    listed = {one.text for one in ask("ListSets").iter(f"{OAI}setSpec")}
    used = {
        spec.text for header in _headers(ask, "oai_dc") for spec in header.iter(f"{OAI}setSpec")
    }
    assert used <= listed
    assert {"surveys", "country:BG", "theme:migration", "cessda"} <= used


def test_a_set_holds_the_sets_below_it(ask):
    assert identifiers(ask("ListIdentifiers", metadataPrefix="oai_dc", set="country")) == (
        identifiers(ask("ListIdentifiers", metadataPrefix="oai_dc", set="country:BG"))
    )


def _public(prefix):
    """Return how many public records can be had in a format."""
    return sum(
        collection.public().count()
        for collection in repository.harvested()
        if prefix in {one.prefix for one in collection.harvest_formats()}
    )


def test_pages_give_every_record_once_and_end_with_an_empty_token(ask, monkeypatch):
    monkeypatch.setattr(repository.Portal.__init__, "__defaults__", (7,))
    whole, root = [], ask("ListIdentifiers", metadataPrefix="oai_dc")
    count = _public("oai_dc")
    while True:
        whole += identifiers(root)
        token = root.find(f".//{OAI}resumptionToken")
        assert token.get("completeListSize") == str(count)
        if not token.text:
            break
        root = ask("ListIdentifiers", resumptionToken=token.text)
        # a token may be used again after a broken connection: the same page comes
        assert identifiers(ask("ListIdentifiers", resumptionToken=token.text)) == (
            identifiers(root)
        )
    assert len(whole) == len(set(whole)) == count


def test_from_and_until_are_inclusive_to_the_second(ask):
    entry = HarvestEntry.objects.get(identifier="bg-emm-001")
    entry.stamp = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    entry.save()

    def between(**bounds):
        given = {f"{name}_": value for name, value in bounds.items()}
        root = ask("ListIdentifiers", metadataPrefix="oai_dc", **given)
        return identifiers(root)

    moment, before = "2024-05-06T07:08:09Z", "2024-05-06T07:08:08Z"
    assert between(until=moment) == [FIRST]
    assert between(**{"from": moment, "until": moment}) == [FIRST]
    assert between(**{"from": "2024-05-06", "until": "2024-05-06"}) == [FIRST]
    assert between(until=before) == []


def test_a_record_that_leaves_is_told_as_deleted_for_good(ask):
    survey = Survey.objects.get(identifier="bg-emm-002")
    survey.unpublish()
    gone = "oai:localhost:surveys/bg-emm-002"
    root = ask("GetRecord", metadataPrefix="oai_ddi25", identifier=gone)
    assert root.find(f".//{OAI}header").get("status") == "deleted"
    Survey.objects.get(identifier="bg-emm-003").delete()
    listed = {
        header.findtext(f"{OAI}identifier"): header.get("status")
        for header in _headers(ask, "oai_ddi25")
    }
    assert listed["oai:localhost:surveys/bg-emm-003"] == "deleted"
    assert listed[gone] == "deleted"


def test_a_record_withdrawn_while_its_page_is_made_is_told_as_deleted(ask):
    # the harvest index still has it, as between two questions to the database
    Survey.objects.filter(identifier="bg-emm-001").update(live=False)
    root = ask("GetRecord", identifier=FIRST, metadataPrefix="oai_dc")
    [header] = root.iter(f"{OAI}header")
    assert header.get("status") == "deleted"
    assert root.find(f".//{OAI}metadata") is None


def test_a_draft_is_not_harvested(ask):
    country = Term.objects.get(vocabulary="country", notation="BG")
    survey = Survey(identifier="draft-1", title_bg="Чернова", country=country, live=False)
    survey.save()
    root = ask("GetRecord", metadataPrefix="oai_dc", identifier="oai:localhost:surveys/draft-1")
    assert codes(root) == ["idDoesNotExist"]


def test_another_name_of_a_term_moves_the_stamp_of_the_records_that_show_it():
    past = datetime.now(UTC) - timedelta(days=30)
    HarvestEntry.objects.update(stamp=past)
    term = Term.objects.get(identifier="roma")
    term.name_en = "Roma people"
    term.save()
    moved = set(HarvestEntry.objects.exclude(stamp=past).values_list("object_id", flat=True))
    assert moved == set(Survey.objects.filter(groups=term).values_list("pk", flat=True))


def test_every_record_of_the_starter_collection_is_valid_ddi(ask):
    root = ask("ListRecords", metadataPrefix="oai_ddi25")
    books = root.findall(f".//{OAI}metadata/*")
    assert len(books) == Survey.objects.public().count()
    assert [faults(etree.fromstring(etree.tostring(book))) for book in books] == [[]] * len(books)


@pytest.mark.parametrize("prefix", ["oai_dc", "oai_ddi25"])
def test_a_strict_harvester_takes_everything_and_hears_of_deletion(client, monkeypatch, prefix):
    import httpx2
    from oaipmh_scythe import Scythe

    class Ours(httpx2.BaseTransport):
        def handle_request(self, request):
            parts = urlsplit(str(request.url))
            answer = client.get(f"{parts.path}?{parts.query}")
            return httpx2.Response(
                answer.status_code, headers=dict(answer.headers), content=answer.content
            )

    monkeypatch.setattr(repository.Portal.__init__, "__defaults__", (20,))
    Survey.objects.get(identifier="bg-emm-004").unpublish()
    with Scythe("http://localhost:8000/oai") as harvester:
        harvester._client = httpx2.Client(transport=Ours())
        records = list(harvester.list_records(metadata_prefix=prefix))
        assert harvester.identify().repositoryName
    by_identifier = {record.header.identifier: record for record in records}
    assert len(records) == len(by_identifier) == _public(prefix) + 1
    assert by_identifier["oai:localhost:surveys/bg-emm-004"].deleted
    assert sum(record.deleted for record in records) == 1
