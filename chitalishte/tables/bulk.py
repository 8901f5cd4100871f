"""The fast path for long text files: DuckDB looks at every value, Python decides as always.

The layout is read from the ends of the file by the same code as of any file, and the types are
decided by the same grammar, from the same profiles. Only the counting is DuckDB's: values of the
commonest forms are checked by SQL, all others come to Python, each different one once. Whatever
is not regular (totals in the body, rows of another width, blank rows) makes this path give up,
and the file is read row by row.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from chitalishte.tables.archives import Folder
from chitalishte.tables.budget import Budget
from chitalishte.tables.bulkforms import Form, form_of
from chitalishte.tables.bulkrows import BulkRows
from chitalishte.tables.bulkscan import Scan, TooOddError, scan
from chitalishte.tables.cells import Cell, Grid, NumberedRow, is_blank
from chitalishte.tables.columns import Part
from chitalishte.tables.frames import HEAD_ROWS, TAIL_ROWS, Frame
from chitalishte.tables.grammar import as_text
from chitalishte.tables.problems import Problems
from chitalishte.tables.recipe import TableRecipe
from chitalishte.tables.shaping import Shape, shapes_of
from chitalishte.tables.source import Source

if TYPE_CHECKING:
    from chitalishte.tables.profile import Profile

BULK_BYTES = 1024**2  # below it Python is as fast: DuckDB takes a quarter of a second to begin
CHUNK = 1024**2
TAIL_BYTES = 512 * 1024
SAMPLES, SAMPLE_BYTES = 48, 32 * 1024
UTF8 = ("utf-8", "utf-8-sig")


@dataclass
class Text:
    """The file as DuckDB will read it: UTF-8, with one kind of line end.

    lines   how many there are; folder keeps a copy that was made for it
    """

    path: Path
    delimiter: str
    lines: int
    folder: Folder | None = None
    sample: list[list[Cell]] = field(default_factory=list)


@dataclass
class Bulk:
    """What was found: the shape of the only table, its profiles, the number of its rows."""

    shape: Shape
    profiles: list[Profile]
    count: int
    scan: Scan

    def rows(self, parts: list[Part]) -> BulkRows:
        return BulkRows(self.scan, parts)


def read_in_bulk(
    source: Source, budget: Budget, problems: Problems, recipe: TableRecipe
) -> Bulk | None:
    """None for a file that is small or not regular, which is then read row by row."""
    path = source.text
    if path is None or path.stat().st_size < BULK_BYTES or not _is_plain(recipe):
        return None
    quiet = Problems(problems.file)  # if this path gives up, nothing of it is to be told twice
    try:
        text = _text(source, path)
        frame = _frame(source.grids[0], text, budget)
        shapes = shapes_of(frame, quiet, recipe)
        if len(shapes) != 1 or shapes[0].set_aside or shapes[0].skipped or quiet.all():
            return None
        shape = shapes[0]
        forms = [_form(shape, text, at) for at in range(len(shape.columns))]
        found = scan(text.path, text.delimiter, shape, forms, budget)
    except TooOddError:
        return None
    found.folder = text.folder
    shape.frame = Frame(source.grids[0], frame.head, frame.tail, False, found.count)
    return Bulk(shape, found.profiles, found.count, found)


def _is_plain(recipe: TableRecipe) -> bool:
    is_filled = any(each.is_filled_down for each in recipe.columns.values())
    return not (recipe.ignored_rows or recipe.total_rows or recipe.unpivot or is_filled)


def _text(source: Source, path: Path) -> Text:
    delimiter = str((source.dialect or {})["delimiter"])
    if source.encoding in UTF8:
        lines, newline = _line_ends(path)
        if newline:
            return Text(path, delimiter, lines)
    folder = Folder()
    copy = folder.path / "text"
    with (
        path.open(encoding=source.encoding, newline=None) as file,
        copy.open("w", encoding="utf-8", newline="") as out,
    ):
        while piece := file.read(CHUNK):
            out.write(piece)
    return Text(copy, delimiter, _line_ends(copy)[0], folder)


def _line_ends(path: Path) -> tuple[int, str]:
    """The number of lines, and the only line end there is; "" when there are several kinds."""
    feeds = returns = 0
    last = b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            feeds += chunk.count(b"\n")
            if b"\r" in chunk:
                returns += chunk.count(b"\r")
            last = chunk[-1:]
    lines = feeds + (last not in (b"\n", b""))
    if not returns:
        return lines, "\n"
    return lines, "\r\n" if returns == feeds else ""


def _frame(grid: Grid, text: Text, budget: Budget) -> Frame:
    head = list(islice(grid.walk(), HEAD_ROWS))
    tail = _tail(text)
    rows = [*head, *(row for row in tail if row[0] > head[-1][0])]
    if grid.set_aside or not tail or any(len(cells) > budget.max_columns for _, cells in rows):
        raise TooOddError("the ends are not regular")
    ends = Grid(grid.name, lambda: iter(rows), delimiter=grid.delimiter)
    filled = [row for row in tail if not all(map(is_blank, row[1]))]
    sampled = [*(tuple(cells) for _, cells in rows), *map(tuple, _samples(text))]
    text.sample = [list(row) for row in dict.fromkeys(sampled)]  # places may overlap
    return Frame(ends, head, filled, False, text.lines)


def _tail(text: Text) -> list[NumberedRow]:
    """The last rows with their numbers, if each is one line."""
    with text.path.open("rb") as file:
        file.seek(max(0, text.path.stat().st_size - TAIL_BYTES))
        lines = file.read().decode("utf-8", errors="ignore").split("\n")[1:]
    if lines and not lines[-1]:
        lines.pop()
    first = text.lines - len(lines) + 1
    rows = [(first + at, _record(line, text.delimiter)) for at, line in enumerate(lines)]
    return [row for row in rows if row[1]][-TAIL_ROWS:]


def _record(line: str, delimiter: str) -> list[Cell]:
    try:
        found = list(csv.reader(io.StringIO(line), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise TooOddError(str(error)) from None
    return list(found[0]) if found else []


def _samples(text: Text) -> list[list[Cell]]:
    """Rows from all over the file, because its beginning may be like no other part of it."""
    size = text.path.stat().st_size
    rows = []
    with text.path.open("rb") as file:
        for step in range(SAMPLES):
            file.seek(size * step // SAMPLES)
            piece = file.read(SAMPLE_BYTES).decode("utf-8", errors="ignore")
            for line in piece.split("\n")[1:-1]:
                rows.append(_record(line, text.delimiter))
    return rows


def _form(shape: Shape, text: Text, at: int) -> Form:
    index, width = shape.columns[at], shape.width
    cells = [row[index] for row in text.sample if len(row) == width]
    return form_of([as_text(cell) for cell in cells if not is_blank(cell)])
