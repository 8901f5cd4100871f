"""Editors make charts: drafts from the explorer, the maker, warnings, their own specification."""

import json

import pytest
from django.urls import reverse

from chitalishte.charting import guard
from chitalishte.charts.chartview import ChartView, of_record
from chitalishte.charts.models import Chart
from chitalishte.charts.warnings import warnings
from chitalishte.datasets.models import Dataset
from chitalishte.records.models import Edition
from tests.records.desk import errors_of, send
from tests.records.samples import publish

pytestmark = pytest.mark.django_db
VIEW = "chart=bar&x=country&y=score&time=year&hl=BG"
SPEC = {
    "data": {"name": "rows"},
    "mark": "point",
    "encoding": {
        "x": {"field": "year", "type": "quantitative"},
        "y": {"field": "score", "type": "quantitative"},
    },
}


@pytest.fixture
def dataset():
    return Dataset.objects.get(identifier="corruption-perceptions")


@pytest.fixture
def chart():
    return Chart.objects.get(identifier="corruption-bottom")


def view_of(dataset, **asked):
    return ChartView(dataset, dataset.current_version, list(asked.items()))


def test_the_explorer_becomes_a_draft_with_everything_the_dataset_knows(desk, dataset):
    page = desk.get("/bg/charts/draw/", {"dataset": dataset.slug})
    assert "/admin/chart-keep/" in page.content.decode()
    sent = {"dataset": dataset.pk, "view": VIEW}
    answer = desk.post("/admin/chart-keep/", sent)
    draft = Chart.objects.order_by("-pk").first()
    assert answer.url == reverse(Chart.snippet_viewset.get_url_name("edit"), args=[draft.pk])
    assert not draft.live
    assert draft.view == VIEW
    assert list(draft.themes.all()) == list(dataset.themes.all())
    assert len(draft.sources) == len(dataset.sources)
    assert draft.title_bg.startswith("Стълбове") or draft.title_bg.startswith("Bars")
    assert desk.get(answer.url).status_code == 200
    desk.post("/admin/chart-keep/", sent)
    assert Chart.objects.filter(view=VIEW, live=False).count() == 2


def test_readers_can_keep_nothing(client, dataset):
    page = client.get("/bg/charts/draw/", {"dataset": dataset.slug})
    assert "chart-keep" not in page.content.decode()
    assert client.post("/admin/chart-keep/", {"dataset": dataset.pk, "view": VIEW}).status_code in (
        302,
        403,
    )
    assert client.get("/admin/chart-maker/", {"dataset": dataset.pk}).status_code in (302, 403)


def test_the_maker_draws_suggests_and_warns(desk, dataset, monkeypatch):
    monkeypatch.setattr("chitalishte.charts.making.THUMBS", 2)
    asked = {"dataset": dataset.pk, "view": VIEW, "title_bg": "Оценка"}
    page = desk.get("/admin/chart-maker/", asked).content.decode()
    assert f'data-view="{VIEW.replace("&", "&amp;")}"' in page
    assert page.count("<svg") == 3
    assert "„Оценка“" in page or "“Оценка”" in page
    assert 'form="no-form"' in page
    spec = desk.get("/admin/chart-maker/", asked | {"spec": "1"}).json()
    guard.check(spec)
    broken = desk.get("/admin/chart-maker/", asked | {"view": "chart=line&x=country&y=score"})
    assert "help-warning" in broken.content.decode()
    gone = desk.get("/admin/chart-maker/", {"dataset": "999999"}, follow=True)
    assert gone.status_code == 404


@pytest.mark.parametrize(
    ("title", "is_warned"),
    [
        ("Индекс за възприятие на корупцията", True),
        ("Корупция в ЕС", True),
        ("България и Унгария са последни в ЕС", False),
        ("36 на сто ползват услугите", False),
        ("Дума " * 30, True),
    ],
)
def test_a_title_without_a_finding_is_told(dataset, title, is_warned):
    view = view_of(dataset, chart="line", x="year", y="score", by="country", hl="BG")
    assert bool(warnings(view, title_bg=title, title_en="The finding is said here")) is is_warned


def test_a_drawing_that_misleads_is_told(dataset):
    many = view_of(dataset, chart="line", x="year", y="score", by="country")
    assert any("27" in sentence for sentence in warnings(many))
    bars = {"chart": "bar", "x": "country", "y": "score", "time": "year", "log": "1"}
    assert len(warnings(view_of(dataset, **bars))) == 1
    gone = view_of(dataset, chart="line", x="year", y="score", by="country", hl="XX")
    assert any("XX" in sentence for sentence in warnings(gone))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"view": "x=year"}, "view"),
        ({"view": "chart=line&x=няма&y=score"}, "view"),
        ({"view": "chart=line&x=year&y=score"}, "view"),
        ({"spec": "{"}, "spec"),
        ({"spec": json.dumps(SPEC | {"data": {"url": "https://example.org/x.csv"}})}, "spec"),
        ({"spec": json.dumps(SPEC)}, "description_bg"),
    ],
)
def test_what_cannot_be_drawn_is_not_published_and_nothing_is_lost(desk, chart, change, said):
    before = chart.view
    answer = send(desk, chart, **change)
    assert answer.status_code == 200
    assert said in answer.context["form"].errors, errors_of(answer)
    chart.refresh_from_db()
    assert chart.view == before
    assert chart.live


def test_a_specification_of_ones_own_is_drawn_from_the_rows_and_described(client, chart):
    chart.spec = json.dumps(SPEC)
    chart.description_bg = "Точки по години."
    chart.description_en = "Points by year."
    chart.full_clean()
    publish(chart)
    page = client.get(chart.get_absolute_url("bg")).content.decode()
    assert "Точки по години." in page
    assert page.count("chart-svg") == 2
    spec = client.get(f"{chart.get_absolute_url('bg')}chart.vl.json").json()
    assert len(spec["datasets"]["rows"]) == 378
    assert spec["mark"] == "point"


def test_a_specification_that_never_ends_is_stopped(chart, monkeypatch):
    from chitalishte.charting import apart

    monkeypatch.setattr(apart, "SECONDS", 2)
    endless = SPEC | {
        "data": {"values": [{"year": n} for n in range(3000)]},
        "transform": [
            {"calculate": "split(pad('', 20000, 'x,'), ',')", "as": "many"},
            {"flatten": ["many"]},
        ],
    }
    view = of_record(chart)
    view.own_spec = endless
    assert view.problem


def test_a_chart_that_a_new_table_breaks_waits_for_the_editor(desk, dataset, chart, tmp_path):
    from chitalishte.datasets.loading import load

    assert chart.title_bg not in desk.get("/admin/").content.decode()
    path = tmp_path / "new.csv"
    path.write_text("country,year,points,source\nBG,2012,1,x\nDK,2012,3,x\n")
    dataset.current_version = load(dataset, path, name="new.csv")
    publish(dataset)
    Edition.advance()  # the commit that a test never makes
    page = desk.get("/admin/").content.decode()
    assert chart.title_bg in page or chart.title_en in page


def test_a_dataset_leads_to_its_charts(client, dataset, chart):
    page = client.get(dataset.get_absolute_url("bg")).content.decode()
    assert chart.get_absolute_url("bg") in page
