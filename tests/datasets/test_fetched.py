"""Files fetched by the clock: what fits is published, anything else waits for an editor."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from chitalishte.datasets.intake.fetched import fetch, waiting_intake
from chitalishte.datasets.models import Dataset, Intake, Origin
from chitalishte.tables import query
from tests.hosting import Host

pytestmark = pytest.mark.django_db(transaction=False)

FIRST = "Област;Жители\nРусе;215 477\nВидин;82 835\n"
FILE = "/naselenie.csv"
NEXT = "Област;Жители\nРусе;212 730\nВидин;80 615\n"


@pytest.fixture(scope="module")
def the_host():
    with Host(FILE) as host:
        yield host


@pytest.fixture
def host(the_host, settings):
    settings.FETCH_INNER_HOSTS = ["127.0.0.1"]
    the_host.gives(FIRST)
    return the_host


@pytest.fixture
def dataset(desk, host):
    """A published dataset whose table an editor brought once."""
    dataset = Dataset.objects.public().get(identifier="constitutions")
    Origin.objects.create(dataset=dataset, address=host.address + FILE, publishes=True)
    desk.post(reverse("intake_bring", args=[dataset.pk]), {"pasted": FIRST.replace(";", "\t")})
    sent = {"reason": "Първи файл", "publish": "1", "mode": "replace"}
    sent |= {"oblast-label_bg": "Област", "zhiteli-label_bg": "Жители"}
    desk.post(reverse("intake_name", args=[Intake.objects.first().pk]), sent)
    dataset.refresh_from_db()
    return dataset


def fetched(dataset):
    origin = Origin.objects.get(dataset=dataset)
    fetch(origin)
    dataset.refresh_from_db()
    origin.refresh_from_db()
    return origin


def rows_of(dataset):
    return [tuple(row) for row in query.all_rows(dataset.current_version.stored)]


def test_a_file_that_fits_is_published_by_itself_with_its_reason(dataset, host):
    host.gives(NEXT)
    origin = fetched(dataset)
    assert rows_of(dataset) == [("Русе", 212730), ("Видин", 80615)]
    assert "адрес" in dataset.current_version.reason_bg
    assert "address" in dataset.current_version.reason_en
    assert origin.problem_code == ""
    assert origin.next_at > timezone.now()
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (NEXT, 500, "status"),
        ("Област;Село\nРусе;а\n", 200, "does_not_fit"),  # other columns
        ("Област;Жители\nРусе;много\n", 200, "does_not_fit"),  # another type
        ("", 200, "unreadable"),
    ],
)
def test_what_does_not_fit_changes_nothing_and_the_editors_hear_of_it_once(
    dataset, host, django_user_model, body, status, code
):
    django_user_model.objects.filter(is_superuser=True).update(email="editor@example.org")
    version = dataset.current_version
    host.gives(body, status=status)
    assert fetched(dataset).problem_code == code
    fetched(dataset)
    assert dataset.current_version == version
    assert [letter.to for letter in mail.outbox] == [["editor@example.org"]]
    assert host.address + FILE in mail.outbox[0].body


def test_after_a_failure_the_address_is_asked_sooner_than_usual(dataset, host):
    host.gives(FIRST, status=503)
    first = fetched(dataset)
    assert first.next_at - first.tried_at < first.PAUSES[first.every]
    host.gives(NEXT)
    assert fetched(dataset).failures == 0


def test_the_same_file_again_is_no_new_version(dataset, host):
    host.gives(NEXT)
    fetched(dataset)
    version, intakes = dataset.current_version, Intake.objects.count()
    fetched(dataset)
    assert dataset.current_version == version
    assert Intake.objects.count() == intakes


def test_a_draft_of_an_editor_is_never_published_by_the_clock(dataset, host):
    draft = dataset.get_latest_revision_as_object()
    draft.title_bg = "Недовършено"
    draft.save_revision()
    host.gives(NEXT)
    assert fetched(dataset).problem_code == "draft"
    assert dataset.title_bg != "Недовършено"


def test_the_file_waits_for_an_editor_who_finishes_it(desk, dataset, host):
    Origin.objects.update(publishes=False)
    host.gives(NEXT)
    origin = fetched(dataset)
    assert origin.problem_code == "waits"
    page = desk.get(reverse("intake_origin", args=[dataset.pk])).content.decode()
    intake = waiting_intake(origin)
    assert reverse("intake_look", args=[intake.pk]) in page
    assert "Конституции" in desk.get(reverse("wagtailadmin_home")).content.decode()
    call_command("tidy", verbosity=0)
    sent = {"reason": "Новият файл", "publish": "1", "mode": "replace"}
    sent |= {"oblast-label_bg": "Област", "zhiteli-label_bg": "Жители"}
    desk.post(reverse("intake_name", args=[intake.pk]), sent)
    dataset.refresh_from_db()
    assert rows_of(dataset) == [("Русе", 212730), ("Видин", 80615)]
    origin.refresh_from_db()
    assert origin.problem_code == ""


def test_only_what_is_due_is_asked(dataset, host):
    Origin.objects.update(next_at=timezone.now() + timezone.timedelta(hours=1))
    before = len(host.asked)
    call_command("fetch", verbosity=0)
    assert len(host.asked) == before
    call_command("fetch", "constitutions", verbosity=0)
    assert len(host.asked) == before + 1


def test_an_editor_sets_the_address_and_fetches_at_once(desk, host):
    dataset = Dataset.objects.public().get(identifier="constitutions")
    address = reverse("intake_origin", args=[dataset.pk])
    sent = {"address": host.address + FILE, "every": "day", "is_on": "on", "now": "1"}
    page = desk.post(address, sent, follow=True).content.decode()
    assert Origin.objects.get(dataset=dataset).problem_code == "does_not_fit"
    assert "naselenie.csv" in page
    desk.post(address, {"forget": "1"})
    assert not Origin.objects.filter(dataset=dataset).exists()


@pytest.mark.parametrize("address", ["ftp://example.org/a.csv", "не е адрес"])
def test_an_address_that_is_none_is_refused_on_the_form(desk, address):
    dataset = Dataset.objects.public().get(identifier="constitutions")
    sent = {"address": address, "every": "day", "is_on": "on"}
    page = desk.post(reverse("intake_origin", args=[dataset.pk]), sent)
    assert page.status_code == 200
    assert not Origin.objects.exists()


def test_an_address_inside_our_network_is_not_asked(dataset, host, settings):
    settings.FETCH_INNER_HOSTS = []
    before = len(host.asked)
    assert fetched(dataset).problem_code == "private"
    assert len(host.asked) == before
