"""The low floor: any spreadsheet as rows of cells, with nothing decided about them.

For importers that know what they expect, and for a person who must point at a cell.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from chitalishte.tables.budget import Budget
from chitalishte.tables.cells import Cell, CellRange, Grid
from chitalishte.tables.formulas import report_formulas
from chitalishte.tables.problems import Problem, Problems
from chitalishte.tables.source import open_source


@dataclass(frozen=True)
class Sheet:
    """rows[0] is row 1 of the sheet, so that `numbered` gives what a person sees on the screen.

    name    of the sheet; "" for a CSV file
    rows    lists of cells from the first column; empty rows are empty lists
    merged  rectangles whose value stands only in their first cell
    """

    name: str
    rows: list[list[Cell]]
    merged: list[CellRange] = field(default_factory=list)

    def numbered(self) -> Iterator[tuple[int, list[Cell]]]:
        return enumerate(self.rows, start=1)


@dataclass(frozen=True)
class Workbook:
    """encoding and dialect are None for XLSX.

    problems  notes, such as a wrong name, and the formulas that give no value: these are for the
              caller to refuse, because only he knows whether he needs the cell
    """

    format: str
    encoding: str | None
    dialect: dict[str, object] | None
    sheets: list[Sheet]
    problems: list[Problem] = field(default_factory=list)


def sheets(path: str | Path, *, name: str | None = None, budget: Budget | None = None) -> Workbook:
    """Read every visible sheet into memory.

    Errors of formulas come as `CellError`, formulas without a value as `NotCalculated`; both are
    texts. Raises TableError for a file that is no table, is locked, damaged or over the budget.
    """
    path, budget = Path(path), budget or Budget()
    problems = Problems(name or path.name)
    source = open_source(path, problems.file, budget, problems)
    found = [_load(grid, budget, problems) for grid in source.grids]
    return Workbook(source.format, source.encoding, source.dialect, found, problems.all())


def _load(grid: Grid, budget: Budget, problems: Problems) -> Sheet:
    rows: list[list[Cell]] = []
    cells = 0
    for number, row in grid.walk():
        cells += number - len(rows) + len(row)
        if cells > budget.max_cells:
            raise problems.fail(
                "too_many_cells", sheet=grid.name, row=number, limit=budget.max_cells
            )
        rows.extend([] for _ in range(number - len(rows) - 1))
        rows.append([None if cell == "" else cell for cell in row])
        if not grid.delimiter:
            report_formulas(grid, number, row, problems)
    return Sheet(grid.name or "", rows, grid.merged)
