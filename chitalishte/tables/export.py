"""Rows out: CSV, XLSX and JSON.

A spreadsheet program runs what begins like a formula. In CSV such texts therefore get an
apostrophe before them, only in text columns; `is_safe=False` leaves it out, for programs and for
round trips. In XLSX a text is marked as a text, so nothing has to be changed.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, BinaryIO

from chitalishte.tables.read import Column, Row

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
TEXTS = ("text", "code")
BATCH = 500
XLSX_ROWS = 1_048_576
XLSX_CHARS = 32_767
Change = Callable[[object], str]
CUT = " … (cut: a cell of XLSX holds no more; the CSV has the whole text)"


class ExportError(ValueError):
    """The rows do not fit the format; the message names one they fit."""


def csv_chunks(
    columns: Sequence[Column],
    rows: Iterable[Row],
    *,
    is_safe: bool = True,
    with_bom: bool = False,
    by_name: bool = False,
) -> Iterator[bytes]:
    """CSV of RFC 4180 in UTF-8, piece by piece.

    is_safe   texts that a spreadsheet would run get an apostrophe
    with_bom  so that Excel knows it is UTF-8
    by_name   names of columns in the header instead of their labels
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    header = [column.name if by_name else column.label for column in columns]
    writer.writerow(map(disarmed, header) if is_safe else header)
    changes = _changes(columns, is_safe=is_safe)
    if with_bom:
        yield b"\xef\xbb\xbf"
    for count, row in enumerate(rows, start=1):
        writer.writerow(_csv_row(row, changes) if changes else row)
        if count % BATCH == 0:
            yield _drained(buffer)
    yield _drained(buffer)


def _changes(columns: Sequence[Column], *, is_safe: bool) -> list[tuple[int, Change]]:
    """Which columns are not written as they are. Dates and numbers are."""
    changes: list[tuple[int, Change]] = []
    for index, column in enumerate(columns):
        if column.type == "boolean":
            changes.append((index, _lower))
        elif is_safe and column.type in TEXTS:
            changes.append((index, disarmed))
    return changes


def _csv_row(row: Row, changes: list[tuple[int, Change]]) -> list[object]:
    cells = list(row)
    for index, change in changes:
        if cells[index] is not None:
            cells[index] = change(cells[index])
    return cells


def _lower(value: object) -> str:
    return "true" if value else "false"


def disarmed(text: object) -> str:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    text = str(text)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _drained(buffer: io.StringIO) -> bytes:
    chunk = buffer.getvalue().encode("utf-8")
    buffer.seek(0)
    buffer.truncate()
    return chunk


def json_chunks(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[bytes]:
    """A JSON list with one object a row, by names of columns; dates as in ISO 8601."""
    names = [column.name for column in columns]
    before = "[\n"
    pieces: list[str] = []
    for row in rows:
        values = dict(zip(names, row, strict=True))
        pieces.append(before + json.dumps(values, ensure_ascii=False, default=_as_iso))
        before = ",\n"
        if len(pieces) == BATCH:
            yield "".join(pieces).encode("utf-8")
            pieces = []
    end = "[]\n" if before == "[\n" else "\n]\n"
    yield ("".join(pieces) + end).encode("utf-8")


def _as_iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} is not a value of a table")


def write_csv(
    file: BinaryIO, columns: Sequence[Column], rows: Iterable[Row], **options: bool
) -> None:
    """`csv_chunks` into a file opened for bytes."""
    file.writelines(csv_chunks(columns, rows, **options))


def write_json(file: BinaryIO, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    """`json_chunks` into a file opened for bytes."""
    file.writelines(json_chunks(columns, rows))


def write_xlsx(
    file: BinaryIO, columns: Sequence[Column], rows: Iterable[Row], *, title: str = "data"
) -> None:
    """One sheet, bold header, typed cells, never a formula.

    Characters that XML cannot hold become U+FFFD; a text above 32,767 characters is cut and says
    so. Raises ExportError above 1,048,575 rows.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_title(title))
    sheet.freeze_panes = "A2"
    try:
        _fill(sheet, columns, rows, Font(bold=True))
        book.save(file)
    except BaseException:
        sheet.close()  # otherwise its temporary file stays open until somebody collects it
        raise


def _fill(sheet: Any, columns: Sequence[Column], rows: Iterable[Row], bold: Any) -> None:
    cells = _XlsxCells(sheet)
    sheet.append([cells.text(column.label, bold) for column in columns])
    for count, row in enumerate(rows, start=2):
        if count > XLSX_ROWS:
            raise ExportError("A sheet of XLSX holds 1,048,576 rows. Take the table as CSV.")
        sheet.append([cells.text(v) if isinstance(v, str) else cells.other(v) for v in row])


def _sheet_title(title: str) -> str:
    return "".join(" " if letter in "[]:*?/\\" else letter for letter in title)[:31] or "data"


class _XlsxCells:
    def __init__(self, sheet: Any):
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

        self._sheet, self._cell, self._illegal = sheet, WriteOnlyCell, ILLEGAL_CHARACTERS_RE

    def text(self, value: str, font: Any = None) -> Any:
        value = self._illegal.sub("\ufffd", value)
        if len(value) > XLSX_CHARS:
            value = value[: XLSX_CHARS - len(CUT)] + CUT
        cell = self._cell(self._sheet, value=value)
        cell.data_type = "s"  # otherwise "=1+1" becomes a formula and "#N/A" an error
        if font:
            cell.font = font
        return cell

    def other(self, value: object) -> Any:
        if not isinstance(value, date):
            return value
        # Excel has no days before 1900 and takes the first two months of that year wrongly
        if value.year < 1901:
            return self.text(value.isoformat())
        cell = self._cell(self._sheet, value=value)
        cell.number_format = "yyyy-mm-dd"
        return cell
