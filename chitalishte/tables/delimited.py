"""Rows of a text file whose cells are kept apart by a character: CSV, TSV.

Quotation marks are the trouble of such files. Where the strict rule fails, a record is cut once
more by what a person sees: a mark closes a cell only before a delimiter or the end of the line. A
mark that is never closed costs its own line and not the rest of the file.
"""

import csv
import io
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from chitalishte.tables.budget import Budget
from chitalishte.tables.cells import Grid, NumberedRow
from chitalishte.tables.dialect import Dialect, allow_long_fields
from chitalishte.tables.findings import SetAside
from chitalishte.tables.problems import Problems, TableError, shorten

RECORD_CELLS = 16  # a record may be as long as this many of the longest cells
MANY_UNCLOSED = 1_000  # more than these are not named one by one


def text_grid(
    path: Path, encoding: str, dialect: Dialect, budget: Budget, problems: Problems
) -> Grid:
    def walk() -> Iterator[NumberedRow]:
        grid.set_aside = []
        return walk_records(path, encoding, dialect, budget, problems, grid.set_aside)

    grid = Grid(None, walk, delimiter=dialect.delimiter)
    return grid


def walk_records(
    path: Path,
    encoding: str,
    dialect: Dialect,
    budget: Budget,
    problems: Problems,
    set_aside: list[SetAside],
) -> Iterator[NumberedRow]:
    """Give each record with the number of its first line; empty lines are not given.

    set_aside  takes the lines whose quotation mark is never closed

    Raises TableError for a NUL and for a cell over the budget.
    """
    allow_long_fields()
    with path.open(encoding=encoding, newline="") as file:
        lines = _Lines(file, budget, problems)
        reader = csv.reader(lines, delimiter=dialect.delimiter, strict=True)
        if dialect.is_announced:
            lines.skip()
        while True:
            number = lines.start()
            try:
                record: list[str] | None = next(reader)
            except StopIteration:
                return
            except csv.Error:
                record = lines.recut(dialect.delimiter)
                if record is None:
                    _put_aside(number, lines.first, set_aside)
                    continue
            if record:
                if lines.chars > budget.max_cell_chars:
                    _refuse_long_cells(record, number, budget, problems)
                yield number, record  # type: ignore[misc]


def _put_aside(number: int, line: str, set_aside: list[SetAside]) -> None:
    if len(set_aside) < MANY_UNCLOSED:
        set_aside.append(SetAside(number, "", shorten(line.strip()), "unclosed_quote"))


def cut(line: str, delimiter: str) -> list[str] | None:
    """Cut one line as a person would; None when a quotation mark in it is never closed.

    „"Булгар "5" АД",1“ gives two cells: marks inside a quoted cell stay as they were written.
    """
    line = line.rstrip("\r\n")
    cells, at = [], 0
    while True:
        if not line.startswith('"', at):
            end = line.find(delimiter, at)
            end = len(line) if end < 0 else end
            cells.append(line[at:end])
        else:
            end = _closing(line, delimiter, at + 1)
            if end < 0:
                return None
            cells.append(line[at + 1 : end].replace('""', '"'))
            end += 1
        if end >= len(line):
            return cells
        at = end + 1
    return cells


def _closing(line: str, delimiter: str, at: int) -> int:
    """Where the mark stands that closes a cell; -1 for nowhere."""
    while (at := line.find('"', at)) >= 0:
        if line.startswith('""', at) and not _is_end(line, delimiter, at + 1):
            at += 2
        elif _is_end(line, delimiter, at) and not line.startswith('""', at):
            return at
        elif line.startswith('""', at):
            return at + 1  # „"фирма "Еко""“: the last of two marks before the end closes
        else:
            at += 1
    return -1


def _is_end(line: str, delimiter: str, at: int) -> bool:
    return at + 1 == len(line) or line.startswith(delimiter, at + 1)


def _refuse_long_cells(record: list[str], number: int, budget: Budget, problems: Problems) -> None:
    for column, cell in enumerate(record, start=1):
        if len(cell) > budget.max_cell_chars:
            raise _too_long(number, column, cell, budget, problems)


def _too_long(
    number: int, column: int, cell: str, budget: Budget, problems: Problems
) -> TableError:
    return problems.fail(
        "cell_too_large", row=number, column=str(column), value=cell, limit=budget.max_cell_chars
    )


class _Lines:
    """The lines of a file, with those of the record being read at hand to be read again."""

    def __init__(self, file: io.TextIOBase, budget: Budget, problems: Problems):
        self._file, self._budget, self._problems = file, budget, problems
        self._limit = budget.max_cell_chars * RECORD_CELLS
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self._number = 1  # of the first line of the record
        self.chars = 0

    @property
    def first(self) -> str:
        return self._taken[0]

    def start(self) -> int:
        """Begin a record; gives the number of its first line."""
        self._number += len(self._taken)
        self.chars = 0
        self._taken.clear()
        return self._number

    def skip(self) -> None:
        self._taken.append(self._file.readline())

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._file.readline(self._limit + 1)
        if not line:
            raise StopIteration
        if self.chars + len(line) > self._limit:
            if self._taken:  # an open mark has swallowed all this
                self._again.appendleft(line)
                raise csv.Error("the record is too long")
            raise self._explain(line)
        self.chars += len(line)
        self._taken.append(line)
        if "\0" in line:
            raise self._problems.fail("nul_byte", row=self._number + len(self._taken) - 1)
        return line

    def _explain(self, line: str) -> TableError:
        cells = next(csv.reader([line]), [""])
        return _too_long(self._number, len(cells), cells[-1], self._budget, self._problems)

    def recut(self, delimiter: str) -> list[str] | None:
        """Cut the first line of a record that broke the rule; what followed is read again."""
        self._again.extendleft(reversed(self._taken[1:]))
        del self._taken[1:]
        self.chars = len(self._taken[0])
        return cut(self._taken[0], delimiter)
