"""An XLS file (BIFF 2 to 8) as grids, through xlrd.

xlrd and not calamine, because it also tells merged cells, hidden rows and columns, number formats
and the code page of files from before Unicode. It holds a sheet in memory; such a sheet has at
most 65,536 rows and 256 columns.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chitalishte.tables.budget import Budget
from chitalishte.tables.causes import told
from chitalishte.tables.cells import Cell, CellError, CellRange, Grid, NumberedRow, column_letters
from chitalishte.tables.problems import Problems
from chitalishte.tables.styles import Meaning, meaning_of

OLDEST_UNICODE = 80  # BIFF8; files before it write letters in the code page of the machine


def open_old_workbook(path: Path, budget: Budget, problems: Problems) -> list[Grid]:
    """Raises TableError for a workbook that is locked or damaged."""
    book = _open(path, None, problems)
    if book.biff_version < OLDEST_UNICODE and not book.codepage:
        book = _open(path, "windows-1251", problems)
    meanings = _meanings(book)
    grids = []
    for sheet in book.sheets():
        if sheet.visibility:
            problems.add("hidden_sheet", sheet=sheet.name)
            continue
        if sheet.nrows * max(1, sheet.ncols) > budget.max_cells:
            raise problems.fail("too_many_cells", sheet=sheet.name, limit=budget.max_cells)
        grids.append(_grid(sheet, meanings))
    book.release_resources()
    return grids


def _open(path: Path, encoding: str | None, problems: Problems) -> Any:
    import xlrd

    try:
        with open(os.devnull, "w", encoding="utf-8") as silence:
            return xlrd.open_workbook(
                path, logfile=silence, formatting_info=True, ragged_rows=True,
                encoding_override=encoding,
            )  # fmt: skip
    except MemoryError:
        raise
    # a damaged file makes xlrd fail in every way Python knows
    except Exception as error:
        if "encrypted" in str(error).lower():
            raise problems.fail("password") from None
        raise problems.fail("broken_workbook", reason=told(error)) from None


def _meanings(book: Any) -> list[Meaning]:
    is_1904 = bool(book.datemode)
    found = []
    for xf in book.xf_list:
        known = book.format_map.get(xf.format_key)
        code = known.format_str if known else ""
        found.append(meaning_of(xf.format_key, "" if code == "General" else code, is_1904=is_1904))
    return found


def _grid(sheet: Any, meanings: list[Meaning]) -> Grid:
    def walk() -> Iterator[NumberedRow]:
        for index in range(sheet.nrows):
            row = [_cell(cell, meanings) for cell in sheet.row(index)]
            if any(cell is not None for cell in row):
                yield index + 1, row

    merged = [
        CellRange(
            f"{column_letters(left + 1)}{top + 1}:{column_letters(right)}{bottom}",
            top + 1, bottom, left + 1, right,
        )
        for top, bottom, left, right in sheet.merged_cells
    ]  # fmt: skip
    hidden_rows = {at + 1 for at, info in sheet.rowinfo_map.items() if info.hidden}
    hidden_columns = {at + 1 for at, info in sheet.colinfo_map.items() if info.hidden}
    return Grid(
        sheet.name, walk, merged=merged, hidden_rows=hidden_rows, hidden_columns=hidden_columns
    )


def _cell(cell: Any, meanings: list[Meaning]) -> Cell:
    import xlrd

    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return meanings[cell.xf_index](float(cell.value))
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value) or None
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return CellError(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    return None
