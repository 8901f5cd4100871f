"""The timeline: lanes, windows, filters, the drawing, and what others take of it."""

import datetime
import re
from itertools import pairwise

import pytest
from django.http import QueryDict

from chitalishte.archive.lanes import LANE_NAMES, Lane, lane_of, values_of
from chitalishte.archive.models import Actor, Event
from chitalishte.archive.timeline import Timeline
from chitalishte.archive.timelinedrawing import GAP, RADIUS, draw

pytestmark = pytest.mark.django_db


def asked(query=""):
    return Timeline(QueryDict(query))


def drawn(timeline, width=1000):
    return draw(timeline.placed, timeline.window, LANE_NAMES, "wide", width, "bg")


def marks_of(drawing):
    return [mark for lane in drawing.lanes for mark in lane.marks]


def test_every_event_of_the_chronology_has_one_lane_and_stands_in_it():
    timeline = asked()
    assert len(timeline.placed) == Event.objects.public().count() > 100
    found = marks_of(drawn(timeline))
    assert sorted(mark.placed.key for mark in found) == sorted(one.key for one in timeline.placed)


@pytest.mark.parametrize(
    ("identifier", "lane"),
    [
        ("ev-2015-09-23-first-vote", Lane.DRAFTS),
        ("ev-2003-09-26-promulgation", Lane.LAWS),
        ("ev-2024-07-26-cc13", Lane.COURT),
        ("ev-2015-07-30-cc-case", Lane.COURT),  # of the kind "other"; the court takes part
        ("ev-2009-11-05-kolevi", Lane.EUROPE),
        ("ev-2015-10-23-venice", Lane.EUROPE),
        ("ev-1990-01-22-roundtable", Lane.INSTITUTIONS),
    ],
)
def test_an_event_goes_to_the_lane_of_its_kind_or_of_who_took_part(identifier, lane):
    lanes = dict(Actor.objects.values_list("name_bg", "lane"))
    assert lane_of(Event.objects.get(identifier=identifier), lanes) == lane


@pytest.mark.parametrize("width", [1000, 640, 380])
@pytest.mark.parametrize("query", ["", "from=2022&to=2024", "from=2015-05&to=2015-12"])
def test_no_two_marks_of_a_lane_touch(width, query):
    for lane in drawn(asked(query), width).lanes:
        rows = {}
        for mark in lane.marks:
            rows.setdefault(mark.y, []).append((mark.x - RADIUS, mark.x + mark.length + RADIUS))
        for spans in rows.values():
            spans.sort()
            gaps = [then[0] - first[1] for first, then in pairwise(spans)]
            assert all(gap >= GAP - 0.2 for gap in gaps), lane.lane


def test_a_day_is_a_dot_and_a_month_a_bar_as_long_as_the_month():
    timeline = asked("from=2022-07&to=2022-12")
    found = {mark.placed.key: mark for mark in marks_of(drawn(timeline))}
    assert found["ev-2022-07-14-cc7"].length == 0
    whole = found["ev-2022-10-venice"].length
    first, last = timeline.window
    assert whole == pytest.approx(31 / ((last - first).days + 1) * 980, abs=0.2)


def test_the_steps_lead_closer_and_back_to_all_years():
    timeline = asked("kind=vote")
    closer = next(one for one in timeline.steps if one["name"] == "closer")
    near = asked(closer["url"][1:])
    low, high = timeline.whole
    assert (high - low) / (near.window[1] - near.window[0]) == pytest.approx(2.5, rel=0.01)
    assert near.chosen["kind"] == {"vote"}
    farther = next(one for one in near.steps if one["name"] == "farther")
    assert farther["url"] == "?kind=vote"
    assert not next(one for one in timeline.steps if one["name"] == "farther")["url"]


def test_stepping_closer_ends_at_thirty_days():
    timeline = asked()
    for _ in range(20):
        url = next(one for one in timeline.steps if one["name"] == "closer")["url"]
        if not url:
            break
        timeline = asked(url[1:])
    assert (timeline.window[1] - timeline.window[0]).days == 30


@pytest.mark.parametrize("name", ["kind", "actor", "article", "topic"])
def test_the_count_of_a_choice_is_what_the_choice_leaves(name):
    before = asked("from=2015&to=2024")
    facet = next(one for one in before.facets if one.name == name)
    option = (facet.options + facet.more)[0]
    query = QueryDict(mutable=True)
    query.update({"from": "2015", "to": "2024", name: option.value})
    after = Timeline(query)
    assert len(after.placed) == option.count > 0
    assert all(option.value in values_of(one, name) for one in after.placed)


@pytest.mark.parametrize("wrong", ["from=вчера", "from=2020&to=2010", "from=0000", "to=2020-13"])
def test_days_that_are_none_are_said_and_left_out(client, wrong):
    page = client.get(f"/bg/chronology/timeline/?{wrong}")
    assert page.status_code == 200
    assert "не са дати" in page.content.decode()
    assert 'id="ev-1989-11-10"' in page.content.decode()


def test_an_article_of_another_constitution_is_no_article_of_this_one():
    assert Event.objects.get(identifier="ev-1990-01-15-art1").articles == set()


@pytest.mark.parametrize("language", ["bg", "en"])
def test_the_list_says_everything_the_band_draws(client, language):
    page = client.get(f"/{language}/chronology/timeline/?article=129&from=2015").content.decode()
    targets = set(re.findall(r'<a href="#(ev-[^"]+)"', page))
    assert targets == set(re.findall(r'<li id="(ev-[^"]+)"', page))
    assert len(targets) > 5
    if language == "en":
        assert "Venice Commission" in page
        assert ">Венецианска" not in page


def test_a_script_gets_only_the_part(client):
    part = client.get("/bg/chronology/timeline/", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="results">')


def test_a_frame_may_stand_on_any_page_and_leads_to_the_events(client):
    answer = client.get("/en/chronology/timeline/embed/?kind=vote")
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer
    event = Event.objects.get(identifier="ev-2015-09-23-first-vote")
    assert event.get_absolute_url("en") in answer.content.decode()


def test_timelinejs_gets_a_date_of_as_many_parts_as_are_known(client):
    found = client.get("/en/chronology/timeline/timelinejs.json").json()
    slides = {one["unique_id"]: one for one in found["events"]}
    assert len(slides) == Event.objects.public().count()
    month = slides["ev-2022-10-venice"]
    assert month["start_date"] == {"year": 2022, "month": 10}
    assert month["display_date"] == "October 2022"
    assert month["end_date"] == {"year": 2022, "month": 10, "day": 31}
    day = slides["ev-2024-07-26-cc13"]
    assert day["start_date"] == {"year": 2024, "month": 7, "day": 26}
    assert day["group"] == "Constitutional Court"


def test_words_of_an_event_cannot_bring_markup_into_timelinejs():
    from chitalishte.archive.timelinejs import as_timelinejs

    event = Event.objects.get(identifier="ev-2024-07-26-cc13")
    event.title_bg = "<img src=x>"
    event.save()
    slides = as_timelinejs(asked("from=2024-07-26&to=2024-07-26"))["events"]
    assert any("&lt;img" in one["text"]["headline"] for one in slides)
    assert not any("<img" in one["text"]["headline"] for one in slides)


def test_the_timeline_of_an_empty_archive_stands():
    Event.objects.update(live=False)
    timeline = asked()
    assert timeline.placed == []
    assert timeline.window[0] <= datetime.date.today() <= timeline.window[1]


def test_the_entrance_leads_everywhere_and_search_finds_the_pages_that_are_no_records(client):
    page = client.get("/en/archive/").content.decode()
    for name in ("chronology/timeline", "chronology/changes", "chronology/on-the-table",
                 "chronology/organs", "acts/konstitutsiya-sadebna-vlast", "materials"):  # fmt: skip
        assert f'href="/en/{name}/"' in page
    found = client.get("/bg/search/?q=времева+линия").content.decode()
    assert 'href="/bg/chronology/timeline/"' in found
    sitemap = client.get("/sitemap.xml").content.decode()
    assert "/en/chronology/changes/amendment-2015/" in sitemap
