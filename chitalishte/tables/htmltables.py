"""The tables of a web page as grids: many state systems save such pages as .xls.

Read with the parser of the standard library, which loads nothing and expands no entities of its
own. A table that only arranges other tables is left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from chitalishte.tables.budget import Budget
from chitalishte.tables.causes import cause
from chitalishte.tables.cells import Cell, CellRange, Grid, NumberedRow, column_letters
from chitalishte.tables.problems import Problems

MAX_SPAN = 1_000
MAX_DEPTH = 20
MAX_CELLS = 4_000_000  # a page is held whole
CHUNK_CHARS = 256 * 1024
SILENT = {"script", "style", "template", "noscript", "head"}
BREAKS = {"br", "p", "div", "li"}
CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)


def declared_charset(path: Path) -> str | None:
    """The encoding a page names in its first kilobytes."""
    with path.open("rb") as file:
        match = CHARSET.search(file.read(4096))
    return match[1].decode("ascii").lower() if match else None


@dataclass
class _Table:
    """rows holds the cells by their place; spans from above take their places first."""

    rows: list[list[Cell]] = field(default_factory=list)
    merged: list[CellRange] = field(default_factory=list)
    caption: str = ""
    has_tables: bool = False
    open_spans: dict[int, int] = field(default_factory=dict)  # column -> rows still covered
    cells: int = 0

    def start_row(self) -> None:
        for column in [c for c, left in self.open_spans.items() if left <= 0]:
            del self.open_spans[column]
        for column in self.open_spans:
            self.open_spans[column] -= 1
        self.rows.append([])

    def add(self, text: str, across: int, down: int) -> None:
        if not self.rows:
            self.start_row()
        row = self.rows[-1]
        while self.open_spans.get(len(row), -1) >= 0:
            row.append(None)
        first = len(row)
        row.append(text or None)
        row.extend([None] * (across - 1))
        self.cells += across
        if down > 1:
            self.open_spans.update(dict.fromkeys(range(first, first + across), down - 1))
        if across > 1 or down > 1:
            top, left = len(self.rows), column_letters(first + 1)
            bottom, right = top + down - 1, column_letters(first + across)
            span = f"{left}{top}:{right}{bottom}"
            self.merged.append(CellRange(span, top, bottom, first + 1, first + across))

    def is_layout(self) -> bool:
        return self.has_tables and sum(len(_filled(row)) > 1 for row in self.rows) < 2


def _filled(row: list[Cell]) -> list[Cell]:
    return [cell for cell in row if cell is not None]


class _Parser(HTMLParser):
    def __init__(self, budget: Budget, problems: Problems):
        super().__init__(convert_charrefs=True)
        self.budget, self.problems = budget, problems
        self.found: list[_Table] = []
        self._open: list[_Table] = []
        self._texts: list[list[str] | None] = []  # of the cell open in each open table
        self._spans: list[tuple[int, int]] = []
        self._caption: list[str] | None = None
        self._silent = 0
        self._total = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self._silent += tag != "head"
        elif tag == "table":
            self._start_table()
        elif not self._open:
            return
        elif tag == "tr":
            self._end_cell()
            self._open[-1].start_row()
        elif tag in ("td", "th"):
            self._end_cell()
            given = dict(attrs)
            self._texts[-1] = []
            self._spans[-1] = _span(given.get("colspan")), _span(given.get("rowspan"))
        elif tag == "caption":
            self._caption = []
        elif tag in BREAKS:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self._silent = max(0, self._silent - (tag != "head"))
        elif not self._open:
            return
        elif tag == "table":
            self._end_table()
        elif tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag == "caption" and self._caption is not None:
            self._open[-1].caption = " ".join("".join(self._caption).split())
            self._caption = None

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._caption is not None:
            self._caption.append(data)
        elif self._texts and self._texts[-1] is not None:
            self._texts[-1].append(data)

    def _start_table(self) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise self.problems.fail("broken_page", reason=cause("deep_tables"))
        if self._open:
            self._open[-1].has_tables = True
        table = _Table()
        self.found.append(table)
        self._open.append(table)
        self._texts.append(None)
        self._spans.append((1, 1))

    def _end_cell(self) -> None:
        pieces = self._texts[-1]
        if pieces is None:
            return
        text = " ".join("".join(pieces).split())
        if len(text) > self.budget.max_cell_chars:
            raise self.problems.fail("cell_too_large", limit=self.budget.max_cell_chars, value=text)
        table = self._open[-1]
        before = table.cells
        table.add(text, *self._spans[-1])
        self._total += table.cells - before
        if self._total > min(MAX_CELLS, self.budget.max_cells):
            raise self.problems.fail("too_many_cells", limit=min(MAX_CELLS, self.budget.max_cells))
        self._texts[-1] = None

    def _end_table(self) -> None:
        self._end_cell()
        self._open.pop()
        self._texts.pop()
        self._spans.pop()

    def close(self) -> None:
        super().close()
        while self._open:
            self._end_table()


def _span(text: str | None) -> int:
    digits = (text or "").strip()
    return min(max(int(digits), 1), MAX_SPAN) if digits.isdecimal() and len(digits) < 8 else 1


def open_page(path: Path, encoding: str, budget: Budget, problems: Problems) -> list[Grid]:
    """Raises TableError for a page without one filled table, and for one over the budget."""
    parser = _Parser(budget, problems)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        while chunk := file.read(CHUNK_CHARS):
            parser.feed(chunk)
    parser.close()
    tables = [
        each for each in parser.found if any(map(_filled, each.rows)) and not each.is_layout()
    ]
    if not tables:
        raise problems.fail("not_a_table", kind="a web page")
    return [_grid(each, number, len(tables)) for number, each in enumerate(tables, start=1)]


def _grid(table: _Table, number: int, count: int) -> Grid:
    def walk() -> Iterator[NumberedRow]:
        return ((n, list(row)) for n, row in enumerate(table.rows, start=1) if row)

    name = table.caption[:60] or f"{number}"
    notes = [table.caption] if table.caption else []
    return Grid(name if count > 1 else None, walk, merged=table.merged, notes=notes)
