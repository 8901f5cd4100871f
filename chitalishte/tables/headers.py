"""Which rows of a table name its columns: titles above, several rows of names, units, numbering."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from chitalishte.tables.cells import Cell, CellRange, NumberedRow, is_blank
from chitalishte.tables.grammar import DATES, MONTHS, NUMBERS, Kind, as_text, is_value, lex
from chitalishte.tables.units import unit_of
from chitalishte.tables.wording import missing_reason

SAMPLE = 200
DEEPEST = 5
NUMERIC_SHARE = 0.6
FULL = 0.8  # of the fullest row
JOINT = " – "
MISSING = Kind.MISSING | Kind.NO_VALUE
MOMENT_OR_NUMBER = (
    NUMBERS | Kind.DIGITS | DATES | MONTHS | Kind.STAMP | Kind.TIME | Kind.QUARTER | Kind.YEAR_WORD
)
CLASSES = (
    MISSING,
    NUMBERS | Kind.DIGITS | Kind.LOST,
    DATES | MONTHS | Kind.STAMP | Kind.TIME | Kind.QUARTER | Kind.YEAR_WORD,
    Kind.POINT,
    Kind.YES_NO | Kind.DA_NE | Kind.TRUE_FALSE,
)


@dataclass
class Header:
    """labels and units stand in the order of the columns.

    lines     the rows of names, titles the rows above them, both with their cells
    dropped   rows of units and of numbering under the names
    body      index of the first row of the body in the rows that were given
    is_found  False when the first row is data already
    rival     in words, what else the header could have been
    """

    labels: list[str]
    units: list[str | None]
    lines: list[int] = field(default_factory=list)
    titles: list[NumberedRow] = field(default_factory=list)
    unit_line: int | None = None
    number_line: int | None = None
    body: int = 0
    is_found: bool = True
    rival: str = ""


def find_header(
    rows: Sequence[NumberedRow], columns: list[int], merged: Sequence[CellRange] = ()
) -> Header:
    """The header of a table whose first rows these are."""
    grid = [[_cell(cells, index) for index in columns] for _, cells in rows]
    width = len(columns)
    body = _first_of_body(grid, width)
    if body == 0:
        return Header([""] * width, [None] * width, is_found=False)
    header = Header([], [None] * width, body=body)
    top = body
    if top > 1 and _is_numbering(grid, top - 1):
        top -= 1
        header.number_line = rows[top][0]
    if top > 1 and _is_units(grid[top - 1], grid[top - 2]):
        top -= 1
        header.unit_line = rows[top][0]
        header.units = [None if is_blank(c) else unit_of(as_text(c)) for c in grid[top]]
    if top > 1 and header.number_line is None and _is_numbering(grid, top - 1):
        top -= 1
        header.number_line = rows[top][0]
    start = _start(grid, rows, top, merged, columns)
    header.lines = [rows[index][0] for index in range(start, top)]
    header.titles = list(rows[:start])
    header.labels = _labels(grid, rows, start, top, merged, columns)
    if start:
        header.rival = f"row {rows[0][0]}"
    return header


def _cell(cells: Sequence[Cell], index: int) -> Cell:
    return cells[index] if index < len(cells) else None


def _class_of(cell: Cell) -> int:
    """Numbers, moments, truths and so on apart: a header „Да“ over numbers is no number."""
    kind = lex(cell).kind
    return next((group for group in CLASSES if kind & group), 0)


def _data_columns(grid: list[list[Cell]], width: int) -> dict[int, int]:
    """The columns that hold more than words, with the classes of their values."""
    rows = grid[max(1, len(grid) // 3) :][:SAMPLE]
    found = {}
    for index in range(width):
        filled = [row[index] for row in rows if not is_blank(row[index])]
        classes = [_class_of(cell) for cell in filled]
        values = sum(map(bool, classes))
        if filled and values >= NUMERIC_SHARE * len(filled):
            gathered = 0
            for each in classes:
                gathered |= each
            if gathered & ~MISSING:
                found[index] = gathered
    return found


def _first_of_body(grid: list[list[Cell]], width: int) -> int:
    """Index of the first row of data; 0 when there is no row of names above it."""
    if len(grid) == 1:
        row = [cell for cell in grid[0] if not is_blank(cell)]
        words = [cell for cell in row if not is_value(cell)]
        return 1 if words and all(is_period(c) for c in row if is_value(c)) else 0
    data = _data_columns(grid, width)
    if not data:
        return _after_first_full(grid, width)
    for index, row in enumerate(grid):
        filled = [i for i in data if not is_blank(row[i])]
        if not _holds_data(row, filled, data, width):
            continue
        if _names_periods(grid, index, filled) or (index and _is_numbering(grid, index)):
            continue
        if index and index + 1 < len(grid) and _is_units(row, grid[index - 1]):
            continue
        return min(index, _after_full_names(grid, width) or index)
    return _after_first_full(grid, width)


def _after_full_names(grid: list[list[Cell]], width: int) -> int | None:
    """Index of the row under the first that names every column with words of its own.

    In a sparse table the first rows may hold nothing but words; a full row of names ends the
    header all the same.
    """
    fills = [sum(not is_blank(cell) for cell in row) for row in grid]
    if width < 3:
        return None
    at = next(i for i, fill in enumerate(fills) if fill >= FULL * max(fills))
    names = [as_text(cell).strip().casefold() for cell in grid[at] if not is_blank(cell)]
    if len(set(names)) < len(names) or any(is_value(c) for c in grid[at] if not is_blank(c)):
        return None
    at += 1
    while at + 1 < len(grid) and (_is_units(grid[at], grid[at - 1]) or _is_numbering(grid, at)):
        at += 1
    return at


def _holds_data(row: list[Cell], filled: list[int], data: dict[int, int], width: int) -> bool:
    """Whether enough cells of a row are of the kinds that their columns have further down."""
    surely = [i for i in filled if _class_of(row[i]) & data[i] & ~MISSING]
    missing = sum(bool(_class_of(row[i]) & MISSING) for i in filled)
    if surely and (len(surely) + missing) * 2 >= len(filled):
        return True
    # a wide row of a sparse table: a year where others have a date, a text where others have one
    is_wide = sum(not is_blank(cell) for cell in row) * 2 >= width
    return is_wide and width > 3 and any(_class_of(row[i]) & MOMENT_OR_NUMBER for i in filled)


def _after_first_full(grid: list[list[Cell]], width: int) -> int:
    fills = [sum(not is_blank(cell) for cell in row) for row in grid]
    wanted = max(fills[: DEEPEST * 4])
    first = next(index for index, fill in enumerate(fills) if fill >= max(1, wanted * FULL))
    return min(first + 1, len(grid))


def is_period(cell: Cell) -> bool:
    """Whether a name of a column is a year, a month or a quarter."""
    kind = lex(cell).kind
    if kind == Kind.INTEGER:
        text = as_text(cell).strip()
        return len(text) == 4 and 1900 <= int(text) <= 2100
    return bool(kind & (Kind.YEAR_WORD | Kind.YEAR_MONTH | Kind.QUARTER | Kind.YEAR_SPAN))


def _names_periods(grid: list[list[Cell]], index: int, filled: list[int]) -> bool:
    """Whether a row of years is the row of names: the values below are no such years."""
    row = grid[index]
    values = [row[i] for i in filled if is_value(row[i])]
    if not values or not all(map(is_period, values)):
        return False
    below = [grid[at][i] for at in range(index + 1, min(index + 20, len(grid))) for i in filled]
    values = [cell for cell in below if not is_blank(cell)]
    if not values or not all(map(is_period, values)):
        return True
    years = [as_text(row[i]) for i in filled]
    # a table of years under years: names go up by one step and do not come again
    return (
        len(years) > 2
        and years == sorted(set(years))
        and not set(years) & {as_text(cell) for cell in values}
    )


def _is_numbering(grid: list[list[Cell]], index: int) -> bool:
    """A row 1 2 3 … or А 1 2 3 under the names, which printed tables have.

    Only where it cannot be data: some column has a number or a letter here and words below.
    """
    cells = [as_text(cell).strip() for cell in grid[index]]
    filled = [cell for cell in cells if cell]
    numbers = [int(cell) for cell in filled if cell.isdecimal() and len(cell) < 4]
    letters = filled[: len(filled) - len(numbers)]
    if len(numbers) < 3 or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return False
    if numbers[0] > 2 or not all(len(each) == 1 and each.isupper() for each in letters):
        return False
    below = grid[index + 1 : index + 20]
    return any(
        cells[at] and all(len(as_text(row[at])) > 1 and not is_value(row[at]) for row in below)
        for at in range(len(cells))
        if below
    )


def _is_units(row: list[Cell], above: list[Cell]) -> bool:
    texts = [as_text(cell).strip() for cell in row if not is_blank(cell)]
    if not texts or not all(isinstance(cell, str) for cell in row if not is_blank(cell)):
        return False
    known = [text for text in texts if unit_of(text)]
    others = [text for text in texts if not unit_of(text)]
    is_plain = all(missing_reason(text) or text.lower() in _NO_UNIT for text in others)
    has_names = sum(not is_blank(cell) for cell in above) >= len(texts)
    return bool(known) and is_plain and has_names


_NO_UNIT = {"код", "текст", "име", "text", "code", "name", "мярка", "единица", "unit", "години"}


def _start(
    grid: list[list[Cell]],
    rows: Sequence[NumberedRow],
    top: int,
    merged: Sequence[CellRange],
    columns: list[int],
) -> int:
    """The first row of names, going up from the last as long as rows still group columns."""
    start = top - 1
    width = len(columns)
    while start > 0 and top - start < DEEPEST:
        above, below = grid[start - 1], grid[start]
        if rows[start][0] - rows[start - 1][0] > 1 + _inner_lines(rows[start - 1][1]):
            break  # a gap: what stands above is a title
        filled = [i for i, cell in enumerate(above) if not is_blank(cell)]
        if _spans_all(rows[start - 1][0], merged, columns) or not _groups(
            filled, above, below, width
        ):
            break
        start -= 1
    return start


def _inner_lines(cells: Sequence[Cell]) -> int:
    return sum(cell.count("\n") for cell in cells if isinstance(cell, str))


def _spans_all(line: int, merged: Sequence[CellRange], columns: list[int]) -> bool:
    return any(
        span.first_row == line
        and span.first_column <= columns[0] + 1
        and span.last_column >= columns[-1] + 1
        for span in merged
    )


def _groups(filled: list[int], above: list[Cell], below: list[Cell], width: int) -> bool:
    """Whether the upper of two rows names groups of columns that the lower one parts."""
    if not filled or any(is_value(above[i]) and not is_period(above[i]) for i in filled):
        return False
    if filled == [0]:
        return False  # one text at the left is a title
    open_below = [i for i in range(width) if is_blank(below[i])]
    if not open_below and filled == list(range(len(filled))):
        return False  # a title cut at a separator
    covered = all(i in filled or i == 0 for i in open_below)
    has_gaps = len(filled) < width
    if len(filled) == 1:
        return width > 2 and len(open_below) <= width // 2
    return has_gaps and (covered or not open_below) and width > 2


def _labels(
    grid: list[list[Cell]],
    rows: Sequence[NumberedRow],
    start: int,
    top: int,
    merged: Sequence[CellRange],
    columns: list[int],
) -> list[str]:
    levels = []
    for at in range(start, top):
        level = [_label(cell) for cell in grid[at]]
        if at < top - 1:
            level = _spread(level, rows[at][0], merged, columns)
        levels.append(level)
    labels = []
    for index in range(len(columns)):
        parts = list(dict.fromkeys(level[index] for level in levels if level[index]))
        labels.append(JOINT.join(parts))
    return labels


def _spread(
    level: list[str], line: int, merged: Sequence[CellRange], columns: list[int]
) -> list[str]:
    """A name of a group over all columns it stands for: by merged cells, else up to the next."""
    spans = [
        span for span in merged
        if span.first_row <= line <= span.last_row and span.last_column > span.first_column
    ]  # fmt: skip
    if spans:
        for span in spans:
            inside = [
                at for at, index in enumerate(columns)
                if span.first_column <= index + 1 <= span.last_column
            ]  # fmt: skip
            name = next((level[at] for at in inside if level[at]), "")
            for at in inside:
                level[at] = level[at] or name
        return level
    spread, last = [], ""
    for at, name in enumerate(level):
        last = name or last
        spread.append(name if at == 0 else last)
    return spread


def _label(cell: Cell) -> str:
    return "" if is_blank(cell) else " ".join(as_text(cell).split())
