"""Charts of the starter collection as readers meet them, and the explorer behind them."""

import csv
import io
import json
import re
from html import unescape
from urllib.parse import parse_qsl, urlencode

import pytest

from chitalishte import charting
from chitalishte.charting import guard
from chitalishte.charts.chartview import ChartView, of_record
from chitalishte.charts.models import Chart
from chitalishte.datasets.models import Dataset
from chitalishte.records.language import speaking
from tests.records.samples import publish

pytestmark = pytest.mark.django_db
DRAW = "/bg/charts/draw/"
CPI = "vazpriyatie-za-koruptsiya"


def draw(client, language="bg", form="", **asked):
    path = f"/{language}/charts/draw/" + (f"chart.{form}" if form else "")
    return client.get(path, {"dataset": CPI} | asked)


def words_of(answer):
    return unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def chart():
    return Chart.objects.get(identifier="corruption-bottom")


def test_every_chart_of_the_starter_collection_can_be_drawn_in_both_languages():
    charts = Chart.objects.public()
    assert len(charts) >= 12
    kinds = set()
    for record in charts:
        for language in ("bg", "en"):
            with speaking(language):
                view = of_record(record)
                assert view.problem == "", record.identifier
                assert view.description
                assert len(view.table["rows"]) > 0
                assert set(view.choice.highlight) <= {
                    key for m in view.shaped.marks for key in (m["xk"], m["sk"], m.get("nk"))
                } | {"България", "Bulgaria"}
        kinds.add(view.choice.kind)
    assert len(kinds) >= 9


def test_a_page_has_the_words_the_drawing_the_table_and_the_way_on(client, chart):
    page = client.get(chart.get_absolute_url("bg"))
    markup, words = page.content.decode(), words_of(page)
    assert chart.title_bg in words
    assert chart.note_bg in words
    assert "място 26 от 27" in words
    assert markup.count('class="chart-svg"') == 2  # for a page and for a phone
    assert markup.index('class="hidden-visually"') < markup.index("chart-svg")
    assert markup.index("chart-svg") < markup.index('id="as-table"')
    assert "<script" not in markup[markup.index("<main") : markup.index("</main>")]
    assert ' style="' not in markup
    assert "/bg/charts/draw/?dataset=" in markup
    told = json.loads(re.search(r'application/ld\+json">(.*?)</script>', markup, re.S)[1])
    assert told["contentUrl"].endswith(f"/bg/charts/{chart.slug}/chart.svg")
    assert told["isBasedOn"].startswith("http")


def test_the_explorer_draws_the_likeliest_chart_without_being_told(client):
    page = draw(client)
    assert page.status_code == 200
    assert page.context["chart"].choice.kind == "line"
    assert "chart-svg" in page.content.decode()


def test_the_filters_of_the_table_are_those_of_the_chart(client):
    asked = {"country__in": "BG,RO", "chart": "line", "x": "year", "y": "score", "by": "country"}
    page = draw(client, **asked)
    view = page.context["chart"]
    assert {mark["sk"] for mark in view.shaped.marks} == {"BG", "RO"}
    assert view.total == 28
    kept = dict(parse_qsl(page.context["table_url"].partition("?")[2].partition("#")[0]))
    assert kept == {"country__in": "BG,RO"}


def test_the_columns_and_the_order_of_the_table_are_those_of_the_chart(client):
    asked = {"_select": "country,score", "_sort": "score", "year__exact": "2025"}
    view = draw(client, **asked).context["chart"]
    assert {field.name for field in view.rows.fields} == {"country", "score"}
    bars = {"chart": "bar", "x": "country", "y": "score", "order": "table"}
    marks = draw(client, **asked, **bars).context["chart"].shaped.marks
    assert [mark["y"] for mark in marks] == sorted(mark["y"] for mark in marks)


def test_a_chart_stands_for_all_rows_and_not_for_a_page_of_them(client):
    """378 rows, and the table shows a hundred at a time."""
    asked = {"chart": "bar", "x": "year", "y": "score", "how": "mean"}
    view = draw(client, **asked).context["chart"]
    assert view.total == 378
    rows = list(csv.DictReader(io.StringIO(_csv(client, "datasets/" + CPI + "/data.csv"))))
    for mark in view.shaped.marks:
        scores = [int(row["score"]) for row in rows if row["year"] == str(mark["x"])]
        assert mark["y"] == pytest.approx(sum(scores) / len(scores))


def _csv(client, path):
    return client.get(f"/bg/{path}").content.decode("utf-8-sig")


def test_what_cannot_be_drawn_is_said_in_words_and_the_form_stays(client):
    page = draw(client, chart="line", x="country", y="score")
    assert page.status_code == 200
    assert "„Държава“" in words_of(page) or "“Държава”" in words_of(page)
    assert 'name="chart"' in page.content.decode()
    assert draw(client, form="svg", chart="line", x="country", y="score").status_code == 422


def test_another_kind_takes_columns_that_suit_it(chart):
    line = [("x", "year"), ("y", "score"), ("by", "country")]
    problems = {}
    for kind in charting.KINDS:
        view = ChartView(chart.dataset, chart.shown_version, [*line, ("chart", kind)])
        view.fit_to_kind()
        assert view.choice.kind == kind
        problems[kind] = view.problem
    # 27 states are too many colours, a second number and days are not there
    assert {kind for kind, said in problems.items() if said} == {"area", "scatter", "timeline"}


@pytest.mark.parametrize(
    "asked",
    [
        {"dataset": "no-such"},
        {"version": "999"},
        {"version": "x"},
        {"dataset": ""},
    ],
)
def test_what_is_not_there_is_not_found(client, asked):
    assert draw(client, **asked).status_code == 404


def test_an_address_full_of_nonsense_is_answered(client):
    page = draw(client, chart="'><script>", x="'><script>alert(1)</script>", utm_source="x")
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()
    page = draw(client, score__gte="<b>", chart="line")
    assert page.status_code == 200
    assert page.context["chart"].rows.refused


def test_a_table_offers_to_become_a_chart_with_its_filters(client):
    page = client.get(f"/bg/datasets/{CPI}/", {"country__in": "BG,RO"})
    address = f"{DRAW}?dataset={CPI}&{urlencode({'country__in': 'BG,RO'})}"
    assert address.replace("&", "&amp;") in page.content.decode()


@pytest.mark.parametrize(
    ("form", "begins"),
    [("svg", b"<svg"), ("png", b"\x89PNG"), ("pdf", b"%PDF"), ("csv", b"\xef\xbb\xbf")],
)
def test_files_of_a_chart_stand_alone(client, chart, form, begins):
    answer = client.get(f"{chart.get_absolute_url('bg')}chart.{form}")
    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "attachment" in answer["Content-Disposition"]
    if form == "svg":
        drawn = answer.content.decode()
        charting.picture.refuse_active(drawn)
        for words in ("последни", "Transparency", "Индекс за възприятие"):
            assert words in drawn


def test_a_list_shows_small_pictures_in_both_faces(client, chart):
    page = client.get("/bg/charts/").content.decode()
    address = f"/bg/charts/{chart.slug}/small.svg"
    assert f'src="{address}"' in page
    light, dark = (client.get(address + face).content.decode() for face in ("", "?face=dark"))
    assert light.startswith("<svg")
    assert light != dark
    charting.picture.refuse_active(dark)


def test_a_picture_is_as_large_as_asked(client, chart):
    def width(scale):
        content = client.get(f"{chart.get_absolute_url('bg')}chart.png?scale={scale}").content
        return int.from_bytes(content[16:20], "big")

    assert abs(width(2) - 2 * width(1)) <= 2


def test_the_numbers_of_a_chart_are_those_of_the_table(client, chart):
    told = list(csv.reader(io.StringIO(_csv(client, f"charts/{chart.slug}/chart.csv"))))
    assert len(told) == 1 + 378
    assert ["2025", "България", "40"] in told


def test_a_specification_taken_away_is_valid_and_carries_its_data(client, chart):
    spec = client.get(f"{chart.get_absolute_url('en')}chart.vl.json").json()
    guard.check(spec)
    assert spec["title"]["text"] == chart.title_en
    assert "Bulgaria" in json.dumps(spec)
    assert "#a03552" in json.dumps(spec)


def test_the_specification_for_the_page_has_tokens_for_colours(client, chart):
    answer = client.get(f"{chart.get_absolute_url('bg')}chart.vl.json?interactive=1")
    assert "var(--cat-5)" in answer.content.decode()
    assert not re.search(r'"#[0-9a-f]{6}"', answer.content.decode())


def test_a_chart_of_a_withdrawn_table_is_gone(client, chart):
    dataset = chart.dataset
    dataset.withdrawn_on = "2026-11-01"
    dataset.withdrawn_reason_bg = "Сгрешени данни."
    publish(dataset)
    assert client.get(chart.get_absolute_url("bg")).status_code == 410
    assert client.get(f"{chart.get_absolute_url('bg')}embed/").status_code == 404
    assert client.get(f"{chart.get_absolute_url('bg')}chart.svg").status_code in (404, 410)


def test_a_frame_may_stand_on_any_page_and_sets_no_cookie(client, chart):
    frame = client.get(f"{chart.get_absolute_url('bg')}embed/")
    assert "frame-ancestors *" in frame["Content-Security-Policy"]
    assert "X-Frame-Options" not in frame
    assert not frame.cookies
    assert "chart-svg" in frame.content.decode()


def test_a_pinned_frame_stays_when_chart_and_data_change(client, chart):
    pinned = f"{chart.get_absolute_url('bg')}embed/?pinned=1.1"
    before = client.get(pinned).content.decode()
    chart.title_bg = "През 2026 г. всичко е друго и заглавието е ново"
    publish(chart)
    after = client.get(pinned).content.decode()
    assert "последни в ЕС" in after
    assert "всичко е друго" not in after
    assert re.findall(r"<path[^>]*>", after) == re.findall(r"<path[^>]*>", before)
    assert "всичко е друго" in client.get(f"{chart.get_absolute_url('bg')}embed/").content.decode()
    assert client.get(pinned.replace("1.1", "9.9")).status_code == 404


def test_oembed_tells_how_to_embed_a_chart(client, chart, settings):
    address = settings.BASE_URL + chart.get_absolute_url("en")
    told = client.get("/bg/charts/oembed/", {"url": address, "maxwidth": 500}).json()
    assert told["type"] == "rich"
    assert told["width"] == 500
    assert told["title"] == chart.title_en
    assert f"/en/charts/{chart.slug}/embed/" in told["html"]
    assert client.get("/bg/charts/oembed/", {"url": "https://example.org/"}).status_code == 404
    page = client.get(chart.get_absolute_url("bg")).content.decode()
    assert "application/json+oembed" in page
    card = client.get(f"/bg/charts/{chart.slug}/card.png")
    assert card["Content-Type"] == "image/png"
    assert int.from_bytes(card.content[16:20], "big") == 1200


def test_a_pinned_chart_shows_its_version_when_a_new_one_comes(chart, tmp_path):
    from chitalishte.datasets.loading import load

    dataset = Dataset.objects.get(slug=CPI)
    pinned = Chart.objects.get(identifier="corruption-changes")
    pinned.table_version = dataset.current_version
    path = tmp_path / "new.csv"
    path.write_text(
        "country,year,score,source\nBG,2012,1,x\nBG,2025,2,x\nDK,2012,3,x\nDK,2025,4,x\n"
    )
    dataset.current_version = load(dataset, path, name="new.csv")
    dataset.save()
    chart.refresh_from_db()
    assert of_record(chart).total == 4
    assert of_record(pinned).total == 378


SQL = "SELECT year, country, score FROM vazpriyatie_za_koruptsiya WHERE country IN ('BG', 'RO')"


def test_an_answer_to_sql_becomes_a_chart_with_names_for_codes(client):
    page = client.get("/bg/sql/", {"sql": SQL})
    (address,) = re.findall(r'href="(/bg/charts/sql/\?[^"]+)"', page.content.decode())
    chart_page = client.get(unescape(address))
    view = chart_page.context["chart"]
    assert view.choice.kind == "line"
    assert view.choice.x == "year"
    assert {mark["s"] for mark in view.shaped.marks} == {"България", "Румъния"}
    drawn = client.get(
        "/bg/charts/sql/chart.svg", {"sql": SQL} | dict(charting.as_pairs(view.choice))
    )
    charting.picture.refuse_active(drawn.content.decode())


MAPPED = "SELECT country, score FROM vazpriyatie_za_koruptsiya WHERE year = 2025"


def test_an_answer_with_places_becomes_a_map(client):
    page = client.get("/bg/sql/", {"sql": MAPPED}).content.decode()
    (address,) = re.findall(r'href="(/bg/charts/sql/map/[^"]+)"', page)
    shown = client.get(unescape(address))
    drawn = shown.context["map"]
    assert (drawn.place.name, drawn.value.name, drawn.places) == ("country", "score", "eu27")
    assert sum(line["count"] for line in drawn.legend) == len(drawn.areas) == 27
    assert drawn.areas["BG"].value == "40"
    assert drawn.areas["BG"].key == drawn.classes[0].key
    assert 'class="map"' in shown.content.decode()
    file = client.get("/bg/charts/sql/map.svg", {"sql": MAPPED}).content.decode()
    charting.picture.refuse_active(file)
    forms = {url["url"].partition("?")[0].rpartition(".")[2] for url in shown.context["files"]}
    assert forms == {"svg", "png", "pdf", "csv", "xlsx", "json", "geojson"}
    rows = client.get("/bg/charts/sql/map.json", {"sql": MAPPED}).json()
    assert {row["code"]: row["value"] for row in rows}["BG"] == 40
    geo = client.get("/bg/charts/sql/map.geojson", {"sql": MAPPED}).json()
    assert {one["id"]: one["properties"]["value"] for one in geo["features"]}["BG"] == 40
    assert client.get("/bg/charts/sql/map.pdf", {"sql": MAPPED}).content.startswith(b"%PDF")
    assert client.get("/bg/charts/sql/map.exe", {"sql": MAPPED}).status_code == 404


def test_a_map_of_several_rows_a_place_is_refused_in_words(client):
    all_years = MAPPED.partition(" WHERE")[0]
    page = client.get("/bg/charts/sql/map/", {"sql": all_years})
    assert page.context["map"].problem
    assert client.get("/bg/charts/sql/map.svg", {"sql": all_years}).status_code == 422
    nowhere = "SELECT 'Nowhere' AS place, 1 AS n"
    assert client.get("/bg/charts/sql/map/", {"sql": nowhere}).context["map"].problem


def test_a_wrong_question_is_told_and_not_drawn(client):
    page = client.get("/bg/charts/sql/", {"sql": "DROP TABLE x"})
    assert page.status_code == 200
    assert 'role="alert"' in page.content.decode()
    assert client.get("/bg/charts/sql/chart.svg", {"sql": "nonsense"}).status_code == 400


def test_an_answer_is_counted_where_nothing_is_measured(client):
    asked = {"sql": "SELECT country FROM vazpriyatie_za_koruptsiya", "chart": "bar", "x": "country"}
    view = client.get("/bg/charts/sql/", asked | {"how": "count"}).context["chart"]
    assert {mark["y"] for mark in view.shaped.marks} == {14}
