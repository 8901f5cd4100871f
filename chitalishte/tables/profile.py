"""What is known of a column after all its cells were seen."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from chitalishte.tables.cells import Cell, is_blank
from chitalishte.tables.grammar import (
    CONVERTERS,
    NOTHING,
    Kind,
    as_text,
    decide_type,
    gather,
    is_year_column,
)
from chitalishte.tables.problems import shorten

EXAMPLES = 3
FEW = 5  # ways of writing nothing that are counted one by one, which is ten times faster
DISTINCT_LIMIT = 4_000_000  # remembered values of all columns of a table together


@dataclass
class Profile:
    """Gathers one column, a slice of rows at a time.

    distinct_limit  up to how many rows it is known whether all values differ
    first           the number of the first row with a value, and the value
    """

    distinct_limit: int = DISTINCT_LIMIT
    filled: int = 0
    kinds: int = NOTHING
    examples: list[str] = field(default_factory=list)
    smallest: int | None = None
    largest: int | None = None
    unsure: str | None = None
    first: tuple[int, Cell] | None = None
    _distinct: set[Cell] | None = field(default_factory=set)

    def add(self, cells: Sequence[Cell], first_row: int) -> None:
        """Take in the cells of rows that follow each other, the first with this number."""
        values = set(cells)
        blank = [value for value in values if is_blank(value)]
        values.difference_update(blank)
        if len(blank) < FEW:
            filled = len(cells) - sum(map(cells.count, blank))
        else:  # a hostile column of blanks, each of another length
            filled = sum(not is_blank(cell) for cell in cells)
        self.filled += filled
        if self.first is None and values:
            at = next(at for at, cell in enumerate(cells) if not is_blank(cell))
            self.first = first_row + at, cells[at]
        self.kinds |= gather(values) | _kinds_of_types(set(map(type, cells)))
        if len(self.examples) < EXAMPLES:
            self._take_examples(cells)
        if self.kinds == Kind.INTEGER:
            self._widen(values)
        if self.kinds & Kind.UNSURE and self.unsure is None:
            self.unsure = next(as_text(v) for v in cells if v in values and _is_unsure(v))
        self._count_distinct(values, is_new=len(values) == filled)

    def _take_examples(self, cells: Sequence[Cell]) -> None:
        filled = (shorten(as_text(cell)) for cell in cells[:1000] if not is_blank(cell))
        self.examples = list(dict.fromkeys([*self.examples, *filled]))[:EXAMPLES]

    def _widen(self, values: set[Cell]) -> None:
        convert = CONVERTERS["integer"]
        numbers: list[int] = [convert(value) for value in values]  # type: ignore[misc]
        if self.smallest is not None and self.largest is not None:
            numbers += [self.smallest, self.largest]
        if numbers:
            self.smallest, self.largest = min(numbers), max(numbers)

    def _count_distinct(self, values: set[Cell], *, is_new: bool) -> None:
        if self._distinct is None:
            return
        if not is_new or not self._distinct.isdisjoint(values):
            self._distinct = None
            return
        if len(self._distinct) <= self.distinct_limit:
            self._distinct |= values

    def is_unique(self, rows: int) -> bool | None:
        """Whether every row has a value of its own; None when there are too many to know."""
        if self._distinct is None or self.filled < rows:
            return False
        return None if rows > self.distinct_limit else True

    def decide(self, header: str, delimiter: str | None) -> tuple[str, bool]:
        """The type, and whether it is text only because its numbers are ambiguous."""
        type_, is_ambiguous = decide_type(self.kinds, delimiter)
        if type_ == "integer" and self.smallest is not None and self.largest is not None:
            type_ = "year" if is_year_column(header, self.smallest, self.largest) else type_
        return type_, is_ambiguous


def _kinds_of_types(types: set[type]) -> int:
    # True equals 1, so a set of cells keeps only one of them; the types tell that both are there
    kinds = Kind.TRUE_FALSE if bool in types else NOTHING
    return kinds | Kind.INTEGER if int in types else kinds


def _is_unsure(cell: Cell) -> bool:
    return bool(gather([cell]) & Kind.UNSURE)
