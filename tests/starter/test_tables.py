"""What can be proved of the four tables from themselves."""

import re

import pytest

from chitalishte.datasets.sources import split_sources
from chitalishte.drawing import countries

from .files import NAMES, dictionary, table

MIXED_ALPHABETS = re.compile(r"[A-Za-z][а-яА-Я]|[а-яА-Я][A-Za-z]")


@pytest.fixture(params=NAMES)
def name(request):
    return request.param


def test_there_are_27_states_under_their_own_names(name):
    rows = table(name)
    codes = [row["country"] for row in rows]
    assert len(codes) == len(set(codes)) == 27
    assert codes == [row["country"] for row in table(NAMES[0])]
    for row in rows:
        assert countries.name(row["country"], "bg") == row["name_bg"]
        assert countries.name(row["country"], "en") == row["name_en"]


def test_cells_are_clean(name):
    for row in table(name):
        for column, cell in row.items():
            assert cell == cell.strip(), (row["country"], column)
            assert "  " not in cell, (row["country"], column)
            assert not MIXED_ALPHABETS.search(cell), (row["country"], column)


def test_every_row_has_sources_that_say_how_they_were_used(name):
    for row in table(name):
        found = split_sources(row["source"])
        assert found, row["country"]
        for source in found:
            assert source["how"] in ("read", "named"), (row["country"], source)
        if not any(source["how"] == "read" for source in found):
            assert row["confidence"] != "high", f"{row['country']} rests on nothing that was read"


def test_every_row_says_as_of_when_and_how_sure(name):
    for row in table(name):
        assert re.fullmatch(r"20\d\d(-\d\d(-\d\d)?)?", row["as_of"]), row["country"]
        assert row["confidence"] in ("high", "medium", "low")


def test_the_hidden_bulgarian_value_is_the_label_of_the_code(name):
    """Legends may be shorter than the words of the table, but not different ones."""
    columns, codes = dictionary(name)
    for column in columns:
        if columns[column]["role"] != "hidden":
            continue
        twin = column.removesuffix("_bg")
        for row in table(name):
            label = codes[twin][row[twin]]["label_bg"]
            words = set(re.findall(r"\w+", label.lower()))
            assert words <= set(re.findall(r"\w+", row[column].lower())), (column, label)


def test_years_follow_one_another():
    for row in table("constitutions"):
        year = row["adopted_date"][:4]
        assert not row["in_force_date"] or row["in_force_date"] >= row["adopted_date"]
        assert not row["last_amended"] or row["last_amended"] >= year
    for row in table("constitutional_review"):
        if row["first_sitting_year"]:
            assert row["first_sitting_year"] >= row["established_year"]


def test_a_complaint_has_a_year_exactly_when_there_is_one():
    for row in table("constitutional_review"):
        assert (row["individual_complaint"] == "none") == (not row["individual_complaint_since"])


def test_members_are_not_more_than_the_body():
    parts = (
        "judges_elected_by_peers",
        "ex_officio_members",
        "lay_members",
        "members_elected_by_parliament",
    )
    for row in table("judicial_self_government"):
        if row["members_total"].isdecimal():
            for part in parts:
                assert int(row[part].split("-")[-1] or 0) <= int(row["members_total"])


def test_individual_instructions_come_with_a_link_to_the_executive():
    """The rule for the place of the prosecution, read backwards."""
    for row in table("prosecution_investigation"):
        if row["minister_can_give_individual_instructions"] == "yes":
            assert row["place"] in ("subordinate to or part of the executive", "mixed")
