"""Whether the first row of a table can be its header, and whether merged cells disturb it."""

import re

from chitalishte.tables.budget import Budget
from chitalishte.tables.cells import CellError, Grid, NotCalculated, is_blank
from chitalishte.tables.grammar import NUMBERS, Kind, as_text, kind_of
from chitalishte.tables.problems import Problems
from chitalishte.tables.survey import Survey, Surveyor

YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}|2100")
NOT_A_NAME = NUMBERS | Kind.DATE | Kind.DIGITS


def survey_grid(grid: Grid, budget: Budget, problems: Problems) -> Survey | None:
    """Find the table of one sheet; None for a sheet without a filled cell."""
    surveyor = Surveyor(grid, budget, problems)
    survey = surveyor.survey()
    if survey:
        check_header(survey, surveyor)
        check_merged(survey, surveyor)
    return survey


def check_merged(survey: Survey, surveyor: Surveyor) -> None:
    for merged in survey.grid.merged:
        in_rows = merged.first_row <= survey.last_row and merged.last_row >= survey.header_row
        in_columns = merged.first_column <= survey.last + 1 and merged.last_column > survey.first
        if in_rows and in_columns:
            surveyor.report(
                "merged_cells", merged.first_row, merged.first_column - 1, range=merged.text
            )


def check_header(survey: Survey, surveyor: Surveyor) -> None:
    """Report a header that is missing, incomplete or says a name twice, and no rows below it."""
    row, first_seen = survey.header_row, dict[str, int]()
    if len(survey.labels) > 2 and sum(map(bool, survey.labels)) == 1 and survey.row_count:
        surveyor.report_title()
        return
    for index, label in enumerate(survey.labels, start=survey.first):
        key = label.casefold()
        if not label:
            at, value = surveyor.first_in(index)
            surveyor.report("empty_header", at, index, value, header_row=row)
        elif key in first_seen:
            first = survey.grid.column_name(first_seen[key])
            surveyor.report("duplicate_header", row, index, label, label="", first=first)
        first_seen.setdefault(key, index)
    _check_names(survey, surveyor)
    if not survey.row_count:
        surveyor.report("no_rows", row, None)


def _check_names(survey: Survey, surveyor: Surveyor) -> None:
    header = surveyor.header[survey.first : survey.last + 1]
    has_words = any(kind_of(cell) == Kind.TEXT for cell in header if not is_blank(cell))
    for index, cell in enumerate(header, start=survey.first):
        if is_blank(cell) or isinstance(cell, CellError | NotCalculated):
            continue
        kind = kind_of(cell)
        # years are common names of columns, if some other column has a name in words
        is_year = has_words and YEAR.fullmatch(as_text(cell).strip())
        if kind & NOT_A_NAME and not is_year:
            surveyor.report("no_header", survey.header_row, index, cell, label="")
            return
