"""Circles, small maps, lines, histograms and cards."""

import pytest
from defusedxml.ElementTree import fromstring

from chitalishte.drawing import Area, categories, legend_values, name, sparkline, symbols
from chitalishte.drawing.card import HEIGHT, WIDTH, card
from chitalishte.drawing.classes import LegendClass
from chitalishte.drawing.histogram import histogram
from chitalishte.drawing.multiples import outlines, small

SVG = "{http://www.w3.org/2000/svg}"
CODES = ("BG", "DE", "MT", "FR")
VALUES = {"BG": 100.0, "DE": 400.0, "MT": 0.0, "FR": 25.0}
CLASSES = [LegendClass("1", "всички", "seq-4")]


@pytest.fixture(scope="module")
def circles(eu27):
    areas = {code: Area(name(code, "bg"), f"{VALUES[code]:g}", "1") for code in CODES}
    drawn = symbols(
        eu27,
        areas,
        values=VALUES,
        classes=CLASSES,
        title="Брой",
        description="Карта.",
        lang="bg",
        href=lambda code: f"?place={code}",
    )
    return fromstring(drawn)


def circle_of(root, code):
    link = next(a for a in root.iter(f"{SVG}a") if a.get("data-code") == code)
    return next(c for c in link.iter(f"{SVG}circle") if c.get("class") != "reach")


def test_the_area_of_a_circle_stands_for_the_value(circles):
    small_one, large_one = (float(circle_of(circles, code).get("r")) for code in ("BG", "DE"))
    assert large_one**2 / small_one**2 == pytest.approx(4, rel=0.01)


def test_small_circles_lie_over_large_ones_and_all_can_be_hit(circles):
    order = [a.get("data-code") for a in circles.iter(f"{SVG}a")]
    assert order == ["DE", "BG", "FR", "MT"]
    reach = [c for c in circles.iter(f"{SVG}circle") if c.get("class") == "reach"]
    assert min(float(c.get("r")) for c in reach) >= 22


def test_circles_say_their_place_and_value_and_a_legend_explains_their_size(circles):
    labels = [a.get("aria-label") for a in circles.iter(f"{SVG}a")]
    assert "Германия: 400" in labels
    said = [text.text for text in circles.iter(f"{SVG}text")]
    assert said == ["400", "100", "20"]


def test_legend_circles_are_round_numbers_below_the_largest():
    assert legend_values(722_265) == [700_000, 200_000, 40_000]
    assert legend_values(0) == []


def test_small_maps_share_their_outlines(eu27):
    shared = fromstring(outlines(eu27, "s"))
    ids = {path.get("id") for path in shared.iter(f"{SVG}path")}
    drawn = fromstring(small(eu27, {"BG": "seq-3"}, prefix="s", words="2025"))
    uses = {use.get("href").removeprefix("#"): use.get("class") for use in drawn.iter(f"{SVG}use")}
    assert set(uses) <= ids
    assert uses["s-BG"] == "area seq-3"
    assert uses["s-FR"] == "area no-data"
    assert len(small(eu27, {}, prefix="s", words="")) < 3000


def test_a_line_breaks_where_a_year_is_missing_and_marks_the_year():
    root = fromstring(sparkline([1, None, 3, 2], "от 1 до 2", at=3))
    path = root.find(f"{SVG}path").get("d")
    assert path.count("M") == 2
    assert root.find(f"{SVG}circle").get("cx") == "117.0"
    assert root.get("aria-label") == "от 1 до 2"
    assert sparkline([5, None], "") == ""


def test_a_histogram_has_every_value_once_and_shows_the_breaks():
    classes = [LegendClass("1", "", "seq-1"), LegendClass("2", "", "seq-5")]
    root = fromstring(histogram([1, 2, 2, 9], [5], classes, "стойности"))
    bars = root.findall(f"{SVG}rect")
    heights = [float(bar.get("height")) for bar in bars]
    assert len(bars) == 3
    assert heights[1] == pytest.approx(2 * heights[0])
    assert [bar.get("class") for bar in bars] == ["area seq-1", "area seq-1", "area seq-5"]
    assert histogram([3], [], classes, "") == ""


@pytest.mark.parametrize("title", ["Кратко", "Дълго заглавие за нещо, което се случи. " * 8])
def test_a_card_has_the_size_of_social_networks_and_holds_any_title(eu27, title):
    root = fromstring(
        card(
            eu27,
            {"BG": Area("България", "да", "yes")},
            classes=categories({"yes": "да"}),
            title=title,
            subtitle="Какво показва",
            source="Евростат",
            lang="bg",
        )
    )
    assert (root.get("width"), root.get("height")) == (str(WIDTH), str(HEIGHT))
    lines = [float(text.get("y")) for text in root.findall(f"{SVG}text")]
    assert max(lines) < HEIGHT
    assert lines == sorted(lines)


def test_hostile_words_stay_words(eu27):
    hostile = "</text><script>1</script>&\x01"
    areas = {"BG": Area(hostile, hostile, "1")}
    given = {"classes": CLASSES, "title": hostile, "lang": "bg"}
    drawings = [
        symbols(
            eu27, areas, values={"BG": 1}, description=hostile, **given, write=lambda value: hostile
        ),
        small(eu27, {}, prefix="s", words=hostile),
        sparkline([1, 2], hostile),
        histogram([1, 2], [], CLASSES, hostile),
        card(
            eu27, areas, classes=CLASSES, title=hostile, subtitle=hostile, source=hostile, lang="bg"
        ),
    ]
    for drawn in drawings:
        assert not [e for e in fromstring(drawn).iter() if e.tag.endswith("script")]
