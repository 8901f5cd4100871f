"""The registry as readers meet it: narrowed, counted, compared, exported, proposed to."""

import csv
import io
import json
import re
from collections import Counter

import pytest
from django.core import mail
from django.core.cache import cache
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import override
from lxml import etree

from chitalishte.records import search
from chitalishte.records.collection import get
from chitalishte.records.listing import Listing
from chitalishte.surveys import fair
from chitalishte.surveys.likeness import possible_duplicates, similar
from chitalishte.surveys.models import Contribution, CountryTeam, Credit, Survey, Term
from chitalishte.surveys.overview import Matrix, sizes, timeline
from chitalishte.surveys.proposalforms import is_orcid
from chitalishte.surveys.views import FORMATS
from tests.ddi.files import faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey():
    return Survey.objects.get(identifier="bg-emm-038")


def listing(query=""):
    return Listing(get("surveys"), QueryDict(query))


def test_fifty_surveys_of_bulgaria_came_in_with_sources_and_confidence():
    surveys = Survey.objects.public()
    assert surveys.count() == 50
    assert all(len(one.sources) and one.confidence for one in surveys)
    # empty stays empty: half of the source's rows have no sampling, twenty a size
    assert surveys.filter(sample_size=None).count() == 30
    assert surveys.exclude(sample_size=None).count() == 20


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("year_from=2010&year_to=2013", 2010, 2013),
        ("year_from=2020", 2020, 9999),
        ("year_to=1999", 0, 1999),
    ],
)
def test_years_narrow_the_list_to_what_was_in_the_field_then(query, first, last):
    expected = {
        one.pk
        for one in Survey.objects.public()
        if one.year_from and one.year_from <= last and one.year_to >= first
    }
    assert {one.pk for one in listing(query).records} == expected


def test_the_bars_of_the_years_count_what_a_press_would_bring():
    (years,) = listing("group=roma").ranges
    for bar in years.bars[:6]:
        assert listing(bar["url"].lstrip("?")).total == bar["count"]


def test_a_wrong_year_in_the_address_is_no_year(client):
    assert client.get("/bg/surveys/?year_from=abc&year_to=-5").status_code == 200
    assert listing("year_from=abc&year_to=99999999999999").spans == {}


@pytest.mark.parametrize(
    ("rows", "columns"), [("group", "year"), ("topic", "group"), ("kind", "country")]
)
def test_every_cell_of_the_matrix_counts_what_its_link_lists(rows, columns):
    matrix = Matrix(listing("year_from=2005"), rows, columns)
    cells = [cell for row in matrix.rows for cell in row.cells if cell.count]
    assert cells
    for cell in cells[:: max(1, len(cells) // 12)]:
        assert listing(cell.url.removeprefix("../?")).total == cell.count, cell.label


def test_the_matrix_by_year_agrees_with_counting_by_hand():
    counted = Counter()
    for one in Survey.objects.public().exclude(year_from=None):
        for group in one.groups.all():
            for year in range(one.year_from, one.year_to + 1):
                counted[group.identifier, str(year)] += 1
    matrix = Matrix(listing())
    found = {
        (row.key, key): cell.count
        for row in matrix.rows
        for (key, _label), cell in zip(matrix.columns, row.cells, strict=True)
        if cell.count
    }
    assert found == dict(counted)


def test_a_group_not_asked_for_long_is_named_with_its_last_year():
    with override("en"):
        gaps = {gap["label"]: gap["last"] for gap in Matrix(listing()).gaps}
    assert gaps["Soldiers and conscripts"] == 1996
    assert "Refugees from Ukraine" not in gaps


def test_pictures_place_every_survey_they_can():
    lines = timeline(listing())["lines"]
    assert len(lines) == Survey.objects.public().exclude(year_from=None).count()
    assert all(0 <= line["x"] <= 100 and line["x"] + line["width"] <= 101 for line in lines)
    picture = sizes(listing())
    assert (len(picture["dots"]), picture["without"]) == (20, 30)
    largest = picture["dots"][0]
    assert "26" in largest["words"]
    assert largest["x"] == max(dot["x"] for dot in picture["dots"])


@pytest.mark.parametrize("language", ["bg", "en"])
@pytest.mark.parametrize(
    "address", ["overview/", "overview/?rows=topic&columns=group", "compare/", "propose/"]
)
def test_the_pages_answer_in_both_languages(client, language, address):
    assert client.get(f"/{language}/surveys/{address}").status_code == 200


def test_the_matrix_as_csv_holds_what_the_page_shows(client):
    text = client.get("/en/surveys/overview/matrix.csv?group=turks").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    turks = next(row for row in rows if row[0] == "Turks")
    assert turks[-1] == str(Survey.objects.public().filter(groups__identifier="turks").count())


def test_a_comparison_shows_five_at_most_and_only_what_differs(client):
    slugs = list(Survey.objects.public().values_list("slug", flat=True)[:7])
    query = "&".join(f"with={slug}" for slug in slugs)
    whole = client.get(f"/bg/surveys/compare/?{query}").context
    assert len(whole["surveys"]) == 5
    only = client.get(f"/bg/surveys/compare/?{query}&only=differences").context
    assert all(len(set(row["cells"])) > 1 for row in only["rows"])
    assert len(only["rows"]) < len(whole["rows"])
    assert all(row["label"] != "Държава" for row in only["rows"])


@pytest.mark.parametrize("form", FORMATS)
def test_a_draft_gives_no_format_and_a_public_one_gives_all(client, survey, form):
    for language in ("bg", "en"):
        answer = client.get(f"{survey.get_absolute_url(language).rstrip('/')}.{form}")
        assert answer.status_code == 200
        if form == "ddi.xml":
            assert faults(answer.content) == []
        if form.endswith("json"):
            assert json.loads(answer.content)
    survey.unpublish()
    cache.clear()  # the edition rises on commit, which a test does not reach
    address = survey.get_absolute_url("bg").rstrip("/")
    assert client.get(f"{address}.{form}").status_code == 410


@pytest.mark.parametrize("form", ["ddi", "emm"])
def test_a_filtered_set_is_one_file_of_records_that_our_importer_reads(client, tmp_path, form):
    from chitalishte.ddi import records_of
    from chitalishte.ddi.reading import read

    path = tmp_path / "set.xml"
    path.write_bytes(client.get(f"/bg/surveys/filtered.{form}.xml?group=turks").content)
    etree.parse(path)
    readings = [read(found.element()) for found in records_of(path)]
    assert len(readings) == Survey.objects.public().filter(groups__identifier="turks").count()
    assert all(reading.identifier for reading in readings)


def test_the_paper_form_has_no_address_bar_furniture_and_answers(client, survey):
    page = client.get(survey.get_absolute_url("bg") + "print/").content.decode()
    assert survey.title_bg in page
    assert "noindex" in page


@pytest.mark.parametrize(
    ("query", "language"),
    [("цигани", "bg"), ("Gypsies", "en"), ("ромските", "bg"), ("romite", "bg"), ("Roma", "bg")],
)
def test_synonyms_word_forms_and_latin_letters_find_the_surveys_of_roma(query, language):
    found = search.object_ids(query, kind="surveys", language=language)
    roma = set(
        Survey.objects.public().filter(groups__identifier="roma").values_list("pk", flat=True)
    )
    assert roma <= set(found)


def test_a_phrase_of_a_group_finds_the_others_and_a_word_of_none_stands_alone():
    assert search.object_ids("third-country nationals", kind="surveys", language="bg")
    assert search.object_ids("неравно третиране", kind="surveys", language="bg")
    assert not search.object_ids("третиране", kind="surveys", language="bg")


def test_similar_surveys_are_of_the_series_first_and_never_the_survey_itself():
    wave = Survey.objects.get(identifier="bg-emm-013")
    found = [one.identifier for one in similar(wave, get("surveys").public())]
    assert {"bg-emm-014", "bg-emm-015"} <= set(found[:3])
    assert wave.identifier not in found


def test_two_rounds_of_one_year_and_nearly_one_title_are_offered_as_duplicates():
    pairs = {(a.identifier, b.identifier) for a, b, _why in possible_duplicates()}
    assert ("bg-emm-013", "bg-emm-014") in pairs
    assert ("bg-emm-001", "bg-emm-050") not in pairs


def test_fair_says_unknown_for_what_nobody_saw_and_advises(survey):
    checks = {check.name: check for check in fair.checks(survey)}
    assert checks["licence"].answer == "unknown"
    assert checks["licence"].advice
    survey.data_licence, survey.data_doi, survey.availability = "CC BY", "10.1/x", "unavailable"
    checks = {check.name: check.answer for check in fair.checks(survey)}
    assert (checks["licence"], checks["identifier"], checks["access"]) == ("yes", "yes", "no")
    total = fair.over(Survey.objects.public())
    assert all(row["yes"] + row["no"] + row["unknown"] == 50 for row in total)


@pytest.mark.parametrize(
    ("orcid", "is_right"),
    [
        ("0000-0002-1825-0097", True),
        ("0000-0002-9079-593X", True),
        ("0000-0002-1825-0098", False),
        ("1234", False),
    ],
)
def test_an_orcid_is_checked_by_its_last_digit(orcid, is_right):
    assert is_orcid(orcid) is is_right


def begin(client, survey=None):
    answer = client.post("/bg/surveys/propose/", {"survey": survey.slug} if survey else {})
    return Contribution.objects.get(key=answer["Location"].split("/")[4]), answer["Location"]


SENDER = {
    "name": "Анна Накова",
    "orcid": "https://orcid.org/0000-0002-1825-0097",
    "email": "anna@example.org",
    "source": "https://example.org/report",
}


def send(client, contribution, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/bg/surveys/propose/{contribution.key}/send/", SENDER)
    link = re.search(r"http://\S+", mail.outbox[-1].body)[0]
    return "/" + link.split("/", 3)[3]


def test_a_survey_is_proposed_confirmed_accepted_and_credited(
    client, desk, editor, django_capture_on_commit_callbacks
):
    from django.test import Client

    reader = Client()
    contribution, address = begin(reader)
    assert reader.get(address).status_code == 200
    # what is written is kept at once, also when only a part is right
    saved = reader.post(address, {"f_1_4": "Ново изследване"}, headers={"X-Autosave": "1"})
    assert saved.status_code == 204
    wrong = reader.post(address, {"f_1_4": "Ново изследване", "f_1_11": "миналата есен"})
    assert wrong.status_code == 400
    assert "миналата есен" in wrong.content.decode()
    answer = {"f_1_4": "Ново изследване", "f_1_3": "New survey", "f_1_0": "BG", "f_1_11": "2025-09"}
    assert reader.post(address, answer).status_code == 302
    topics = f"/bg/surveys/propose/{contribution.key}/topics/"
    reader.post(topics, {"f_1_13": ["1.13.5", "1.13.9"]})
    link = send(reader, contribution, django_capture_on_commit_callbacks)
    assert not Contribution.objects.waiting().exists()
    assert reader.get(link).status_code == 200
    assert not Contribution.objects.waiting().exists()  # a program that reads mail only looked
    reader.post(link)
    contribution = Contribution.objects.waiting().get()
    screen = desk.get(reverse("survey_proposal", args=[contribution.pk])).content.decode()
    assert "Ново изследване" in screen
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("survey_proposal", args=[contribution.pk]), {"accept": "1"})
    survey = Survey.objects.get(title_bg="Ново изследване")
    draft = survey.get_latest_revision_as_object()
    assert not survey.live
    assert (draft.title_en, draft.collected_from, draft.country.notation) == (
        "New survey",
        "2025-09",
        "BG",
    )
    assert {term.identifier for term in draft.topics.all()} == {"discrimination", "housing"}
    credit = Credit.objects.get(survey=survey)
    assert (credit.name, credit.orcid) == ("Анна Накова", "0000-0002-1825-0097")
    assert mail.outbox[-1].to == ["anna@example.org"]
    survey.get_latest_revision().publish(user=editor)
    page = reader.get(survey.get_absolute_url("bg")).content.decode()
    assert "orcid.org/0000-0002-1825-0097" in page


def test_a_correction_changes_only_what_was_corrected(
    client, desk, survey, django_capture_on_commit_callbacks
):
    from django.test import Client

    from chitalishte.surveys.bridging import answers_of

    before = answers_of(survey)
    reader = Client()
    contribution, _address = begin(reader, survey)
    page = f"/bg/surveys/propose/{contribution.key}/sample/"
    form = reader.get(page).context["form"]
    fields = {name: form[name].value() for name in form.fields if form[name].value()}
    reader.post(page, fields | {"f_5_3": "62%"})
    reader.post(send(reader, contribution, django_capture_on_commit_callbacks))
    desk.post(reverse("survey_proposal", args=[contribution.pk]), {"accept": "1"})
    after = answers_of(Survey.objects.get(pk=survey.pk).get_latest_revision_as_object())
    changed = {c for c in before.keys() | after.keys() if before.get(c) != after.get(c)}
    assert changed == {"5.3"}


def test_declining_needs_words_and_the_author_gets_them(
    client, desk, django_capture_on_commit_callbacks
):
    from django.test import Client

    reader = Client()
    contribution, address = begin(reader)
    reader.post(address, {"f_1_4": "Нещо", "f_1_0": "BG"})
    reader.post(send(reader, contribution, django_capture_on_commit_callbacks))
    screen = reverse("survey_proposal", args=[contribution.pk])
    assert desk.post(screen, {"decline": "1", "words": ""}).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(screen, {"decline": "1", "words": "Няма източник."})
    assert "Няма източник." in mail.outbox[-1].body
    contribution.refresh_from_db()
    assert contribution.state == Contribution.State.DECLINED
    assert reader.get(address).status_code == 404


def test_only_the_team_of_a_country_decides_about_it(client, django_user_model):
    from django.contrib.auth.models import Group

    from chitalishte.records.roles import EDITORS, make_roles

    make_roles()
    bulgaria = Term.objects.get(vocabulary="country", notation="BG")
    members = []
    for name in ("ours", "theirs"):
        user = django_user_model.objects.create_user(name, f"{name}@example.org", "long password 1")
        user.groups.add(Group.objects.get(name=EDITORS))
        members.append(user)
    CountryTeam.objects.create(country=bulgaria).members.add(members[0])
    proposal = Contribution.objects.create(
        country=bulgaria, answers={"1.4": "X", "1.0": "BG"}, state="sent"
    )
    for user, status in zip(members, (200, 302), strict=True):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        screen = client.get(reverse("survey_proposal", args=[proposal.pk]))
        assert screen.status_code == status
        queue = client.get(reverse("survey_proposals"))
        assert len(queue.context["waiting"]) == (1 if status == 200 else 0)


def test_a_robot_s_proposal_is_not_sent_and_many_are_stopped(client):
    contribution, address = begin(client)
    client.post(address, {"f_1_4": "Нещо", "f_1_0": "BG"})
    client.post(f"/bg/surveys/propose/{contribution.key}/send/", SENDER | {"website": "x"})
    assert mail.outbox == []
    answers = [client.post("/bg/surveys/propose/").status_code for _ in range(12)]
    assert answers[-1] == 429


def test_an_editor_changes_a_field_of_the_registry_and_the_rest_keeps_its_spelling(desk):
    from tests.records.desk import form_of, send

    survey = Survey.objects.get(identifier="bg-emm-020")
    before = dict(survey.answers)
    from chitalishte.ddi import Answer
    from chitalishte.surveys.editing import registry_fields

    fields = {}
    for field in registry_fields():
        answer = Answer.from_json(before.get(field.code, ""))
        fields[field.key] = answer.missing or answer.text or answer.written
    relations = ("groups", "topics", "modes", "regions", "languages")
    relations += ("producers", "collectors", "funders", "owners", "distributors")
    chosen = {name: [t.pk for t in getattr(survey, name).all()] for name in relations}
    answer = send(desk, survey, **(form_of(survey) | fields | chosen | {"f_5_7": "1"}))
    assert answer.status_code == 302
    after = Survey.objects.get(pk=survey.pk)
    assert after.answers == before | {"5.7": "1"}
    assert set(after.topics.all()) == set(survey.topics.all())


def test_the_clock_takes_unfinished_proposals_and_old_addresses():
    from datetime import timedelta

    from django.utils import timezone

    from chitalishte.surveys.tidying import proposals

    old = timezone.now() - timedelta(days=100)
    begun = Contribution.objects.create()
    Contribution.objects.filter(pk=begun.pk).update(changed_at=old)
    decided = Contribution.objects.create(state="accepted", email="a@example.org", decided_at=old)
    assert proposals(is_trial=True)
    assert Contribution.objects.filter(pk=begun.pk).exists()
    proposals(is_trial=False)
    assert not Contribution.objects.filter(pk=begun.pk).exists()
    decided.refresh_from_db()
    assert decided.email == ""
