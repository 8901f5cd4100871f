"""From the rows of a sheet to the shape of a table: header, body, totals, notes, set aside."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from chitalishte.tables.cells import Cell, NumberedRow, is_blank
from chitalishte.tables.findings import Decision, SetAside, TotalRow
from chitalishte.tables.frames import Frame
from chitalishte.tables.grammar import as_text, is_value
from chitalishte.tables.headers import Header, find_header
from chitalishte.tables.problems import Problems, shorten
from chitalishte.tables.recipe import TableRecipe
from chitalishte.tables.regions import Region, filled_at, notes_at_end, split
from chitalishte.tables.wording import is_total, is_weak_total

MANY = 0.2  # of the rows: more than these set aside is a wrong reading, not bad rows
HEADER_ROWS = 400
STUB_COLUMNS = 2
KEPT_TOTALS = 10_000


@dataclass
class Shape:
    """Where on its sheet a table stands.

    columns      indexes of its columns from 0; width: cells every record should have, or None
    first, last  numbers of the first and the last row of the body
    skipped      numbers of rows in between that are not rows of the table
    """

    frame: Frame
    header: Header
    columns: list[int]
    first: int
    last: int
    width: int | None = None
    notes: list[str] = field(default_factory=list)
    totals: list[TotalRow] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    skipped: set[int] = field(default_factory=set)
    decisions: list[Decision] = field(default_factory=list)
    filled_down: dict[tuple[int, int], Cell] = field(default_factory=dict)
    is_beside: bool = False
    recipe: TableRecipe = field(default_factory=TableRecipe)

    @property
    def grid_name(self) -> str | None:
        return self.frame.grid.name

    def column_name(self, position: int) -> str:
        return self.frame.grid.column_name(self.columns[position])

    def body(self) -> Iterator[NumberedRow]:
        """The rows of the table as cells of its columns."""
        for line, cells in self.frame.rows(self.first, self.last):
            if line in self.skipped:
                continue
            row = [cells[i] if i < len(cells) else None for i in self.columns]
            if self.filled_down:
                row = [self.filled_down.get((line, i), cell) for i, cell in enumerate(row)]
            if not all(map(is_blank, row)):
                yield line, row


def shapes_of(frame: Frame, problems: Problems, recipe: TableRecipe) -> list[Shape]:
    """Every table on a sheet; none for a sheet that holds only text or nothing."""
    if not frame.head:
        return []
    if frame.grid.is_named:
        return [_named(frame, recipe)]
    regions = split(frame.head)
    if not frame.is_whole:
        regions = [_long(frame, regions, problems)]
    shapes = [_shape(frame, region, problems, recipe) for region in regions]
    for each in frame.set_aside:
        problems.add("unclosed_quote", sheet=frame.grid.name, row=each.line, value=each.value)
    shapes[0].set_aside = sorted([*frame.set_aside, *shapes[0].set_aside], key=_line)
    _report_several(shapes, problems)
    return shapes


def _line(each: SetAside) -> int:
    return each.line


def _named(frame: Frame, recipe: TableRecipe) -> Shape:
    line, cells = frame.head[0]
    labels = ["" if is_blank(cell) else " ".join(as_text(cell).split()) for cell in cells]
    columns = list(range(len(labels)))
    header = Header(labels, [None] * len(labels), lines=[line], body=1)
    last = frame.head[-1][0] if frame.is_whole else frame.tail[-1][0]
    return Shape(
        frame, header, columns, line + 1, last, notes=list(frame.grid.notes), recipe=recipe
    )


def _long(frame: Frame, regions: list[Region], problems: Problems) -> Region:
    """A sheet too long to keep is one table, whose last rows tell where it ends."""
    region = max(regions, key=lambda each: len(each.rows))
    if len(regions) > 1:
        row = regions[1].rows[0]
        problems.add("several_tables", sheet=frame.grid.name, row=row[0], count=len(regions))
    after = Region(frame.tail, region.columns)
    for ended in split(frame.tail)[-1:]:
        after = Region(ended.rows, region.columns, after=ended.after, joined=ended.joined)
    count = notes_at_end(after)
    region.after = [*after.rows[len(after.rows) - count :], *after.after]
    return region


def _shape(frame: Frame, region: Region, problems: Problems, recipe: TableRecipe) -> Shape:
    grid = frame.grid
    width = _record_width(region) if grid.delimiter else None
    if width:
        region.columns = [i for i in region.columns if i < width] or region.columns
    if frame.is_whole:
        count = notes_at_end(region)
        if count:
            region.after = region.rows[-count:] + region.after
            del region.rows[-count:]
    rows = region.rows
    header = recipe.header(rows, region.columns) or find_header(
        rows[:HEADER_ROWS], region.columns, grid.merged
    )
    first = rows[header.body][0] if header.body < len(rows) else rows[-1][0] + 1
    last = rows[-1][0] if frame.is_whole else _last_line(frame, region)
    titles = [*region.before, *header.titles]
    shape = Shape(
        frame, header, list(region.columns), first, last, width,
        notes=[*grid.notes, *(_line_text(row) for row in [*titles, *region.after])],
        is_beside=region.beside, recipe=recipe,
    )  # fmt: skip
    _drop_ghosts(shape, rows)
    _walk_body(shape, problems)
    _merge_down(shape, problems)
    _say(shape, region, titles)
    return shape


def _last_line(frame: Frame, region: Region) -> int:
    notes = {row[0] for row in region.after}
    return next(row[0] for row in reversed(frame.tail) if row[0] not in notes)


def _record_width(region: Region) -> int:
    """How many cells most records have; of as many, the first that are more than a title."""
    lengths = [len(cells) for _, cells in region.rows if len(filled_at(cells)) > 1]
    counts = Counter(lengths or [len(cells) for _, cells in region.rows])
    return max(counts, key=lambda length: counts[length])  # of equals the first


def _line_text(row: NumberedRow) -> str:
    return " ".join(" ".join(as_text(cell).split()) for cell in row[1] if not is_blank(cell))


def _drop_ghosts(shape: Shape, rows: list[NumberedRow]) -> None:
    """Columns without a name and without a value, as trailing separators make them."""
    kept = [
        at
        for at, index in enumerate(shape.columns)
        if shape.header.labels[at]
        or not shape.frame.is_whole
        or any(index < len(cells) and not is_blank(cells[index]) for _, cells in rows)
    ]
    hidden = shape.frame.grid.hidden_columns if not shape.recipe.keep_hidden else set()
    kept = [at for at in kept if shape.columns[at] + 1 not in hidden]
    shape.header.labels = [shape.header.labels[at] for at in kept]
    shape.header.units = [shape.header.units[at] for at in kept]
    shape.columns = [shape.columns[at] for at in kept]


def _walk_body(shape: Shape, problems: Problems) -> None:
    """One pass over the body that takes out what is no row of the table."""
    grid, recipe = shape.frame.grid, shape.recipe
    hidden = set() if recipe.keep_hidden else grid.hidden_rows
    names = [label.casefold() for label in shape.header.labels]
    totals: list[NumberedRow] = []
    count = 0
    for line, cells in shape.frame.rows(shape.first, shape.last):
        row = [cells[i] if i < len(cells) else None for i in shape.columns]
        if recipe.ignores(line):
            shape.skipped.add(line)
            shape.set_aside.append(SetAside(line, "", _joined(row), "ignored"))
        elif line in hidden:
            shape.skipped.add(line)
            shape.set_aside.append(SetAside(line, "", _joined(row), "hidden"))
            problems.add("hidden_row", sheet=grid.name, row=line)
        elif misfit := _misfit(shape, cells):
            shape.skipped.add(line)
            shape.set_aside.append(SetAside(line, "", _joined(cells), "ragged", misfit))
            problems.add(
                "ragged_row", sheet=grid.name, row=line, value=_joined(cells),
                cells=len(cells), expected=shape.width,
                delimiter={"\t": "tab"}.get(grid.delimiter or "", grid.delimiter),
            )  # fmt: skip
        elif _repeats(row, names):
            shape.skipped.add(line)
            shape.decisions.append(
                Decision(
                    "repeated header",
                    f"row {line} left out",
                    code="repeated_header",
                    params={"row": line},
                )
            )
        else:
            count += 1
            if recipe.is_total(line, _is_total_row(row)):
                totals.append((line, row))
    totals = [each for each in totals if _is_meant(each, shape)]
    if totals and (len(totals) * 2 <= count or recipe.total_rows) and len(totals) < KEPT_TOTALS:
        shape.totals = [
            TotalRow(line, tuple("" if is_blank(c) else as_text(c).strip() for c in row))
            for line, row in totals
        ]
        shape.skipped.update(line for line, _ in totals)
    elif totals:
        line, row = totals[0]
        problems.add("many_totals", sheet=grid.name, row=line, value=_joined(row))
    ragged = sum(1 for each in shape.set_aside if each.code == "ragged")
    if ragged and ragged > MANY * (count + ragged) and count + ragged > 4:
        problems.add("many_ragged", sheet=grid.name, count=ragged, rows=count + ragged)


def _repeats(row: list[Cell], names: list[str]) -> bool:
    """Whether a row is the header again, as on every printed page."""
    first = row[0] if row else None
    if not isinstance(first, str) or first.strip().casefold() != names[0]:
        return False
    return [as_text(cell).strip().casefold() for cell in row] == names


def _joined(cells: list[Cell]) -> str:
    return shorten(" | ".join("" if is_blank(c) else as_text(c).strip() for c in cells))


def _misfit(shape: Shape, cells: list[Cell]) -> dict[str, int] | None:
    if not shape.width:
        return None
    filled = filled_at(cells)
    if filled and filled[-1] >= shape.width:
        return {"cells": filled[-1] + 1, "width": shape.width}
    if len(cells) <= shape.columns[-1]:
        return {"cells": len(cells), "width": shape.width}
    return None


def _is_word(cell: Cell) -> bool:
    return isinstance(cell, str) and not is_blank(cell) and not is_value(cell)


def _is_total_row(row: list[Cell]) -> bool:
    at = next((at for at, cell in enumerate(row[:STUB_COLUMNS]) if _is_word(cell)), None)
    if at is None or not is_total(row[at]):
        return False
    rest = [cell for cell in row[at + 1 :] if not is_blank(cell)]
    return not rest or any(map(is_value, rest))


def _is_meant(row: NumberedRow, shape: Shape) -> bool:
    """Whether a row is surely a total: a weak name counts only in the last row."""
    if row[0] == shape.last or row[0] in shape.recipe.total_rows:
        return True
    text = next(as_text(cell) for cell in row[1] if not is_blank(cell) and not is_value(cell))
    return not is_weak_total(text)


def _merge_down(shape: Shape, problems: Problems) -> None:
    """A cell merged over several rows says the same of each of them."""
    grid = shape.frame.grid
    spans = [
        span
        for span in grid.merged
        if span.last_row >= shape.first and span.first_row <= shape.last
    ]
    if not spans or not shape.frame.is_whole:
        return
    cells_of = dict(shape.frame.head)
    for span in spans:
        inside = [
            at for at, i in enumerate(shape.columns)
            if span.first_column <= i + 1 <= span.last_column
        ]  # fmt: skip
        if not inside or span.first_row in shape.skipped:
            continue
        if span.last_column > span.first_column or span.first_row < shape.first:
            problems.add(
                "merged_cells", sheet=grid.name, row=span.first_row,
                column=grid.column_name(span.first_column - 1), range=span.text,
            )  # fmt: skip
            continue
        cells = cells_of.get(span.first_row, [])
        index = shape.columns[inside[0]]
        value = cells[index] if index < len(cells) else None
        for line in range(span.first_row + 1, min(span.last_row, shape.last) + 1):
            shape.filled_down[line, inside[0]] = value
        shape.decisions.append(
            Decision(
                "merged cells",
                f"{span.text}: the value stands in each row",
                "one row only",
                code="merged_cells",
                params={"range": span.text},
            )
        )


def _say(shape: Shape, region: Region, titles: list[NumberedRow]) -> None:
    def decided(code: str, chosen: str, runner_up: str = "", why: str = "", **params: Any) -> None:
        shape.decisions.append(Decision(code, chosen, runner_up, why, code, params))

    header = shape.header
    if header.is_found:
        rows = ", ".join(map(str, header.lines))
        why = f"{len(titles)} lines of text stand above" if titles else ""
        decided("header", f"row {rows}", header.rival, why, rows=rows)
    if header.unit_line:
        row = header.unit_line
        decided("units", f"row {row}", "a row of the table", row=row)
    if header.number_line:
        row = header.number_line
        decided("numbering", f"row {row} left out", "a row of the table", row=row)
    if shape.totals:
        rows = ", ".join(str(each.line) for each in shape.totals[:20])
        decided(
            "totals", f"rows {rows} kept apart", "rows of the table", "by their names", rows=rows
        )
    if region.after:
        rows = ", ".join(str(row[0]) for row in region.after[:20])
        decided("notes", f"rows {rows}", "rows of the table", rows=rows)
    for line in region.joined:
        decided("gap", f"row {line} goes on after an empty row", "another table", row=line)


def _report_several(shapes: list[Shape], problems: Problems) -> None:
    if len(shapes) > 1:
        second = shapes[1]
        lines = second.header.lines or [second.first]
        problems.add(
            "several_tables", sheet=second.grid_name, row=lines[0], column=second.column_name(0),
            value=second.header.labels[0], count=len(shapes),
        )  # fmt: skip
