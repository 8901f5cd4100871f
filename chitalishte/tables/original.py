"""The first rows of a file as they stand, each with what it was taken for.

For a person who must point: this is the header, these rows are totals.
"""

from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from chitalishte.tables.budget import Budget
from chitalishte.tables.cells import is_blank
from chitalishte.tables.grammar import as_text
from chitalishte.tables.problems import Problems, shorten
from chitalishte.tables.read import Table
from chitalishte.tables.recipe import Recipe
from chitalishte.tables.source import open_source

SHOWN_ROWS = 40
SHOWN_COLUMNS = 60


@dataclass(frozen=True)
class OriginalRow:
    """kind: header, units, total, aside, row, or text for a line that is no row of a table."""

    line: int
    cells: tuple[str, ...]
    kind: str


def first_rows(
    path: str | Path,
    table: Table,
    *,
    recipe: Recipe | None = None,
    budget: Budget | None = None,
    limit: int = SHOWN_ROWS,
) -> list[OriginalRow]:
    """The first filled rows of the sheet that holds this table. Raises TableError, OSError."""
    recipe = recipe or Recipe()
    problems = Problems(Path(path).name)
    source = open_source(
        Path(path), problems.file, budget or Budget(), problems,
        encoding=recipe.encoding, delimiter=recipe.delimiter,
    )  # fmt: skip
    grid = next(grid for grid in source.grids if grid.name == table.sheet)
    totals = {each.line for each in table.totals}
    aside = {each.line for each in table.set_aside}
    filled = ((n, cells) for n, cells in grid.walk() if not all(map(is_blank, cells)))
    rows = []
    for line, cells in islice(filled, limit):
        shown = tuple(
            "" if is_blank(cell) else shorten(as_text(cell)) for cell in cells[:SHOWN_COLUMNS]
        )
        rows.append(OriginalRow(line, shown, _kind(line, table, totals, aside)))
    return rows


def _kind(line: int, table: Table, totals: set[int], aside: set[int]) -> str:
    if line in table.header_lines:
        return "header"
    if line == table.unit_line:
        return "units"
    if line in totals:
        return "total"
    if line in aside:
        return "aside"
    first, last = table.body
    return "row" if first <= line <= last else "text"
