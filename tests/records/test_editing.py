"""The editors' side: review, schedule, lock, many at once, what waits, imports."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from chitalishte.records.collection import collections, get
from chitalishte.records.models import MistakeReport
from chitalishte.records.roles import AUTHORS, EDITORS, make_roles

from .desk import send
from .samples import a_published, a_record

pytestmark = pytest.mark.django_db

every_collection = pytest.mark.parametrize(
    "collection", collections(), ids=lambda collection: collection.name
)


def member_of(name, django_user_model, username):
    user = django_user_model.objects.create_user(username, password="a long password")
    user.groups.add(Group.objects.get(name=name))
    return user


@pytest.fixture
def author(django_user_model):
    return member_of(AUTHORS, django_user_model, "ana")


@pytest.fixture
def reviewer(django_user_model):
    return member_of(EDITORS, django_user_model, "ivo")


def at_desk(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@every_collection
def test_an_author_submits_and_an_editor_approves(collection, author, reviewer):
    record = a_record(collection)
    sent = send(at_desk(author), record, action="submit", title_bg="Готово за преглед")
    assert sent.status_code == 302
    record.refresh_from_db()
    assert not record.live
    task_state = record.current_workflow_task_state
    viewset = collection.model.snippet_viewset
    approve = reverse(
        viewset.get_url_name("workflow_action"), args=[record.pk, "approve", task_state.pk]
    )
    assert at_desk(author).post(approve, {"comment": ""}).status_code in (302, 403)
    record.refresh_from_db()
    assert not record.live
    at_desk(reviewer).post(approve, {"comment": "Добре."})
    record.refresh_from_db()
    assert record.live
    assert record.title_bg == "Готово за преглед"


@every_collection
def test_an_author_cannot_publish(collection, author):
    record = a_record(collection)
    send(at_desk(author), record, action="publish")
    record.refresh_from_db()
    assert not record.live


@every_collection
def test_a_scheduled_record_is_public_only_from_its_hour(client, collection):
    record = a_record(collection)
    record.go_live_at = timezone.now() + timedelta(hours=1)
    record.save_revision().publish()
    assert client.get(record.get_absolute_url("bg")).status_code == 404
    record.refresh_from_db()
    revision = record.scheduled_revision
    earlier = timezone.now() - timedelta(minutes=1)  # the hour has come
    revision.approved_go_live_at = earlier
    revision.content["go_live_at"] = earlier.isoformat()
    revision.save()
    call_command("publish_scheduled", verbosity=0)
    assert client.get(record.get_absolute_url("bg")).status_code == 200


@every_collection
def test_a_locked_record_cannot_be_saved_by_another(collection, desk, reviewer):
    record = a_published(collection)
    record.locked, record.locked_by, record.locked_at = True, reviewer, timezone.now()
    record.save()
    send(desk, record, title_bg="Чужда промяна")
    record.refresh_from_db()
    assert record.title_bg != "Чужда промяна"
    assert record.latest_revision.content["title_bg"] != "Чужда промяна"


@every_collection
def test_many_drafts_are_published_at_once_and_the_incomplete_stay(desk, collection):
    good, other, incomplete = (
        a_record(collection),
        a_record(collection),
        a_record(collection, sources=[]),
    )
    meta = collection.model._meta
    address = reverse("wagtail_bulk_action", args=[meta.app_label, meta.model_name, "publish"])
    query = "&".join(f"id={record.pk}" for record in (good, other, incomplete))
    assert desk.get(f"{address}?{query}").status_code == 200
    desk.post(f"{address}?{query}")
    live = [type(r).objects.get(pk=r.pk).live for r in (good, other, incomplete)]
    assert live == [True, True, False]


@every_collection
def test_many_are_unpublished_at_once_only_by_who_may(collection, desk, author):
    record = a_published(collection)
    meta = collection.model._meta
    address = reverse("wagtail_bulk_action", args=[meta.app_label, meta.model_name, "unpublish"])
    at_desk(author).post(f"{address}?id={record.pk}")
    assert collection.model.objects.get(pk=record.pk).live
    desk.post(f"{address}?id={record.pk}")
    assert not collection.model.objects.get(pk=record.pk).live


def test_the_desk_opens_on_what_waits(desk):
    draft = a_record(get("datasets"))
    MistakeReport.objects.create(address="/bg/maps/", title="Карта", message="Грешен цвят")
    page = desk.get("/admin/").content.decode()
    assert "Грешен цвят" in page
    assert draft.title_bg in page


def test_roles_can_be_made_again_without_taking_anything_back(author):
    group = Group.objects.get(name=AUTHORS)
    before = group.permissions.count()
    make_roles()
    assert group.permissions.count() == before
    assert Group.objects.filter(name=AUTHORS).count() == 1


def a_file(words, name="записи.csv"):
    file = BytesIO(words.encode())
    file.name = name
    return file


@every_collection
def test_the_import_screen_shows_first_and_writes_on_the_second_press(desk, collection):
    record = a_published(collection)
    address = reverse("import_records", args=[collection.name])
    words = f"identifier,title_bg\n{record.identifier},Внесено заглавие\n"
    shown = desk.post(address, {"file": a_file(words)})
    assert "Внесено заглавие" not in collection.model.objects.get(pk=record.pk).title_bg
    assert shown.context["report"].changed == [record.identifier]
    desk.post(address, {"confirm": "1"})
    latest = collection.model.objects.get(pk=record.pk).get_latest_revision_as_object()
    assert latest.title_bg == "Внесено заглавие"
    assert collection.model.objects.get(pk=record.pk).title_bg == record.title_bg


@every_collection
def test_the_import_screen_names_row_column_and_value(desk, collection):
    record = a_published(collection)
    words = f"identifier,licence\n{record.identifier},няма такъв\n"
    page = desk.post(
        reverse("import_records", args=[collection.name]), {"file": a_file(words)}
    ).content.decode()
    assert "licence" in page
    assert "няма такъв" in page
    assert "confirm" not in page


def test_the_import_screen_explains_a_file_that_is_no_table(desk):
    page = desk.post(
        reverse("import_records", args=["datasets"]), {"file": a_file("%PDF-1.7 …", "д.csv")}
    )
    assert page.context["problems"]
    assert "д.csv" in page.content.decode()


def test_a_reader_cannot_open_the_import_screen(client):
    answer = client.get(reverse("import_records", args=["datasets"]))
    assert answer.status_code == 302
    assert "login" in answer["Location"]


def test_ticking_a_report_off_keeps_who_and_when(desk, editor):
    report = MistakeReport.objects.create(address="/bg/", title="Начало", message="Грешка")
    address = reverse("mistake-reports:edit", args=[report.pk])
    assert desk.get(address).status_code == 200
    desk.post(address, {"answer": "Поправено.", "done": "on"})
    report.refresh_from_db()
    assert report.handled_by == editor
    assert report.handled_at is not None
    assert report not in MistakeReport.objects.waiting()
    desk.post(address, {"answer": "Пак е сгрешено."})
    report.refresh_from_db()
    assert report in MistakeReport.objects.waiting()


def test_publishers_have_their_own_screen(desk):
    assert desk.get("/admin/snippets/datasets/publisher/").status_code == 200


@every_collection
def test_a_dry_run_names_everything_that_is_wrong_with_a_row(collection, tmp_path):
    from chitalishte.records.importing import import_file

    record = a_published(collection)
    path = tmp_path / "in.csv"
    path.write_text(f"identifier,licence,as_of\n{record.identifier},никакъв,вчера\n", "utf-8")
    report = import_file(collection, path, dry_run=True)
    assert {problem.column for problem in report.problems} == {"licence", "as_of"}


@every_collection
def test_a_record_is_found_by_its_words_in_the_window_that_chooses(desk, collection):
    here = a_record(collection, title_bg="Еврото в държавите")
    away = a_record(collection, title_bg="Друго заглавие")
    chooser = collection.model.snippet_viewset.chooser_viewset
    for words in ("еврото", "държави Евро", here.identifier):
        answer = desk.get(reverse(chooser.get_url_name("choose_results")), {"q": words})
        page = answer.content.decode()
        assert "Еврото в държавите" in page
        assert away.title_bg not in page


@every_collection
def test_no_field_hides_what_scripts_ask_of_the_form(desk, collection):
    page = desk.get(reverse(collection.model.snippet_viewset.get_url_name("add")))
    sent = {page.context["form"].add_prefix(name) for name in page.context["form"].fields}
    assert not sent & {"action", "elements", "enctype", "method", "submit", "target"}


def test_an_hour_is_written_as_bulgarians_write_it():
    with override("bg"):
        written = date_format(datetime(2026, 11, 30, 20, 33, tzinfo=UTC), "DATETIME_FORMAT")
    assert written == "30.11.2026 г., 20:33"
