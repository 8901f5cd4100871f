"""Copies of documents: brought by an editor, read by anybody page by page, or closed."""

import csv
import io
import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from lxml import etree
from rdflib import RDF, Graph, Literal
from wagtail.documents import get_document_model
from wagtail.test.utils.form_data import inline_formset

from chitalishte.archive import inside, papers
from chitalishte.archive.describing import RICO
from chitalishte.archive.models import Copy, Document, PaperFile, PaperPage
from chitalishte.papers import Page, PaperError, ocr
from tests.papers.samples import pdf, scan
from tests.records.desk import send

pytestmark = pytest.mark.django_db
MINUTES = (
    ["Заседание на комисията", "Точка първа: бюджет"],
    ["Върховният съд отговори", "на всички въпроси"],
    ["Гласували: 212 за, 5 против"],
)


@pytest.fixture(scope="module")
def minutes(tmp_path_factory):
    return pdf(tmp_path_factory.mktemp("copies") / "minutes.pdf", *MINUTES)


@pytest.fixture
def document():
    return Document.objects.public().filter(kind="stenographic-record").first()


@pytest.fixture
def bring(document):
    def brought(path, **fields):
        file = get_document_model()(title=path.stem)
        with path.open("rb") as content:
            file.file.save(path.name, File(content))
        file.save()
        copy = Copy(document=document, file=file, **fields)
        copy.full_clean()
        copy.save()
        return copy

    return brought


def reader(copy, language="bg"):
    return f"/{language}/materials/{copy.document.slug}/copies/{copy.pk}/"


def words(response):
    return response.content.decode()


def status(response):
    if response.streaming:
        assert b"".join(response.streaming_content)  # read to its end the file is closed
    return response.status_code


def test_a_copy_is_read_page_by_page_and_its_words_are_found_in_any_form(client, bring, minutes):
    copy = bring(minutes, seen_as=Copy.SeenAs.ORIGINAL)
    page = words(client.get(reader(copy)))
    assert "Точка първа: бюджет" in page
    assert "?page=2" in page
    found = words(client.get(reader(copy), {"q": "съдът", "page": 2}))
    assert "<mark>съд</mark>" in found
    assert found.count('class="hit"') == 1
    assert "Намерено на 1 страница" in found


def test_the_search_over_all_documents_leads_to_the_page(client, bring, minutes):
    copy = bring(minutes)
    page = words(client.get("/bg/materials/inside/", {"q": "varhovniyat sad"}))
    assert f"{reader(copy)}?page=2" in page
    assert copy.document.title in page
    assert "Нищо не е намерено" in words(client.get("/bg/materials/inside/", {"q": "щъркел"}))


def test_documents_that_answer_and_do_not_fit_are_on_the_next_page(
    client, bring, minutes, monkeypatch
):
    monkeypatch.setattr(inside, "DOCUMENTS", 1)
    first = bring(minutes)
    second = Document.objects.public().exclude(pk=first.document.pk).first()
    paper = PaperFile.objects.create(
        fingerprint="e" * 64, media_type="application/pdf", size=1, page_count=1
    )
    papers.keep_pages(paper, [Page(1, 595, 842, "Бюджет на комисията", (), "file")])
    Copy.objects.bulk_create([Copy(document=second, file=first.file, paper=paper)])
    pages = [
        words(client.get("/bg/materials/inside/", {"q": "бюджет", "page": page})) for page in (1, 2)
    ]
    titles = {first.document.title, second.title}
    shown = [{title for title in titles if title in page} for page in pages]
    assert shown[0] | shown[1] == titles
    assert [len(one) for one in shown] == [1, 1]
    assert "?q=%D0%B1%D1%8E%D0%B4%D0%B6%D0%B5%D1%82&amp;page=2" in pages[0]
    assert all("Намерени страници: 2" in page for page in pages)


def test_the_same_bytes_are_read_once(bring, minutes):
    bring(minutes)
    bring(minutes)
    assert PaperFile.objects.count() == 1
    assert PaperPage.objects.count() == 3


@pytest.mark.parametrize("access", [{"closed_until": None}, {"closed_until": "tomorrow"}])
def test_a_closed_copy_shows_its_reason_and_nothing_of_its_pages(client, bring, minutes, access):
    if access["closed_until"]:
        access = {"closed_until": date.today() + timedelta(days=1)}
    copy = bring(minutes, access="closed", closed_because="лични данни", **access)
    page = client.get(reader(copy))
    assert page.status_code == 403
    assert "лични данни" in words(page)
    assert "Точка първа" not in words(page)
    assert client.get(f"/iiif/{copy.pk}/manifest.json").status_code == 404
    assert client.get(f"/iiif/{copy.pk}/1/full/max/0/default.jpg").status_code == 404
    assert status(client.get(copy.file.url)) == 403
    assert reader(copy) not in words(client.get("/bg/materials/inside/", {"q": "бюджет"}))


def test_on_its_day_a_closed_copy_opens_by_itself(client, bring, minutes):
    copy = bring(minutes, access="closed", closed_because="срок", closed_until=date.today())
    assert client.get(reader(copy)).status_code == 200
    assert status(client.get(copy.file.url)) == 200


def test_a_copy_of_a_document_that_is_not_public_is_nowhere(client, bring, minutes):
    copy = bring(minutes)
    copy.document.unpublish()
    assert client.get(reader(copy)).status_code == 410
    assert client.get(f"/iiif/{copy.pk}/manifest.json").status_code == 404
    assert reader(copy) not in words(client.get("/bg/materials/inside/", {"q": "бюджет"}))


def test_a_closed_copy_without_a_reason_is_not_accepted(bring, minutes):
    with pytest.raises(ValidationError, match="затворено"):
        bring(minutes, access="closed")


def test_a_file_that_cannot_be_read_is_named_with_its_reason_and_nothing_is_kept(bring, tmp_path):
    path = tmp_path / "act.pdf"
    path.write_bytes(b"%PDF-1.4 broken")
    with pytest.raises(ValidationError, match=r"act.*\.pdf.*повреден"):
        bring(path)
    assert not Copy.objects.exists()
    assert not PaperFile.objects.exists()


def test_every_reason_has_its_sentence():
    codes = set(PaperError.__doc__.split("code", 2)[-1].replace(",", " ").split())
    assert codes == set(papers.SENTENCES)


@pytest.mark.parametrize(("can", "said"), [(False, "няма програма"), (True, "още не е разпознат")])
def test_a_picture_without_text_says_why(client, bring, tmp_path, monkeypatch, can, said):
    monkeypatch.setattr(ocr, "can_read_bulgarian", lambda: can)
    copy = bring(scan(tmp_path / "scan.png"))
    assert said in words(client.get(reader(copy)))


def test_a_recording_plays_on_the_page_of_its_document(client, bring, tmp_path, document):
    path = tmp_path / "talk.mp3"
    path.write_bytes(b"ID3" + bytes(200))
    copy = bring(path)
    page = words(client.get(document.get_absolute_url()))
    assert f'<audio controls preload="none" src="{copy.file.url}">' in page
    assert client.get(reader(copy)).status_code == 302


def test_a_manifest_has_a_canvas_for_each_page_and_every_address_answers(client, bring, minutes):
    copy = bring(minutes, rights="Народно събрание")
    answer = client.get(f"/iiif/{copy.pk}/manifest.json")
    made = json.loads(answer.content)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert made["type"] == "Manifest"
    assert set(made["label"]) == {"bg", "en"}
    assert made["requiredStatement"]["value"]["none"] == ["Народно събрание"]
    assert len(made["items"]) == 3
    body = made["items"][1]["items"][0]["items"][0]["body"]
    assert made["items"][1]["items"][0]["items"][0]["target"] == made["items"][1]["id"]
    host = made["id"].split("/iiif/")[0]
    drawn = client.get(body["id"].removeprefix(host))
    assert drawn.content.startswith(b"\xff\xd8\xff")
    described = json.loads(
        client.get(body["service"][0]["id"].removeprefix(host) + "/info.json").content
    )
    assert (described["width"], described["height"]) == (body["width"], body["height"])
    for size in described["sizes"]:
        address = f"/iiif/{copy.pk}/2/full/{size['width']},{size['height']}/0/default.jpg"
        assert client.get(address).status_code == 200
    assert client.get(f"/iiif/{copy.pk}/2/full/9999,/0/default.jpg").status_code == 404
    assert client.get(f"/iiif/{copy.pk}/9/full/max/0/default.jpg").status_code == 404


def test_the_chore_takes_away_what_no_copy_needs(bring, minutes):
    copy = bring(minutes)
    assert papers.pages_nobody_needs() == ""
    copy.delete()
    assert papers.pages_nobody_needs() == ""  # just read: its form may not have been sent yet
    assert PaperFile.objects.exists()
    PaperFile.objects.update(read_at=timezone.now() - timedelta(days=2))
    assert "1" in papers.pages_nobody_needs(is_trial=True)
    assert PaperFile.objects.count() == 1
    papers.pages_nobody_needs()
    assert not PaperFile.objects.exists()


def test_what_is_wanted_can_be_offered(client):
    page = words(client.get("/bg/materials/wanted/"))
    missing = Document.objects.public().filter(url="").first()
    assert missing.title in page
    form = words(
        client.get("/bg/report/", {"page": missing.get_absolute_url(), "title": "Имам го"})
    )
    assert "Имам го" in form


def test_an_editor_adds_a_copy_on_the_screen(desk, document, minutes):
    file = get_document_model()(title="Протокол")
    with minutes.open("rb") as content:
        file.file.save("protocol.pdf", File(content))
    file.save()
    row = {"file": file.pk, "seen_as": "original", "access": "open"}
    answer = send(desk, document, copies=inline_formset([row]))
    assert answer.status_code == 302
    assert document.copies.get().paper.page_count == 3


def test_a_broken_file_stays_in_the_form_with_its_reason(desk, document):
    file = get_document_model()(title="Счупен")
    file.file.save("broken.pdf", ContentFile(b"%PDF-1.4 broken"))
    file.save()
    row = {"file": file.pk, "seen_as": "original", "access": "open"}
    answer = send(desk, document, copies=inline_formset([row]))
    assert "Файлът е повреден" in words(answer)
    assert not document.copies.exists()


@pytest.mark.parametrize("form", ["dc.xml", "ric.ttl", "isad.csv", "bibtex", "ris", "csl.json"])
def test_a_document_goes_out_in_the_formats_of_archives_and_libraries(client, bring, minutes, form):
    copy = bring(minutes, seen_as="original", holder="ЦДА, ф. 117")
    document = copy.document
    answer = client.get(f"/en/materials/{document.slug}.{form}")
    said = answer.content.decode()
    assert document.title_en in said
    if form == "ric.ttl":
        graph = Graph().parse(data=said, format="turtle")
        one = graph.value(None, RDF.type, RICO.Record)
        parts = set(graph.objects(one, RICO.hasOrHadInstantiation))
        assert all((part, RDF.type, RICO.Instantiation) in graph for part in parts)
        assert (None, RICO.name, Literal("ЦДА, ф. 117")) in graph
    elif form == "isad.csv":
        row = next(csv.DictReader(io.StringIO(said)))
        assert row["locationOfOriginals"] == "ЦДА, ф. 117"
        assert row["levelOfDescription"] == "Item"
        assert row["extentAndMedium"].startswith("3 p., application/pdf")
    elif form == "dc.xml":
        names = {child.tag.split("}")[1] for child in etree.fromstring(answer.content)}
        assert names >= {"title", "identifier", "type", "date", "publisher", "format"}
    elif form == "csl.json":
        assert json.loads(said)[0]["title"] == document.title_en


def test_all_documents_of_a_filter_go_out_as_isad(client):
    answer = client.get("/bg/materials/documents.isad.csv", {"kind": "book"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert len(rows) == Document.objects.public().filter(kind="book").count() > 0


@pytest.mark.parametrize("name", ["materials", "chronology", "acts"])
def test_the_archive_is_harvested_in_a_set_of_each_collection(client, name):
    answer = client.get("/oai", {"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": name})
    root = etree.fromstring(answer.content)
    titles = root.findall(".//{http://purl.org/dc/elements/1.1/}title")
    assert len(titles) >= 2


@pytest.mark.skipif(not ocr.can_read_bulgarian(), reason="Tesseract with Bulgarian is not here")
def test_text_recognised_in_a_picture_is_found_and_said_to_be_recognised(client, bring, tmp_path):
    copy = bring(scan(tmp_path / "scan.png"))
    assert list(PaperFile.objects.waiting()) == [copy.paper]
    call_command("recognise", verbosity=0)
    page = words(client.get(reader(copy), {"q": "sheets"}))
    assert "<mark>Sheet</mark>" in page
    assert "Разпознат от програма" in page
    assert not PaperFile.objects.waiting().exists()
