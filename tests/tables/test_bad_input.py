"""Files that cannot be tables as they are: each message names the place and what to do."""

import re
import string
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chitalishte.tables import MESSAGES, Budget, TableError, read, sheets

from .files import (
    MAIN,
    a_csv,
    a_raw_workbook,
    a_workbook,
    an_ole_file,
    inline,
    the_problem,
    the_problems,
    the_table,
)

MEGABYTE = 1024**2


def place(problem):
    return problem.sheet, problem.row, problem.column, problem.value


def test_duplicate_headers_without_regard_to_case(tmp_path):
    problem = the_problem(a_csv(tmp_path, "име,v,Име\n1,2,3\n"), "duplicate_header")
    assert place(problem) == (None, 1, "3", "Име")
    assert "already the name of column 1" in problem.message


def test_duplicate_headers_in_a_workbook_name_sheet_and_letter(tmp_path):
    problem = the_problem(a_workbook(tmp_path, [["цена", "цена"], [1, 2]]), "duplicate_header")
    assert place(problem) == ("Лист", 1, "B", "цена")
    assert problem.message.startswith("table.xlsx, sheet “Лист”, row 1, column B, value “цена”: ")


@pytest.mark.parametrize("text", ["1,2\n3,4\n", "Русе,12\nВарна,13\n", "a,2024-01-01\nb,3\n"])
def test_a_first_row_with_values_is_no_header(tmp_path, text):
    assert the_problem(a_csv(tmp_path, text), "no_header").row == 1


def test_a_column_with_values_and_no_name(tmp_path):
    problem = the_problem(a_csv(tmp_path, "a,,c\n1,,3\n4,x,6\n"), "empty_header")
    assert place(problem) == (None, 3, "2", "x")


def test_the_first_value_of_a_column_without_a_name_is_found_far_down(tmp_path):
    text = "a,,c\n" + "1,,3\n" * 90_000 + "1,x,3\n"
    assert place(the_problem(a_csv(tmp_path, text), "empty_header")) == (None, 90_002, "2", "x")


def test_two_tables_one_under_the_other_are_two_tables_and_asked_about(tmp_path):
    path = a_workbook(tmp_path, [["a", "b"], ["x", 2], [], ["c", "d"], ["y", 4]])
    assert place(the_problem(path, "several_tables")) == ("Лист", 4, "A", "c")
    assert [list(table.rows) for table in read(path).tables] == [[("x", 2)], [("y", 4)]]
    path = a_csv(tmp_path, "a;b\nx;2\n;\nc;d\ny;4\n")
    assert place(the_problem(path, "several_tables")) == (None, 4, "1", "c")


def test_two_tables_side_by_side_are_two_tables_and_asked_about(tmp_path):
    rows = [["a", "b", None, "c", "d"], ["x", 2, None, "y", 3], ["z", 5, None, "w", 6]]
    path = a_workbook(tmp_path, rows)
    assert place(the_problem(path, "several_tables")) == ("Лист", 1, "D", "c")
    assert [len(table.columns) for table in read(path).tables] == [2, 2]


@pytest.mark.parametrize("gap", [[], [[]]])
def test_a_title_above_the_header_is_a_note(tmp_path, gap):
    rows = [["Цени през 2024 г."], *gap, ["a", "b", "c"], [1, 2, 3]]
    table = the_table(a_workbook(tmp_path, rows))
    assert table.notes == ["Цени през 2024 г."]
    assert list(table.rows) == [(1, 2, 3)]


def test_a_cell_merged_over_rows_says_the_same_of_each(tmp_path):
    rows = [["a", "b"], ["x", 1], [None, 2]]
    path = a_workbook(tmp_path, rows, change=lambda book, sheet: sheet.merge_cells("A2:A3"))
    assert list(the_table(path).rows) == [("x", 1), ("x", 2)]


def test_a_cell_merged_over_columns_is_asked_about(tmp_path):
    rows = [["a", "b"], ["x", 1], ["y", None]]
    path = a_workbook(tmp_path, rows, change=lambda book, sheet: sheet.merge_cells("A3:B3"))
    problem = the_problem(path, "merged_cells")
    assert place(problem)[:3] == ("Лист", 3, "A")
    assert "A3:B3" in problem.message


def test_merged_cells_outside_the_table_do_no_harm(tmp_path):
    rows = [["a", "b"], ["x", 1]]
    path = a_workbook(tmp_path, rows, change=lambda book, sheet: sheet.merge_cells("D9:E9"))
    assert len(the_table(path).rows) == 1


@pytest.mark.parametrize("error", ["#REF!", "#DIV/0!", "#N/A", "#NAME?"])
def test_a_formula_with_an_error(tmp_path, error):
    path = a_workbook(tmp_path, [["a", "цена"], [1, 2], [3, error]])
    problem = the_problem(path, "formula_error")
    assert place(problem) == ("Лист", 3, "B", error)
    assert "column B (цена)" in problem.message


def test_a_formula_that_was_never_calculated(tmp_path):
    path = a_workbook(tmp_path, [["a", "b"], [1, "=A2*2"]])
    assert place(the_problem(path, "formula_not_calculated")) == ("Лист", 2, "B", "=A2*2")


def test_bad_formulas_are_counted_by_column(tmp_path):
    path = a_workbook(tmp_path, [["a", "b"], *([1, "#REF!"] for _ in range(50))])
    problem = the_problem(path, "formula_error")
    assert (problem.row, problem.params["count"]) == (2, 50)
    assert {row[1] for row in the_table(path).rows} == {None}


@pytest.mark.parametrize("text", ["a,b\n", "a,b", "a,b\n,\n\n"])
def test_a_header_and_no_rows(tmp_path, text):
    assert the_problem(a_csv(tmp_path, text), "no_rows").row == 1


@pytest.mark.parametrize("text", [b"\n\n", b" ; \n", b"\xef\xbb\xbf"])
def test_no_filled_cell(tmp_path, text):
    the_problem(a_csv(tmp_path, text), "no_cells")


def test_no_filled_cell_in_a_workbook_and_an_empty_file(tmp_path):
    the_problem(a_workbook(tmp_path, []), "no_cells")
    the_problem(a_csv(tmp_path, b""), "empty_file")


def test_ten_megabytes_in_one_cell_of_a_csv(tmp_path):
    path = a_csv(tmp_path, "a,b\n1,2\n3," + "x" * 10 * MEGABYTE + "\n")
    problem = the_problem(path, "cell_too_large")
    assert place(problem)[:3] == (None, 3, "2")
    assert len(problem.value) <= 80


def test_ten_megabytes_in_one_cell_of_a_workbook(tmp_path):
    rows = inline(["a", "b"], ["1", "xy" * 5 * MEGABYTE])
    path = a_raw_workbook(tmp_path, rows)
    budget = Budget(max_ratio=10_000)
    assert place(the_problem(path, "cell_too_large", budget=budget))[:3] == ("Лист", 2, "B")


def test_a_line_that_never_ends_is_not_read_into_memory(tmp_path):
    path = a_csv(tmp_path, "a,b\n1,2\n3," + "x" * 5000 + "\n")
    problem = the_problem(path, "cell_too_large", budget=Budget(max_cell_chars=100))
    assert place(problem)[:3] == (None, 3, "2")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n1 0 obj\n", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG picture"),
        (b"MZ\x90\0\x03\0\0\0", "a Windows program"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "a web page"),
        (b'<?xml version="1.0"?><a/>', "an XML document"),
        (bytes(range(1, 32)) * 20, "a file of bytes that are no text"),
    ],
)
def test_something_else_named_csv(tmp_path, content, kind):
    problem = the_problem(a_csv(tmp_path, content), "not_a_table")
    assert problem.message.startswith(f"table.csv: This is {kind}, not a table")


def test_a_text_that_begins_like_a_program_is_still_a_text(tmp_path):
    assert len(the_table(a_csv(tmp_path, "MZ,b\n1,2\n")).rows) == 1


def test_a_workbook_named_csv_is_read_with_a_note(tmp_path):
    reading = read(a_workbook(tmp_path, [["a", "b"], [1, 2]], name="table.csv"))
    assert (reading.format, [note.code for note in reading.problems]) == (
        "xlsx",
        ["wrong_extension"],
    )


def test_a_csv_named_xlsx_is_read_with_a_note(tmp_path):
    reading = read(a_csv(tmp_path, "a,b\n1,2\n", name="table.xlsx"))
    assert (reading.format, reading.problems[0].code) == ("csv", "wrong_extension")


def test_a_workbook_behind_a_password(tmp_path):
    problem = the_problem(an_ole_file(tmp_path, "EncryptedPackage"), "password")
    assert "remove the password" in problem.message


@pytest.mark.parametrize("stream", ["Workbook", "Book"])
def test_an_old_excel_file_with_nothing_in_it_is_damaged(tmp_path, stream):
    problem = the_problem(an_ole_file(tmp_path, stream, name="a.xls"), "broken_workbook")
    assert "save it again as .xlsx" in problem.message


def test_an_archive_that_is_no_workbook(tmp_path):
    path = tmp_path / "table.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    assert "a Word document" in the_problem(path, "not_a_table").message


def test_a_zip_bomb_is_refused_by_what_it_declares(tmp_path):
    bomb = {"xl/media/picture.png": b"\0" * 40 * MEGABYTE}
    path = a_raw_workbook(tmp_path, inline(["a"], ["1"]), parts=bomb)
    problem = the_problem(path, "zip_bomb")
    assert problem.params["bytes"] > 40 * MEGABYTE


def test_a_zip_bomb_over_the_budget_is_refused_without_regard_to_ratio(tmp_path):
    path = a_raw_workbook(tmp_path, inline(["a"], ["1"]))
    the_problem(path, "zip_bomb", budget=Budget(max_uncompressed_bytes=300))


def test_a_part_that_lies_about_its_size_is_refused(tmp_path):
    path = a_raw_workbook(tmp_path, inline(["a", "b"], ["1", "2" * 5000]))
    content = bytearray(path.read_bytes())
    at = content.rindex(b"xl/worksheets/sheet1.xml") - 46
    content[at + 24 : at + 28] = struct.pack("<I", 100)  # the unpacked size in the directory
    path.write_bytes(content)
    problem = the_problem(path, "broken_workbook")
    assert "sheet1.xml" in problem.message


@pytest.mark.parametrize("length", [40, 400, -30])
def test_a_workbook_cut_short(tmp_path, length):
    path = a_workbook(tmp_path, [["a", "b"], [1, 2]])
    path.write_bytes(path.read_bytes()[:length])
    the_problem(path, "broken_workbook")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"])
def test_a_document_type_in_any_part_is_refused(tmp_path, part):
    bomb = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    parts = {part: bomb}
    if part == "xl/styles.xml":
        target = f'<Relationship Id="r3" Type="{MAIN}/styles" Target="styles.xml"/>'
        parts["xl/_rels/workbook.xml.rels"] = f"<Relationships>{target}</Relationships>"
    path = a_raw_workbook(tmp_path, inline(["a"], ["1"]), parts=parts)
    assert part in the_problem(path, "forbidden_xml").message


def test_xml_that_is_not_well_formed(tmp_path):
    the_problem(a_raw_workbook(tmp_path, "<row><c></row>"), "broken_workbook")


def stray(reference):
    def change(book, sheet):
        sheet[reference] = "тук"

    return change


@pytest.mark.parametrize(
    ("reference", "row", "column"),
    [
        ("XFD1048576", 1048576, "XFD"),
        ("A1048576", 1048576, "A"),
        ("XFD2", 2, "XFD"),
        ("HZ1", 1, "HZ"),
    ],
)
def test_a_stray_cell_is_named_and_the_table_still_read(tmp_path, reference, row, column):
    path = a_workbook(tmp_path, [["a", "b"], [1, 2], [3, 4]], change=stray(reference))
    table = the_table(path)
    assert list(table.rows) == [(1, 2), (3, 4)]
    [note] = table.problems
    assert (note.code, *place(note)) == ("stray_cell", "Лист", row, column, "тук")


def test_a_cell_in_the_last_column_of_every_row_meets_the_budget(tmp_path):
    rows = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(2, 200))
    path = a_raw_workbook(tmp_path, inline(["a"]) + rows)
    problems = the_problems(path, budget=Budget(max_cells=100_000))
    assert problems[0].code in ("too_many_cells", "too_many_columns")


def test_a_row_with_a_cell_too_many(tmp_path):
    problem = the_problem(a_csv(tmp_path, "a,b\n1,2\n3,4,5\n"), "ragged_row")
    assert problem.row == 3
    assert "has 3 cells, the header has 2" in problem.message


def test_a_row_with_a_cell_too_few(tmp_path):
    problem = the_problem(a_csv(tmp_path, "a,b,c\n1,2,3\n4,5\n"), "ragged_row")
    assert (problem.row, problem.params["cells"]) == (3, 2)


def test_a_quotation_mark_that_is_never_closed_costs_its_line_and_no_other(tmp_path):
    path = a_csv(tmp_path, 'a,b\n1,2\n3,"край\n5,6\n7,8\n')
    problem = the_problem(path, "unclosed_quote")
    assert problem.row == 3
    assert "край" in problem.value
    table = the_table(path)
    assert list(table.rows) == [(1, 2), (5, 6), (7, 8)]
    assert [each.line for each in table.set_aside] == [3]


def test_text_after_a_closing_quotation_mark_sets_its_line_aside(tmp_path):
    table = the_table(a_csv(tmp_path, 'a,b,c\n1,"Еко" АД,3\n4,x,6\n'))
    assert list(table.rows) == [(4, "x", 6)]
    assert [each.line for each in table.set_aside] == [2]


def test_too_many_columns(tmp_path):
    header = ",".join(f"c{n}x" for n in range(30))
    path = a_csv(tmp_path, f"{header}\n{header}\n")
    problem = the_problem(path, "too_many_columns", budget=Budget(max_columns=20))
    assert (problem.row, problem.column) == (1, "21")


def test_too_many_cells_and_too_many_bytes(tmp_path):
    path = a_csv(tmp_path, "a,b\n" + "1,2\n" * 60)
    assert the_problem(path, "too_many_cells", budget=Budget(max_cells=100)).row == 51
    the_problem(path, "file_too_large", budget=Budget(max_file_bytes=100))


def test_a_hidden_sheet_is_not_published_by_accident(tmp_path):
    def add_hidden(book, sheet):
        book.create_sheet("ЕГН").append(["a"])
        book["ЕГН"].sheet_state = "hidden"

    reading = read(a_workbook(tmp_path, [["a", "b"], [1, 2]], change=add_hidden))
    assert [table.name for table in reading.tables] == ["Лист"]
    assert [(note.code, note.sheet) for note in reading.problems] == [("hidden_sheet", "ЕГН")]


def test_problems_of_all_sheets_come_together(tmp_path):
    def add_sheet(book, sheet):
        other = book.create_sheet("Друг")
        other.append(["b", "b"])
        other.append([1, 2])

    path = a_workbook(tmp_path, [["a", "a"], [1, 2]], change=add_sheet)
    assert [(each.sheet, each.code) for each in the_problems(path)] == [
        ("Лист", "duplicate_header"),
        ("Друг", "duplicate_header"),
    ]


def test_a_message_can_be_made_again_in_another_language(tmp_path):
    problem = the_problem(a_csv(tmp_path, "a,b\n1,2,3\n"), "ragged_row")
    assert problem.message.endswith(problem.message_template.format(**problem.params))


def test_one_long_text_shared_by_many_cells_meets_the_budget(tmp_path):
    cells = "".join('<row><c t="s"><v>0</v></c></row>' for _ in range(1000))
    path = a_raw_workbook(tmp_path, cells, shared=["дълъг текст " * 1000])
    problem = the_problem(path, "too_much_text", budget=Budget(max_uncompressed_bytes=200_000))
    assert problem.sheet == "Лист"


def test_rows_of_cells_leave_bad_formulas_to_the_caller_and_name_them(tmp_path):
    workbook = sheets(a_workbook(tmp_path, [["a", "b"], ["=A1", "#REF!"]]))
    assert workbook.sheets[0].rows[1] == ["=A1", "#REF!"]
    assert [(each.row, each.column, each.code) for each in workbook.problems] == [
        (2, "A", "formula_not_calculated"),
        (2, "B", "formula_error"),
    ]


def test_every_sentence_is_used_and_every_code_has_a_sentence():
    folder = Path(sheets.__code__.co_filename).parent
    sources = [path for path in folder.glob("*.py") if path.name != "messages.py"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    assert [code for code in MESSAGES if f'"{code}"' not in text] == []
    assert set(re.findall(r'(?:fail|add|report)\(\s*"(\w+)"', text)) <= set(MESSAGES)


def test_every_sentence_says_what_to_do_in_whole_sentences():
    for code, sentence in MESSAGES.items():
        fields = [name for _, name, _, _ in string.Formatter().parse(sentence) if name]
        assert all(name.isidentifier() for name in fields), code
        assert sentence.endswith("."), code


def problems_of(path):
    """What is fatal about a file; nothing if it can be read to the last row."""
    try:
        for table in read(path).tables:
            assert len(list(table.rows)) == len(table.rows)
    except TableError as error:
        return error.problems
    return []


@pytest.mark.parametrize("part", range(0, 100, 6))
def test_a_workbook_cut_at_any_place_is_an_error_of_ours(tmp_path, part):
    path = a_workbook(tmp_path, [["a", "b"], [1, 2]])
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * part // 100])
    assert problems_of(path)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(st.binary(), st.text(alphabet='a1,;\n\r" я\t').map(str.encode)))
def test_any_bytes_are_a_table_or_an_error_of_ours(tmp_path, content):
    problems = problems_of(a_csv(tmp_path, content))
    assert all(problem.message.startswith("table.csv") for problem in problems)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(at=st.integers(0, 10_000), byte=st.integers(0, 255))
def test_a_damaged_workbook_is_a_table_or_an_error_of_ours(tmp_path, at, byte):
    path = a_raw_workbook(tmp_path, inline(["a", "b"], ["1", "2"]))
    content = bytearray(path.read_bytes())
    content[at % len(content)] = byte
    path.write_bytes(content)
    assert all(problem.message for problem in problems_of(path))
