"""The organs of the judiciary on any day: derived from the rules, drawn, said in tables."""

import datetime
from itertools import pairwise

import pytest

from chitalishte import law
from chitalishte.archive.chapter import Chapter
from chitalishte.archive.importing import ArchiveError, load_organs
from chitalishte.archive.models import Act, Organ, OrganFact
from chitalishte.archive.organdrawing import draw
from chitalishte.archive.organs import Organs

pytestmark = pytest.mark.django_db


def members(day, organ):
    held = [one.fact for one in Organs(day).held if one.fact.organ.identifier == organ]
    return [fact.count for fact in held if fact.count]


def test_the_council_of_1991_has_twenty_five_members():
    assert sum(members("1995-01-01", "sjc")) == 25


def test_the_colleges_of_2015_have_fourteen_and_eleven_members():
    assert sum(members("2018-01-01", "judges-college")) == 14
    assert sum(members("2018-01-01", "prosecutors-college")) == 11
    assert members("2018-01-01", "sjc") == []


def test_the_prosecutorial_council_stood_until_the_court_struck_it_down():
    assert sum(members("2024-01-15", "spc")) == 10
    assert members("2024-09-01", "spc") == []


def test_after_the_decision_of_2024_everything_is_as_before_the_amendment():
    before, after = Organs("2023-11-30"), Organs("2024-09-01")
    assert [one.fact for one in before.held] == [one.fact for one in after.held]
    college = next(one for one in after.held if one.fact.organ.identifier == "judges-college")
    assert college.since == law.day("2024-08")


def test_a_fact_holds_exactly_when_the_chapter_has_all_it_rests_on():
    """By a second way: the lines of the chapter on each day of change and on the day before."""
    act = Act.objects.get()
    days = {datetime.date.fromisoformat(one["day"]) for one in Chapter(act).days}
    for day in sorted(days | {one - datetime.timedelta(1) for one in days}):
        stands = {line.change.identifier for one in Chapter(act, day.isoformat()).articles
                  for line in one.lines}  # fmt: skip
        wanted = {fact for fact in OrganFact.objects.all() if set(fact.changes) <= stands}
        assert {one.fact for one in Organs(day.isoformat()).held} == wanted, day


def test_a_renumbered_rule_keeps_the_day_of_its_wording():
    held = {one.fact.identifier: one for one in Organs("2010-01-01").held}
    assert held["administrative-heads-2003"].since == law.day("2003-09")


def test_the_slider_stops_where_something_of_the_organs_changes():
    days = [one["day"] for one in Organs().days]
    assert days == ["1991-07-13", "2003-09-01", "2006-04-01", "2006-09-01", "2007-02-01",
                    "2015-12-01", "2023-12-01", "2024-08-01"]  # fmt: skip


@pytest.mark.parametrize("day", ["1991-07-13", "2006-05-01", "2018-01-01", "2024-01-15"])
def test_the_diagram_has_a_line_for_every_choice_and_no_box_on_another(day):
    held = Organs(day).held
    diagram = draw(held)
    links = [
        one for held_one in held
        for one in (held_one.fact.chosen_by, held_one.fact.proposed_by) if one
    ]  # fmt: skip
    assert len(diagram.edges) == len(links)
    assert {node.organ for node in diagram.nodes} >= {one.fact.organ for one in held}
    columns = {}
    for node in diagram.nodes:
        columns.setdefault(node.x, []).append((node.y, node.y + node.height))
    for boxes in columns.values():
        assert all(first[1] < then[0] for first, then in pairwise(sorted(boxes)))
        assert max(end for _y, end in boxes) <= diagram.height


@pytest.mark.parametrize("language", ["bg", "en"])
def test_the_page_says_where_the_data_are_silent_and_the_part_is_the_same(client, language):
    address = f"/{language}/chronology/organs/?day=2024-01-15"
    page = client.get(address).content.decode()
    assert {"bg": "няма в данните ни", "en": "not in our data"}[language] in page
    part = client.get(address, headers={"X-Fragment": "organs"}).content.decode()
    assert "<h1" not in part
    assert part.strip().splitlines()[0] in page


def test_a_day_is_given_to_programs_with_what_is_not_known_as_null(client):
    told = client.get("/en/chronology/organs/organs.json?day=1995-01-01").json()
    facts = {one["id"]: one for one in told["facts"]}
    assert set(facts) == {one.fact.identifier for one in Organs("1995-01-01").held}
    elected = facts["council-parliament-1991"]
    assert (elected["count"], elected["majority"], elected["term_years"]) == (11, None, 5)
    assert elected["chosen_by"] == {"id": "na", "name": "National Assembly"}
    assert elected["since"] == "1991-07-13"
    assert elected["rules"][0].startswith("Article 130")


def test_before_1991_no_organ_is_claimed(client):
    assert Organs("1990-01-01").held == []
    assert client.get("/bg/chronology/organs/?day=1990-01-01").status_code == 200


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("x,choice,nobody,А,A,1,,,,,,,,,1991-07-13-in-force-029\n", "row 2: there is no organ"),
        ("x,choice,sjc,А,A,1,,,,,,,,,no-such-change\n", "row 2, rests_on"),
        ("x,choice,sjc,А,A,many,,,,,,,,,1991-07-13-in-force-029\n", "row 2, count"),
    ],
)
def test_facts_that_do_not_fit_bring_nothing(tmp_path, row, said):
    organs, facts = tmp_path / "organs.csv", tmp_path / "facts.csv"
    organs.write_text("identifier,column,name_bg,name_en\nnew-organ,2,Нов,New\n")
    facts.write_text(
        "identifier,kind,organ,what_bg,what_en,count,chosen_by,proposed_by,majority,term_years,"
        "again_bg,again_en,note_bg,note_en,rests_on\n" + row
    )
    with pytest.raises(ArchiveError, match=said):
        load_organs(organs, facts)
    assert not Organ.objects.filter(identifier="new-organ").exists()
