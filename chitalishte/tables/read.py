"""From a file to typed tables."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, zip_longest
from pathlib import Path

from chitalishte.tables.budget import Budget
from chitalishte.tables.cells import Cell, is_blank
from chitalishte.tables.grammar import CONVERTERS
from chitalishte.tables.header import survey_grid
from chitalishte.tables.names import Slug, column_names
from chitalishte.tables.problems import Problem, Problems
from chitalishte.tables.source import open_source
from chitalishte.tables.survey import CHUNK_CELLS, Survey

Row = tuple[object, ...]


@dataclass(frozen=True)
class Column:
    """One column of a typed table.

    name      [a-z][a-z0-9_]*, unique in the table
    label     the header as it was written
    type      one of grammar.TYPES
    examples  up to three different values as they were written
    missing   how many rows have no value
    unique    whether each row has a value of its own; None when there are too many to know
    """

    name: str
    label: str
    type: str
    examples: tuple[str, ...] = ()
    missing: int = 0
    unique: bool | None = None


class Rows:
    """The typed rows of a table, walked any number of times.

    Small tables are kept in memory. A large one is read from the file each time, so the file
    must stay where it is until the table is stored.
    """

    def __init__(self, survey: Survey, types: list[str]):
        self._survey = survey
        self._converters = [CONVERTERS[type_] for type_ in types]

    def __len__(self) -> int:
        return self._survey.row_count

    def __iter__(self) -> Iterator[Row]:
        survey, width = self._survey, len(self._converters)
        cells = self._cells()
        # column by column, because most columns repeat their values
        while chunk := list(islice(cells, max(1, CHUNK_CELLS // width))):
            own = (row[survey.first : survey.last + 1] for row in chunk)
            columns = list(zip_longest(*own))
            columns += [(None,) * len(chunk)] * (width - len(columns))
            yield from zip(*map(_convert, self._converters, columns), strict=True)

    def _cells(self) -> Iterator[list[Cell]]:
        survey = self._survey
        if survey.kept is not None:
            yield from survey.kept
            return
        rows = (row for row in survey.grid.walk() if row[0] > survey.header_row)
        for _, cells in islice(rows, survey.row_count):
            yield cells


def _convert(convert: Callable[[Cell], object], cells: Sequence[Cell]) -> list[object]:
    if bool in set(map(type, cells)):  # True equals 1, but is not written the same
        return [None if is_blank(cell) else convert(cell) for cell in cells]
    known = {cell: None if is_blank(cell) else convert(cell) for cell in set(cells)}
    return [known[cell] for cell in cells]


@dataclass(frozen=True)
class Table:
    """name: of its sheet, or of the file without its extension."""

    name: str
    columns: list[Column]
    rows: Rows
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Reading:
    """What one file holds. `problems` are only notes: what is fatal is raised instead."""

    name: str
    format: str
    encoding: str | None
    dialect: dict[str, object] | None
    tables: list[Table]
    problems: list[Problem]


def read(
    path: str | Path,
    *,
    name: str | None = None,
    budget: Budget | None = None,
    slug: Slug | None = None,
) -> Reading:
    """Read a CSV or XLSX file, told apart by their bytes, as typed tables.

    name  of the file as its owner knows it, for messages; by default that of `path`
    slug  makes Latin letters of a header, for the names of columns; without it, headers in
          other letters give column_1, column_2

    Raises TableError with every problem found, when at least one of them makes the tables
    uncertain. Raises OSError when the file cannot be opened.
    """
    path, budget = Path(path), budget or Budget()
    problems = Problems(name or path.name)
    source = open_source(path, problems.file, budget, problems)
    surveys = [survey_grid(grid, budget, problems) for grid in source.grids]
    found = [survey for survey in surveys if survey]
    if not found and not problems.are_fatal:
        raise problems.fail("no_cells")
    typed = [_decide(survey, slug, problems) for survey in found]
    if problems.are_fatal:
        raise problems.error()
    tables = [
        Table(
            survey.grid.name or Path(problems.file).stem,
            columns,
            Rows(survey, [column.type for column in columns]),
            [each for each in problems.all() if each.sheet == survey.grid.name],
        )
        for survey, columns in zip(found, typed, strict=True)
    ]
    return Reading(
        problems.file, source.format, source.encoding, source.dialect, tables, problems.all()
    )


def _decide(survey: Survey, slug: Slug | None, problems: Problems) -> list[Column]:
    grid, columns = survey.grid, []
    names = column_names(survey.labels, slug)
    for index, (name, label) in enumerate(zip(names, survey.labels, strict=True)):
        profile = survey.profiles[index]
        type_, is_ambiguous = profile.decide(label, grid.delimiter)
        if is_ambiguous:
            problems.add(
                "ambiguous_number",
                sheet=grid.name,
                column=grid.column_name(survey.first + index),
                value=profile.unsure,
                label=label,
            )
        missing = survey.row_count - profile.filled
        unique = profile.is_unique(survey.row_count)
        columns.append(Column(name, label, type_, tuple(profile.examples), missing, unique))
    return columns
