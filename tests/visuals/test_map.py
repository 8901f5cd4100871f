"""A map as readers use it, with JavaScript and without."""

import csv
import io
from xml.etree import ElementTree

import pytest
from django.core.cache import cache

from chitalishte.datasets.loading import load
from chitalishte.visuals.models import Map

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    return Map.objects.public().get(identifier="constitutional-review-map")


@pytest.fixture
def rows(settings):
    path = settings.STARTER / "tables" / "constitutional_review.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["country"]: row for row in csv.DictReader(file)}


def look(client, record, query="", language="bg"):
    return client.get(f"{record.get_absolute_url(language)}{query}")


def svg_of(response):
    page = response.content.decode()
    start = page.index('<svg xmlns="http://www.w3.org/2000/svg" class="map"')
    return ElementTree.fromstring(page[start : page.index("</svg>", start) + 6])


def links(svg):
    return {a.get("data-code"): a for a in svg.iter("{http://www.w3.org/2000/svg}a")}


def test_every_state_of_the_table_is_a_link_with_its_name_and_class(client, record, rows):
    places = links(svg_of(look(client, record)))
    assert set(places) == set(rows)
    assert len(places) == 27
    for code, row in rows.items():
        label = places[code].get("aria-label")
        assert label.startswith(row["name_bg"].strip()), code
        assert places[code].get("data-class") == row["model"], code


def test_the_legend_counts_the_states_of_each_class(client, record, rows):
    legend = look(client, record).context["map"].legend
    for line in legend:
        assert line["count"] == sum(row["model"] == line["code"] for row in rows.values())
    assert sum(line["count"] for line in legend) == 27


def test_a_chosen_place_shows_its_facts_without_javascript(client, record, rows):
    page = look(client, record, "?place=BG").content.decode()
    assert rows["BG"]["body_name_bg"] in page
    assert rows["BG"]["note_bg"][:60] in page


def test_the_script_gets_only_the_panel(client, record, rows):
    part = client.get(
        f"{record.get_absolute_url('bg')}?place=LU", headers={"X-Fragment": "place"}
    ).content.decode()
    assert rows["LU"]["body_name_bg"] in part
    assert "<html" not in part


def test_choosing_a_class_dims_the_others_and_narrows_the_table(client, record, rows):
    response = look(client, record, "?class=mixed")
    mixed = {code for code, row in rows.items() if row["model"] == "mixed"}
    dimmed = {code for code, a in links(svg_of(response)).items() if "is-dimmed" in a.get("class")}
    assert dimmed == set(rows) - mixed
    assert len(response.context["map"].table["rows"]) == len(mixed)


@pytest.mark.parametrize("language", ["bg", "en"])
def test_every_category_year_and_yes_no_column_can_be_shown(client, record, language):
    view = look(client, record, language=language).context["map"]
    kinds = {column.type for column in view.dictionary.mappable}
    assert "boolean" in kinds
    assert len(view.variables) >= 6
    for variable in view.variables:
        cache.clear()  # a page that is kept ready has no context to look at
        response = look(client, record, variable["url"], language)
        assert response.status_code == 200
        assert len(links(svg_of(response))) == 27
        assert 1 <= len(response.context["map"].legend) <= 7


def test_the_values_of_a_shown_column_are_those_of_the_table(client, record, rows):
    response = look(client, record, "?show=individual_complaint")
    for code, link in links(svg_of(response)).items():
        expected = rows[code]["individual_complaint"] or "no-data"
        assert link.get("data-class") == expected, code


def test_years_fall_into_periods_that_hold_them(client, record, rows):
    view = look(client, record, "?show=established_year").context["map"]
    for code, area in view.areas.items():
        year = rows[code]["established_year"]
        if year:
            first, _, last = area.key.partition("-")
            assert int(first) <= int(year) <= int(last or first), code


def test_svg_png_and_csv_can_be_taken_away(client, record, rows):
    address = record.get_absolute_url("bg")
    svg = client.get(f"{address}map.svg")
    assert record.title_bg in svg.content.decode()
    assert b"<script" not in svg.content
    png = client.get(f"{address}map.png?scale=1")
    assert png.content.startswith(b"\x89PNG")
    table = client.get(f"{address}map.csv?show=model").content.decode("utf-8-sig")
    found = {row["country"]: row for row in csv.DictReader(io.StringIO(table))}
    assert {code: row["model"] for code, row in found.items()} == {
        code: row["model"] for code, row in rows.items()
    }
    assert "source" in next(iter(found.values()))


def test_codes_the_geography_does_not_know_are_named_and_the_rest_is_drawn(
    client, record, tmp_path
):
    path = tmp_path / "t.csv"
    path.write_text("country,model\nBG,mixed\nXX,mixed\nEL,mixed\n", encoding="utf-8")
    dataset = record.dataset
    dataset.current_version = load(dataset, path, name="t.csv")
    dataset.save_revision().publish()
    response = look(client, record)
    assert "„XX“ (ред 3)" in response.content.decode()
    assert set(links(svg_of(response))) == {"BG", "GR"}


def test_places_the_world_does_not_draw_stand_in_the_table_and_are_named(desk_of_maps, look):
    table = "country,share\nBG,1\nMT,2\nGF,3\nZZ,4\n"
    dataset = desk_of_maps.dataset(table, {"country": "place", "share": "number"})
    view = look(desk_of_maps.map(dataset, geography="world", time_column=""))
    assert set(view.places) == {"BG", "MT", "GF"}
    assert [code for _row, code in view.unknown] == ["ZZ"]
    assert view.undrawn_words == view.name_of("GF")
    assert len(view.table["rows"]) == 3
    drawn = view.svg()
    assert 'data-code="MT"' in drawn
    assert 'data-code="GF"' not in drawn


def test_hostile_labels_stay_text(client, record, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text('country,model\nBG,"<script>alert(1)</script>"\n', encoding="utf-8")
    dataset = record.dataset
    dataset.current_version = load(dataset, path, name="t.csv")
    dataset.save_revision().publish()
    assert "<script>alert" not in look(client, record).content.decode()


@pytest.mark.parametrize("query", ["?show=nothing", "?place=ZZ", "?class=nothing", "?show=source"])
def test_a_wrong_address_is_no_error(client, record, query):
    assert look(client, record, query).status_code == 200


def test_a_map_over_an_unpublished_dataset_is_gone_too(client, record):
    record.dataset.unpublish()
    assert look(client, record).status_code == 410
    assert record.title_bg not in client.get("/bg/maps/").content.decode()
    assert client.get(f"{record.get_absolute_url('bg')}map.svg").status_code == 404
