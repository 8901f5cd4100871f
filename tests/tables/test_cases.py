"""The hostile files people really have: what each must become.

The numbers are those of the list in the research of the field, on files written here.
"""

from datetime import date, datetime

import pytest
from openpyxl import Workbook
from openpyxl.styles import numbers as styles

from chitalishte.tables import read
from chitalishte.tables.recipe import recipe_from

from .files import a_csv, the_table


def column(table, label):
    return next(each for each in table.columns if each.label == label)


def values(table, label):
    at = [each.label for each in table.columns].index(label)
    return [row[at] for row in table.rows]


def a_column(tmp_path, cells, label="x"):
    """A table of a text column and one of these cells, written with semicolons."""
    lines = "".join(f"ред {n};{cell}\n" for n, cell in enumerate(cells, start=1))
    table = the_table(a_csv(tmp_path, f"име;{label}\n{lines}"))
    return column(table, label), values(table, label), table


def said(table):
    return {problem.code for problem in table.problems}


def decided(table):
    return {each.what.partition(" of ")[0]: each for each in table.decisions}


EXCEL = "Община;Дял\r\nРусе;12,5\r\nБяла;3,25\r\n"


@pytest.mark.parametrize(
    ("number", "encoding", "text"),
    [
        (1, "windows-1251", EXCEL),
        (2, "utf-8-sig", EXCEL),
        (3, "utf-16", EXCEL.replace(";", "\t")),
        (35, "cp866", EXCEL),
        (44, "windows-1251", EXCEL),
    ],
)
def test_letters_and_numbers_are_right_in_every_encoding(tmp_path, number, encoding, text):
    table = the_table(a_csv(tmp_path, text, encoding=encoding))
    assert [each.label for each in table.columns] == ["Община", "Дял"]
    assert list(table.rows) == [("Русе", 12.5), ("Бяла", 3.25)]


@pytest.mark.parametrize(
    ("number", "cells", "type_", "expected"),
    [
        (4, ["31.12.2023", "05.01.2024"], "date", [date(2023, 12, 31), date(2024, 1, 5)]),
        (6, ["1.2.2024", "15.3.2024"], "date", [date(2024, 2, 1), date(2024, 3, 15)]),
        (7, ["31.12.2023 г.", "5.1.2024г."], "date", [date(2023, 12, 31), date(2024, 1, 5)]),
        (9, ["1 234", "12 345 678"], "integer", [1234, 12345678]),
        (10, ["1\u00a0234", "5"], "integer", [1234, 5]),
        (11, ["1\u202f234,5", "2,25"], "decimal", [1234.5, 2.25]),
        (12, ["1.234.567,89", "12,5"], "decimal", [1234567.89, 12.5]),
        (24, ["да", "не", "Да"], "boolean", [True, False, True]),
        (38, ["(1 234)", "5", "-7"], "integer", [-1234, 5, -7]),
        (39, ["\u22125", "7"], "integer", [-5, 7]),
        (40, ["януари 2023", "март 2024 г."], "year_month", ["2023-01", "2024-03"]),
        (41, ["2023-Q1", "2024-Q4"], "quarter", ["2023-Q1", "2024-Q4"]),
        (42, ["08:30", "24:00"], "time", ["08:30", "24:00"]),
        (46, ["31.12.2023 23:59:01"], "timestamp", [datetime(2023, 12, 31, 23, 59, 1)]),
    ],
)  # fmt: skip
def test_a_column_gets_the_type_people_meant(tmp_path, number, cells, type_, expected):
    found, rows, _ = a_column(tmp_path, cells)
    assert (found.type, rows) == (type_, expected)


def test_5_dates_with_no_day_above_12_are_day_first_and_it_is_said(tmp_path):
    _, rows, table = a_column(tmp_path, ["05.06.2024", "01.02.2024"])
    assert rows == [date(2024, 6, 5), date(2024, 2, 1)]
    assert decided(table)["dates"].runner_up == "month first"


def test_8_years_of_two_digits_show_their_century(tmp_path):
    _, rows, table = a_column(tmp_path, ["31.12.24", "01.05.68"])
    assert rows == [date(2024, 12, 31), date(1968, 5, 1)]
    assert "20xx" in decided(table)["years"].chosen


@pytest.mark.parametrize(
    ("number", "cells", "expected", "unit"),
    [
        (13, ["12,5 %", "3 %"], [12.5, 3.0], "%"),
        (14, ["1 234,50 лв.", "2,00 лв."], [1234.5, 2.0], "BGN"),
    ],
)
def test_a_unit_beside_the_numbers_belongs_to_the_column(tmp_path, number, cells, expected, unit):
    found, rows, _ = a_column(tmp_path, cells)
    assert (found.type, rows, found.unit) == ("decimal", expected, unit)


def test_15_places_keep_their_zeros_and_are_known_as_ekatte(tmp_path):
    found, rows, _ = a_column(tmp_path, ["00014", "63427", "02659"], "код")
    assert (found.type, found.code_system, rows[0]) == ("code", "ekatte", "00014")


def test_16_companies_keep_their_zeros_and_their_check_digit_is_tested(tmp_path):
    good = ["000694037", "121817309", "831641791"]
    found, rows, table = a_column(tmp_path, good, "ЕИК")
    assert (found.type, found.code_system, rows) == ("code", "eik", good)
    assert "wrong_check_digit" not in said(table)
    found, _, table = a_column(tmp_path, ["000694038", *good[1:]], "ЕИК")
    assert found.code_system is None
    assert "wrong_check_digit" in said(table)


STATISTICS = """Население по области;;
към 31.12.2023 г.;;
Източник: НСИ;;
Област;Население;Дял
Русе;193 483;2,99
Видин;74 000;1,15
"""


def test_17_titles_above_the_header_are_notes(tmp_path):
    table = the_table(a_csv(tmp_path, STATISTICS))
    assert [each.label for each in table.columns] == ["Област", "Население", "Дял"]
    assert list(table.rows) == [("Русе", 193483, 2.99), ("Видин", 74000, 1.15)]
    assert table.notes == ["Население по области", "към 31.12.2023 г.", "Източник: НСИ"]


def test_18_a_header_of_two_rows_gives_joined_names(tmp_path):
    text = "Област;Население;;Заети;\n;мъже;жени;мъже;жени\nРусе;1;2;3;4\nВидин;5;6;7;8\n"
    table = the_table(a_csv(tmp_path, text))
    assert [each.label for each in table.columns] == [
        "Област", "Население – мъже", "Население – жени", "Заети – мъже", "Заети – жени",
    ]  # fmt: skip
    assert next(iter(table.rows)) == ("Русе", 1, 2, 3, 4)


def test_19_a_row_of_units_goes_to_the_columns(tmp_path):
    text = "Област;Площ;Приходи;Дял\n;кв. км;хил. лв.;%\nРусе;2803;12,5;3\nВидин;3033;1,5;4\n"
    table = the_table(a_csv(tmp_path, text))
    assert [each.unit for each in table.columns] == [None, "km²", "1000 BGN", "%"]
    assert next(iter(table.rows)) == ("Русе", 2803, 12.5, 3)


@pytest.mark.parametrize("word", ["Общо", "ВСИЧКО", "Общо за страната", "Total:"])
def test_20_a_total_stands_apart(tmp_path, word):
    table = the_table(a_csv(tmp_path, f"Област;Брой\nРусе;1\nВидин;2\n{word};3\n"))
    assert list(table.rows) == [("Русе", 1), ("Видин", 2)]
    assert [total.cells for total in table.totals] == [(word, "3")]


def test_a_village_named_sbor_is_no_total(tmp_path):
    table = the_table(a_csv(tmp_path, "Село;Жители\nСбор;1\nБрест;2\nСбор;3\n"))
    assert list(table.rows) == [("Сбор", 1), ("Брест", 2)]
    assert len(table.totals) == 1


def test_a_sparse_table_whose_first_rows_are_words_keeps_them(tmp_path):
    text = "код,име,година,бележка\nа,първи,,дълга бележка\nб,втори,,\nв,трети,1999,\nг,x,2001,\n"
    table = the_table(a_csv(tmp_path, text))
    assert [row[0] for row in table.rows] == ["а", "б", "в", "г"]


def test_21_notes_at_the_end_are_kept_as_notes(tmp_path):
    text = "Област;Брой\nРусе;1\nВидин;2\n\n* Предварителни данни\nИзточник: НСИ\n"
    table = the_table(a_csv(tmp_path, text))
    assert list(table.rows) == [("Русе", 1), ("Видин", 2)]
    assert table.notes == ["* Предварителни данни", "Източник: НСИ"]


def test_22_missing_values_keep_their_reason(tmp_path):
    cells = ["1", "-", "..", "н.д.", ":", "няма данни", "x", "5"]
    found, rows, table = a_column(tmp_path, cells, "брой")
    assert (found.type, found.missing) == ("integer", 6)
    assert rows == [1, None, None, None, None, None, None, 5]
    assert found.missing_markers == dict.fromkeys(cells[1:-1], 1)
    assert values(table, "брой (защо липсва)")[1:4] == ["-", "..", "н.д."]


def test_23_flags_stand_in_a_column_of_their_own(tmp_path):
    found, rows, table = a_column(tmp_path, ["12.3 b", "4.5", "6.7 ep", ": c"], "value")
    assert (found.type, rows) == ("decimal", [12.3, 4.5, 6.7, None])
    assert values(table, "value (flag)") == ["b", None, "ep", "c"]


def test_25_years_in_the_header_are_a_header(tmp_path):
    table = the_table(a_csv(tmp_path, "Област;2019;2020;2021\nРусе;1;2;3\nВидин;4;5;6\n"))
    assert [each.label for each in table.columns] == ["Област", "2019", "2020", "2021"]
    assert len(table.rows) == 2
    assert "periods_in_header" in said(table)


def test_25_years_in_the_header_become_rows_when_the_recipe_says_so(tmp_path):
    path = a_csv(tmp_path, "Област;2019;2020\nРусе;1;2\nВидин;4;\n")
    unpivot = {"columns": ["2019", "2020"], "name": "year", "value": "people"}
    table = the_table(path, recipe=recipe_from({"tables": {"": {"unpivot": unpivot}}}))
    assert [(each.name, each.type) for each in table.columns][1:] == [
        ("year", "year"),
        ("people", "integer"),
    ]
    assert list(table.rows) == [
        ("Русе", 2019, 1),
        ("Русе", 2020, 2),
        ("Видин", 2019, 4),
        ("Видин", 2020, None),
    ]


def test_26_a_table_of_words_has_its_first_row_as_header(tmp_path):
    table = the_table(a_csv(tmp_path, "Съд;Град\nВКС;София\nАС;Русе\n"))
    assert [each.label for each in table.columns] == ["Съд", "Град"]
    assert list(table.rows) == [("ВКС", "София"), ("АС", "Русе")]


def test_27_the_line_that_names_the_separator_is_obeyed_and_dropped(tmp_path):
    table = the_table(a_csv(tmp_path, "sep=;\nа;б\nx;1\n"))
    assert list(table.rows) == [("x", 1)]


def test_28_quotation_marks_inside_a_cell_stay(tmp_path):
    text = 'Фирма;Град;Брой\n"Булгар "5" АД";Русе;3\nДруга;Видин;4\n'
    table = the_table(a_csv(tmp_path, text))
    assert list(table.rows) == [('Булгар "5" АД', "Русе", 3), ("Друга", "Видин", 4)]


def test_29_a_row_with_a_comma_too_many_is_set_aside_with_its_line(tmp_path):
    text = "Име,Адрес,Брой\nА,София,1\nБ,ул. Шипка, 5,2\nВ,Русе,3\n"
    table = the_table(a_csv(tmp_path, text))
    assert list(table.rows) == [("А", "София", 1), ("В", "Русе", 3)]
    [aside] = table.set_aside
    assert aside.line == 3
    assert "4 cells" in aside.reason
    assert "ул. Шипка" in aside.value


def test_30_a_letter_far_down_makes_a_text_and_a_question(tmp_path):
    text = "код;x\n" + "".join(f"а;{n}\n" for n in range(30_000)) + "а;12А\n"
    table = the_table(a_csv(tmp_path, text))
    assert column(table, "x").type == "text"
    [question] = [each for each in table.problems if each.code == "odd_values"]
    assert (question.row, question.value) == (30_002, "12А")


def test_31_a_number_a_spreadsheet_has_shortened_is_a_loud_question(tmp_path):
    found, rows, table = a_column(tmp_path, ["1,23E+11", "8,31E+08"], "номер")
    assert (found.type, rows) == ("text", ["1,23E+11", "8,31E+08"])
    assert "digits_lost" in said(table)


def test_32_separators_at_the_end_are_no_columns(tmp_path):
    table = the_table(a_csv(tmp_path, "а;б;;;\nx;1;;;\ny;2;;;\n"))
    assert [each.label for each in table.columns] == ["а", "б"]


def test_33_columns_of_the_same_name_are_renamed_and_keep_their_title(tmp_path):
    table = the_table(a_csv(tmp_path, "име;x;x\nа;1;2\n"))
    assert [each.label for each in table.columns] == ["име", "x", "x"]
    assert len({each.name for each in table.columns}) == 3
    assert "duplicate_header" in said(table)


def test_34_a_header_on_two_lines_is_one_name(tmp_path):
    table = the_table(a_csv(tmp_path, 'име;"брой\nна делата"\nа;1\n'))
    assert table.columns[1].label == "брой на делата"


@pytest.mark.parametrize(("number", "text"), [(36, "а;б\r\nx;1\ny;2\r\n"), (37, "а;б\rx;1\ry;2\r")])
def test_all_ends_of_lines_are_ends_of_lines(tmp_path, number, text):
    assert list(the_table(a_csv(tmp_path, text)).rows) == [("x", 1), ("y", 2)]


def test_43_coordinates_are_known(tmp_path):
    text = "Място;ширина;дължина\nСофия;42,6977;23,3219\nРусе;43,8356;25,9657\n"
    table = the_table(a_csv(tmp_path, text))
    assert [each.code_system for each in table.columns] == [None, "latitude", "longitude"]
    assert next(iter(table.rows)) == ("София", 42.6977, 23.3219)
    found, rows, _ = a_column(tmp_path, ['"42,6977; 23,3219"', '"43,8356; 25,9657"'], "място")
    assert (found.type, rows[0]) == ("point", "42.6977, 23.3219")


def test_45_a_decimal_comma_in_quotation_marks_is_a_number_between_commas(tmp_path):
    table = the_table(a_csv(tmp_path, 'име,дял\nа,"1,5"\nб,"2,25"\n'))
    assert list(table.rows) == [("а", 1.5), ("б", 2.25)]


def test_47_a_header_without_rows_is_an_empty_table(tmp_path):
    table = the_table(a_csv(tmp_path, "име;брой\n"))
    assert [each.label for each in table.columns] == ["име", "брой"]
    assert len(table.rows) == 0
    assert "no_rows" in said(table)


def test_48_one_line_of_cyrillic_after_much_ascii_has_the_right_letters(tmp_path):
    text = "name;n\n" + "Ruse;1\n" * 4500 + "Велико Търново;2\n"
    table = the_table(a_csv(tmp_path, text, encoding="windows-1251"))
    assert values(table, "name")[-1] == "Велико Търново"


def a_book(tmp_path, *sheets, change=None, name="t.xlsx"):
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    if change:
        change(book)
    book.save(tmp_path / name)
    return tmp_path / name


def test_49_a_sheet_of_contents_is_no_table(tmp_path):
    path = a_book(
        tmp_path,
        ("Съдържание", [["Таблица", "Лист"], ["Население", "Население"], ["Заети", "Заети"]]),
        ("Население", [["Област", "Брой"], ["Русе", 1]]),
        ("Заети", [["Област", "Заети лица"], ["Русе", 2]]),
    )
    assert [table.name for table in read(path).tables] == ["Население", "Заети"]


def test_50_a_printed_sheet_is_understood_whole(tmp_path):
    def change(book):
        sheet = book.active
        sheet.merge_cells("A1:E1")
        sheet.merge_cells("A3:A4")
        sheet.merge_cells("B3:C3")
        sheet.merge_cells("D3:E3")

    rows = [
        ["Население и заети"], [],
        ["Област", "Население", None, "Заети", None],
        [None, "мъже", "жени", "мъже", "жени"],
        ["Русе", 1, 2, 3, 4], ["Видин", 5, 6, 7, 8], ["Общо", 6, 8, 10, 12], [],
        ["Източник: НСИ"],
    ]  # fmt: skip
    table = the_table(a_book(tmp_path, ("Т", rows), change=change))
    assert [each.label for each in table.columns][1:3] == ["Население – мъже", "Население – жени"]
    assert list(table.rows) == [("Русе", 1, 2, 3, 4), ("Видин", 5, 6, 7, 8)]
    assert len(table.totals) == 1
    assert table.notes == ["Население и заети", "Източник: НСИ"]


def test_51_numbers_kept_as_text_are_numbers_and_a_formula_without_a_value_is_asked(tmp_path):
    rows = [["име", "брой", "дата", "сбор"], ["а", "12", date(2024, 5, 1), "=B2*2"]]
    table = the_table(a_book(tmp_path, ("Т", rows)))
    assert list(table.rows) == [("а", 12, date(2024, 5, 1), None)]
    assert "formula_not_calculated" in {each.code for each in table.questions}


def test_52_the_calendar_of_1904_gives_the_right_day(tmp_path):
    def change(book):
        from openpyxl.utils.datetime import CALENDAR_MAC_1904

        book.epoch = CALENDAR_MAC_1904

    path = a_book(tmp_path, ("Т", [["дата", "n"], [date(2024, 5, 1), 1]]), change=change)
    assert list(the_table(path).rows) == [(date(2024, 5, 1), 1)]


def test_53_hidden_parts_are_asked_about_and_serial_days_offered(tmp_path):
    def change(book):
        book.active.row_dimensions[3].hidden = True
        book.active.column_dimensions["C"].hidden = True

    rows = [["име", "дата", "тайно"], ["а", 45000, 1], ["б", 45001, 2], ["в", 45002, 3]]
    table = the_table(a_book(tmp_path, ("Т", rows), change=change))
    assert {"hidden_row", "hidden_column", "serial_dates"} <= {q.code for q in table.questions}
    assert list(table.rows) == [("а", 45000), ("в", 45002)]
    assert table.set_aside[0].line == 3


def test_a_per_cent_of_a_workbook_is_read_as_it_is_shown(tmp_path):
    def change(book):
        for row in (2, 3):
            book.active.cell(row, 2).number_format = styles.FORMAT_PERCENTAGE_00

    table = the_table(
        a_book(tmp_path, ("Т", [["а", "дял"], ["x", 0.125], ["y", 0.5]]), change=change)
    )
    assert (table.columns[1].unit, values(table, "дял")) == ("%", [12.5, 50.0])


def test_54_a_workbook_named_csv_is_known_by_its_content(tmp_path):
    path = a_book(tmp_path, ("Т", [["а", "б"], ["x", 1]]), name="t.csv")
    assert list(the_table(path).rows) == [("x", 1)]


def test_57_one_stray_value_in_the_last_cell_costs_nothing(tmp_path):
    def change(book):
        book.active["XFD1048576"] = "x"

    path = a_book(tmp_path, ("Т", [["а", "б"], ["x", 1]]), change=change)
    table = the_table(path)
    assert list(table.rows) == [("x", 1)]
    assert "stray_cell" in said(table)
