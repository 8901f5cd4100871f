"""Lists and single records as CSV, XLSX and JSON."""

import csv
import io
import json

from django.core.serializers.json import DjangoJSONEncoder

from .fields import fields_of
from .language import CODES, current

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
# A cell that begins so is run as a formula by spreadsheet programs.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def export(collection, records, form):
    """Return the records as bytes of `form`: "csv", "xlsx" or "json"."""
    return {"csv": _csv, "xlsx": _xlsx, "json": _json}[form](collection, records)


def as_dict(collection, record):
    """Return a record as the API gives it: content first, then its public life."""
    data = {field.name: field.read(record) for field in fields_of(collection)}
    data["url"] = {code: record.get_absolute_url(code) for code in CODES}
    data["issued"] = record.first_published_at
    data["modified"] = record.last_published_at
    return data


def safe(value):
    """Return a cell that no spreadsheet program runs as a formula."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return value


def unsafe(value):
    """Return what `safe` was given: imports take the apostrophe off again."""
    if isinstance(value, str) and value[:1] == "'" and value[1:].startswith(FORMULA_STARTS):
        return value[1:]
    return value


def _rows(collection, records):
    fields = fields_of(collection)
    for record in records:
        yield [field.cell(record) for field in fields]


def _csv(collection, records):
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([field.name for field in fields_of(collection)])
    for row in _rows(collection, records):
        writer.writerow([safe(cell) for cell in row])
    # with a byte-order mark, because Excel takes a bare UTF-8 file for Windows-1251
    return ("\ufeff" + out.getvalue()).encode()


def _xlsx(collection, records):
    from openpyxl import Workbook  # slow to import, and few ask for it
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet(str(collection.label_plural)[:31])
    header = []
    for field in fields_of(collection):
        cell = WriteOnlyCell(sheet, field.label(current()))
        cell.font = Font(bold=True)
        header.append(cell)
    sheet.append(header)
    for row in _rows(collection, records):
        sheet.append([safe(cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _json(collection, records):
    data = [as_dict(collection, record) for record in records]
    return json.dumps(
        {"collection": collection.name, "count": len(data), "records": data},
        cls=DjangoJSONEncoder,
        ensure_ascii=False,
        indent=2,
    ).encode()
