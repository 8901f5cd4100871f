"""The source of a document saved from its address: closed, with its day, all or nothing."""

import io
import json
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings as the_settings
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.documents import get_document_model

from chitalishte import text
from chitalishte.archive import papers
from chitalishte.archive.models import Copy, Document, PaperFile
from chitalishte.archive.snapshots import SnapshotError, save_source, unsaved
from chitalishte.records.history import versions
from tests.hosting import Host
from tests.papers.samples import pdf

pytestmark = pytest.mark.django_db

PAGE = (
    "<!doctype html><html><head><meta charset='utf-8'><title>Решение</title></head><body>"
    "<h1>Решение № 13</h1><p>Съдът <script>alert(1)</script>реши.</p></body></html>"
)


@pytest.fixture(scope="module")
def the_host():
    with Host("/act") as host:
        yield host


@pytest.fixture
def host(the_host, settings):
    settings.FETCH_INNER_HOSTS = ["127.0.0.1"]
    the_host.pages, the_host.asked = {}, []
    the_host.gives(PAGE)
    return the_host


@pytest.fixture
def document(host):
    """A public document whose address is one of the host."""
    return pointed(Document.objects.public().filter(copies=None).first(), f"{host.address}/act")


def pointed(document, address):
    document.url = address
    document.save_revision().publish()
    document.refresh_from_db()
    return document


def files():
    """Return every file on the disk that the library or the intake could have left."""
    folders = (Path(the_settings.MEDIA_ROOT) / "documents", the_settings.VAR / "uploads")
    return {path for folder in folders for path in folder.rglob("*") if path.is_file()}


def words(response):
    return response.content.decode()


def status(client, address):
    response = client.get(address)
    if response.streaming:
        b"".join(response.streaming_content)
    return response.status_code


def test_a_page_is_kept_with_its_day_address_and_fingerprint_and_readers_see_these_only(
    client, document, host
):
    said = save_source(document)
    copy = document.copies.get()
    assert said.is_new
    assert said.is_published
    assert (copy.taken_from, copy.taken_on) == (f"{host.address}/act", timezone.localdate())
    assert copy.paper.media_type == "text/html"
    assert copy.paper.pages.get().text == "Решение № 13\nСъдът реши."
    with copy.file.open_file() as kept:
        assert kept.read().decode() == PAGE
    for language, reason in (("bg", "правата са на издателя"), ("en", "belong to its publisher")):
        page = words(client.get(document.get_absolute_url(language)))
        assert copy.paper.fingerprint in page
        assert copy.taken_from in page
        assert reason in page
        assert text.day(copy.taken_on, language) in page
        assert copy.file.filename not in page
    assert status(client, copy.file.url) == 403
    assert client.get(reader(copy)).status_code == 403
    assert reader(copy) not in words(client.get("/bg/materials/inside/", {"q": "решение 13"}))


def reader(copy):
    return f"/bg/materials/{copy.document.slug}/copies/{copy.pk}/"


def test_an_editor_may_open_it_and_then_anybody_reads_and_finds_its_text(client, document):
    save_source(document)
    copy = document.copies.get()
    copy.access = Copy.Access.OPEN
    copy.save()
    page = words(client.get(reader(copy), {"q": "съдове"}))
    assert "<mark>Съдът</mark>" in page
    assert "alert" not in page


@pytest.mark.parametrize("who", ["desk", "client"])
def test_a_kept_page_is_never_opened_on_our_address(request, document, who):
    save_source(document)
    copy = document.copies.get()
    if who == "client":
        Copy.objects.update(access=Copy.Access.OPEN)
    answer = request.getfixturevalue(who).get(copy.file.url)
    assert b"".join(answer.streaming_content).decode() == PAGE
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert status(request.getfixturevalue(who), f"/media/{copy.file.file.name}") == 404


def test_a_page_cannot_be_uploaded_by_hand(desk):
    file = io.BytesIO(PAGE.encode())
    file.name = "page.html"
    desk.post(reverse("wagtaildocs:add_multiple"), {"title": "Страница", "files[]": file})
    assert not get_document_model().objects.filter(title="Страница").exists()


def test_the_title_of_a_kept_page_can_be_changed_in_the_library(desk, document):
    save_source(document)
    file = document.copies.get().file
    answer = desk.post(reverse("wagtaildocs:edit", args=[file.pk]), {"title": "Друго"})
    assert answer.status_code == 302
    file.refresh_from_db()
    assert file.title == "Друго"
    page = io.BytesIO(PAGE.encode())
    page.name = "other.html"
    desk.post(reverse("wagtaildocs:edit", args=[file.pk]), {"title": "Трето", "file": page})
    file.refresh_from_db()
    assert file.title == "Друго"


def test_a_pdf_is_kept_as_one(document, host, tmp_path):
    host.gives(pdf(tmp_path / "act.pdf", ["Решение"], ["Мотиви"]).read_bytes())
    save_source(document)
    copy = document.copies.get()
    assert copy.paper.page_count == 2
    assert copy.file.filename.endswith(".pdf")


def test_the_same_bytes_are_not_kept_twice_and_it_is_said_since_when(document):
    save_source(document)
    Copy.objects.update(taken_on=date(2026, 1, 5))
    before = files()
    said = save_source(document)
    assert not said.is_new
    assert "от 5 януари 2026" in str(said)
    assert document.copies.count() == 1
    assert files() == before


def test_what_changed_is_kept_beside_what_was_and_what_comes_back_is_known(document, host):
    save_source(document)
    host.gives(PAGE.replace("13", "14"))
    assert save_source(document).is_new
    assert document.copies.count() == 2
    host.gives(PAGE)
    said = save_source(document)
    assert not said.is_new
    assert not said.is_last
    assert "отново" in str(said)
    assert document.copies.count() == 2


def test_a_draft_keeps_all_an_editor_wrote_and_readers_see_nothing_before_it_is_published(
    client, document, host, editor
):
    draft = document.get_latest_revision_as_object()
    draft.title_bg, draft.url = "Ново заглавие", f"{host.address}/new"
    draft.save_revision(user=editor)
    host.gives(PAGE, "/new")
    said = save_source(document, by=editor)
    assert not said.is_published
    assert "черновата" in str(said)
    document.refresh_from_db()
    assert document.title_bg != "Ново заглавие"
    assert not document.copies.exists()
    draft = document.get_latest_revision_as_object()
    copy = draft.copies.get()
    assert (draft.title_bg, copy.taken_from) == ("Ново заглавие", f"{host.address}/new")
    assert status(client, copy.file.url) == 403
    assert not save_source(document, by=editor).is_new
    PaperFile.objects.update(read_at=timezone.now() - timedelta(days=2))
    papers.pages_nobody_needs()  # the clock runs every minute, and no copy has its text yet
    document.get_latest_revision().publish(user=editor)
    assert document.copies.get().paper.page_count == 1
    assert document.copies.get().taken_from == f"{host.address}/new"


def test_copies_that_are_held_already_stay(document, host):
    save_source(document)
    first = document.copies.get()
    host.gives(PAGE + "<!-- друго -->")
    save_source(document)
    assert first in document.copies.all()


def test_an_author_who_may_not_publish_leaves_a_draft(document, django_user_model):
    author = django_user_model.objects.create_user("avtor", "a@example.org", "a long password")
    author.groups.add(Group.objects.get(name="Автори"))
    said = save_source(document, by=author)
    assert not said.is_published
    assert not document.copies.exists()
    document.refresh_from_db()
    assert document.get_latest_revision_as_object().copies.get().file.uploaded_by_user == author


def test_the_public_history_says_what_happened(document):
    save_source(document)
    assert versions(document)[-1].reason.startswith("Запазено копие на източника")


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (PAGE, 404, "404"), (PAGE, 500, "500"), ("", 200, "празен"),
        ('{"a": 1}', 200, "нито страница"), (b"MZ" + bytes(500), 200, "нито страница"),
        (b"%PDF-1.4 broken", 200, "повреден"), (PAGE + " " * 20_000_000, 200, "20 MB"),
        ("<!doctype html>" + "<b>" * 100_000, 200, "прекъсна"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_leaves_nothing_and_a_person_is_told_why(
    document, host, content, code, said
):
    host.gives(content, status=code)
    held, revisions = files(), document.revisions.count()
    with pytest.raises(SnapshotError) as told:
        save_source(document)
    assert said in str(told.value)
    assert str(told.value).endswith("Нищо не е променено.")
    assert files() == held
    assert document.revisions.count() == revisions
    assert not document.copies.exists()
    assert not PaperFile.objects.filter(copies=None).exists()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "адрес"), ("http://127.0.0.2/act", "частна мрежа"), ("ftp://example.org/a", "Адресът"),
        ("http://user:word@127.0.0.1/act", "Адресът"),
    ],
)  # fmt: skip
def test_an_address_that_leads_nowhere_is_said(document, address, said):
    Document.objects.filter(pk=document.pk).update(url=address)
    with pytest.raises(SnapshotError, match=said):
        save_source(document)


def test_an_address_that_leads_inside_is_not_asked(document, host, settings):
    settings.FETCH_INNER_HOSTS = []
    with pytest.raises(SnapshotError, match="частна мрежа"):
        save_source(document)
    assert host.asked == []


def test_what_breaks_off_at_the_end_leaves_no_file(document, monkeypatch):
    def breaks(*args, **kwargs):
        raise IntegrityError

    held, library = files(), get_document_model().objects.count()
    monkeypatch.setattr("wagtail.models.Revision.publish", breaks)
    with pytest.raises(IntegrityError):
        save_source(document)
    assert files() == held
    assert get_document_model().objects.count() == library


def test_a_locked_document_is_left_alone(document, editor, host):
    document.locked, document.locked_by = True, None
    document.save()
    for who in (None, editor):
        with pytest.raises(SnapshotError, match="заключен"):
            save_source(document, by=who)
    assert host.asked == []


def test_a_file_larger_than_may_be_kept_is_refused(document, settings):
    settings.DOCUMENT_UPLOAD_MAX_SIZE = 100
    with pytest.raises(SnapshotError, match="по-голям"):
        save_source(document)


def test_an_editor_sees_what_will_be_fetched_and_then_saves_it(desk, document, host):
    form = words(desk.get(reverse(edit_name(), args=[document.pk])))
    screen = reverse("save_source", args=[document.pk])
    assert screen in form
    page = words(desk.get(screen))
    assert document.url in page
    assert "публикува веднага" in page
    assert host.asked == []
    answer = desk.post(screen, follow=True)
    assert answer.redirect_chain[-1][0] == reverse(edit_name(), args=[document.pk])
    assert "Запазено" in words(answer)
    assert document.copies.count() == 1
    assert document.copies.get().paper.fingerprint[:12] in words(desk.get(screen))
    assert "Без промяна от" in words(desk.post(screen, follow=True))


def edit_name():
    return Document.snippet_viewset.get_url_name("edit")


def test_an_editor_is_told_why_nothing_came(desk, document, host):
    host.gives("", status=503)
    answer = desk.post(reverse("save_source", args=[document.pk]), follow=True)
    assert "503" in words(answer)
    assert "Нищо не е променено" in words(answer)


def test_without_an_address_the_screen_says_so(desk, document):
    pointed(document, "")
    for address in (
        reverse("save_source", args=[document.pk]),
        reverse(edit_name(), args=[document.pk]),
    ):
        assert "Документът няма адрес" in words(desk.get(address))


def test_only_who_may_change_documents_saves_their_sources(client, document, django_user_model):
    screen = reverse("save_source", args=[document.pk])
    assert client.post(screen).status_code == 302  # to sign in
    reader_only = django_user_model.objects.create_user("x", "x@example.org", "a long password")
    client.force_login(reader_only, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(screen).status_code in (302, 403)
    assert not document.copies.exists()


def run(*arguments):
    out = io.StringIO()
    try:
        call_command("snapshot", *arguments, stdout=out)
        problem = ""
    except CommandError as error:
        problem = str(error)
    return out.getvalue(), problem


def test_the_command_goes_over_all_that_have_no_copy_of_their_source(document, host):
    others = Document.objects.public().exclude(pk=document.pk)
    others.update(url="")
    second = pointed(others.last(), f"{host.address}/gone")
    third = pointed(others.first(), f"{host.address}/third")
    host.gives(PAGE + "трети", "/third")
    assert {one.pk for one in unsaved()} == {document.pk, second.pk, third.pk}
    said, problem = run("--dry-run")
    assert "would be asked" in said
    assert (problem, host.asked) == ("", [])
    said, problem = run("--json")
    rows = {row["document"]: row for row in map(json.loads, said.splitlines())}
    assert rows[document.identifier]["result"] == "saved"
    assert rows[third.identifier]["result"] == "saved"
    assert rows[second.identifier]["result"] == "failed"
    assert "404" in rows[second.identifier]["message"]
    assert problem == "1 of 3 could not be saved."
    moments = [moment for _path, moment in host.asked]
    assert all(b - a >= 1 for a, b in pairwise(moments))
    assert [one.pk for one in unsaved()] == [second.pk]


def test_the_command_takes_named_documents_and_knows_when_there_is_none(document):
    said, problem = run(document.identifier)
    assert "Saved." in said
    assert problem == ""
    assert "Unchanged since" in run(document.identifier)[0]
    said, problem = run(document.identifier, "no-such")
    assert (said, problem) == ("", "There is no document no-such. Nothing was asked.")


def test_a_failure_inside_does_not_stop_the_others(document, host, monkeypatch, caplog):
    other = pointed(
        Document.objects.public().exclude(pk=document.pk).first(), f"{host.address}/second"
    )
    host.gives(PAGE + "друго", "/second")
    whole = Document.save_revision
    broken = document.identifier

    def breaks(self, *args, **kwargs):
        if self.identifier == broken:
            raise IntegrityError
        return whole(self, *args, **kwargs)

    monkeypatch.setattr(Document, "save_revision", breaks)
    said, problem = run(document.identifier, other.identifier)
    assert "went wrong inside" in said
    assert problem == "1 of 2 could not be saved."
    assert other.copies.count() == 1
    assert not document.copies.exists()


def test_a_draft_opens_though_the_text_of_its_copy_was_tidied_away(desk, document):
    draft = document.get_latest_revision_as_object()
    draft.save_revision()
    save_source(document)
    PaperFile.objects.update(read_at=timezone.now() - timedelta(days=2))
    papers.pages_nobody_needs()
    assert not PaperFile.objects.exists()
    answer = desk.get(reverse(edit_name(), args=[document.pk]))
    assert answer.status_code == 200


def test_what_we_call_it_is_in_the_language_of_the_page_and_an_editors_words_stay(document):
    save_source(document)
    copy = document.copies.get()
    assert copy.title.startswith("Запазено копие на източника")
    with translation.override("en"):
        assert copy.title.startswith("Saved copy of the source")
        assert "evidence" in copy.why_closed
        copy.closed_because = "лични данни"
        assert copy.why_closed == "лични данни"
