"""Small files for the tests, each with only what its test is about."""

import io
import zipfile

from openpyxl import Workbook

from chitalishte.tables import TableError, read

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def a_csv(tmp_path, content, name="table.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def a_workbook(tmp_path, rows, name="table.xlsx", title="Лист", change=None):
    """A workbook with one sheet of these rows; `change` may do more to (book, sheet)."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    if change:
        change(book, sheet)
    path = tmp_path / name
    book.save(path)
    return path


def a_raw_workbook(tmp_path, sheet_data, name="table.xlsx", parts=None, shared=()):
    """A workbook written part by part, for what no program writes."""
    strings = "".join(f"<si><t>{text}</t></si>" for text in shared)
    content = {
        "_rels/.rels": _relations([("r1", f"{OFFICE}/officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Лист" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            [
                ("r1", f"{OFFICE}/worksheet", "worksheets/sheet1.xml"),
                ("r2", f"{OFFICE}/sharedStrings", "sharedStrings.xml"),
            ]
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{sheet_data}'
        "</sheetData></worksheet>",
    } | (parts or {})
    path = tmp_path / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in content.items():
            archive.writestr(part, text)
    return path


def _relations(links):
    inside = "".join(f'<Relationship Id="{i}" Type="{t}" Target="{to}"/>' for i, t, to in links)
    return f'<Relationships xmlns="{RELATIONS}">{inside}</Relationships>'


def an_ole_file(tmp_path, stream_name, name="table.xlsx"):
    """The old Office container: a header, and a directory that names one stream."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")
    directory = stream_name.encode("utf-16-le").ljust(128, b"\0")
    path = tmp_path / name
    path.write_bytes(header + directory.ljust(4096, b"\0"))
    return path


def inline(*rows):
    """Rows of texts as the XML of a sheet; None is a cell that is not there."""
    out = io.StringIO()
    for number, row in enumerate(rows, start=1):
        out.write(f'<row r="{number}">')
        for index, text in enumerate(row):
            if text is not None:
                reference = f"{'ABCDEFGH'[index]}{number}"
                out.write(f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>')
        out.write("</row>")
    return out.getvalue()


def the_problems(path, **options):
    """All that is said of a file, whether it could be read or not."""
    try:
        return read(path, **options).problems
    except TableError as error:
        return error.problems


def the_problem(path, code, **options):
    """The first problem of this kind; fails if the file has none."""
    found = [each for each in the_problems(path, **options) if each.code == code]
    assert found, [each.code for each in the_problems(path, **options)]
    return found[0]


def the_table(path, **options):
    reading = read(path, **options)
    assert len(reading.tables) == 1
    return reading.tables[0]


def types(table):
    return {column.label: column.type for column in table.columns}
