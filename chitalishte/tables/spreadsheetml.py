"""An XML spreadsheet of Excel 2003 as grids. Source: XML Spreadsheet Reference, Microsoft."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from xml.parsers import expat

from chitalishte.tables.budget import Budget
from chitalishte.tables.causes import cause
from chitalishte.tables.cells import (
    Cell,
    CellError,
    CellRange,
    Grid,
    NotCalculated,
    NumberedRow,
    column_letters,
)
from chitalishte.tables.package import local
from chitalishte.tables.problems import Problems, TableError
from chitalishte.tables.styles import plain_number

CHUNK = 64 * 1024
MAX_COLUMNS, MAX_ROWS = 16_384, 1_048_576
HELD_CELLS = 4_000_000  # the sheets are held in memory


class _Sheet:
    def __init__(self, name: str):
        self.name, self.is_hidden = name, False
        self.rows: list[NumberedRow] = []
        self.merged: list[CellRange] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()


def open_spreadsheetml(path: Path, budget: Budget, problems: Problems) -> list[Grid]:
    """Raises TableError for XML that is damaged, dangerous or over the budget."""
    parser = _Parser(budget, problems)
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                parser.expat.Parse(chunk, False)
            parser.expat.Parse(b"", True)
    except expat.ExpatError as error:
        raise problems.fail(
            "broken_workbook",
            reason=cause("no_xml", part="spreadsheet", line=error.lineno, place=error.offset + 1),
        ) from None
    grids = []
    for sheet in parser.sheets:
        if sheet.is_hidden:
            problems.add("hidden_sheet", sheet=sheet.name)
        else:
            grids.append(_grid(sheet))
    return grids


def _grid(sheet: _Sheet) -> Grid:
    def walk() -> Iterator[NumberedRow]:
        return ((number, list(cells)) for number, cells in sheet.rows)

    return Grid(
        sheet.name, walk, merged=sheet.merged,
        hidden_rows=sheet.hidden_rows, hidden_columns=sheet.hidden_columns,
    )  # fmt: skip


class _Parser:
    def __init__(self, budget: Budget, problems: Problems):
        self.budget, self.problems = budget, problems
        self.sheets: list[_Sheet] = []
        self.expat = expat.ParserCreate()
        self.expat.buffer_text = True
        self.expat.StartElementHandler = self._start
        self.expat.EndElementHandler = self._end
        self.expat.CharacterDataHandler = self._text
        self.expat.StartDoctypeDeclHandler = self._refuse
        self.expat.EntityDeclHandler = self._refuse
        self._row: list[Cell] = []
        self._number = self._column = self._width = self._cells = self._across = 0
        self._kind = self._formula = ""
        self._pieces: list[str] | None = None
        self._value: str | None = None

    def _refuse(self, *_: object) -> None:
        raise self.problems.fail("forbidden_xml", part="spreadsheet")

    def _fail(self, code: str, **params: object) -> TableError:
        name = self.sheets[-1].name if self.sheets else None
        return self.problems.fail(code, sheet=name, row=self._number or None, **params)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        given = {local(key): value for key, value in attributes.items()}
        name = local(name)
        if name == "Worksheet":
            self.sheets.append(_Sheet(given.get("Name", "")))
            self._number = self._width = 0
        elif not self.sheets:
            return
        elif name == "Column":
            self._width = _number(given, "Index", self._width + 1)
            last = self._width + _number(given, "Span", 0)
            if given.get("Hidden") == "1":
                self.sheets[-1].hidden_columns.update(
                    range(self._width, min(last, MAX_COLUMNS) + 1)
                )
            self._width = last
        elif name == "Row":
            self._start_row(given)
        elif name == "Cell":
            self._start_cell(given)
        elif name == "Data":
            self._kind, self._pieces = given.get("Type", "String"), []
        elif name == "Visible":  # SheetHidden or SheetVeryHidden
            self._pieces = []

    def _start_row(self, given: dict[str, str]) -> None:
        number = _number(given, "Index", self._number + 1)
        if not self._number < number <= MAX_ROWS:
            raise self._fail(
                "broken_workbook", reason=cause("row_order", number=number, before=self._number)
            )
        self._number, self._row, self._column = number, [], 0
        if given.get("Hidden") == "1":
            self.sheets[-1].hidden_rows.add(number)

    def _start_cell(self, given: dict[str, str]) -> None:
        column = _number(given, "Index", self._column + 1)
        if not self._column < column <= MAX_COLUMNS:
            raise self._fail("broken_workbook", reason=cause("misplaced_cell", cell=column))
        across, down = _number(given, "MergeAcross", 0), _number(given, "MergeDown", 0)
        self._column, self._formula, self._value = column, given.get("Formula", ""), None
        if across or down:
            bottom, right = self._number + down, column + across
            text = f"{column_letters(column)}{self._number}:{column_letters(right)}{bottom}"
            self.sheets[-1].merged.append(CellRange(text, self._number, bottom, column, right))
        self._across = across

    def _text(self, data: str) -> None:
        if self._pieces is not None:
            self._pieces.append(data)

    def _end(self, name: str) -> None:
        name = local(name)
        if name == "Data" and self._pieces is not None:
            self._value, self._pieces = "".join(self._pieces), None
        elif name == "Cell" and self.sheets:
            self._end_cell()
        elif name == "Row" and self._row:
            self.sheets[-1].rows.append((self._number, self._row))
        elif name == "Visible" and self.sheets:
            self.sheets[-1].is_hidden = "".join(self._pieces or []).startswith("Sheet")
            self._pieces = None

    def _end_cell(self) -> None:
        cell = self._cell()
        if cell is not None:
            if isinstance(cell, str) and len(cell) > self.budget.max_cell_chars:
                raise self._fail("cell_too_large", limit=self.budget.max_cell_chars, value=cell)
            gap = self._column - 1 - len(self._row)
            self._cells += gap + 1
            limit = min(self.budget.max_cells, HELD_CELLS)
            if self._cells > limit:
                raise self._fail("too_many_cells", limit=limit)
            self._row += [None] * gap + [cell]
        self._column += self._across

    def _cell(self) -> Cell:
        text = self._value
        if text is None:
            return NotCalculated(self._formula) if self._formula else None
        if self._kind == "Number":
            try:
                return plain_number(float(text))
            except ValueError:
                return text or None
        if self._kind == "DateTime":
            try:
                moment = datetime.fromisoformat(text)
            except ValueError:
                return text or None
            is_day = not (moment.hour or moment.minute or moment.second)
            return moment.date() if is_day else moment.replace(microsecond=0)
        if self._kind == "Boolean":
            return text.strip() == "1"
        return CellError(text) if self._kind == "Error" else text or None


def _number(given: dict[str, str], name: str, otherwise: int) -> int:
    text = given.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 8 else otherwise
