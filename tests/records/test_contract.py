"""What every collection promises, on the day it is declared."""

import io
import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from chitalishte.records.collection import collections
from chitalishte.records.exporting import export
from chitalishte.records.fields import fields_of
from chitalishte.records.importing import import_file
from chitalishte.records.language import CODES
from chitalishte.records.models import SearchEntry

from .samples import a_published, a_record, publish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_quiet_house():
    """One public record of each collection beside what a test makes; charts need their datasets.

    Every address is asked for many times, and pages over the whole starter collection are slow.
    """
    for model in (one.model for one in collections() if one.name != "datasets"):
        first = model.objects.filter(live=True).order_by("pk").values("pk")[:1]
        model.objects.exclude(pk__in=list(first.values_list("pk", flat=True))).update(live=False)
    SearchEntry.objects.all()._raw_delete("default")  # without taking each out of the index


every_collection = pytest.mark.parametrize(
    "collection", collections(), ids=lambda collection: collection.name
)
in_both_languages = pytest.mark.parametrize("language", CODES)


def public_addresses(record):
    """Return every address at which something of the record could show."""
    name, slug = record.collection.name, record.slug
    for language in CODES:
        yield f"/{language}/{name}/"
        yield f"/{language}/{name}/?q=щъркел"
        yield f"/{language}/{name}/{slug}/"
        yield f"/{language}/{name}/feed/"
        yield f"/{language}/search/?q=щъркел"
        yield f"/{language}/search/?q=stork"
        yield f"/{language}/search/suggest/?q=щърк"
        yield f"/{language}/{name}/{slug}.bib"
        for form in ("csv", "json"):
            yield f"/{language}/{name}.{form}"
            yield f"/{language}/{name}/{slug}.{form}"
    yield f"/api/v1/{name}/"
    yield f"/api/v1/{name}/{record.identifier}/"
    yield f"/api/v1/{name}/{slug}/"
    yield "/api/v1/search/?q=stork&lang=en"
    yield "/sitemap.xml"
    yield "/catalog.ttl"


def words_of(response):
    if response.streaming:
        return b"".join(response.streaming_content).decode(errors="replace")
    return response.content.decode(errors="replace")


def shows(response, record):
    """Tell whether an answer holds anything that only this record has."""
    if response.status_code >= 400:
        return False
    words = words_of(response)
    return record.slug in words or record.title_bg in words or record.title_en in words


@every_collection
def test_a_draft_shows_on_no_public_address(client, collection):
    draft = a_record(collection)
    shown = [address for address in public_addresses(draft) if shows(client.get(address), draft)]
    assert shown == []


@every_collection
def test_what_is_published_shows_on_its_public_addresses(client, collection):
    record = a_published(collection)
    shown = [a for a in public_addresses(record) if shows(client.get(a), record)]
    name = collection.name
    for address in (
        f"/bg/{name}/",
        f"/en/{name}/",
        f"/bg/{name}/?q=щъркел",
        f"/bg/{name}/{record.slug}/",
        f"/bg/{name}/feed/",
        f"/bg/{name}.csv",
        "/bg/search/?q=щъркел",
        "/en/search/?q=stork",
        "/bg/search/suggest/?q=щърк",
        f"/api/v1/{name}/",
        f"/api/v1/{name}/{record.identifier}/",
        "/sitemap.xml",
    ):
        assert address in shown


@every_collection
def test_a_draft_of_a_change_does_not_show(client, collection):
    record = a_published(collection)
    record.title_bg = "Тайна промяна"
    record.save_revision()
    for address in public_addresses(record):
        assert "Тайна промяна" not in words_of(client.get(address)), address


@every_collection
def test_unpublishing_takes_a_record_out_of_every_list(client, collection):
    record = a_published(collection)
    record.unpublish()
    shown = [address for address in public_addresses(record) if shows(client.get(address), record)]
    assert shown == []
    assert client.get(record.get_absolute_url()).status_code == 410


@every_collection
@in_both_languages
def test_both_languages_answer_in_their_own_words(client, collection, language):
    record = a_published(collection)
    page = client.get(record.get_absolute_url(language))
    words = page.content.decode()
    assert page.status_code == 200
    assert f'<html lang="{language}"' in words
    assert getattr(record, f"title_{language}") in words
    assert client.get(f"/{language}/{collection.name}/").status_code == 200


@every_collection
def test_a_record_without_a_source_cannot_be_published(collection):
    record = a_record(collection, sources=[])
    with pytest.raises(ValidationError, match="източник"):
        publish(record)
    assert not type(record).objects.get(pk=record.pk).live


@every_collection
def test_a_withdrawn_record_answers_410_with_its_reason(client, collection):
    record = a_published(collection)
    record.withdrawn_on = date(2026, 11, 1)
    record.withdrawn_reason_bg = "Данните бяха сгрешени."
    record.withdrawn_reason_en = "The data were wrong."
    publish(record)
    page = client.get(record.get_absolute_url("bg"))
    assert page.status_code == 410
    assert "Данните бяха сгрешени." in page.content.decode()
    assert client.get(f"/api/v1/{collection.name}/{record.identifier}/").status_code == 410
    assert record.title_bg not in client.get(f"/bg/{collection.name}/").content.decode()


@every_collection
def test_an_old_address_leads_to_the_new_one(client, collection):
    record = a_published(collection)
    old = record.get_absolute_url("bg")
    record.slug = f"nov-{record.slug}"
    record = publish(record)
    answer = client.get(old)
    assert answer.status_code == 301
    assert answer["Location"] == record.get_absolute_url("bg")


@every_collection
def test_a_deleted_record_leaves_410_behind(client, collection):
    record = a_published(collection)
    address = record.get_absolute_url("bg")
    record.delete()
    assert client.get(address).status_code == 410


@every_collection
@pytest.mark.parametrize("form", ["csv", "xlsx"])
@in_both_languages
def test_an_export_comes_back_through_the_import_unchanged(
    tmp_path, settings, collection, form, language
):
    from django.utils.translation import override

    a_published(collection, title_bg="=1+1 не е формула", summary_bg="ред\nвтори ред")
    records = list(collection.public())
    with override(language):
        path = tmp_path / f"out.{form}"
        path.write_bytes(export(collection, records, form))
    report = import_file(collection, path)
    assert report.problems == []
    assert sorted(report.unchanged) == sorted(record.identifier for record in records)
    assert report.changed == report.new == []


@every_collection
def test_an_export_makes_the_same_records_anew(tmp_path, collection):
    record = a_published(collection)
    before = {field.name: field.cell(record) for field in fields_of(collection)}
    path = tmp_path / "out.csv"
    path.write_bytes(export(collection, [record], "csv"))
    text = path.read_text(encoding="utf-8-sig").replace(record.identifier, "sample-copy")
    path.write_text(text.replace(record.slug, "proben-prepis"), encoding="utf-8")
    report = import_file(collection, path, publish=True)
    assert report.new == ["sample-copy"]
    copy = collection.public().get(identifier="sample-copy")
    after = {field.name: field.cell(copy) for field in fields_of(collection)}
    for name in ("identifier", "slug"):
        before.pop(name), after.pop(name)
    assert after == before


@every_collection
def test_an_import_with_one_wrong_row_writes_nothing(tmp_path, collection):
    good, bad = a_published(collection), a_published(collection)
    path = tmp_path / "in.csv"
    path.write_text(
        "identifier,title_bg,confidence\n"
        f"{good.identifier},Ново заглавие,high\n"
        f"{bad.identifier},Друго заглавие,навярно\n",
        encoding="utf-8",
    )
    report = import_file(collection, path, publish=True)
    assert [(p.row, p.column, p.value) for p in report.problems] == [(3, "confidence", "навярно")]
    assert collection.model.objects.get(pk=good.pk).title_bg == good.title_bg
    assert collection.model.objects.get(pk=good.pk).latest_revision.content["title_bg"] == (
        good.title_bg
    )


@every_collection
def test_a_dry_run_tells_and_writes_nothing(tmp_path, collection):
    record = a_published(collection)
    path = tmp_path / "in.csv"
    path.write_text(f"identifier,title_bg\n{record.identifier},Друго\n", encoding="utf-8")
    report = import_file(collection, path, dry_run=True, publish=True)
    assert report.changed == [record.identifier]
    assert collection.model.objects.get(pk=record.pk).title_bg == record.title_bg


@every_collection
def test_columns_are_known_by_their_bulgarian_and_english_headers(tmp_path, collection):
    record = a_published(collection)
    for number, header in enumerate(("заглавие на български", "title in Bulgarian")):
        path = tmp_path / f"in{number}.csv"
        path.write_text(f"identifier,{header}\n{record.identifier},Ново {number}\n", "utf-8")
        assert import_file(collection, path, publish=True).changed == [record.identifier]
        assert collection.model.objects.get(pk=record.pk).title_bg == f"Ново {number}"


@every_collection
def test_the_list_export_holds_exactly_the_filter_on_screen(client, collection):
    wanted = a_published(collection, confidence="low")
    a_published(collection, confidence="high")
    query = "?q=щъркел&theme=justice"
    page = client.get(f"/bg/{collection.name}/{query}").context["listing"]
    data = json.loads(client.get(f"/bg/{collection.name}.json{query}").content)
    assert {r["identifier"] for r in data["records"]} == {r.identifier for r in page.records}
    assert wanted.identifier in {record["identifier"] for record in data["records"]}
    assert client.get(f"/bg/{collection.name}.json?theme=nothing").json()["count"] == 0


@every_collection
def test_facets_count_what_a_click_would_bring(client, collection):
    a_published(collection, licence="CC0")
    a_published(collection)
    listing = client.get(f"/bg/{collection.name}/").context["listing"]
    for facet in listing.facets:
        for option in facet.options:
            narrowed = client.get(f"/bg/{collection.name}/", {facet.name: option.value})
            assert narrowed.context["listing"].total == option.count, (facet.name, option.value)


@every_collection
def test_an_empty_list_says_how_to_go_on(client, collection):
    page = client.get(f"/bg/{collection.name}/?q=няматакавадума").content.decode()
    assert "Нищо не отговаря" in page
    assert "/bg/search/?q=" in page


@every_collection
def test_the_api_lists_by_pages_with_links(client, collection):
    for _ in range(3):
        a_published(collection)
    first = client.get(f"/api/v1/{collection.name}/?per_page=2").json()
    assert first["count"] == collection.public().count()
    assert len(first["records"]) == 2
    second = client.get(first["links"]["next"].replace("http://localhost:8000", "")).json()
    assert {r["identifier"] for r in first["records"]}.isdisjoint(
        {r["identifier"] for r in second["records"]}
    )
    assert first["links"]["previous"] is None


@every_collection
def test_the_api_is_described_by_its_openapi_text(client, collection):
    told = client.get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    schema = told["components"]["schemas"][collection.model.__name__]["properties"]
    record = a_published(collection)
    answer = client.get(f"/api/v1/{collection.name}/{record.identifier}/").json()
    assert set(answer) == set(schema)


@every_collection
def test_an_unchanged_page_is_answered_with_304(client, collection):
    record = a_published(collection)
    for address in (record.get_absolute_url("bg"), f"/api/v1/{collection.name}/"):
        etag = client.get(address)["ETag"]
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


@every_collection
@pytest.mark.django_db(transaction=False)
def test_a_published_change_is_seen_at_once(client, collection, django_capture_on_commit_callbacks):
    record = a_published(collection)
    address = record.get_absolute_url("bg")
    etag = client.get(address)["ETag"]
    record.title_bg = "Съвсем ново заглавие"
    with django_capture_on_commit_callbacks(execute=True):
        publish(record)
    page = client.get(address, headers={"If-None-Match": etag})
    assert page.status_code == 200
    assert "Съвсем ново заглавие" in page.content.decode()


@every_collection
def test_the_history_tells_who_changed_what_and_why(client, collection, editor):
    record = a_published(collection, by=editor)
    record.change_note = "Поправена е датата."
    record = publish(record, by=editor)
    page = client.get(record.get_absolute_url("bg")).content.decode()
    assert "Поправена е датата." in page
    assert "Ева" in page
    assert record.version == 2


@every_collection
def test_the_page_says_how_to_cite_it_with_version_and_date(client, collection):
    record = a_published(collection)
    page = client.get(record.get_absolute_url("bg"))
    citation = page.context["citation"]
    assert record.title_bg in citation
    assert "версия 1" in citation
    assert record.get_absolute_url("bg") in citation
    assert (
        record.title_bg in client.get(f"{record.get_absolute_url('bg')[:-1]}.bib").content.decode()
    )


@every_collection
def test_the_page_carries_schema_org_markup_that_cannot_break_out(client, collection):
    record = a_published(collection, title_bg="</script><b>Заглавие & още")
    page = client.get(record.get_absolute_url("bg")).content.decode()
    start = page.index('<script type="application/ld+json">') + 35
    data = json.loads(page[start : page.index("</script>", start)])
    assert data["name"] == "</script><b>Заглавие & още"
    assert data["@type"] == collection.schema_type
    assert data["license"].startswith("https://")


@every_collection
def test_the_feed_is_atom_with_the_last_change(client, collection):
    from xml.etree import ElementTree

    record = a_published(collection)
    feed = ElementTree.fromstring(client.get(f"/bg/{collection.name}/feed/").content)
    titles = [e.text for e in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    assert record.title_bg in titles


@every_collection
def test_every_field_has_a_bulgarian_name_on_the_editing_screen(desk, collection):
    viewset = collection.model.snippet_viewset
    page = desk.get(f"/admin/{viewset.base_url_path}/add/")
    assert page.status_code == 200
    form = page.context["form"]
    for name, field in form.fields.items():
        assert any("а" <= letter <= "я" for letter in str(field.label).casefold()), name


@every_collection
@pytest.mark.parametrize("view", ["edit", "history", "inspect", "copy", "usage", "delete"])
def test_the_editing_screens_answer(desk, collection, view):
    from django.urls import reverse

    record = a_published(collection)
    viewset = collection.model.snippet_viewset
    assert desk.get(reverse(viewset.get_url_name(view), args=[record.pk])).status_code == 200


@every_collection
def test_two_versions_can_be_compared_and_previewed(desk, collection):
    from django.urls import reverse

    record = a_published(collection)
    record.title_bg = "Второ заглавие"
    record = publish(record)
    first, second = record.revisions.order_by("pk").values_list("pk", flat=True)[:2]
    viewset = collection.model.snippet_viewset
    compared = desk.get(
        reverse(viewset.get_url_name("revisions_compare"), args=[record.pk, first, second])
    )
    assert "Второ заглавие" in compared.content.decode()
    view = reverse(viewset.get_url_name("revisions_view"), args=[record.pk, first])
    assert record.collection.name in desk.get(view).content.decode()


@every_collection
def test_an_xlsx_export_is_a_workbook_with_headers_in_the_reader_s_language(client, collection):
    from openpyxl import load_workbook

    a_published(collection)
    answer = client.get(f"/bg/{collection.name}.xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert "заглавие на български" in [cell.value for cell in sheet[1]]


@every_collection
def test_every_field_of_the_editing_screen_says_what_it_is_for(desk, collection):
    page = desk.get(f"/admin/{collection.model.snippet_viewset.base_url_path}/add/")
    form = page.context["form"]
    of_wagtail = {"go_live_at", "expire_at", "comment_notifications"}
    silent = [n for n, f in form.fields.items() if not f.help_text and n not in of_wagtail]
    for formset in form.formsets.values():
        empty = formset.empty_form.fields
        silent += [n for n, f in empty.items() if not f.help_text and n not in ("id", "DELETE")]
    assert [name for name in silent if name != "ORDER"] == []


@every_collection
def test_the_preview_shows_the_page_as_it_is_being_written(desk, collection):
    from django.urls import reverse

    from .desk import form_of

    record = a_published(collection)
    viewset = collection.model.snippet_viewset
    address = reverse(viewset.get_url_name("preview_on_edit"), args=[record.pk])
    form = form_of(record) | {"title_bg": "Още непубликувано"}
    assert desk.post(address, form).json()["is_valid"]
    preview = desk.get(f"{address}?mode=bg").content.decode()
    assert "Още непубликувано" in preview
    assert "Преглед" in preview
