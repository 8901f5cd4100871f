"""From a file to typed tables."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from chitalishte.tables.budget import Budget
from chitalishte.tables.bulk import read_in_bulk
from chitalishte.tables.cells import Cell
from chitalishte.tables.columns import Column, Part, cells_of, example_of, is_serial_date, parts_of
from chitalishte.tables.findings import Decision, SetAside, TotalRow
from chitalishte.tables.frames import Frame, frame_of
from chitalishte.tables.messages import ASKED_FIRST
from chitalishte.tables.names import Slug, column_names
from chitalishte.tables.personal import Finding
from chitalishte.tables.problems import Problem, Problems, TableError
from chitalishte.tables.profile import DISTINCT_LIMIT, Profile
from chitalishte.tables.questions import ask
from chitalishte.tables.read_types import Row, RowsLike
from chitalishte.tables.recipe import Recipe
from chitalishte.tables.shaping import Shape, shapes_of
from chitalishte.tables.source import open_source
from chitalishte.tables.unpivoting import period_labels, unpivoted

__all__ = ["Column", "Reading", "Row", "Rows", "Table", "read"]

CHUNK_CELLS = 200_000


class Rows:
    """The typed rows of a table, walked any number of times.

    Small tables are kept in memory. A large one is read from the file each time, so the file
    must stay where it is until the table is stored.
    """

    def __init__(self, shape: Shape, parts: list[Part], count: int):
        self._shape, self._parts, self._count = shape, parts, count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Row]:
        sources = sorted({part.source for part in self._parts})
        for _, rows in _chunks(self._shape):
            columns = list(zip(*rows, strict=True))
            cells = {source: list(columns[source]) for source in sources}
            for source in sources:
                self._fill_down(source, cells[source])
            yield from zip(
                *(cells_of(part, cells[part.source]) for part in self._parts), strict=True
            )

    def _fill_down(self, source: int, cells: list[Cell]) -> None:
        label = self._shape.header.labels[source]
        if self._shape.recipe.column(label).is_filled_down:
            for at in range(1, len(cells)):
                if cells[at] is None or cells[at] == "":
                    cells[at] = cells[at - 1]


def _chunks(shape: Shape) -> Iterator[tuple[list[int], list[list[Cell]]]]:
    # column by column, because most columns repeat their values
    size = max(1, CHUNK_CELLS // max(1, len(shape.columns)))
    body = shape.body()
    while chunk := list(islice(body, size)):
        yield [line for line, _ in chunk], [row for _, row in chunk]


@dataclass(frozen=True)
class Table:
    """One table of a file.

    name       of its sheet, or of the file without its extension
    notes      titles above and notes below it, as they are written
    totals     rows that add up others, kept apart
    set_aside  rows and cells that were not taken, each with its reason
    questions  what is uncertain and must be answered by a person
    personal   personal data found in it
    """

    name: str
    columns: list[Column]
    rows: RowsLike
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    totals: list[TotalRow] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    personal: list[Finding] = field(default_factory=list)
    labels: tuple[str, ...] = ()  # of the columns of the file, also of those left out
    header_lines: tuple[int, ...] = ()
    unit_line: int | None = None
    body: tuple[int, int] = (0, 0)  # numbers of its first and its last row
    sheet: str | None = None

    @property
    def questions(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "question"]


@dataclass(frozen=True)
class Reading:
    """What one file holds. `problems` are notes and questions: what is fatal is raised instead."""

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
    recipe: Recipe | None = None,
    is_strict: bool = False,
) -> Reading:
    """Read a table file of any kind, told by its bytes, as typed tables.

    name       of the file as its owner knows it, for messages; by default that of `path`
    slug       makes Latin letters of a header, for the names of columns; without it, headers in
               other letters give column_1, column_2
    recipe     corrections of a person
    is_strict  raise also what must be asked before the table may be used

    Raises TableError with every problem found when nothing can be read. Raises OSError when the
    file cannot be opened.
    """
    path, budget, recipe = Path(path), budget or Budget(), recipe or Recipe()
    problems = Problems(name or path.name)
    source = open_source(
        path, problems.file, budget, problems,
        encoding=recipe.encoding, delimiter=recipe.delimiter,
    )  # fmt: skip
    tables: list[Table] = []
    bulk = read_in_bulk(source, budget, problems, recipe.table(None))
    if bulk:
        tables.append(_table(bulk.shape, bulk.profiles, bulk.count, problems, slug, bulk.rows))
    frames = [] if bulk else [frame_of(grid, budget, problems) for grid in source.grids]
    for frame in _without_contents(frames, problems):
        for shape in _shapes(frame, problems, recipe):
            profiles, count = _profiled(shape)
            tables.append(_table(shape, profiles, count, problems, slug, _rows_of(shape, count)))
    if not tables and not problems.are_fatal:
        raise problems.fail("no_cells")
    asked = [p for p in problems.all() if p.is_fatal or (is_strict and p.code in ASKED_FIRST)]
    if asked:
        raise TableError(asked)
    found = problems.all()
    tables = [
        replace(each, problems=[p for p in found if p.belongs_to(each.sheet, each.header_lines)])
        for each in tables
    ]
    return Reading(problems.file, source.format, source.encoding, source.dialect, tables, found)


def _shapes(frame: Frame, problems: Problems, recipe: Recipe) -> list[Shape]:
    chosen = recipe.table(frame.grid.name)
    return [] if chosen.is_left_out else shapes_of(frame, problems, chosen)


def _without_contents(frames: list[Frame], problems: Problems) -> list[Frame]:
    """Without a sheet that only lists the names of the others."""
    names = {(frame.grid.name or "").strip().casefold() for frame in frames}
    kept = []
    for frame in frames:
        own = (frame.grid.name or "").strip().casefold()
        words = {
            cell.strip().casefold()
            for _, cells in frame.head
            for cell in cells
            if isinstance(cell, str)
        }
        others = names - {own, ""}
        named = sum(any(other in word for word in words) for other in others)
        is_short = frame.is_whole and frame.row_count <= 3 * len(names) + 10
        if len(frames) > 1 and is_short and others and named * 2 > len(others):
            problems.add("contents_sheet", sheet=frame.grid.name)
        else:
            kept.append(frame)
    return kept or frames


def _profiled(shape: Shape) -> tuple[list[Profile], int]:
    """What is known of each column after all rows, and how many there are."""
    labels = shape.header.labels
    profiles = [Profile(label, DISTINCT_LIMIT // max(1, len(labels))) for label in labels]
    count = 0
    for lines, rows in _chunks(shape):
        count += len(rows)
        for profile, column in zip(profiles, zip(*rows, strict=True), strict=True):
            profile.add(column, lines)
    return profiles, count


def _rows_of(shape: Shape, count: int) -> Callable[[list[Part]], RowsLike]:
    return lambda parts: Rows(shape, parts, count)


def _table(
    shape: Shape,
    profiles: list[Profile],
    count: int,
    problems: Problems,
    slug: Slug | None,
    rows: Callable[[list[Part]], RowsLike],
) -> Table:
    labels = shape.header.labels
    decisions = list(shape.decisions)
    parts: list[Part] = []
    names = column_names(labels, slug)
    for at, (name, label) in enumerate(zip(names, labels, strict=True)):
        chosen = shape.recipe.column(label)
        if chosen.is_left_out:
            continue
        made, questions, why = parts_of(
            at, chosen.name or name, label, shape.header.units[at], profiles[at], count, chosen
        )
        parts += made
        decisions += why
        for code, kinds in questions:
            line, value = example_of(profiles[at], kinds) or (None, None)
            problems.add(
                code, sheet=shape.grid_name, row=line, column=shape.column_name(at),
                value=value, label=label,
            )  # fmt: skip
        if is_serial_date(made[0], profiles[at]):
            problems.add(
                "serial_dates", sheet=shape.grid_name, column=shape.column_name(at),
                value=made[0].column.examples[0], label=label,
            )  # fmt: skip
    parts = _unique(parts)
    personal = ask(shape, profiles, parts, problems, count, slug)
    grid_name = shape.grid_name
    table_name = grid_name or Path(problems.file).stem
    columns: list[Column] = [part.column for part in parts]
    found = rows(parts)
    if shape.recipe.unpivot:
        columns, found = unpivoted(columns, found, shape.recipe.unpivot)
    elif periods := period_labels(columns):
        value = f"{periods[0]} … {periods[-1]}"
        problems.add("periods_in_header", sheet=grid_name, value=value, count=len(periods))
    return Table(
        f"{table_name}, {labels[0]}" if shape.is_beside else table_name,
        columns,
        found,
        notes=[note for note in shape.notes if note],
        totals=shape.totals,
        set_aside=shape.set_aside,
        decisions=decisions,
        personal=personal,
        labels=tuple(labels),
        header_lines=tuple(shape.header.lines),
        unit_line=shape.header.unit_line,
        body=(shape.first, shape.last),
        sheet=grid_name,
    )


def _unique(parts: list[Part]) -> list[Part]:
    """Names of columns that stand beside others may already be taken."""
    names = column_names([part.column.name for part in parts])
    return [
        replace(part, column=replace(part.column, name=name))
        for part, name in zip(parts, names, strict=True)
    ]
