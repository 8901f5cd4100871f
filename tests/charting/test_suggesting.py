"""What is suggested can be drawn, and the likeliest comes first."""

import random

import pytest

from chitalishte import charting
from chitalishte.charting import CATEGORY, NUMBER, TIME, Field
from tests.charting.samples import COUNTRY, FIELDS, KIND, SCORE, SHARE, YEAR, rows


def first(fields, data):
    return charting.suggest(fields, data)[0]


def test_states_over_years_are_lines_with_bulgaria_told_apart():
    choice = first((COUNTRY, YEAR, SCORE), rows())
    assert (choice.kind, choice.x, choice.y, choice.by) == ("line", "year", ("score",), "country")
    assert choice.highlight == ()  # three lines have a colour each
    many = rows() + [row | {"country": f"X{n}"} for n in range(8) for row in rows()[:4]]
    assert first((COUNTRY, YEAR, SCORE), many).highlight == ("BG",)


def test_one_year_is_compared_by_bars():
    last = [row for row in rows() if row["year"] == 2025]
    assert first((COUNTRY, SCORE), last).kind == "bar"


def test_two_numbers_are_offered_as_a_scatter():
    last = [row for row in rows() if row["year"] == 2025]
    kinds = [choice.kind for choice in charting.suggest((COUNTRY, SCORE, SHARE), last)]
    assert "scatter" in kinds


def test_names_alone_are_counted_and_days_alone_are_a_timeline():
    assert first((KIND,), rows()).how == "count"
    day = Field("day", "Ден", TIME, "date")
    data = [{"day": f"1991-07-{n:02}", "name": f"Събитие {n}"} for n in range(1, 9)]
    assert first((day, Field("name", "Име", CATEGORY)), data).kind == "timeline"


def test_nothing_is_suggested_for_nothing():
    assert charting.suggest((SCORE,), []) == []
    assert charting.suggest((), []) == []


@pytest.mark.parametrize("seed", range(25))
def test_whatever_is_suggested_can_be_built(seed):
    """Tables made at random: missing cells, repeated names, one row, negative numbers."""
    chance = random.Random(seed)  # noqa: S311
    fields = [Field("t", "Кога", TIME, chance.choice(["year", "date"]))]
    fields += [Field(f"c{n}", f"Име {n}", CATEGORY) for n in range(chance.randint(0, 3))]
    fields += [Field(f"n{n}", f"Число {n}", NUMBER) for n in range(chance.randint(0, 3))]
    data = []
    for _ in range(chance.choice([1, 2, 7, 60])):
        year = chance.randint(1990, 1999)
        row = {"t": year if fields[0].type == "year" else f"{year}-01-{chance.randint(10, 28)}"}
        for field in fields[1:]:
            values = [None, *"абвгд"] if field.kind == CATEGORY else [None, -3, 0, 7, 2.5, 1e6]
            row[field.name] = chance.choice(values)
        data.append(row)
    for choice in charting.suggest(fields, data):
        assert _refusal(choice, fields, data) in ("", "no_rows", "same_place"), choice


def _refusal(choice, fields, data):
    """Why a suggestion is not drawn: that no row has all it needs is only known while drawing."""
    try:
        charting.build(choice, fields, data, "bg")
    except charting.ChartError as error:
        return error.code
    return ""


def test_codes_and_units_of_a_dictionary_become_labels():
    class Column:
        name, label, type, role, unit = "sex", "Пол", "integer", "category", ""
        codes = {"1": "мъже", "2": "жени"}

    (field,) = charting.fields_of([Column()])
    assert field.kind == CATEGORY
    assert field.shown(2, "bg") == "жени"


def test_all_fields_of_the_samples_are_seen():
    assert [field.kind for field in FIELDS].count(NUMBER) == 2
