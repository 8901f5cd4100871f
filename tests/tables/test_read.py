import sys
from datetime import date

import pytest

from chitalishte.tables import Budget, TableError, read, sheets

from .files import a_csv, a_workbook, the_table, types


def rows_of(tmp_path, text, **options):
    return list(the_table(a_csv(tmp_path, text), **options).rows)


def type_of(tmp_path, values, header="x", delimiter=";"):
    lines = "\n".join(f"{number}{delimiter}{value}" for number, value in enumerate(values))
    return the_table(a_csv(tmp_path, f"n{delimiter}{header}\n{lines}\n")).columns[1].type


def test_a_small_file_becomes_typed_rows(tmp_path):
    text = "код,община,дял,платено,от\n00014,Бяла,12.5,да,2024-02-29\n02659,Русе,,не,\n"
    table = the_table(a_csv(tmp_path, text, name="обща.csv"))
    assert table.name == "обща"
    assert types(table) == {
        "код": "code",
        "община": "text",
        "дял": "decimal",
        "платено": "boolean",
        "от": "date",
    }
    assert list(table.rows) == [
        ("00014", "Бяла", 12.5, True, date(2024, 2, 29)),
        ("02659", "Русе", None, False, None),
    ]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["1", "-20", "0"], "integer"),
        (["1 234", "12 345 678", "5"], "integer"),
        (["1", "2,5"], "decimal"),
        (["1 234,50", "2,5"], "decimal"),
        (["1.5", "2"], "decimal"),
        (["1e-07", "2.5"], "decimal"),
        (["007", "12"], "code"),
        (["1234567890123456789"], "code"),
        (["Да", "не"], "boolean"),
        (["yes", "NO"], "boolean"),
        (["2024-01-31", "31.1.2024", "31.01.2024 г."], "date"),
        (["2025", "2026-07", "2026-07-14"], "text"),
        (["25", "10-12"], "text"),
        (["1.5", "2,5"], "text"),
        (["yes", "не"], "text"),
        (["yes", "no", "optional"], "text"),
        (["31.02.2024"], "text"),
        (["02/03/2024", "31/03/2024"], "date"),
        (["31/03/2024", "03/31/2024"], "text"),
        (["12E5"], "text"),
        (["+359888123456"], "text"),
        (["0.12345678901234567891"], "text"),
        (["NaN"], "text"),
        (["12 34"], "text"),
    ],
)
def test_a_type_is_given_only_when_all_values_fit_its_grammar(tmp_path, values, expected):
    assert type_of(tmp_path, values) == expected


def test_one_odd_value_far_down_keeps_the_whole_column_text(tmp_path):
    assert type_of(tmp_path, [*map(str, range(5000)), "10-12"]) == "text"


def test_a_text_column_keeps_every_value_as_it_was_written(tmp_path):
    values = ["2025", "2026-07", " 2026-07-14 "]
    text = "n;as_of\n" + "".join(f"1;{value}\n" for value in values)
    assert [row[1] for row in rows_of(tmp_path, text)] == values


@pytest.mark.parametrize("header", ["year", "Година", "established_year", "last_amended", "От"])
def test_years_are_years_only_under_a_header_that_says_so(tmp_path, header):
    assert type_of(tmp_path, ["1991", "2024"], header) == "year"
    assert type_of(tmp_path, ["1991", "2101"], header) == "integer"


def test_numbers_like_years_under_another_header_are_numbers(tmp_path):
    assert type_of(tmp_path, ["1991", "2024"], "население") == "integer"


def test_a_quoted_number_with_a_comma_is_a_fraction_where_cells_are_cut_at_commas(tmp_path):
    assert type_of(tmp_path, ['"2,5"', '"3,5"'], delimiter=",") == "decimal"


@pytest.mark.parametrize("values", [["1.234", "12.345"], ["1,234", "99,000"]])
def test_thousands_that_could_be_fractions_stay_text_with_a_note(tmp_path, values):
    text = "n;цена\n" + "".join(f"1;{value}\n" for value in values)
    table = the_table(a_csv(tmp_path, text))
    assert types(table)["цена"] == "text"
    [note] = table.problems
    assert (note.code, note.column, note.value) == ("ambiguous_number", "2", values[0])
    assert not note.is_fatal


def test_one_clear_fraction_decides_the_doubtful_ones(tmp_path):
    assert type_of(tmp_path, ["1,234", "0,5"]) == "decimal"


def test_empty_and_blank_cells_are_missing_and_counted(tmp_path):
    table = the_table(a_csv(tmp_path, "a,b\n1,\n2,  \n3,x\n"))
    assert [row[1] for row in table.rows] == [None, None, "x"]
    assert [column.missing for column in table.columns] == [0, 2]


def test_nothing_written_in_many_ways_is_still_missing(tmp_path):
    text = "a;b\n" + "".join(f"{n};{' ' * n}\n" for n in range(20))
    assert the_table(a_csv(tmp_path, text)).columns[1].missing == 20


def test_a_column_knows_whether_its_values_are_unique(tmp_path):
    table = the_table(a_csv(tmp_path, "a,b,c\n1,x,\n2,x,5\n"))
    assert [column.unique for column in table.columns] == [True, False, False]


def test_in_a_long_table_it_is_not_known_whether_a_column_is_unique(tmp_path, monkeypatch):
    module = sys.modules["chitalishte.tables.read"]  # the package has a function of this name
    monkeypatch.setattr(module, "DISTINCT_LIMIT", 200)
    monkeypatch.setattr(module, "CHUNK_CELLS", 100)
    table = the_table(a_csv(tmp_path, "a,b\n" + "".join(f"{n},x\n" for n in range(500))))
    assert [column.unique for column in table.columns] == [None, False]


def test_examples_are_different_values_as_they_were_written(tmp_path):
    table = the_table(a_csv(tmp_path, "a;b\n1,50;x\n1,50;x\n2,5;x\n"))
    assert table.columns[0].examples == ("1,50", "2,5")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_cuts_rows_alike(tmp_path, delimiter):
    lines = [["име", "бележка"], ["А", '"едно, две; три|четири"'], ["Б", "x"]]
    text = "\r\n".join(delimiter.join(line) for line in lines)
    reading = read(a_csv(tmp_path, text))
    assert reading.dialect["delimiter"] == delimiter
    assert list(reading.tables[0].rows) == [("А", "едно, две; три|четири"), ("Б", "x")]


def test_decimal_commas_do_not_hide_the_semicolons(tmp_path):
    assert rows_of(tmp_path, "a;b\n1,5;2,5\n3,5;4,5\n") == [(1.5, 2.5), (3.5, 4.5)]


def test_the_first_line_of_excel_that_names_the_delimiter_is_not_a_row(tmp_path):
    assert rows_of(tmp_path, "sep=;\na;b\n1;2\n") == [(1, 2)]


def test_a_file_of_one_column_needs_no_delimiter(tmp_path):
    assert rows_of(tmp_path, "име\nСофия\nРусе\n") == [("София",), ("Русе",)]


def test_line_ends_inside_a_quoted_cell_belong_to_it(tmp_path):
    text = 'a,b\r\n1,"ред\r\nред ""две"""\r\n2,x\r\n'
    assert rows_of(tmp_path, text) == [(1, 'ред\r\nред "две"'), (2, "x")]


def test_rows_and_columns_left_empty_around_the_table_do_not_matter(tmp_path):
    assert rows_of(tmp_path, ";;;\n;a;b;\n;1;2;\n;3;4;\n;;;\n\n") == [(1, 2), (3, 4)]


def test_years_may_name_columns_beside_words(tmp_path):
    assert rows_of(tmp_path, "община,2023,2024\nРусе,1,2\n") == [("Русе", 1, 2)]


def test_a_table_too_big_to_keep_is_read_again_and_is_the_same(tmp_path, monkeypatch):
    text = "a;b\n" + "".join(f"{n};{n},5\n" for n in range(3000))
    kept = rows_of(tmp_path, text)
    monkeypatch.setattr("chitalishte.tables.frames.KEPT_CELLS", 10)
    table = the_table(a_csv(tmp_path, text))
    assert list(table.rows) == kept == list(table.rows)
    assert len(table.rows) == 3000


def test_a_slug_function_names_the_columns(tmp_path):
    path = a_csv(tmp_path, "община,Дял %,дял\n1,2,3\n")
    slug = {"община": "obshtina", "Дял %": "dyal", "дял": "dyal"}.get
    assert [c.name for c in the_table(path, slug=slug).columns] == ["obshtina", "dyal", "dyal_2"]


def test_messages_use_the_name_the_owner_knows(tmp_path):
    path = a_csv(tmp_path, "a,a\n1,2\n", name="upload-7f3")
    [note] = read(path, name="цени.csv").problems
    assert note.message.startswith("цени.csv, row 1, column 2")


def test_sheets_keep_the_numbers_a_person_sees(tmp_path):
    [sheet] = sheets(a_csv(tmp_path, 'a,b\n\n"x\ny",2\n')).sheets
    assert list(sheet.numbered()) == [(1, ["a", "b"]), (2, []), (3, ["x\ny", "2"])]
    [sheet] = sheets(a_workbook(tmp_path, [[], [], [None, "b2"], [1.5, True]])).sheets
    assert sheet.rows == [[], [], [None, "b2"], [1.5, True]]
    assert sheet.name == "Лист"


def test_sheets_stop_at_the_budget(tmp_path):
    path = a_csv(tmp_path, "a,b\n" + "1,2\n" * 50)
    with pytest.raises(TableError, match="more than 40 cells"):
        sheets(path, budget=Budget(max_cells=40))
