"""Maps of numbers: years, classes, change, what is missing and why, and the words about it."""

import csv
import re

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from chitalishte.visuals.models import Map

pytestmark = pytest.mark.django_db


@pytest.fixture
def scores(settings):
    path = settings.STARTER / "tables" / "corruption_perceptions.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {(row["country"], row["year"]): float(row["score"]) for row in csv.DictReader(file)}


@pytest.fixture
def perceptions():
    return Map.objects.get(identifier="corruption-perceptions-map")


def swatches(view):
    return {code: view.classing.key_of(code) for code in view.places}


def test_a_map_opens_on_the_last_year_with_the_numbers_of_the_table(perceptions, scores, look):
    view = look(perceptions)
    assert view.year == "2025"
    for code in view.places:
        assert view.measure.value("2025", code) == scores[code, "2025"]
    assert len(view.places) == 27


def test_classes_hold_the_values_they_say(perceptions, scores, look):
    view = look(perceptions, "year=2016")
    breaks = [float("-inf"), *view.classing.breaks, float("inf")]
    for code, key in swatches(view).items():
        low, high = breaks[int(key) - 1], breaks[int(key)]
        assert low < scores[code, "2016"] <= high
    assert sum(line["count"] for line in view.legend) == 27


def test_classes_stay_the_same_in_all_years_unless_the_editor_chose_otherwise(perceptions, look):
    breaks = {look(perceptions, f"year={year}").classing.breaks for year in (2012, 2018, 2025)}
    assert len(breaks) == 1
    perceptions.breaks_by_year = True
    breaks = {look(perceptions, f"year={year}").classing.breaks for year in (2012, 2018, 2025)}
    assert len(breaks) == 3


@pytest.mark.parametrize("method", [m for m in Map.Method.values if m != "hand"])
def test_every_method_colours_every_place(perceptions, method, look):
    perceptions.method = method
    view = look(perceptions)
    assert set(swatches(view).values()) <= {line.key for line in view.classes}
    assert 2 <= len(view.classes) <= 5


def test_breaks_by_hand_are_kept_as_written(perceptions, look):
    perceptions.method, perceptions.own_breaks = "hand", "50; 60; 70"
    perceptions.clean()
    labels = [line["label"] for line in look(perceptions).legend]
    assert labels == ["до 50", "50 – 60", "60 – 70", "над 70"]


def test_a_middle_parts_two_hues(perceptions, scores, look):
    perceptions.middle = "62"
    view = look(perceptions)
    css = {line.key: line.css for line in view.classes}
    for code, key in swatches(view).items():
        is_below = scores[code, "2025"] <= 62
        assert css[key] in ({"div-1", "div-2"} if is_below else {"div-4", "div-5"})


def test_change_between_two_years_is_the_difference_or_per_cent_of_the_first(
    perceptions, scores, look
):
    plain = look(perceptions, "year=2025&since=2012")
    share = look(perceptions, "year=2025&since=2012&change=pct")
    for code in plain.places:
        before, after = scores[code, "2012"], scores[code, "2025"]
        assert plain.measure.value("2025", code) == after - before
        assert share.measure.value("2025", code) == pytest.approx((after - before) / before * 100)
    assert {line.css for line in plain.classes} <= {f"div-{n}" for n in range(1, 6)}
    assert plain.value_words("GR") == "+14"
    assert share.value_words("GR") == "+38,9\u00a0%"


def test_rank_counts_from_the_highest_and_equal_places_share_one(perceptions, look):
    measure = look(perceptions).measure
    assert measure.rank("2025", "DK") == (1, 27)
    assert measure.rank("2025", "BG") == measure.rank("2025", "HU") == (26, 27)


def test_missing_not_applicable_and_suppressed_are_three_lines_of_the_legend(desk_of_maps, look):
    record = desk_of_maps.map()
    assert swatches(look(record, "year=2020"))["MT"] == "suppressed"
    assert swatches(look(record, "year=2021"))["MT"] == "not-applicable"
    view = look(record, "year=2020")
    counts = {line["code"]: line["count"] for line in view.legend}
    assert (counts["suppressed"], counts["no-data"]) == (1, 23)
    assert "url(#map-" in view.svg()
    assert "suppressed" in view.svg()


def test_a_count_divided_by_the_population_is_a_rate(desk_of_maps, look):
    dataset = desk_of_maps.dataset()
    record = desk_of_maps.map(
        dataset,
        variable="share",
        denominator=dataset,
        denominator_column="people",
        per=1_000_000,
    )
    view = look(record, "year=2020")
    assert view.measure.value("2020", "BG") == pytest.approx(20 / 7)
    assert view.measure.value("2020", "DE") == pytest.approx(80 / 83)
    assert view.value_words("BG") == "2,86"
    assert "1\u00a0000\u00a0000" in view.caption
    assert "(people)" in view.caption


def test_a_rate_whose_denominator_left_shows_no_number_rather_than_the_count(desk_of_maps, look):
    people = desk_of_maps.dataset(identifier="people")
    record = desk_of_maps.map(
        desk_of_maps.dataset(), denominator=people, denominator_column="people", per=100
    )
    assert look(record).measure.at("2021")
    people.unpublish()
    assert look(Map.objects.get(pk=record.pk)).measure.at("2021") == {}


def test_shades_have_no_classes_and_circles_one(desk_of_maps, look):
    record = desk_of_maps.map(kind="shades")
    view = look(record)
    assert {key for key in swatches(view).values() if key.startswith("step-")}
    assert [line["count"] for line in view.legend if line["code"].startswith("step")] == [None] * 5
    record.kind = "symbols"
    assert "map--symbols" in look(record).svg()


def test_two_numbers_are_divided_into_thirds_each(look):
    record = Map.objects.get(identifier="asylum-two-map")
    view = look(record)
    keys = swatches(view)
    assert keys["DE"] == keys["BE"] == "33"
    assert [code for code, key in keys.items() if key == "33"] == ["BE", "DE"]
    for place in (0, 1):
        thirds = [sum(key[place] == third for key in keys.values()) for third in "123"]
        assert thirds == [9, 9, 9]
    assert len(view.two_legend["cells"]) == 9


def test_the_words_say_range_extremes_the_largest_class_and_bulgarias_place(perceptions, look):
    with override("bg"):
        words = look(perceptions).description
    assert "40 (България, Унгария)" in words
    assert "89 (Дания)" in words
    assert "26" in words
    with override("en"):
        words = look(perceptions).description
    assert "from 40 (Bulgaria, Hungary) to 89 (Denmark)" in words
    assert "Bulgaria: 40, place 26 of 27 from the highest" in words
    assert re.search(r"Half of the places have less than 59", words)


def test_the_editors_words_stand_for_the_view_they_were_written_for(perceptions, look):
    perceptions.words_bg = "Думи на редактора."
    assert look(perceptions).description == "Думи на редактора."
    assert look(perceptions, "year=2012").description != "Думи на редактора."


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"own_breaks": "10; ten"}, "own_breaks"),
        ({"method": "hand"}, "own_breaks"),
        ({"middle": "half"}, "middle"),
        ({"kind": "two"}, "second"),
        ({"time_column": "nothing"}, "time_column"),
        ({"second": "nothing"}, "second"),
    ],
)
def test_what_cannot_be_drawn_is_refused_at_its_field(perceptions, changes, field):
    for name, value in changes.items():
        setattr(perceptions, name, value)
    with pytest.raises(ValidationError) as refused:
        perceptions.clean()
    assert list(refused.value.message_dict) == [field]


@pytest.mark.parametrize(
    "query",
    [
        "year=1900",
        "since=2025&year=2025",
        "since=none",
        "change=pct",
        "tab=nothing",
        "sort=nothing",
        "pin=ZZ&pin=BG&pin=BG",
        "place=%D0%91%D1%8A%D0%BB%D0%B3%D0%B0%D1%80%D0%B8%D1%8F",
    ],
)
def test_a_wrong_or_repeated_part_of_the_address_is_no_error(client, perceptions, query):
    assert client.get(f"{perceptions.get_absolute_url('bg')}?{query}").status_code == 200


def test_a_place_is_found_by_its_name_without_javascript(perceptions, look):
    assert look(perceptions, "place=България").selected == "BG"
    assert look(perceptions, "place=bgr").selected == "BG"


def test_the_table_is_sorted_as_the_address_says(perceptions, scores, look):
    def column(query):
        return [row[0]["label"] for row in look(perceptions, query).table["rows"]]

    values = {name: scores[code, "2025"] for code, name in _names(perceptions, look).items()}
    ranked = [values[name] for name in column("sort=-value")]
    assert ranked == sorted(ranked, reverse=True)
    assert [values[name] for name in column("sort=value")] == ranked[::-1]
    assert column("sort=-name") == column("")[::-1]


def _names(record, look):
    view = look(record)
    return {code: view.name_of(code) for code in view.places}


def test_every_starter_map_answers_in_the_ways_to_see_it(client):
    ways = ("table", "sources", "years", "take")
    for number, record in enumerate(Map.objects.exclude(time_column="").order_by("identifier")):
        for tab in ("map", ways[number % len(ways)]):
            answer = client.get(f"{record.get_absolute_url('en')}?tab={tab}&pin=BG")
            assert answer.status_code == 200, (record.identifier, tab)


def test_the_starter_has_at_least_twelve_maps_of_numbers_in_three_themes():
    maps = Map.objects.public().exclude(time_column="")
    assert maps.count() >= 12
    themes = {theme.identifier for record in maps for theme in record.themes.all()}
    assert themes == {"justice", "migration", "e-government"}
