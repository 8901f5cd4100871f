"""The cells of one sheet of a workbook, streamed from its XML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite

from chitalishte.tables.causes import cause
from chitalishte.tables.cells import (
    Cell,
    CellError,
    CellRange,
    NotCalculated,
    NumberedRow,
    column_letters,
    column_number,
)
from chitalishte.tables.package import Package, local
from chitalishte.tables.problems import TableError
from chitalishte.tables.styles import Meaning, plain_number

ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
MAX_COLUMNS, MAX_ROWS = 16_384, 1_048_576
TRUE = ("1", "true")


@dataclass
class Shared:
    """What all sheets of a workbook refer to."""

    strings: list[str]
    meanings: list[Meaning]


class SheetParser:
    """One pass over one sheet. `rows` gives rows as their XML comes in."""

    def __init__(self, package: Package, part: str, sheet: str, shared: Shared):
        self.package, self.part, self.sheet, self.shared = package, part, sheet, shared
        self.budget = package.budget
        self.merged: list[CellRange] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self._ready: list[NumberedRow] = []
        self._row: list[Cell] = []
        self._number = self._column = 0
        self._cells = self._chars = 0
        self._type = self._style = self._formula = ""
        self._has_formula = self._is_phonetic = False
        self._text: list[str] = []
        self._value = ""

    def rows(self) -> Iterator[NumberedRow]:
        parser = self.package.parser(self.part)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text_data
        for _ in self.package.feed(self.part, parser):
            yield from self._ready
            self._ready.clear()

    def _fail(self, code: str, value: str | None = None, **params: object) -> TableError:
        column = column_letters(self._column) if self._column else None
        return self.package.problems.fail(
            code, sheet=self.sheet, row=self._number or None, column=column, value=value, **params
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        self._text = []
        if name == "c":
            self._start_cell(attributes)
        elif name == "row":
            self._start_row(attributes)
        elif name == "f":
            self._has_formula = True
        elif name == "rPh":
            self._is_phonetic = True
        elif name == "col" and attributes.get("hidden") in TRUE:
            self._hide_columns(attributes)
        elif name == "mergeCell":
            self._add_merged(attributes.get("ref", ""))

    def _start_row(self, attributes: dict[str, str]) -> None:
        text = attributes.get("r", "")
        number = int(text) if text.isdecimal() and len(text) < 8 else self._number + 1
        if not self._number < number <= MAX_ROWS:
            raise self._fail(
                "broken_workbook", reason=cause("row_order", number=number, before=self._number)
            )
        self._number, self._row, self._column = number, [], 0
        if attributes.get("hidden") in TRUE:
            self.hidden_rows.add(number)

    def _hide_columns(self, attributes: dict[str, str]) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if first.isdecimal() and last.isdecimal() and len(first) < 8 and len(last) < 8:
            self.hidden_columns.update(range(int(first), min(int(last), MAX_COLUMNS) + 1))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._type, self._style = attributes.get("t", "n"), attributes.get("s", "0")
        self._has_formula, self._formula, self._value = False, "", ""
        match = REFERENCE.fullmatch(attributes.get("r", ""))
        column = column_number(match[1]) if match else self._column + 1
        if not self._column < column <= MAX_COLUMNS:
            raise self._fail(
                "broken_workbook", reason=cause("misplaced_cell", cell=attributes.get("r"))
            )
        self._column = column

    def _text_data(self, data: str) -> None:
        self._text.append(data)

    def _end(self, name: str) -> None:
        name = local(name)
        if name == "c":
            self._end_cell()
        elif name == "v" or (name == "t" and not self._is_phonetic):
            self._value += "".join(self._text)
        elif name == "f":
            self._formula = "".join(self._text)
        elif name == "rPh":
            self._is_phonetic = False
        elif name == "row" and self._row:
            self._ready.append((self._number, self._row))
        self._text = []

    def _end_cell(self) -> None:
        cell = self._cell()
        if cell is None:
            return
        if isinstance(cell, str):
            if len(cell) > self.budget.max_cell_chars:
                raise self._fail("cell_too_large", cell, limit=self.budget.max_cell_chars)
            # one shared text can stand in a million cells, and leaves as a million texts
            self._chars += len(cell)
            limit = 4 * self.budget.max_uncompressed_bytes
            if self._chars > limit:
                raise self._fail("too_much_text", limit=limit)
        gap = self._column - 1 - len(self._row)
        self._cells += gap + 1
        if self._cells > self.budget.max_cells:
            raise self._fail("too_many_cells", limit=self.budget.max_cells)
        self._row.extend([None] * gap)
        self._row.append(cell)

    def _cell(self) -> Cell:
        kind, text = self._type, self._value
        if kind == "e":
            return CellError(text)
        if not text:
            # a formula that gives the empty text is marked as a text; one without a mark was
            # written by a program that does not calculate
            is_missing = self._has_formula and kind != "str"
            return NotCalculated("=" + self._formula) if is_missing else None
        if kind == "s":
            return self._shared(text) or None
        if kind in ("str", "inlineStr"):
            return unescaped(text)
        if kind == "b":
            return text.strip() in ("1", "true")
        return _iso(text) if kind == "d" else self._numeric(text)

    def _shared(self, text: str) -> str:
        try:
            return self.shared.strings[int(text)]
        except (ValueError, IndexError):
            raise self._fail("broken_workbook", reason=cause("no_shared_text", text=text)) from None

    def _numeric(self, text: str) -> Cell:
        try:
            number = float(text)
            if not isfinite(number):
                raise ValueError(text)
        except ValueError:
            raise self._fail("broken_workbook", text, reason=cause("no_number")) from None
        style = int(self._style) if self._style.isdecimal() else 0
        if style and style < len(self.shared.meanings):
            return self.shared.meanings[style](number)
        return plain_number(number)

    def _add_merged(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = REFERENCE.fullmatch(first), REFERENCE.fullmatch(last or first)
        if start and end:
            self.merged.append(
                CellRange(
                    reference,
                    int(start[2]),
                    int(end[2]),
                    column_number(start[1]),
                    column_number(end[1]),
                )
            )


def unescaped(text: str) -> str:
    """`_x000D_` is how a workbook writes a character that XML does not keep."""
    if "_x" not in text:
        return text
    return ESCAPE.sub(lambda match: _character(int(match[1], 16)), text)


def _character(code: int) -> str:
    return "\ufffd" if code == 0 or 0xD800 <= code <= 0xDFFF else chr(code)


def _iso(text: str) -> Cell:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return date(moment.year, moment.month, moment.day) if len(text) == 10 else moment
