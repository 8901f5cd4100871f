import pytest

from chitalishte.tables.budget import Budget
from chitalishte.tables.delimited import cut
from chitalishte.tables.problems import Problems, TableError
from chitalishte.tables.source import open_source

from .files import a_csv


def opened(path, budget=None, **options):
    return open_source(path, path.name, budget or Budget(), Problems(path.name), **options)


def rows(path, **options):
    [grid] = opened(path, **options).grids
    return list(grid.walk())


def test_quotation_marks_inside_a_quoted_cell_stay_as_written(tmp_path):
    path = a_csv(tmp_path, 'а;б;в\n1;"Булгар "5" АД";2\n3;"Еко ""Алфа""";4\n')
    assert rows(path)[1:] == [
        (2, ["1", 'Булгар "5" АД', "2"]),
        (3, ["3", 'Еко "Алфа"', "4"]),
    ]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('"a";"b"', ["a", "b"]),
        ('"";""', ["", ""]),
        ("1;;", ["1", "", ""]),
        ('"фирма "Еко"";1', ['фирма "Еко"', "1"]),
        ('"a""b";c', ['a"b', "c"]),
        ('5" тръба;2', ['5" тръба', "2"]),
        ('"x "y;z" w";2', ['x "y;z" w', "2"]),
        ('"отворено;2', None),
    ],
)
def test_a_line_is_cut_as_a_person_sees_it(line, cells):
    assert cut(line + "\r\n", ";") == cells


def test_a_mark_that_is_never_closed_costs_its_own_line_only(tmp_path):
    [grid] = opened(a_csv(tmp_path, 'a,b\n1,2\n3,"край\n5,6\n7,"ред"\n9,"пак\n')).grids
    for _ in range(2):  # a second pass tells the same and not twice
        assert [n for n, _ in grid.walk()] == [1, 2, 4, 5]
        assert [(each.line, each.value) for each in grid.set_aside] == [
            (3, '3,"край'),
            (6, '9,"пак'),
        ]


def test_an_open_mark_does_not_swallow_more_than_the_budget(tmp_path):
    text = 'a,b\n1,"край\n' + "2,3\n" * 1000
    [grid] = opened(a_csv(tmp_path, text), Budget(max_cell_chars=50)).grids
    assert len(list(grid.walk())) == 1001
    assert [each.line for each in grid.set_aside] == [2]


def test_numbers_of_rows_are_lines_as_a_text_editor_counts_them(tmp_path):
    path = a_csv(tmp_path, '"име\nна района",v\n"а\nб\nв",1\n\nг,2\n')
    assert [number for number, _ in rows(path)] == [1, 3, 7]


@pytest.mark.parametrize("text", ["a;b\r\n1;2\n3;4\r\n", "a;b\r1;2\r3;4\r", "a;b\r1;2\n3;4"])
def test_line_ends_of_every_kind(tmp_path, text):
    assert rows(a_csv(tmp_path, text)) == [(1, ["a", "b"]), (2, ["1", "2"]), (3, ["3", "4"])]


@pytest.mark.parametrize(("first", "delimiter"), [("sep=;", ";"), ("SEP=|", "|"), ("sep=\t", "\t")])
def test_the_line_that_names_the_separator_is_obeyed_and_dropped(tmp_path, first, delimiter):
    path = a_csv(tmp_path, f"{first}\nа{delimiter}б,в\n1{delimiter}2\n", encoding="utf-8-sig")
    assert rows(path) == [(2, ["а", "б,в"]), (3, ["1", "2"])]


TITLES = "Население, брак, раждания\nпо области, 2023 г.\n\n"
NOTES = "\nИзточник: НСИ, собствени изчисления, август\n"


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_the_body_and_not_titles_and_notes_tell_the_separator(tmp_path, delimiter):
    body = "\n".join(delimiter.join([f"ред {n}", f"{n},5", f"{n},25"]) for n in range(8))
    header = delimiter.join(["име", "дял", "ръст"])
    path = a_csv(tmp_path, f"{TITLES}{header}\n{body}\n{NOTES}")
    assert opened(path).dialect["delimiter"] == delimiter


def test_a_single_column_of_fractions_is_not_cut_at_its_commas(tmp_path):
    path = a_csv(tmp_path, "стойност\n1,5\n2,25\n3,5\n")
    assert rows(path)[1] == (2, ["1,5"])


def test_an_editor_knows_better_than_the_statistics(tmp_path):
    path = a_csv(tmp_path, "а,б;в\n1,2;3\n", encoding="koi8-r")
    source = opened(path, encoding="koi8-r", delimiter=";")
    assert list(source.grids[0].walk()) == [(1, ["а,б", "в"]), (2, ["1,2", "3"])]


def test_rows_of_other_widths_are_given_as_they_are(tmp_path):
    path = a_csv(tmp_path, "a,b,c\n1,2\n1,2,3,4\n5,6,7,,,\n")
    assert [len(cells) for _, cells in rows(path)] == [3, 2, 4, 6]


def test_a_line_longer_than_the_budget_is_refused_where_it_stands(tmp_path):
    path = a_csv(tmp_path, "a,b\n1," + "x" * 5000 + "\n")
    with pytest.raises(TableError) as caught:
        rows(path, budget=Budget(max_cell_chars=100))
    [problem] = caught.value.problems
    assert (problem.code, problem.row, problem.column) == ("cell_too_large", 2, "2")
