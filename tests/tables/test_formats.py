"""Files of every kind, told by their bytes, give the cells a person sees."""

import gc
import gzip
import json
import struct
import zipfile
from datetime import date, datetime

import duckdb
import pytest
import xlwt
from xlwt.CompoundDoc import XlsDoc

from chitalishte.tables.budget import Budget
from chitalishte.tables.cells import CellError, Measured, NotCalculated
from chitalishte.tables.problems import Problems, TableError
from chitalishte.tables.source import open_source

from .files import a_csv, a_workbook


def opened(path, name=None, budget=None):
    problems = Problems(name or path.name)
    source = open_source(path, problems.file, budget or Budget(), problems)
    return source, problems


def rows(path, **options):
    source, _ = opened(path, **options)
    [grid] = source.grids
    return list(grid.walk())


def codes(path, **options):
    with pytest.raises(TableError) as caught:
        walked(path, **options)
    return [problem.code for problem in caught.value.problems]


def walked(path, **options):
    for grid in opened(path, **options)[0].grids:
        list(grid.walk())


# XLS


def an_xls(tmp_path, fill):
    book = xlwt.Workbook()
    fill(book, book.add_sheet("Данни"))
    path = tmp_path / "table.xls"
    book.save(str(path))
    return path


def test_an_old_workbook_gives_values_formats_merged_and_hidden_parts(tmp_path):
    def fill(book, sheet):
        sheet.write_merge(0, 0, 0, 1, "Име")
        sheet.write(0, 2, "София")
        sheet.write(1, 0, date(2024, 2, 29), xlwt.easyxf(num_format_str="dd.mm.yyyy"))
        sheet.write(1, 1, 0.07, xlwt.easyxf(num_format_str="0%"))
        sheet.write(1, 2, 14, xlwt.easyxf(num_format_str="00000"))
        sheet.write(2, 0, True)
        sheet.write(2, 1, 12.5, xlwt.easyxf(num_format_str='0.00 "лв."'))
        sheet.write(2, 2, 3)
        sheet.row(2).hidden = True
        sheet.col(2).hidden = True
        book.add_sheet("ЕГН").visibility = 1

    source, problems = opened(an_xls(tmp_path, fill))
    [grid] = source.grids
    assert list(grid.walk()) == [
        (1, ["Име", None, "София"]),
        (2, [date(2024, 2, 29), Measured(7, "%"), "00014"]),
        (3, [True, Measured(12.5, "BGN"), 3]),
    ]
    assert (grid.name, grid.merged[0].text) == ("Данни", "A1:B1")
    assert (grid.hidden_rows, grid.hidden_columns) == ({3}, {3})
    assert [(each.code, each.sheet) for each in problems.all()] == [("hidden_sheet", "ЕГН")]


def record(code, body=b""):
    return struct.pack("<HH", code, len(body)) + body


def a_biff5(tmp_path, *, with_code_page, is_locked=False):
    """A workbook of Excel 95, whose letters are bytes of a code page."""
    word = "Пловдив".encode("windows-1251")
    lock = record(0x2F, struct.pack("<HHH", 0, 1, 2)) if is_locked else b""
    page = record(0x42, struct.pack("<H", 1251)) if with_code_page else b""
    name = "Лист".encode("windows-1251")
    start = record(0x809, struct.pack("<HHHH", 0x0500, 0x0005, 0, 1993)) + lock + page
    bound_size = 4 + 6 + 1 + len(name)
    xf = record(0xE0, struct.pack("<HHHBBHHHH", 0, 0, 1, 0x20, 0, 0x20C0, 0, 0, 0))
    font = record(0x31, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + b"\5Arial")
    head = start + font + xf
    offset = len(head) + bound_size + 4
    bound = record(0x85, struct.pack("<LBBB", offset, 0, 0, len(name)) + name)
    sheet = record(0x809, struct.pack("<HHHH", 0x0500, 0x0010, 0, 1993))
    sheet += record(0x204, struct.pack("<HHHH", 0, 0, 0, len(word)) + word)
    sheet += record(0x203, struct.pack("<HHHd", 1, 0, 0, 42.5)) + record(0x0A)
    stream = head + bound + record(0x0A) + sheet
    path = tmp_path / "table.xls"
    XlsDoc().save(str(path), stream.ljust(4096, b"\0"))
    return path


@pytest.mark.parametrize("with_code_page", [True, False])
def test_a_workbook_from_before_unicode_is_read_in_the_code_page_1251(tmp_path, with_code_page):
    path = a_biff5(tmp_path, with_code_page=with_code_page)
    assert rows(path) == [(1, ["Пловдив"]), (2, [42.5])]


def test_an_old_workbook_behind_a_password(tmp_path):
    assert codes(a_biff5(tmp_path, with_code_page=True, is_locked=True)) == ["password"]


def test_an_old_workbook_cut_short_is_said_to_be_damaged(tmp_path):
    path = an_xls(tmp_path, lambda book, sheet: sheet.write(0, 0, "a"))
    path.write_bytes(path.read_bytes()[:2000])
    assert codes(path) in (["broken_workbook"], ["not_a_table"])


# ODS

NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def an_ods(tmp_path, tables, styles="", manifest="<manifest/>"):
    content = (
        f"<office:document-content {NAMESPACES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    path = tmp_path / "table.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return path


def ods_cell(kind, text="", inner="", **attributes):
    given = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in attributes.items())
    given = given.replace(" table-", " table:").replace(" office-", " office:")
    start = f'<table:table-cell office:value-type="{kind}"{given}>'
    return f"{start}<text:p>{text}</text:p>{inner}</table:table-cell>"


def test_the_cells_of_an_open_document(tmp_path):
    row = (
        ods_cell("string", "а<text:s text:c='2'/>б")
        + ods_cell("float", "1 234,5", office_value="1234.5")
        + ods_cell("percentage", "7%", office_value="0.07")
        + ods_cell("currency", "10 лв.", office_value="10", office_currency="BGN")
        + ods_cell("date", "29.02.24", **{"office_date-value": "2024-02-29"})
        + ods_cell("date", "x", **{"office_date-value": "2024-02-29T10:30:00"})
        + ods_cell("time", "x", **{"office_time-value": "PT18H30M00S"})
        + ods_cell("boolean", "ВЯРНО", **{"office_boolean-value": "true"})
        + ods_cell("float", "00014", office_value="14")
        + '<table:table-cell table:formula="of:=[.A1]+1"/>'
        + '<table:table-cell table:formula="of:=1/0" office:value-type="string" '
        'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
    )
    [(number, cells)] = rows(
        an_ods(
            tmp_path,
            f"<table:table table:name='Л'><table:table-row>{row}</table:table-row></table:table>",
        )
    )
    assert number == 1
    assert cells == [
        "а  б", 1234.5, Measured(7, "%"), Measured(10, "BGN"), date(2024, 2, 29),
        datetime(2024, 2, 29, 10, 30), "18:30:00", True, "00014",
        NotCalculated("=[.A1]+1"), CellError("#DIV/0!"),
    ]  # fmt: skip
    assert [cells[2].unit, cells[3].unit] == ["%", "BGN"]
    assert (type(cells[9]), type(cells[10])) == (NotCalculated, CellError)


def test_what_repeats_in_an_open_document_is_counted_and_an_empty_tail_costs_nothing(tmp_path):
    table = (
        '<table:table table:name="Л"><table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse"/>'
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/>'
        f"{ods_cell('float', '5', office_value='5', **{'table_number-columns-repeated': '2'})}"
        '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="3" table:visibility="collapse">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        '<table:table-row><table:table-cell table:number-columns-spanned="2" '
        'table:number-rows-spanned="2" office:value-type="string"><text:p>край</text:p>'
        "</table:table-cell><table:covered-table-cell/></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    [grid] = opened(an_ods(tmp_path, table))[0].grids
    assert list(grid.walk()) == [(1, [None, 5, 5]), (2, [None, 5, 5]), (6, ["край"])]
    assert [span.text for span in grid.merged] == ["A6:B7"]
    assert (grid.hidden_rows, grid.hidden_columns) == ({3, 4, 5}, {3})


def test_a_filled_row_that_repeats_without_end_meets_the_budget(tmp_path):
    cell = ods_cell("float", "5", office_value="5")
    table = (
        '<table:table table:name="Л"><table:table-row table:number-rows-repeated="1000000">'
        f"{cell}{cell}</table:table-row></table:table>"
    )
    assert codes(an_ods(tmp_path, table), budget=Budget(max_cells=100_000)) == ["too_many_cells"]


def test_hidden_sheets_and_notes_of_an_open_document_are_not_read(tmp_path):
    styles = (
        '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    )
    note = "<office:annotation><text:p>бележка</text:p></office:annotation>"
    row = f"<table:table-row>{ods_cell('string', 'а', note)}</table:table-row>"
    tables = (
        f'<table:table table:name="Тайни" table:style-name="h">{row}</table:table>'
        f'<table:table table:name="Явни">{row}</table:table>'
    )
    source, problems = opened(an_ods(tmp_path, tables, styles))
    assert [(grid.name, list(grid.walk())) for grid in source.grids] == [("Явни", [(1, ["а"])])]
    assert [each.code for each in problems.all()] == ["hidden_sheet"]


def test_an_open_document_behind_a_password(tmp_path):
    assert codes(an_ods(tmp_path, "", manifest="<a><encryption-data/></a>")) == ["password"]


# XML spreadsheet


def test_an_xml_spreadsheet_of_excel_2003(tmp_path):
    text = (
        '<?xml version="1.0" encoding="windows-1251"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Лист"><Table>'
        '<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">град</Data></Cell>'
        '<Cell><Data ss:Type="Number">5</Data></Cell></Row>'
        '<Row ss:Index="4" ss:Hidden="1"><Cell ss:Index="2"><Data ss:Type="DateTime">'
        '2024-02-29T00:00:00.000</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell></Row>'
        "</Table></Worksheet></Workbook>"
    )
    [grid] = opened(a_csv(tmp_path, text, "table.xls", "windows-1251"))[0].grids
    assert list(grid.walk()) == [(1, ["град", None, 5]), (4, [None, date(2024, 2, 29), True])]
    assert (grid.name, grid.merged[0].text, grid.hidden_rows) == ("Лист", "A1:B1", {4})


# HTML

PAGE = (
    "<html><head>{meta}<style>td {{}}</style></head><body><table><caption>Райони</caption>"
    "<tr><th rowspan=2>Район<th colspan='2'>Население</tr><tr><th>мъже<th>жени</tr>"
    "<tr><td>Банишора&nbsp;<td>1&nbsp;234<td>2<br>345</tr></table></body></html>"
)


@pytest.mark.parametrize("meta", ['<meta charset="windows-1251">', ""])
def test_a_web_page_saved_as_an_old_workbook(tmp_path, meta):
    source, problems = opened(a_csv(tmp_path, PAGE.format(meta=meta), "table.xls", "windows-1251"))
    [grid] = source.grids
    assert (source.format, source.encoding) == ("html", "windows-1251")
    assert list(grid.walk()) == [
        (1, ["Район", "Население", None]),
        (2, [None, "мъже", "жени"]),
        (3, ["Банишора", "1 234", "2 345"]),
    ]
    assert [span.text for span in grid.merged] == ["A1:A2", "B1:C1"]
    assert grid.notes == ["Райони"]
    assert [each.code for each in problems.all()] == ["wrong_extension"]


def test_several_tables_of_a_page_and_those_that_only_arrange_others(tmp_path):
    table = "<table><tr><td>{0}<td>1</tr><tr><td>{0}<td>2</tr></table>"
    page = f"<table><tr><td>{table.format('а')}<td>{table.format('б')}</tr></table>"
    source, _ = opened(a_csv(tmp_path, page, "page.html"))
    assert [[cells for _, cells in grid.walk()] for grid in source.grids] == [
        [["а", "1"], ["а", "2"]],
        [["б", "1"], ["б", "2"]],
    ]


def test_a_page_cannot_ask_for_more_cells_than_the_budget(tmp_path):
    page = "<table>" + "<tr><td colspan=1000 rowspan=60000>а</tr>" * 300 + "</table>"
    assert codes(a_csv(tmp_path, page, "a.html"), budget=Budget(max_cells=10_000)) == [
        "too_many_cells"
    ]


def test_a_page_without_a_table_is_no_table(tmp_path):
    assert codes(a_csv(tmp_path, "<!doctype html><p>404")) == ["not_a_table"]


# JSON


def a_json(tmp_path, value, name="table.json"):
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return a_csv(tmp_path, text, name)


RECORDS = [{"име": "София", "жители": 5}, {"име": "Русе", "площ": 1.5, "жители": None}]
AS_ROWS = [
    (0, ["име", "жители", "площ"]),
    (1, ["София", 5, None]),
    (2, ["Русе", None, 1.5]),
]


@pytest.mark.parametrize(
    "value", [RECORDS, {"result": {"success": True, "records": RECORDS}}, {"a": 1, "data": RECORDS}]
)
def test_an_array_of_objects_is_a_table_wherever_it_lies(tmp_path, value):
    source, _ = opened(a_json(tmp_path, value))
    [grid] = source.grids
    assert (source.format, grid.is_named, list(grid.walk())) == ("json", True, AS_ROWS)
    assert list(grid.walk()) == AS_ROWS


def test_lines_of_json_with_changing_keys(tmp_path):
    text = "\n".join(json.dumps(each, ensure_ascii=False) for each in RECORDS) + "\n\n"
    source, _ = opened(a_json(tmp_path, text, "table.jsonl"))
    assert (source.format, list(source.grids[0].walk())) == ("ndjson", AS_ROWS)


def test_arrays_of_arrays_and_objects_of_columns(tmp_path):
    assert rows(a_json(tmp_path, [["a", "b"], [1, "x"]])) == [(1, ["a", "b"]), (2, [1, "x"])]
    assert rows(a_json(tmp_path, {"a": [1, 2], "b": ["x", None]})) == [
        (0, ["a", "b"]),
        (1, [1, "x"]),
        (2, [2, None]),
    ]


def test_objects_inside_records_give_columns_and_lists_stay_json(tmp_path):
    record = {"адрес": {"град": "Варна", "код": "9000"}, "теми": ["а", "б"], "n": float("nan")}
    assert rows(a_json(tmp_path, [record])) == [
        (0, ["адрес.град", "адрес.код", "теми", "n"]),
        (1, ["Варна", "9000", '["а", "б"]', None]),
    ]


def test_features_of_geojson(tmp_path):
    point = {"type": "Point", "coordinates": [23.3, 42.7]}
    line = {"type": "LineString", "coordinates": [[1, 2], [3, 4.5]]}
    features = [
        {"type": "Feature", "properties": {"име": name}, "geometry": geometry}
        for name, geometry in (("А", point), ("Б", line), ("В", None))
    ]
    value = {"type": "FeatureCollection", "features": features}
    source, _ = opened(a_json(tmp_path, value, "table.geojson"))
    [grid] = source.grids
    assert (source.format, list(grid.walk())) == (
        "geojson",
        [
            (0, ["име", "geometry"]),
            (1, ["А", "42.7, 23.3"]),
            (2, ["Б", "LINESTRING (1 2, 3 4.5)"]),
            (3, ["В", None]),
        ],
    )
    assert "1 shapes" in grid.notes[0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[{"a": 1}, {"a": ', "broken_json"),
        ('{"a": 1}\n{"a": \n', "broken_json"),
        ('[{"a": 1}] нещо', "broken_json"),
        ('{"a": "b"}', None),
        ('{"a": {"b": {}}, "c": []}', "not_a_table"),
        ("[" * 100_000, "broken_json"),
        ('[{"a": "' + "x" * 2_000_000 + '"}]', "cell_too_large"),
    ],
)
def test_json_that_is_damaged_or_no_table(tmp_path, text, code):
    path = a_json(tmp_path, text)
    if code is None:
        assert rows(path) == [(0, ["a"]), (1, ["b"])]
    else:
        assert codes(path, budget=Budget(max_element_chars=1000)) == [code]


def test_a_long_json_is_read_in_pieces(tmp_path):
    records = [{"n": n, "текст": "я" * (n % 700)} for n in range(3000)]
    found = rows(a_json(tmp_path, {"meta": {"a": "[]"}, "data": records}))
    assert [cells[0] for _, cells in found[1:]] == list(range(3000))


# Parquet


def test_a_parquet_file_keeps_its_types(tmp_path):
    path = tmp_path / "table.parquet"
    duckdb.sql(
        "SELECT 'София' AS град, 5::BIGINT AS n, 1.5::DOUBLE AS d, DATE '2024-02-29' AS ден, "
        "TIMESTAMP '2024-02-29 10:30:00' AS миг, true AS да, TIME '18:30:00' AS час, "
        "12.50::DECIMAL(9,2) AS пари, [1,2] AS списък, {'a': 1} AS запис, 'x'::BLOB AS б, NULL AS z"
    ).write_parquet(str(path))
    source, _ = opened(path, name="друго.csv")
    [grid] = source.grids
    [(_, header), (number, cells)] = grid.walk()
    assert (source.format, grid.is_named, number) == ("parquet", True, 1)
    assert "б" not in header
    assert cells == [
        "София", 5, 1.5, date(2024, 2, 29), datetime(2024, 2, 29, 10, 30), True, "18:30:00",
        12.5, "[1,2]", '{"a":1}', None,
    ]  # fmt: skip
    assert "б holds BLOB" in grid.notes[0]


def test_a_parquet_file_with_a_damaged_middle(tmp_path):
    path = tmp_path / "table.parquet"
    duckdb.sql("SELECT range AS n FROM range(1000)").write_parquet(str(path))
    content = path.read_bytes()
    path.write_bytes(content[:20] + b"\xff" * (len(content) - 28) + content[-8:])
    assert codes(path) == ["broken_parquet"]


# archives


def a_zip(tmp_path, members, name="table.zip"):
    path = tmp_path / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return path


def test_a_file_in_gzip(tmp_path):
    path = tmp_path / "table.csv.gz"
    path.write_bytes(gzip.compress("а;б\n1;2\n".encode("windows-1251")))
    source, _ = opened(path)
    assert (source.format, source.encoding, rows(path)) == (
        "csv",
        "windows-1251",
        [(1, ["а", "б"]), (2, ["1", "2"])],
    )


@pytest.mark.parametrize("encoding", ["cp866", "windows-1251", "utf-8"])
def test_names_in_an_archive_are_read_in_their_code_page(tmp_path, encoding):
    name = "население по области.csv".encode(encoding).decode("cp437")
    path = a_zip(tmp_path, {"x": ""})
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("x" * len(name))
        archive.writestr(info, "а,б\n1,2\n")
    raw = name.encode("cp437")
    path.write_bytes(path.read_bytes().replace(b"x" * len(name), raw))
    [grid] = opened(path)[0].grids
    assert grid.name == "население по области"
    assert list(grid.walk()) == [(1, ["а", "б"]), (2, ["1", "2"])]


def test_each_member_is_a_table_and_what_is_none_is_named(tmp_path):
    book = a_workbook(tmp_path, [["x"], [1]], title="2025").read_bytes()
    path = a_zip(
        tmp_path,
        {
            "данни/а.csv": "а,б\n1,2\n",
            "книга.xlsx": book,
            "снимка.png": b"\x89PNG\r\n\x1a\n\0\0",
            "__MACOSX/._a.csv": "x",
            "вътре.zip": a_zip(tmp_path, {"b.csv": "a"}, "in.zip").read_bytes(),
        },
    )
    source, problems = opened(path)
    assert source.format == "zip"
    assert [grid.name for grid in source.grids] == ["а", "книга – 2025"]
    notes = [(each.code, each.value) for each in problems.all()]
    assert notes == [("member_skipped", "снимка.png"), ("member_skipped", "вътре.zip")]


def test_names_that_lead_out_of_an_archive_lead_nowhere(tmp_path, monkeypatch):
    work = tmp_path / "work" / "deep"
    work.mkdir(parents=True)
    monkeypatch.setattr("tempfile.tempdir", str(work))
    path = a_zip(tmp_path, {"../../evil.csv": "a,b\n1,2\n", "/abs.csv": "c,d\n3,4\n"})
    source, _ = opened(path)
    assert [list(grid.walk())[1][1] for grid in source.grids] == [["1", "2"], ["3", "4"]]
    assert not (tmp_path / "evil.csv").exists()
    held = [each for each in work.rglob("*") if each.is_file()]
    assert sorted(each.name for each in held) == ["0", "1"]
    del source
    gc.collect()
    assert list(work.iterdir()) == []


def test_bombs_and_crowds_in_archives_are_refused(tmp_path):
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"a,b\n" + b"1,2\n" * 5_000_000))
    assert codes(path) == ["zip_bomb"]
    crowd = {f"{n}.csv": "a,b\n1,2\n" for n in range(10_000)}
    assert codes(a_zip(tmp_path, crowd)) == ["too_many_members"]
    path.write_bytes(gzip.compress(b"a,b\n1,2\n" * 5000)[:-20])
    assert codes(path) == ["broken_archive"]


def test_an_archive_with_nothing_to_read_says_so(tmp_path):
    assert codes(a_zip(tmp_path, {"a.png": b"\x89PNG\r\n\x1a\n\0\0"}))[-1] == "not_a_table"
