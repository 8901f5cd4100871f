"""The filled rows of one sheet: all of them when they are few, the ends of a long one.

A sheet is walked once here. What stands far from everything is taken out and named, so that one
stray cell in the last row of a sheet costs nothing.
"""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from chitalishte.tables.budget import Budget
from chitalishte.tables.cells import Cell, Grid, NumberedRow, filled_width, is_blank
from chitalishte.tables.findings import SetAside
from chitalishte.tables.problems import Problems
from chitalishte.tables.regions import FAR_COLUMNS

KEPT_CELLS = 500_000  # a table up to this size is not read a second time
HEAD_ROWS = 2_000
TAIL_ROWS = 300
FAR_ROWS = 1_000


@dataclass
class Frame:
    """head holds all rows when is_whole; otherwise the first ones, and tail the last ones."""

    grid: Grid
    head: list[NumberedRow] = field(default_factory=list)
    tail: list[NumberedRow] = field(default_factory=list)
    is_whole: bool = True
    row_count: int = 0
    set_aside: list[SetAside] = field(default_factory=list)  # by the format itself

    def rows(self, first: int, last: int) -> Iterator[NumberedRow]:
        """The filled rows with these numbers, ends included."""
        source = self.head if self.is_whole else self.grid.walk()
        for number, cells in source:
            if number > last:
                return
            if number >= first and not all(map(is_blank, cells)):
                yield number, cells


def frame_of(grid: Grid, budget: Budget, problems: Problems) -> Frame:
    """Raises TableError for a sheet over the budget."""
    frame = Frame(grid)
    tail: deque[NumberedRow] = deque(maxlen=TAIL_ROWS)
    cells_seen = 0
    far: list[tuple[int, int, Cell]] = []
    for number, cells in grid.walk():
        width = filled_width(cells)
        if not width:
            continue
        if width > budget.max_columns:
            far += _cut(number, cells, budget.max_columns)
            width = filled_width(cells)
            if len(far) > 1:
                row, index, value = far[0]
                raise problems.fail(
                    "too_many_columns", sheet=grid.name, row=row,
                    column=grid.column_name(index), value=value, limit=budget.max_columns,
                )  # fmt: skip
        frame.row_count += 1
        cells_seen += width
        if cells_seen > budget.max_cells:
            raise problems.fail(
                "too_many_cells", sheet=grid.name, row=number, limit=budget.max_cells
            )
        if frame.is_whole and cells_seen <= KEPT_CELLS:
            frame.head.append((number, cells))
        else:
            frame.is_whole = False
            tail.append((number, cells))
    frame.set_aside = list(grid.set_aside)
    if not frame.is_whole:
        del frame.head[HEAD_ROWS:]
        frame.tail = list(tail)
    for row, index, value in far:
        _report_stray(grid, problems, row, index, value)
    if frame.is_whole:
        _drop_strays(frame, problems)
    return frame


def _cut(number: int, cells: list[Cell], limit: int) -> list[tuple[int, int, Cell]]:
    beyond = [
        (number, limit + at, cell) for at, cell in enumerate(cells[limit:]) if not is_blank(cell)
    ]
    del cells[limit:]
    return beyond


def _report_stray(grid: Grid, problems: Problems, row: int, index: int, value: Cell) -> None:
    problems.add(
        "stray_cell", sheet=grid.name, row=row, column=grid.column_name(index), value=value
    )


def _drop_strays(frame: Frame, problems: Problems) -> None:
    rows = frame.head
    if len(rows) > 2 and rows[-1][0] - rows[-2][0] > FAR_ROWS:
        number, cells = rows[-1]
        filled = [index for index, cell in enumerate(cells) if not is_blank(cell)]
        if len(filled) == 1:
            _report_stray(frame.grid, problems, number, filled[0], cells[filled[0]])
            rows.pop()
    counts = Counter(i for _, cells in rows for i, cell in enumerate(cells) if not is_blank(cell))
    for index in [i for i, count in counts.items() if count == 1]:
        if all(abs(index - other) > FAR_COLUMNS for other in counts if other != index):
            if len(counts) < 2:
                continue
            number, cells = next(
                row for row in rows if index < len(row[1]) and not is_blank(row[1][index])
            )
            _report_stray(frame.grid, problems, number, index, cells[index])
            cells[index] = None
