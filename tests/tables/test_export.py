import io
import json
from datetime import date

import pytest
from openpyxl import load_workbook

from chitalishte.tables import Column, export

COLUMNS = [
    Column("name", "Име", "text"),
    Column("change", "Промяна", "decimal"),
    Column("open", "Открит", "boolean"),
    Column("on", "От", "date"),
]
ROWS = [
    ("=1+1", -1.5, True, date(2024, 2, 29)),
    ("+359", None, None, None),
    ('x,\n"y"', 2.0, False, None),
]


def as_csv(rows=ROWS, **options):
    return b"".join(export.csv_chunks(COLUMNS, rows, **options)).decode("utf-8")


def test_csv_is_typed_text_with_labels_in_the_header():
    assert as_csv(is_safe=False) == (
        "Име,Промяна,Открит,От\r\n=1+1,-1.5,true,2024-02-29\r\n+359,,,\r\n"
        '"x,\n""y""",2.0,false,\r\n'
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_a_spreadsheet_would_run_is_disarmed_and_a_number_is_not(start):
    line = as_csv([(f"{start}cmd", -1.5, None, None)]).split("\r\n", 1)[1]
    assert line.lstrip('"').startswith(f"'{start}cmd")
    assert ",-1.5," in line


def test_a_header_that_a_spreadsheet_would_run_is_disarmed():
    chunks = export.csv_chunks([Column("a", "=HYPERLINK()", "text")], [])
    assert b"".join(chunks) == b"'=HYPERLINK()\r\n"


def test_the_byte_order_mark_and_the_names_are_by_wish():
    assert as_csv(with_bom=True, by_name=True).startswith("\ufeffname,change,open,on\r\n")


def test_a_long_csv_comes_in_pieces():
    assert len(list(export.csv_chunks(COLUMNS, ROWS * 1000))) > 5


def test_json_is_a_list_of_objects_by_name():
    found = json.loads(b"".join(export.json_chunks(COLUMNS, ROWS)))
    assert found[0] == {"name": "=1+1", "change": -1.5, "open": True, "on": "2024-02-29"}
    assert json.loads(b"".join(export.json_chunks(COLUMNS, ROWS * 700))) == found * 700
    assert json.loads(b"".join(export.json_chunks(COLUMNS, []))) == []


def workbook_of(columns, rows):
    file = io.BytesIO()
    export.write_xlsx(file, columns, rows, title="Цени/2024")
    return load_workbook(file)


def test_xlsx_has_typed_cells_a_bold_header_and_no_formulas():
    sheet = workbook_of(COLUMNS, ROWS).active
    assert sheet.title == "Цени 2024"
    assert [cell.value for cell in sheet[1]] == ["Име", "Промяна", "Открит", "От"]
    assert all(cell.font.bold for cell in sheet[1])
    assert [cell.data_type for cell in sheet[2]] == ["s", "n", "b", "d"]
    assert sheet["A2"].value == "=1+1"
    assert sheet["D2"].value.date() == date(2024, 2, 29)
    assert sheet["A4"].value == 'x,\n"y"'


def test_xlsx_keeps_what_it_can_of_texts_it_cannot_hold():
    rows = [("a\x01b", None, None, None), ("я" * 40_000, None, None, date(1831, 2, 7))]
    sheet = workbook_of(COLUMNS, rows).active
    assert sheet["A2"].value == "a\ufffdb"
    assert sheet["A3"].value.endswith(export.CUT)
    assert len(sheet["A3"].value) == 32_767
    assert sheet["D3"].value == "1831-02-07"


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch):
    monkeypatch.setattr(export, "XLSX_ROWS", 3)
    with pytest.raises(export.ExportError, match="Take the table as CSV"):
        workbook_of(COLUMNS, ROWS)
