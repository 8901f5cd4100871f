from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from chitalishte.tables import Budget, read, sheets
from chitalishte.tables.problems import Problems
from chitalishte.tables.source import open_source

from .files import MAIN, OFFICE, a_raw_workbook, a_workbook, inline, the_table, types


def test_cells_keep_the_types_of_the_workbook(tmp_path):
    row = ["текст", 1, 1.5, True, date(2024, 2, 29), datetime(2024, 2, 29, 10, 30), None, "край"]
    [sheet] = sheets(a_workbook(tmp_path, [row])).sheets
    assert sheet.rows == [row]


CELLS = st.one_of(
    st.none(),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1).filter(
        lambda text: text.strip() and not text.startswith(("=", "#"))
    ),
    st.integers(-(10**14), 10**14),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
    st.dates(date(1901, 1, 1)),
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=5))
def test_values_are_those_that_two_other_readers_see(tmp_path, rows):
    path = a_workbook(tmp_path, rows)
    ours = [cell for row in sheets(path).sheets[0].rows for cell in row if cell is not None]
    by_openpyxl = load_workbook(path).active.iter_rows(values_only=True)
    assert ours == [plain(cell) for row in by_openpyxl for cell in row if cell is not None]
    by_calamine = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert ours == [plain(cell) for row in by_calamine for cell in row if cell != ""]


def plain(cell):
    return cell.date() if isinstance(cell, datetime) and cell.time() == time() else cell


def test_numbers_written_as_texts_are_understood_like_in_a_csv(tmp_path):
    table = the_table(a_workbook(tmp_path, [["a", "b", "c"], ["1", "1,5", "007"], ["2", 3, 12]]))
    assert types(table) == {"a": "integer", "b": "decimal", "c": "code"}
    assert list(table.rows) == [(1, 1.5, "007"), (2, 3.0, "12")]


def test_a_code_shown_with_leading_zeros_keeps_them(tmp_path):
    def show_zeros(book, sheet):
        sheet["A2"].number_format = sheet["A3"].number_format = "00000"

    path = a_workbook(tmp_path, [["код"], [14], [2659]], change=show_zeros)
    assert list(the_table(path).rows) == [("00014",), ("02659",)]


@pytest.mark.parametrize(
    ("number_format", "stored", "seen"),
    [
        ("dd.mm.yyyy", 45351, date(2024, 2, 29)),
        ("dd.mm.yyyy hh:mm", 45351.5, datetime(2024, 2, 29, 12)),
        ("[$-402]d mmmm yyyy", 45351, date(2024, 2, 29)),
        ("hh:mm", 0.75, "18:00:00"),
        ("[h]:mm", 1.5, "36:00:00"),
        ('0.0" дни"', 2.5, 2.5),
        ("[Red]0.00", 2.5, 2.5),
        ("0%", 0.25, 25),
        ("General", 3, 3),
        ("yyyy", 1, date(1900, 1, 1)),
    ],
)
def test_a_number_is_read_as_its_format_shows_it(tmp_path, number_format, stored, seen):
    def set_format(book, sheet):
        sheet["A1"].number_format = number_format

    path = a_workbook(tmp_path, [[stored]], change=set_format)
    assert sheets(path).sheets[0].rows == [[seen]]


@pytest.mark.parametrize(
    ("number_format", "stored", "seen", "unit"),
    [
        ("0%", 0.07, 7.0, "%"),
        ("0.0%", 0.125, 12.5, "%"),
        ('#,##0.00 "лв."', 10, 10.0, "BGN"),
        ("#,##0.00\\ [$лв.-402]", 10, 10.0, "BGN"),
        ("[$€-2] #,##0.00", 1.5, 1.5, "EUR"),
        ("#,##0.00 [$EUR]", 1.5, 1.5, "EUR"),
        ("[$$-409]#,##0.00", 1.5, 1.5, "USD"),
    ],
)
def test_a_unit_that_a_format_shows_goes_with_the_number(
    tmp_path, number_format, stored, seen, unit
):
    def set_format(book, sheet):
        sheet["A1"].number_format = number_format

    [[[cell]]] = [
        each.rows for each in sheets(a_workbook(tmp_path, [[stored]], change=set_format)).sheets
    ]
    assert (cell, cell.unit) == (seen, unit)


def test_a_language_in_a_format_is_no_money(tmp_path):
    def set_format(book, sheet):
        sheet["A1"].number_format = "[$-402]#,##0.00"

    [sheet] = sheets(a_workbook(tmp_path, [[1.5]], change=set_format)).sheets
    assert type(sheet.rows[0][0]) is float


def test_hidden_rows_and_columns_are_told(tmp_path):
    def hide(book, sheet):
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True

    path = a_workbook(tmp_path, [["a", "b", "c"], [1, 2, 3], [4, 5, 6]], change=hide)
    [grid] = open_source(path, path.name, Budget(), Problems(path.name)).grids
    assert len(list(grid.walk())) == 3
    assert (grid.hidden_rows, grid.hidden_columns) == ({2}, {2})


def test_the_calendar_of_old_macs_begins_in_1904(tmp_path):
    def set_epoch(book, sheet):
        book.epoch = datetime(1904, 1, 1)
        sheet["A1"] = date(2024, 2, 29)

    path = a_workbook(tmp_path, [["x"]], change=set_epoch)
    assert sheets(path).sheets[0].rows == [[date(2024, 2, 29)]]


def test_a_column_of_true_and_one_stays_text(tmp_path):
    table = the_table(a_workbook(tmp_path, [["a"], [True], [1], [0]]))
    assert list(table.rows) == [("true",), ("1",), ("0",)]


def test_every_visible_sheet_with_cells_is_a_table(tmp_path):
    def add_sheets(book, sheet):
        book.create_sheet("празен")
        other = book.create_sheet("2025")
        other.append(["b"])
        other.append([2])

    reading = read(a_workbook(tmp_path, [["a"], [1]], change=add_sheets))
    assert [(table.name, list(table.rows)) for table in reading.tables] == [
        ("Лист", [(1,)]),
        ("2025", [(2,)]),
    ]


def test_texts_in_pieces_and_with_reading_marks_are_one_text(tmp_path):
    strings = (
        "<si><r><t>съ</t></r><r><t>дия</t></r></si>"
        "<si><t>東京</t><rPh><t>とうきょう</t></rPh></si><si><t>а_x000D_б</t></si>"
    )
    cells = "".join(f'<c t="s"><v>{index}</v></c>' for index in range(3))
    parts = {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>'}
    path = a_raw_workbook(tmp_path, f"<row>{cells}</row>", parts=parts)
    assert sheets(path).sheets[0].rows == [["съдия", "東京", "а\rб"]]


def test_prefixes_of_namespaces_and_absolute_targets_do_not_matter(tmp_path):
    relations = (
        "<p:Relationships>"
        f'<p:Relationship Id="r1" Type="{OFFICE}/worksheet" Target="/xl/worksheets/sheet1.xml"/>'
        "</p:Relationships>"
    )
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="2"><x:c r="B2"><x:v>5</x:v></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )
    relations = relations.replace("<p:Relationships>", '<p:Relationships xmlns:p="p">')
    parts = {"xl/_rels/workbook.xml.rels": relations, "xl/worksheets/sheet1.xml": sheet}
    path = a_raw_workbook(tmp_path, "", parts=parts)
    assert sheets(path).sheets[0].rows == [[], [None, 5]]


def test_a_formula_with_a_value_gives_the_value(tmp_path):
    row = '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="str"><f>""</f><v></v></c></row>'
    table = the_table(a_raw_workbook(tmp_path, inline(["a", "b"]) + row))
    assert list(table.rows) == [(2, None)]


def test_a_day_is_a_day_in_every_year_of_the_sheet(tmp_path):
    days = [date(1900, 3, 1) + timedelta(days=step) for step in range(0, 2_900_000, 9_973)]
    path = a_workbook(tmp_path, [[day] for day in days])
    assert [row[0] for row in sheets(path).sheets[0].rows] == days
