"""Every kind of chart: a valid specification that is drawn, and marks that say the numbers."""

import re
import statistics
from itertools import pairwise

import pytest

from chitalishte import charting
from chitalishte.charting import Choice, guard, picture
from chitalishte.charting.house import FACES, TOKENS
from chitalishte.charting.spreads import bins_of, five
from tests.charting.samples import FIELDS, SCORES, rows

BY_COUNTRY = {"x": "year", "y": ("score",), "by": "country"}
KINDS = [
    Choice("line", **BY_COUNTRY, highlight=("BG",)),
    Choice("area", **BY_COUNTRY),
    Choice("area", **BY_COUNTRY, share=True),
    Choice("bar", "country", ("score",), time="year", highlight=("BG",)),
    Choice("bar", "year", ("score",), how="sum"),
    Choice("stacked", **BY_COUNTRY),
    Choice("grouped", "country", ("score", "share"), time="year"),
    Choice("dot", "country", ("score",), "year", time="year", at=("2012", "2025")),
    Choice("slope", **BY_COUNTRY, highlight=("HU",)),
    Choice("scatter", "score", ("share",), "kind", "country", "year", highlight=("BG",)),
    Choice("histogram", "score", label="country", highlight=("DK",)),
    Choice("box", "kind", ("score",)),
    Choice("heat", **BY_COUNTRY),
    Choice("multiples", **BY_COUNTRY, highlight=("BG",)),
    Choice("timeline", "day", label="country"),
]
every_kind = pytest.mark.parametrize("choice", KINDS, ids=lambda choice: choice.kind)


def texts(svg):
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_every_kind_is_among_the_samples():
    assert {choice.kind for choice in KINDS} == set(charting.KINDS)


@every_kind
def test_a_chart_is_valid_vega_lite_and_is_drawn_in_both_widths(choice):
    for width in (charting.WIDE, charting.NARROW):
        spec = charting.build(choice, FIELDS, rows(), "bg", width=width)
        guard.check(spec)
        drawn = picture.svg(spec)
        across, down = picture.size(drawn)
        assert width * 0.6 < across < width * 1.08
        assert down > 60
        assert len(texts(drawn)) > 2


@every_kind
def test_a_chart_for_the_pointer_and_for_the_dark_is_valid_too(choice):
    spec = charting.build(choice, FIELDS, rows(), "en", face="dark", is_interactive=True)
    guard.check(spec)


@every_kind
def test_an_address_gives_the_choice_back(choice):
    assert charting.from_pairs(charting.as_pairs(choice)) == choice


def test_the_value_of_a_bar_is_written_in_the_language():
    choice = Choice("bar", "country", ("share",), time="year")
    assert "11,1" in " ".join(texts(picture.svg(charting.build(choice, FIELDS, rows(), "bg"))))
    assert "11.1" in " ".join(texts(picture.svg(charting.build(choice, FIELDS, rows(), "en"))))


def test_bars_stand_from_the_largest_down_and_show_the_last_year():
    choice = Choice("bar", "country", ("score",), time="year")
    shaped = charting.shaped_for(choice, FIELDS, rows(), "bg")
    assert shaped.moment == "2025"
    assert {mark["x"]: mark["y"] for mark in shaped.marks} == {
        "България": SCORES["BG"][-1],
        "Дания": SCORES["DK"][-1],
        "Унгария": SCORES["HU"][-1],
    }
    shown = texts(picture.svg(charting.build(choice, FIELDS, rows(), "bg")))
    assert shown.index("Дания") < shown.index("България")


@pytest.mark.parametrize(
    ("how", "joined"),
    [
        ("sum", sum),
        ("mean", statistics.fmean),
        ("median", statistics.median),
        ("min", min),
        ("max", max),
        ("count", len),
    ],
)
def test_rows_of_one_place_are_joined_as_asked(how, joined):
    shaped = charting.shaped_for(Choice("bar", "year", ("score",), how=how), FIELDS, rows(), "bg")
    for at, mark in enumerate(sorted(shaped.marks, key=lambda mark: mark["x"])):
        assert mark["y"] == pytest.approx(joined([scores[at] for scores in SCORES.values()]))


def test_rows_that_would_lie_on_each_other_are_refused_with_their_place():
    with pytest.raises(charting.ChartError, match="2012") as refused:
        charting.build(Choice("line", "year", ("score",)), FIELDS, rows(), "bg")
    assert refused.value.code == "same_place"


def test_of_many_series_the_highlighted_alone_has_a_colour_and_a_name():
    choice = Choice("line", **BY_COUNTRY, highlight=("BG",))
    drawn = picture.svg(charting.build(choice, FIELDS, rows(), "bg"))
    assert drawn.count(f'stroke="{FACES["light"].muted}"') == 2
    assert "Дания" in texts(drawn)  # three names have room
    many = rows() + [row | {"country": f"X{n}", "score": n} for n in range(8) for row in rows()[:4]]
    drawn = picture.svg(charting.build(choice, FIELDS, many, "bg"))
    assert "България" in texts(drawn)
    assert "Дания" not in texts(drawn)
    assert drawn.count(f'stroke="{FACES["light"].muted}"') == 10


def test_a_missing_year_leaves_its_place_on_the_axis():
    spec = charting.build(Choice("line", **BY_COUNTRY), FIELDS, rows(), "bg")
    x = spec["layer"][0]["encoding"]["x"]
    assert x["type"] == "quantitative"
    assert x["scale"]["domain"] == [2012, 2025]
    assert set(x["axis"]["values"]) >= {2012, 2025}


def test_names_of_columns_stay_out_of_the_specification_as_fields():
    """A header with brackets or dots would be read as a path by Vega."""
    odd = charting.Field("a.b[0]", "Странно [име]", charting.NUMBER, "decimal")
    choice = Choice("bar", "country", ("a.b[0]",), time="year")
    data = [row | {"a.b[0]": row["score"]} for row in rows()]
    drawn = picture.svg(charting.build(choice, (*FIELDS, odd), data, "bg"))
    assert "89" in texts(drawn)


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        (Choice("pie", "year"), "unknown_kind"),
        (Choice("line", "когато", ("score",)), "unknown_column"),
        (Choice("line", "country", ("score",)), "x_must_be_time"),
        (Choice("bar", "score", ("share",)), "x_must_be_category"),
        (Choice("scatter", "year", ("share",)), "x_must_be_number"),
        (Choice("line", "year"), "too_few_measures"),
        (Choice("bar", "country", ("score", "share")), "too_many_measures"),
        (Choice("line", "year", ("kind",)), "not_a_number"),
        (Choice("heat", "year", ("score",)), "needs_by"),
        (Choice("line", "year", ("score", "share"), "country"), "by_and_measures"),
        (Choice("line", "year", ("score",), "share"), "by_is_a_number"),
        (Choice("line", **BY_COUNTRY, how="mode"), "unknown_option"),
        (Choice("line", **BY_COUNTRY, highlight=tuple("abcdefg")), "too_many_highlighted"),
    ],
)
def test_an_impossible_chart_is_refused_by_name(choice, code):
    with pytest.raises(charting.ChartError) as refused:
        charting.build(choice, FIELDS, rows(), "bg")
    assert refused.value.code == code


def test_nothing_to_draw_and_parts_below_zero_are_refused():
    below = [row | {"score": -1} for row in rows()]
    for choice, data, code in (
        (Choice("line", **BY_COUNTRY), [], "no_rows"),
        (Choice("area", **BY_COUNTRY), below, "below_zero"),
        (Choice("line", **BY_COUNTRY, log=True), below, "log_needs_positive"),
    ):
        with pytest.raises(charting.ChartError) as refused:
            charting.build(choice, FIELDS, data, "bg")
        assert refused.value.code == code


def test_a_drawing_for_a_page_holds_tokens_and_no_colour():
    spec = charting.build(Choice("stacked", **BY_COUNTRY), FIELDS, rows(), "bg")
    page = picture.in_page(
        picture.svg(spec), title="Заглавие", description="С <думи>", language="bg", name="c"
    )
    assert not re.search(r'"#[0-9a-f]{6}"', page)
    assert "var(--cat-1)" in page
    assert "style=" not in page
    assert "С &lt;думи&gt;" in page


def test_the_tokens_are_those_of_the_style_sheet():
    from tests.look.test_tokens import FACES as SHEET

    for colour, token in TOKENS.items():
        if token != "--chart-muted":  # mixed in chart.css
            assert SHEET["light"][token.removeprefix("--")] == colour
    for at, colour in enumerate(FACES["dark"].categories, start=1):
        assert SHEET["dark"][f"cat-{at}"] == colour


def test_words_of_a_chart_can_be_read_on_both_faces():
    from chitalishte.drawing.colours import contrast

    for face in FACES.values():
        assert contrast(face.ink, face.paper) >= 7
        assert contrast(face.ink_soft, face.paper) >= 4.5


def test_a_sheet_and_its_picture_stand_alone():
    spec = charting.build(KINDS[0], FIELDS, rows(), "bg")
    sheet = picture.sheet(
        picture.svg(spec),
        title="Дълго заглавие, което казва какво се вижда на графиката и не се побира на ред",
        subtitle="Какво е показано",
        description="Описание",
        foot=["Източник: никой.", "CC BY"],
        language="bg",
    )
    picture.refuse_active(sheet)
    assert "Източник: никой." in sheet
    assert 'font-family="Sofia Sans' in sheet


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<foreignObject/>",
        '<a href="https://example.org">x</a>',
        '<image href="data:image/png;base64,AAAA"/>',
        '<rect onclick="x()"/>',
        '<rect fill="url(https://example.org/x)"/>',
    ],
)
def test_an_active_svg_never_leaves(inside):
    with pytest.raises(charting.ChartError):
        picture.refuse_active(f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>')


def test_five_numbers_are_those_of_the_slow_way():
    values = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0, 5.0, 30.0]
    found = five(values)
    in_order = sorted(values)
    assert found.median == (in_order[4] + in_order[5]) / 2
    reach = 1.5 * (found.third - found.first)
    assert found.outside == [v for v in in_order if v > found.third + reach]
    assert found.high == max(v for v in in_order if v <= found.third + reach)


def test_bins_hold_every_value_once():
    values = [float(value) for scores in SCORES.values() for value in scores] + [100.0, 0.0]
    bins = bins_of(values)
    assert sum(count for _low, _high, count in bins) == len(values)
    for low, high, count in bins[:-1]:
        assert count == sum(low <= value < high for value in values)
    assert all(one[1] == other[0] for one, other in pairwise(bins))


def test_the_card_shows_title_source_and_drawing():
    drawn = picture.svg(charting.build(KINDS[3], FIELDS, rows(), "bg"))
    card = charting.card(drawn, title="Находката", source="Източник", language="bg")
    picture.refuse_active(card)
    assert 'width="1200" height="630"' in card
    for words in ("Находката", "Източник", "България"):
        assert words in card
