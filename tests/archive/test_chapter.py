"""The chapter on the judiciary: what it said on every day of the data, and its pages."""

import csv
import datetime
from collections import defaultdict
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from chitalishte import law
from chitalishte.archive.chapter import Chapter
from chitalishte.archive.importing import ArchiveError, load_changes
from chitalishte.archive.models import Act, Change, Event

pytestmark = pytest.mark.django_db

COMPILED = Path(__file__).with_name("provision_changes.csv")
LATIN = str.maketrans("абв", "abc")
# what the notes to the data say of the numbers: {event: {(article, old): (article, new)}}
MOVES = {
    "ev-2006-03-31-promulgation": {
        ("127", "1"): ("127", "3"), ("127", "2"): ("127", "4"), ("127", "3"): ("127", "5"),
        ("127", "4"): ("127", "6"), ("129", "4"): ("129", "5"), ("129", "5"): ("129", "6"),
    },
    "ev-2015-12-18-promulgation": {("130a", ""): ("130c", "")},
}  # fmt: skip
GONE = {("129", "4"), ("126", "3")}  # the court removed these; nothing came back


def obviously(until):
    """What stands in each place on a day, by reading the table from top to bottom."""
    now, before, moved = {}, defaultdict(list), set()
    with COMPILED.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        event, place = row["amending_event_id"], (row["article"], row["paragraph"])
        if law.day(row["date_in_force"]).earliest > until:
            continue
        if event in MOVES and event not in moved:
            moved.add(event)
            kept = {MOVES[event].get(key, key): text for key, text in now.items()}
            now = kept
        kind = row["change_kind"]
        if kind in ("original", "added", "replaced"):
            if kind == "replaced" and not place[1]:
                for part in [key for key in now if key[0] == place[0] and key[1]]:
                    del now[part]
            if place in now:
                before[place].append(now[place])
            now[place] = row["gist_bg"]
        elif kind == "repealed" or place in GONE:
            now.pop(place, None)
        else:
            now[place] = before[place].pop()
    return now


def engine(chapter, on):
    found = {}
    for version in chapter.state(on).versions:
        rule = chapter.rules[version.provision]
        top = chapter.rules.get(rule.parent)
        own = chapter.state(on).get(top.eid) if top else None
        number = (own.number if own else top.number) if top else version.number
        part = version.number if top else ""
        found[number.translate(LATIN), part] = version.wording.text["bg"]
    return found


@pytest.fixture
def act():
    return Act.objects.get(identifier="constitution-judiciary")


def days_of_the_data():
    with COMPILED.open(encoding="utf-8-sig", newline="") as file:
        written = {row["date_in_force"] for row in csv.DictReader(file)}
    first = {law.day(each).earliest for each in written}
    return sorted(first | {one - datetime.timedelta(days=1) for one in first})


def test_the_whole_chapter_on_every_day_is_what_the_table_says(act):
    chapter = Chapter(act)
    for on in days_of_the_data():
        assert engine(chapter, on) == obviously(on), on


def test_no_change_of_the_starter_collection_is_without_place_date_or_evidence(act):
    from chitalishte.archive.chapter import work_of

    assert law.problems(law.current(work_of(act))) == []


def test_a_day_is_read_as_it_stood_with_who_wrote_each_rule(act, client):
    page = client.get(act.get_absolute_url(), {"day": "1995-01-01"}).content.decode()
    assert "25 членове" in page
    assert "Висш прокурорски съвет" not in page
    later = client.get(act.get_absolute_url(), {"day": "2024-01-15"}).content.decode()
    assert "Висш прокурорски съвет" in later


def test_two_days_are_compared_by_words_and_only_what_differs_is_shown(act, client):
    asked = {"day": "2024-01-15", "against": "2023-01-01"}
    page = client.get(act.get_absolute_url(), asked).content.decode()
    assert "<ins>" in page
    assert "<del>" in page
    assert 'id="art_118"' not in page


@pytest.mark.parametrize("wrong", ["вчера", "2006-13-01", "0000-00-00"])
def test_a_day_that_is_none_is_said_and_left_out(act, client, wrong):
    page = client.get(act.get_absolute_url(), {"day": wrong})
    assert page.status_code == 200
    assert "не е дата" in page.content.decode()


@pytest.mark.parametrize("language", ["bg", "en"])
def test_an_article_has_one_page_with_its_whole_life(act, client, language):
    page = client.get(act.get_absolute_url(language) + "art_129/").content.decode()
    for event in Event.objects.filter(changes__rule__startswith="art_129"):
        assert event.get_absolute_url(language) in page
    assert client.get(act.get_absolute_url(language) + "art_999/").status_code == 404


def test_the_minister_keeps_his_article_when_it_is_renumbered(act):
    before, after = Chapter(act, "2010-01-01"), Chapter(act, "2020-01-01")
    assert next(one.number for one in before.articles if one.rule.eid == "art_130a") == "130а"
    assert next(one.number for one in after.articles if one.rule.eid == "art_130a") == "130в"


def test_a_correction_keeps_what_was_believed_before(act):
    change = act.changes.believed().get(identifier="2015-12-18-promulgation-001")
    wrong, moment = change.text_bg, timezone.now()
    change.text_bg = "Поправено."
    change.save()
    from chitalishte.archive.chapter import work_of

    on = datetime.date(2016, 1, 1)

    def said(state):
        mine = [one for one in state.versions if one.made_by == change.identifier]
        return [one.wording.text["bg"] for one in mine]

    assert said(law.known_at(work_of(act), on, moment)) == [wrong]
    assert said(law.as_of(law.current(work_of(act)), on)) == ["Поправено."]
    assert act.changes.believed().filter(identifier=change.identifier).count() == 1


def test_a_reader_sees_what_the_archive_knew_on_a_day(act, client):
    change = act.changes.believed().get(identifier="2015-12-18-promulgation-001")
    wrong, yesterday = change.text_bg, timezone.now() - datetime.timedelta(days=1)
    act.changes.update(recorded_at=yesterday)
    change.refresh_from_db()
    change.text_bg = "Поправено след време."
    change.save()
    asked = {"day": "2016-01-01", "known": yesterday.date().isoformat()}
    then = client.get(act.get_absolute_url(), asked).content.decode()
    now = client.get(act.get_absolute_url(), asked | {"known": ""}).content.decode()
    assert wrong in then
    assert "Поправено след време." not in then
    assert "Така архивът го знаеше към" in then
    assert f"known={asked['known']}" in then  # the links to other days keep it
    assert "Поправено след време." in now
    assert wrong not in now
    empty = client.get(act.get_absolute_url(), asked | {"known": "1999-01-01"}).content.decode()
    assert "На тази дата архивът още нямаше нищо от акта." in empty


def a_pair(tmp_path, changes):
    rules = tmp_path / "rules.csv"
    rules.write_text("eid,parent,number,heading_bg,heading_en\nart_1,,1,Първи,First\n")
    path = tmp_path / "changes.csv"
    header = ("identifier,rule,kind,event,in_force,order,number,text_bg,text_en,is_official,"
              "consequence,evidence,confidence\n")  # fmt: skip
    path.write_text(header + changes)
    return rules, path


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("a,art_1,insertion,ev-none,2000,0,,x,x,,,ДВ,high", "row 2, event"),
        ("a,art_9,insertion,ev-1989-11-10,2000,0,,x,x,,,ДВ,high", "row 2, rule"),
        ("a,art_1,insertion,ev-1989-11-10,13.07.1991,0,,x,x,,,ДВ,high", "row 2, in_force"),
        ("a,art_1,insertion,ev-1989-11-10,2000,0,,x,x,,,,high", "no_evidence"),
        ("a,art_1,substitution,ev-1989-11-10,2000,0,,x,x,,,ДВ,high", "before_birth"),
        ("a,art_1,insertion,ev-1989-11-10,1980,0,,x,x,,,ДВ,high", "dates_order"),
        ("a,art_1,insertion,ev-1989-11-10,2000,0,,x,x,,gap,ДВ,high", "row 2, consequence"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(tmp_path, line, said):
    act = Act.objects.get()
    before = Change.objects.count(), act.rules.count()
    with pytest.raises(ArchiveError, match=said):
        load_changes(act, *a_pair(tmp_path, line + "\n"))
    assert (Change.objects.count(), act.rules.count()) == before


def test_loading_the_same_again_changes_nothing(tmp_path):
    act = Act.objects.get()
    pair = a_pair(tmp_path, "a,art_1,insertion,ev-1989-11-10,2000,0,1,x,x,,,ДВ,high\n")
    assert load_changes(act, *pair) == 1
    assert load_changes(act, *pair) == 0


def test_an_article_tells_who_decided_how_and_on_what_papers(act, client):
    said = client.get(f"{act.get_absolute_url('en')}art_129/").content.decode()
    assert "9 for, 3 against" in said
    assert "Dissenting opinion: Penchev, Belazelkov, Atanasova" in " ".join(said.split())
    assert "Separation of powers; form of State government" in said
    assert "the whole rule · the earlier wording is in force again" in said
    assert "Dissent to Decision 13/2024" in said


def test_what_only_a_court_has_is_refused_elsewhere():
    vote = Event.objects.filter(kind="vote").first()
    vote.dissenting = "Иванов"
    with pytest.raises(ValidationError, match="само решенията на съд"):
        vote.full_clean()
    change = Change.objects.filter(kind="insertion").first()
    change.scope = "words"
    with pytest.raises(ValidationError) as refused:
        change.full_clean()
    assert list(refused.value.message_dict) == ["scope"]


def test_words_fell_where_the_rest_reads_on():
    change = Change.objects.filter(kind="unconstitutionality").first()
    change.consequence, change.scope = "rest", "provision"
    with pytest.raises(ValidationError, match="отпаднали са думи"):
        change.full_clean()
    change.scope = "words"
    change.full_clean()


def test_an_event_shows_its_vote_its_changes_and_its_documents(client):
    event = Event.objects.get(identifier="ev-2024-07-26-cc13")
    page = client.get(event.get_absolute_url()).content.decode()
    assert "<meter" in page
    assert "Чл. 130а" in page
    assert event.documents.exists()
    document = event.documents.first()
    assert event.get_absolute_url() in client.get(document.get_absolute_url()).content.decode()


@pytest.mark.parametrize("part", ["akoma-ntoso.xml", "eli.jsonld", "art_130a/"])
def test_every_address_of_a_withdrawn_act_says_why_it_is_gone(
    client, act, part, django_capture_on_commit_callbacks
):
    address = f"{act.get_absolute_url('bg')}{part}"
    answer = client.get(address)
    assert answer.status_code == 200
    if not part.endswith("/"):
        assert answer["Access-Control-Allow-Origin"] == "*"
    act.withdrawn_on = datetime.date(2026, 11, 1)
    act.withdrawn_reason_bg = "Заменен е с пълния текст."
    with django_capture_on_commit_callbacks(execute=True):
        act.save_revision().publish()
    answer = client.get(address)
    assert answer.status_code == 410
    assert "Заменен е с пълния текст." in answer.content.decode()
