"""Every column and every code of the four tables means something, in both languages."""

import pytest

from chitalishte import tables
from chitalishte.datasets.models import Column

from .files import NAMES, STARTER, dictionary, table

LABELS = ("label_bg", "label_en")
DESCRIPTIONS = ("description_bg", "description_en")
MOST_ON_A_MAP = 6


@pytest.fixture(params=NAMES)
def name(request):
    return request.param


def test_every_column_is_described_in_both_languages(name):
    columns, _codes = dictionary(name)
    assert list(columns) == list(table(name)[0])
    for column, row in columns.items():
        for field in LABELS + DESCRIPTIONS:
            assert row[field].strip(), f"{column}: {field} is empty"
            assert row[field] != column
        assert row["role"] in Column.Role.values, column


def test_a_label_is_short_enough_for_a_tab(name):
    for column, row in dictionary(name)[0].items():
        for field in LABELS:
            assert len(row[field]) <= 40, f"{column}: {row[field]}"


def test_labels_are_told_apart_by_the_readers_of_each_language(name):
    columns, _codes = dictionary(name)
    for language in ("bg", "en"):
        shown = [
            row[f"label_{language}"]
            for row in columns.values()
            if row["role"] != "hidden" and row["language"] in ("", language)
        ]
        assert len(shown) == len(set(shown))


def test_every_value_of_a_category_has_a_code_and_every_code_a_value(name):
    columns, codes = dictionary(name)
    assert set(codes) <= set(columns)
    rows = table(name)
    for column, row in columns.items():
        found = {each[column] for each in rows} - {""}
        given = codes.get(column, {})
        if row["role"] == "category":
            assert found == set(given), column
            assert len(given) <= MOST_ON_A_MAP, column
            for code in given.values():
                assert all(code[field].strip() for field in LABELS + DESCRIPTIONS), code
        elif given and column != "confidence":  # "low" is allowed, though no row has it
            assert found == set(given), column
        for code in given.values():
            assert all(code[field].strip() for field in LABELS), code


def test_codes_of_a_column_have_different_labels(name):
    for column, given in dictionary(name)[1].items():
        for field in LABELS:
            assert len({code[field] for code in given.values()}) == len(given), column


def test_a_hidden_column_repeats_a_shown_one(name):
    """The hidden Bulgarian value is always the same for the same shown value."""
    columns, _codes = dictionary(name)
    hidden = [column for column, row in columns.items() if row["role"] == "hidden"]
    assert hidden
    for column in hidden:
        twin = column.removesuffix("_bg")
        assert columns[twin]["role"] == "category"
        pairs = {(row[twin], row[column]) for row in table(name)}
        assert len(pairs) == len({first for first, _second in pairs})


def test_a_pair_of_columns_is_for_the_readers_of_each_language(name):
    columns, _codes = dictionary(name)
    for column, row in columns.items():
        if column.endswith("_bg"):
            assert row["language"] == "bg", column
            twin = columns.get(column.removesuffix("_bg") + "_en")
            twin = twin or columns[column.removesuffix("_bg")]
            assert twin["language"] == "en" or row["role"] == "hidden", column
        elif column.endswith("_en"):
            assert row["language"] == "en", column
            assert column.removesuffix("_en") + "_bg" in columns


def test_roles_fit_the_types_the_reader_finds(name):
    columns, _codes = dictionary(name)
    (found,) = tables.read(STARTER / "tables" / f"{name}.csv").tables
    types = {column.name: column.type for column in found.columns}
    for column, row in columns.items():
        if row["role"] == "category":
            assert types[column] == "text", f"{column} needs no codes"
        if row["role"] == "number":
            assert types[column] in ("integer", "decimal"), column
        if row["role"] == "year":
            assert types[column] in ("year", "date"), column
        if types[column] == "year":
            assert row["role"] == "year", column


def test_the_roles_every_table_needs_are_there_once(name):
    columns, _codes = dictionary(name)
    roles = [row["role"] for row in columns.values()]
    for role, count in {
        "place": 1,
        "place_name": 2,
        "source": 1,
        "as_of": 1,
        "confidence": 1,
    }.items():
        assert roles.count(role) == count, role
