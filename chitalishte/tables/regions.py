"""Which rows and columns of a sheet are a table: titles above, notes below, tables side by side.

Works on rows that are at hand. Only gaps part tables; what is inside one is `headers`' business.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from chitalishte.tables.cells import Cell, NumberedRow, is_blank
from chitalishte.tables.grammar import as_text, is_value
from chitalishte.tables.wording import is_note, is_total

LONG = 60  # letters: longer than any name of a row
FAR_COLUMNS = 100


@dataclass
class Region:
    """One table with the lines that belong to it.

    rows     its rows with the header, in order, without blank rows
    columns  the indexes of its columns on the sheet, from 0
    before   lines of text above, after: below
    joined   numbers of rows that follow a gap and were taken as going on
    """

    rows: list[NumberedRow]
    columns: list[int] = field(default_factory=list)
    before: list[NumberedRow] = field(default_factory=list)
    after: list[NumberedRow] = field(default_factory=list)
    joined: list[int] = field(default_factory=list)
    beside: bool = False  # another table stands beside it


def filled_at(cells: Sequence[Cell]) -> list[int]:
    return [index for index, cell in enumerate(cells) if not is_blank(cell)]


def split(rows: list[NumberedRow]) -> list[Region]:
    """The tables among these rows, from the top and from the left."""
    rows = [row for row in rows if not all(map(is_blank, row[1]))]
    regions: list[Region] = []
    for stacked in _stacked(rows):
        regions += _side_by_side(stacked)
    return regions


def _bands(rows: list[NumberedRow]) -> list[list[NumberedRow]]:
    bands: list[list[NumberedRow]] = []
    last = None
    for row in rows:
        if last is None or row[0] > last + 1:
            bands.append([])
        bands[-1].append(row)
        last = row[0] + _lines_inside(row[1])
    return bands


def _lines_inside(cells: Sequence[Cell]) -> int:
    """A record of a text file with line ends inside its cells covers more lines."""
    return sum(cell.count("\n") for cell in cells if isinstance(cell, str) and "\n" in cell)


def _stacked(rows: list[NumberedRow]) -> list[Region]:
    bands = _bands(rows)
    is_wide = any(_is_table(band) for band in bands)
    regions: list[Region] = []
    waiting: list[NumberedRow] = []
    for at, band in enumerate(bands):
        if is_wide and not _is_table(band):
            waiting += band
            continue
        current = regions[-1] if regions else None
        if current and not _begins_anew(band, current, bands[at + 1 :]):
            current.rows += waiting + band
            current.joined.append(band[0][0])
            waiting = []
            continue
        if current:
            notes = [row for row in waiting if is_note(_first_text(row))]
            current.after += notes
            waiting = [row for row in waiting if row not in notes]
        regions.append(Region(band, before=waiting))
        waiting = []
    if regions:
        regions[-1].after += waiting
    return regions


def _first_text(row: NumberedRow) -> str:
    return next((as_text(cell) for cell in row[1] if not is_blank(cell)), "")


def _is_table(band: list[NumberedRow]) -> bool:
    """Whether a band of rows without a gap is a part of a table and not lines of text."""
    wide = [row for row in band if len(filled_at(row[1])) > 1 and not is_note(_first_text(row))]
    if not wide:
        return False
    # Издател: / Период: and what they are, above the table itself
    return not all(_first_text(row).rstrip().endswith(":") for row in wide)


def _begins_anew(band: list[NumberedRow], current: Region, rest: list[list[NumberedRow]]) -> bool:
    """Whether a band after a gap has a header of its own and so is another table."""
    first = filled_at(band[0][1])
    head = [cell for cell in band[0][1] if not is_blank(cell)]
    if len(band) == 1 or is_total(_first_text(band[0])) or any(map(is_value, head)):
        years = [cell for cell in head if is_value(cell)]
        below = [band[1][1][i] for i in first if i < len(band[1][1])] if len(band) > 1 else []
        is_years = len(years) > 1 and all(_is_year(cell) for cell in years)
        if not (is_years and len(years) < len(head) and not all(map(_is_year, below[1:]))):
            return False
    if _texts(head) == _texts([c for c in current.rows[0][1] if not is_blank(c)]):
        return False  # the same header again, as on every printed page
    body = [cell for _, cells in band[1:] for cell in cells if not is_blank(cell)]
    has_values = any(map(is_value, body))
    was_words = not any(is_value(c) for _, cells in current.rows[1:] for c in cells)
    if len(current.rows) == 1 and len(filled_at(current.rows[0][1])) >= len(first):
        return has_values and not was_words  # a header alone above a gap belongs to what follows
    if has_values:
        return True
    # words only: another table if it has another number of columns than all rows before
    return was_words and max(len(filled_at(c)) for _, c in band) != max(
        len(filled_at(c)) for _, c in current.rows
    )


def _is_year(cell: Cell) -> bool:
    text = as_text(cell).strip()
    return len(text) == 4 and text.isdecimal() and 1900 <= int(text) <= 2100


def _texts(cells: Sequence[Cell]) -> list[str]:
    return [as_text(cell).strip().casefold() for cell in cells]


def _side_by_side(region: Region) -> list[Region]:
    used: set[int] = set()
    for _, cells in region.rows:
        used.update(filled_at(cells))
    blocks: list[list[int]] = []
    for index in sorted(used):
        if blocks and blocks[-1][-1] == index - 1:
            blocks[-1].append(index)
        else:
            blocks.append([index])
    groups: list[list[int]] = []
    for block in blocks:
        if groups and not _stands_alone(region.rows, groups[-1], block):
            groups[-1] += block
        else:
            groups.append(block)
    if len(groups) == 1:
        region.columns = groups[0]
        return [region]
    found = []
    for number, columns in enumerate(groups):
        rows = [row for row in region.rows if any(i in columns for i in filled_at(row[1]))]
        before, after = (region.before, region.after) if number == 0 else ([], [])
        joined = [line for line in region.joined if any(line == row[0] for row in rows)]
        found.append(Region(rows, columns, before, after, joined, beside=True))
    return found


def _stands_alone(rows: list[NumberedRow], left: list[int], right: list[int]) -> bool:
    """Whether columns after a blank one are a table of their own: they name their rows again."""
    if len(right) < 2 or len(left) < 2:
        return False
    return _names_rows(rows, left[0]) and _names_rows(rows, right[0])


def _names_rows(rows: list[NumberedRow], index: int) -> bool:
    cells = [cells[index] for _, cells in rows if index < len(cells) and not is_blank(cells[index])]
    body = cells[1:]
    return len(body) >= 1 and sum(not is_value(cell) for cell in body) * 2 > len(body)


def notes_at_end(region: Region) -> int:
    """How many of the last rows are lines of text under the table and not rows of it."""
    width, count, gap = len(region.columns), 0, False
    rows = region.rows
    last = None
    for line, cells in reversed(rows):
        filled = [i for i in filled_at(cells) if i in region.columns]
        if not filled:
            break
        text = as_text(cells[filled[0]]).strip()
        gap = gap or (last is not None and last - line > 1)
        is_lonely = len(filled) == 1 and width > 1
        sounds = is_note(text) and not is_value(cells[filled[0]])
        in_pieces = (
            sounds
            and len(filled) < max(2, width)
            and all(isinstance(cells[i], str) for i in filled)
        )
        if width == 1:
            if not (sounds and line in region.joined):
                break
        elif not ((is_lonely and (sounds or len(text) > LONG)) or in_pieces):
            break
        count += 1
        last = line
    return min(count, max(0, len(rows) - 1))
