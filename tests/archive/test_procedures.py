"""What was on the table on a day, and the map of one change."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from chitalishte import law
from chitalishte.archive.chapter import Chapter
from chitalishte.archive.decisionmap import BAR, DecisionMap
from chitalishte.archive.importing import ArchiveError, load_procedures
from chitalishte.archive.models import Act, Change, Procedure
from chitalishte.archive.onthetable import Standing, Table, standing

pytestmark = pytest.mark.django_db

OPEN, PERHAPS, NOT = Standing.OPEN, Standing.PERHAPS, Standing.NOT


def known(written):
    return law.day(written) if written else None


@pytest.mark.parametrize(
    ("day", "opened", "closed", "said"),
    [
        ("2015-05-25", "2015-05-26", "2015-12-18", NOT),
        ("2015-05-26", "2015-05-26", "2015-12-18", OPEN),
        ("2015-12-18", "2015-05-26", "2015-12-18", OPEN),
        ("2015-12-19", "2015-05-26", "2015-12-18", NOT),
        ("2021-06-01", "2021", "2022-02-08", PERHAPS),  # some day of 2021, perhaps later
        ("2021-12-31", "2021", "2022-02-08", OPEN),
        ("2020-12-31", "2021", "2022-02-08", NOT),
        ("1999-03-15", "1998", "1999-03", PERHAPS),
        ("1999-03-01", "1998", "1999-03", OPEN),
        ("1999-04-01", "1998", "1999-03", NOT),
        ("2003-09-01", "", "2003-09-26", PERHAPS),
        ("2001-09-01", "", "2003-09-26", NOT),  # more than a year before: nothing is said
        ("2003-09-24", "", "2003-09-26", OPEN),  # a step of that very day
        ("2020-12-31", "2020-09-02", "", PERHAPS),  # no end known, the last step was before
        ("2020-10-01", "2020-09-02", "", OPEN),
        ("2022-01-01", "2020-09-02", "", NOT),
    ],
)
def test_a_procedure_is_open_perhaps_or_not(day, opened, closed, said):
    steps = {"2003-09-26": ["2003-09-24"], "": ["2020-09-02", "2020-11-20"]}.get(closed, [])
    steps = [law.day(one) for one in steps]
    day = datetime.date.fromisoformat(day)
    assert standing(day, known(opened), known(closed), steps) is said


def test_what_is_pending_stays_open():
    day, opened = datetime.date(2026, 11, 1), law.day("2026-01-20")
    assert standing(day, opened, None, [opened], is_pending=True) is OPEN


def test_the_autumn_of_2015_had_a_draft_a_case_and_an_opinion_on_the_table():
    table = Table("2015-09-01")
    certain = {one.procedure.identifier for one in table.entries if one.standing is OPEN}
    assert certain == {"amendment-2015", "cc-case-7-2015"}
    assert {one.procedure.identifier for one in table.perhaps} == {"venice-cdl-ad-2015-022"}
    draft = next(one for one in table.entries if one.procedure.identifier == "amendment-2015")
    assert draft.next.identifier == "ev-2015-09-02-committee"
    assert all(one.day_from <= table.day for one in draft.before)
    assert table.neighbours == (datetime.date(2015, 7, 30), datetime.date(2015, 9, 17))


@pytest.mark.parametrize("language", ["bg", "en"])
def test_the_page_of_a_day_says_what_it_does_not_know(client, language):
    page = client.get(f"/{language}/chronology/on-the-table/?day=2026-06-01").content.decode()
    said = {"bg": "Не сме намерили да е приключило", "en": "We have found no end of it"}
    assert said[language] in page
    wrong = client.get(f"/{language}/chronology/on-the-table/?day=вчера")
    assert wrong.status_code == 200


def test_every_procedure_of_the_starter_collection_is_sound():
    for procedure in Procedure.objects.all():
        procedure.full_clean()
        assert procedure.events.exists(), procedure
        days = [law.day(one.day) for one in procedure.events.all()]
        if procedure.closed:
            closed = law.day(procedure.closed)
            assert any(
                one.earliest <= closed.latest and closed.earliest <= one.latest for one in days
            )


@pytest.mark.parametrize(
    ("field", "value"),
    [("opened", ""), ("opened", "2015-13"), ("closed", "2014"), ("closed_how", "open")],
)
def test_a_procedure_that_does_not_fit_is_refused(field, value):
    procedure = Procedure.objects.get(identifier="amendment-2015")
    setattr(procedure, field, value)
    with pytest.raises(ValidationError):
        procedure.full_clean()


def test_a_file_with_an_unknown_event_brings_nothing(tmp_path):
    path = tmp_path / "procedures.csv"
    head = "identifier,kind,title_bg,title_en,opened,opened_how,closed,closed_how,events\n"
    good = "a,case,А,A,2000,event,2001,event,ev-1989-11-10\n"
    path.write_text(head + good + "b,case,Б,B,2000,event,2001,event,ev-none\n")
    with pytest.raises(ArchiveError, match=r"procedures\.csv, row 3, events: .*ev-none"):
        load_procedures(path)
    assert not Procedure.objects.filter(identifier="a").exists()


def stages(identifier):
    told = DecisionMap(Procedure.objects.get(identifier=identifier)).stages
    return {stage["key"]: stage for stage in told}


def test_the_map_of_2015_shows_each_vote_and_says_which_count_is_not_confirmed():
    voted = stages("amendment-2015")["voted"]["steps"]
    assert [step.event.identifier for step in voted] == [
        "ev-2015-09-23-first-vote", "ev-2015-12-09-second-vote", "ev-2015-12-16-third-vote",
    ]  # fmt: skip
    first, second, third = voted
    assert [one.count for one in first.segments] == [184, 34, 8]
    assert sum(one.width for one in first.segments) == pytest.approx(BAR, abs=0.3)
    assert second.is_partial
    assert second.segments[0].width == pytest.approx(BAR * 204 / 226, abs=0.1)
    assert third.segments == []


def test_a_stage_of_which_nothing_is_held_says_so(client):
    assert stages("amendment-2003")["proposed"]["steps"] == []
    page = client.get("/bg/chronology/changes/amendment-2003/").content.decode()
    assert "в данните ни го няма" in page


@pytest.mark.parametrize(
    "identifier",
    ["constitution-1991", "amendment-2003", "amendment-2006", "amendment-2007", "amendment-2015",
     "amendment-2023"],
)  # fmt: skip
def test_what_is_left_of_a_change_is_what_stands_today(identifier):
    """By a second way: a wording is left when the chapter of today has it from this change."""
    found = DecisionMap(Procedure.objects.get(identifier=identifier))
    today = {
        line.change.identifier for one in Chapter(Act.objects.get()).articles for line in one.lines
    }
    assert found.fates
    for fate in found.fates:
        assert (fate.ended is None) == (fate.change.identifier in today), fate.change


def test_of_the_amendment_of_2023_one_rule_stands():
    found = DecisionMap(Procedure.objects.get(identifier="amendment-2023"))
    assert (found.standing, found.later) == (1, 0)
    assert next(one for one in found.fates if one.ended is None).change.rule == "art_150__para_2"
    kinds = {one.ended.kind for one in found.fates if one.ended}
    assert kinds == {Change.Kind.UNCONSTITUTIONAL}
