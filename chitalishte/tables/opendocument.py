"""An ODS file as grids, streamed from its XML. Source: OpenDocument 1.3, part 3, chapters 9 and 19.

Cells and rows that repeat are written once with a number; empty ones at the end, which often
repeat a million times, are never made.
"""

from collections.abc import Iterator
from datetime import date, datetime
from math import isfinite
from pathlib import Path

from chitalishte.tables.budget import Budget
from chitalishte.tables.causes import cause
from chitalishte.tables.cells import (
    Cell,
    CellError,
    CellRange,
    Grid,
    Measured,
    NotCalculated,
    NumberedRow,
    column_letters,
)
from chitalishte.tables.package import Package, local
from chitalishte.tables.problems import Problems, TableError
from chitalishte.tables.styles import as_percent, plain_number

CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
MAX_COLUMNS, MAX_ROWS = 16_384, 1_048_576
ERRORS = ("#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A", "#NUM!", "#NULL!", "Err:")
HIDDEN = ("collapse", "filter")


def open_document(path: Path, budget: Budget, problems: Problems) -> list[Grid]:
    """Raises TableError for a document that is locked, damaged or dangerous."""
    package = Package(path, budget, problems)
    if MANIFEST in package and b"encryption-data" in b"".join(package.chunks(MANIFEST)):
        raise problems.fail("password")
    grids = []
    for index, (name, is_hidden) in enumerate(_sheets(package)):
        if is_hidden:
            problems.add("hidden_sheet", sheet=name)
        else:
            grids.append(_grid(package, index, name))
    return grids


def _grid(package: Package, index: int, name: str) -> Grid:
    def walk() -> Iterator[NumberedRow]:
        parser = _SheetParser(package, index, name)
        yield from parser.rows()
        grid.merged = parser.merged
        grid.hidden_rows, grid.hidden_columns = parser.hidden_rows, parser.hidden_columns

    grid = Grid(name, walk)
    return grid


def _sheets(package: Package) -> list[tuple[str, bool]]:
    found: list[tuple[str, str]] = []
    hidden_styles: set[str] = set()
    style, depth = "", 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal style, depth
        given = _plain(attributes)
        name = local(name)
        if name == "style":
            style = given.get("name", "")
        elif name == "table-properties" and given.get("display") == "false":
            hidden_styles.add(style)
        elif name == "table":
            depth += 1
            if depth == 1:
                found.append((given.get("name", ""), given.get("style-name", "")))

    def end(name: str) -> None:
        nonlocal depth
        depth -= local(name) == "table"

    parser = package.parser(CONTENT)
    parser.StartElementHandler, parser.EndElementHandler = start, end
    for _ in package.feed(CONTENT, parser):
        pass
    return [(name, style in hidden_styles) for name, style in found]


def _plain(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes without prefixes; office:value-type goes before calcext:value-type."""
    plain: dict[str, str] = {}
    for key, value in attributes.items():
        if key.startswith("calcext:"):
            plain.setdefault(f"calcext:{local(key)}", value)
        else:
            plain[local(key)] = value
    return plain


class _SheetParser:
    """One pass over the sheet with this index."""

    def __init__(self, package: Package, index: int, sheet: str):
        self.package, self.index, self.sheet = package, index, sheet
        self.budget = package.budget
        self.merged: list[CellRange] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self._ready: list[NumberedRow] = []
        self._tables = self._depth = 0
        self._row: list[Cell] = []
        self._gap = 0  # empty cells that are made only when a filled one follows
        self._number, self._repeat, self._column = 0, 1, 0
        self._cell: dict[str, str] | None = None
        self._paragraphs: list[str] = []
        self._in_note = 0
        self._cells = 0
        self._column_at = 0

    def rows(self) -> Iterator[NumberedRow]:
        parser = self.package.parser(CONTENT)
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        for _ in self.package.feed(CONTENT, parser):
            yield from self._ready
            self._ready.clear()

    @property
    def _is_here(self) -> bool:
        return self._depth == 1 and self._tables == self.index + 1

    def _fail(self, code: str, **params: object) -> TableError:
        return self.package.problems.fail(code, sheet=self.sheet, row=self._number + 1, **params)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name == "table":
            self._depth += 1
            self._tables += self._depth == 1
            return
        if not self._is_here:
            return
        if name == "table-column":
            self._start_columns(_plain(attributes))
        elif name == "table-row":
            given = _plain(attributes)
            self._row, self._gap, self._column = [], 0, 0
            self._repeat = _count(given, "number-rows-repeated")
            if given.get("visibility") in HIDDEN:
                last = min(self._number + self._repeat, MAX_ROWS)
                self.hidden_rows.update(range(self._number + 1, last + 1))
        elif name in ("table-cell", "covered-table-cell"):
            self._cell, self._paragraphs = _plain(attributes), []
        elif name == "annotation":
            self._in_note += 1
        elif name == "p" and self._cell is not None and not self._in_note:
            self._paragraphs.append("")
        elif name in ("s", "tab", "line-break"):
            self._text(
                " " * _count(_plain(attributes), "c") if name == "s" else "\t\n"[name != "tab"]
            )

    def _start_columns(self, given: dict[str, str]) -> None:
        count = _count(given, "number-columns-repeated")
        first = self._column_at + 1
        self._column_at += count
        if given.get("visibility") in HIDDEN:
            last = min(self._column_at, MAX_COLUMNS)
            self.hidden_columns.update(range(first, last + 1))

    def _text(self, data: str) -> None:
        if self._paragraphs and not self._in_note:
            self._paragraphs[-1] += data

    def _end(self, name: str) -> None:
        name = local(name)
        if name == "table":
            self._depth -= 1
        elif not self._is_here:
            return
        elif name in ("table-cell", "covered-table-cell") and self._cell is not None:
            self._end_cell(self._cell)
            self._cell, self._paragraphs = None, []
        elif name == "annotation":
            self._in_note -= 1
        elif name == "table-row":
            self._end_row()

    def _end_cell(self, given: dict[str, str]) -> None:
        repeat = _count(given, "number-columns-repeated")
        cell = _value(given, "\n".join(self._paragraphs))
        down, across = _count(given, "number-rows-spanned"), _count(given, "number-columns-spanned")
        if down > 1 or across > 1:
            self._merge(down, across)
        self._column += repeat
        if cell is None:
            self._gap += repeat
            return
        if isinstance(cell, str) and len(cell) > self.budget.max_cell_chars:
            raise self._fail("cell_too_large", limit=self.budget.max_cell_chars, value=cell)
        if self._column > MAX_COLUMNS:
            raise self._fail("too_many_columns", limit=MAX_COLUMNS)
        self._row += [None] * self._gap + [cell] * repeat
        self._gap = 0

    def _merge(self, down: int, across: int) -> None:
        top, left = self._number + 1, self._column + 1
        bottom, right = top + down - 1, left + across - 1
        text = f"{column_letters(left)}{top}:{column_letters(right)}{bottom}"
        self.merged.append(CellRange(text, top, bottom, left, right))

    def _end_row(self) -> None:
        first, self._number = self._number + 1, self._number + self._repeat
        if not self._row:
            return
        if self._number > MAX_ROWS:
            raise self._fail("broken_workbook", reason=cause("too_many_rows"))
        self._cells += len(self._row) * self._repeat
        if self._cells > self.budget.max_cells:
            raise self._fail("too_many_cells", limit=self.budget.max_cells)
        self._ready += [(first + step, list(self._row)) for step in range(self._repeat)]


def _count(given: dict[str, str], name: str) -> int:
    text = given.get(name, "1")
    return max(1, int(text)) if text.isdecimal() and len(text) < 9 else 1


def _value(given: dict[str, str], text: str) -> Cell:
    kind = given.get("value-type", "")
    if given.get("calcext:value-type") == "error" or (
        "formula" in given and text.startswith(ERRORS)
    ):
        return CellError(text)
    if kind in ("float", "percentage", "currency"):
        return _number(given, kind, text)
    if kind == "date":
        return _moment(given.get("date-value", ""), text)
    if kind == "time":
        return _clock(given.get("time-value", ""), text)
    if kind == "boolean":
        return given.get("boolean-value") == "true"
    if "formula" in given and not kind:
        return NotCalculated(given["formula"].partition(":")[2] or given["formula"])
    return (given.get("string-value") or text) or None


def _number(given: dict[str, str], kind: str, text: str) -> Cell:
    try:
        number = float(given.get("value", ""))
    except ValueError:
        return text or None
    if not isfinite(number):
        return text or None
    if kind == "percentage":
        return as_percent(number)
    if kind == "currency" and (currency := given.get("currency")):
        return Measured(number, currency)
    return _code(text, number) or plain_number(number)


def _code(text: str, number: float) -> str | None:
    """A number shown with leading zeros is a code and keeps them."""
    is_code = len(text) > 1 and text[0] == "0" and text.isascii() and text.isdecimal()
    return text if is_code and number.is_integer() and int(text) == int(number) else None


def _moment(written: str, text: str) -> Cell:
    try:
        if len(written) == 10:
            return date.fromisoformat(written)
        moment = datetime.fromisoformat(written.rstrip("Z"))
    except ValueError:
        return written or text or None
    is_day = not (moment.hour or moment.minute or moment.second or moment.microsecond)
    return moment.date() if is_day else moment


def _clock(written: str, text: str) -> Cell:
    """PT18H30M00S as 18:30:00."""
    rest = written.removeprefix("PT")
    hours, _, rest = rest.partition("H")
    minutes, _, rest = rest.partition("M")
    seconds = rest.rstrip("S").split(".")[0].split(",")[0]
    if not (hours.isdecimal() and minutes.isdecimal() and seconds.isdecimal()):
        return text or None
    return f"{int(hours):02d}:{int(minutes):02d}:{int(seconds):02d}"
