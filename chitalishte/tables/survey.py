"""Where on a sheet the table lies, and what is in its columns: one pass over all rows.

A sheet must hold one table: a row of names, then rows without a gap. What does not look so is
reported with its place instead of being guessed at; `header` judges the row of names.
"""

from dataclasses import dataclass, field
from itertools import zip_longest

from chitalishte.tables.budget import Budget
from chitalishte.tables.cells import (
    Cell,
    Grid,
    NumberedRow,
    filled_width,
    is_blank,
)
from chitalishte.tables.formulas import report_formulas
from chitalishte.tables.grammar import as_text
from chitalishte.tables.problems import Problems
from chitalishte.tables.profile import DISTINCT_LIMIT, Profile

CHUNK_CELLS = 200_000
KEPT_CELLS = 500_000  # a table up to this size is not read a second time
FAR_ROWS = 1_000
FAR_COLUMNS = 100


@dataclass
class Survey:
    """The table of one sheet.

    first, last     index of its first and last column on the sheet, from 0
    labels          the header, in the order of the columns
    last_row        number of its last row, as a person sees it
    kept            its rows, if they are few enough to be kept
    """

    grid: Grid
    header_row: int = 0
    labels: list[str] = field(default_factory=list)
    profiles: list[Profile] = field(default_factory=list)
    first: int = 0
    last: int = -1
    row_count: int = 0
    last_row: int = 0
    kept: list[list[Cell]] | None = field(default_factory=list)


class Surveyor:
    """Walks one sheet once. `survey` gives None for an empty sheet."""

    def __init__(self, grid: Grid, budget: Budget, problems: Problems):
        self.grid, self.budget, self.problems = grid, budget, problems
        self.result = Survey(grid)
        self.header: list[Cell] = []
        self.header_width = 0
        self.profiles: list[Profile] = []
        self.chunk: list[list[Cell]] = []
        self.chunk_row = self.chunk_width = 0
        self.cells = 0
        self.apart: list[NumberedRow] = []  # the first two rows after a gap
        self.far: list[tuple[int, int, Cell]] = []  # beyond the widest table allowed

    def survey(self) -> Survey | None:
        for number, cells in self.grid.walk():
            width = filled_width(cells)
            if width and not self._take(number, cells, width):
                break
        self._check_far()
        if not self.header:
            return None
        self._flush()
        self._check_apart()
        self._find_columns()
        return self.result

    def report(
        self, code: str, row: int | None, index: int | None, value: object = None, **params: object
    ) -> None:
        column = None if index is None else self.grid.column_name(index)
        if index is not None and "label" not in params and index < len(self.header):
            params["label"] = self.label(index)
        self.problems.add(code, sheet=self.grid.name, row=row, column=column, value=value, **params)

    def label(self, index: int) -> str:
        cell = self.header[index] if index < len(self.header) else None
        return "" if is_blank(cell) else " ".join(as_text(cell).split())

    def _take(self, number: int, cells: list[Cell], width: int) -> bool:
        """Take one filled row in. False when nothing more can be learned from the rest."""
        if width > self.budget.max_columns:
            self._set_far_aside(number, cells)
            width = filled_width(cells)
            if not width or len(self.far) > 1:
                return len(self.far) < 2
        if not self.header:
            self._take_header(number, cells)
            return True
        if self.apart or number != self.result.last_row + 1:
            self.apart.append((number, cells))
            return len(self.apart) < 2
        self._take_row(number, cells, width)
        return True

    def _set_far_aside(self, number: int, cells: list[Cell]) -> None:
        limit = self.budget.max_columns
        self.far += [
            (number, limit + at, cell)
            for at, cell in enumerate(cells[limit:])
            if not is_blank(cell)
        ]
        del cells[limit:]

    def _take_header(self, number: int, cells: list[Cell]) -> None:
        self.header, self.header_width = cells, filled_width(cells)
        self.result.header_row = self.result.last_row = number
        self._find_faults(number, cells)

    def _take_row(self, number: int, cells: list[Cell], width: int) -> None:
        if self.grid.delimiter:
            self._check_length(number, cells, width)
        else:
            self._find_faults(number, cells)
        self.result.row_count += 1
        self.result.last_row = number
        if (len(self.chunk) + 1) * max(self.chunk_width, width) > CHUNK_CELLS:
            self._flush()
        del cells[width:]
        if not self.chunk:
            self.chunk_row = number
        self.chunk.append(cells)
        self.chunk_width = max(self.chunk_width, width)
        self.cells += width
        if self.cells > self.budget.max_cells:
            raise self.problems.fail(
                "too_many_cells", sheet=self.grid.name, row=number, limit=self.budget.max_cells
            )

    def _check_length(self, number: int, cells: list[Cell], width: int) -> None:
        expected = self.header_width
        if width > expected or len(cells) < expected:
            self.report(
                "ragged_row",
                number,
                None,
                as_text(cells[-1]),
                cells=max(width, len(cells)) if len(cells) < expected else width,
                expected=expected,
                delimiter={"\t": "tab"}.get(self.grid.delimiter or "", self.grid.delimiter),
            )

    def _find_faults(self, number: int, cells: list[Cell]) -> None:
        report_formulas(self.grid, number, cells, self.problems, self.label)

    def _flush(self) -> None:
        columns = list(zip_longest(*self.chunk))
        while len(self.profiles) < len(columns):
            self.profiles.append(Profile(DISTINCT_LIMIT // max(1, self.header_width)))
        for profile, column in zip(self.profiles, columns, strict=False):
            profile.add(column, self.chunk_row)
        if self.result.kept is not None and self.cells <= KEPT_CELLS:
            self.result.kept += self.chunk
        else:
            self.result.kept = None
        self.chunk, self.chunk_width = [], 0

    def _check_far(self) -> None:
        if not self.far:
            return
        row, index, value = self.far[0]
        if len(self.far) == 1 and index - max(self.header_width, len(self.profiles)) >= FAR_COLUMNS:
            self.report("stray_cell", row, index, value)
        else:
            self.report("too_many_columns", row, index, value, limit=self.budget.max_columns)

    def _check_apart(self) -> None:
        if not self.apart:
            return
        number, cells = self.apart[0]
        filled = [index for index, cell in enumerate(cells) if not is_blank(cell)]
        gap = number - self.result.last_row
        is_title = not self.result.row_count and sum(not is_blank(c) for c in self.header) == 1
        if len(self.apart) == len(filled) == 1 and gap > FAR_ROWS:
            self.report("stray_cell", number, filled[0], cells[filled[0]])
        elif is_title and len(filled) > 1:
            self.report_title()
        else:
            self.report("two_tables_stacked", number, filled[0], cells[filled[0]])

    def report_title(self) -> None:
        index = next(at for at, cell in enumerate(self.header) if not is_blank(cell))
        self.report(
            "title_above_header", self.result.header_row, index, self.header[index], label=""
        )

    def _find_columns(self) -> None:
        occupied = [
            index
            for index in range(max(len(self.header), len(self.profiles)))
            if self.label(index) or (index < len(self.profiles) and self.profiles[index].filled)
        ]
        blocks: list[list[int]] = []
        for index in occupied:
            if blocks and blocks[-1][-1] == index - 1:
                blocks[-1].append(index)
            else:
                blocks.append([index])
        main = max(blocks, key=self._weight)
        for block in blocks:
            if block is not main:
                self._report_block(block, main)
        self._describe(main)

    def _weight(self, block: list[int]) -> int:
        filled = sum(self.profiles[i].filled for i in block if i < len(self.profiles))
        return filled + sum(bool(self.label(i)) for i in block)

    def _report_block(self, block: list[int], main: list[int]) -> None:
        index = block[0]
        row, value = self.first_in(index)
        distance = max(block[0] - main[-1], main[0] - block[-1])
        is_stray = self._weight(block) == 1 and distance > FAR_COLUMNS
        code = "stray_cell" if is_stray else "two_tables_side_by_side"
        self.report(code, row, index, value)

    def first_in(self, index: int) -> tuple[int, Cell]:
        """The row and the value of the first filled cell of a column."""
        if self.label(index):
            return self.result.header_row, self.header[index]
        found = self.profiles[index].first if index < len(self.profiles) else None
        return found or (self.result.header_row, None)

    def _describe(self, main: list[int]) -> None:
        result = self.result
        result.first, result.last = main[0], main[-1]
        result.labels = [self.label(index) for index in main]
        while len(self.profiles) <= main[-1]:
            self.profiles.append(Profile())
        result.profiles = self.profiles[main[0] : main[-1] + 1]
