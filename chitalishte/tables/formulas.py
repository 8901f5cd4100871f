"""Formulas of a workbook that give no value."""

from collections.abc import Callable

from chitalishte.tables.cells import Cell, CellError, Grid, NotCalculated
from chitalishte.tables.problems import Problems


def report_formulas(
    grid: Grid,
    number: int,
    cells: list[Cell],
    problems: Problems,
    label: Callable[[int], str] = lambda index: "",
) -> None:
    """Report each cell of a row that holds an error, or a formula nobody has calculated.

    label  gives the header of the column with this index, which counts from 0
    """
    for index, cell in enumerate(cells):
        if isinstance(cell, CellError | NotCalculated):
            is_error = isinstance(cell, CellError)
            problems.add(
                "formula_error" if is_error else "formula_not_calculated",
                sheet=grid.name,
                row=number,
                column=grid.column_name(index),
                value=cell,
                label=label(index),
            )
