"""Rows of a text file whose cells are kept apart by a character: CSV, TSV."""

import csv
import io
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from chitalishte.tables.budget import Budget
from chitalishte.tables.cells import NumberedRow
from chitalishte.tables.problems import Problems, TableError

DELIMITERS = [",", ";", "\t", "|"]
SAMPLE_CHARS = 256 * 1024
SAMPLE_RECORDS = 500
RECORD_CELLS = 16  # a record may be as long as this many of the longest cells


@dataclass(frozen=True)
class Dialect:
    """How a text file is cut into cells. A quotation mark inside a cell is written twice."""

    delimiter: str
    quote: str = '"'
    is_announced: bool = False  # by a first line sep=; which only Excel understands

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def decide_dialect(path: Path, encoding: str) -> Dialect:
    """The delimiter that cuts most rows into the same number of cells as the first."""
    with path.open(encoding=encoding, newline="") as file:
        sample = file.read(SAMPLE_CHARS)
    first = sample.splitlines()[0] if sample else ""
    if first.lower().startswith("sep=") and len(first) == 5:
        return Dialect(first[4], is_announced=True)
    is_whole = len(sample) < SAMPLE_CHARS
    return Dialect(max(DELIMITERS, key=lambda each: _fitness(sample, each, is_whole)))


def _fitness(sample: str, delimiter: str, is_whole: bool) -> tuple[float, bool, int]:
    widths = _widths(sample, delimiter, is_whole)
    if not widths:
        return 0.0, False, sample.count(delimiter)
    width, hits = Counter(widths).most_common(1)[0]
    if width == 1:
        return 0.0, False, 0
    return round(hits / len(widths), 1), widths[0] == width, width


def _widths(sample: str, delimiter: str, is_whole: bool) -> list[int]:
    widths: list[int] = []
    _allow_long_fields()
    # records, not lines: a quoted cell may hold line ends and any delimiter
    try:
        for record in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            if any(cell.strip() for cell in record):
                widths.append(len(record))
            if len(widths) > SAMPLE_RECORDS:
                break
    except csv.Error:
        pass
    return widths if is_whole or len(widths) < 2 else widths[:-1]


def _allow_long_fields() -> None:
    # The module's own limit is one for the whole process and far below a long legal text. It is
    # only ever raised; our limit is checked row by row.
    csv.field_size_limit(sys.maxsize if sys.maxsize < 2**31 else 2**31 - 1)


def walk_records(
    path: Path, encoding: str, dialect: Dialect, budget: Budget, problems: Problems
) -> Iterator[NumberedRow]:
    """Give each record with its number from 1, empty lines counted but not given.

    Raises TableError for a quotation mark that is not closed, text after a closing one, a NUL,
    and a cell over the budget.
    """
    _allow_long_fields()
    with path.open(encoding=encoding, newline="") as file:
        pending = _Pending(file, budget, problems)
        reader = csv.reader(pending, delimiter=dialect.delimiter, strict=True)
        number = 0
        while True:
            pending.start(number + 1)
            try:
                record = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise pending.explain(error, dialect) from None
            number += 1
            if number == 1 and dialect.is_announced:
                continue
            if pending.chars > budget.max_cell_chars:
                _refuse_long_cells(record, number, budget, problems)
            if record:
                yield number, record  # type: ignore[misc]


def _refuse_long_cells(record: list[str], number: int, budget: Budget, problems: Problems) -> None:
    for column, cell in enumerate(record, start=1):
        if len(cell) > budget.max_cell_chars:
            raise problems.fail(
                "cell_too_large",
                row=number,
                column=str(column),
                value=cell,
                limit=budget.max_cell_chars,
            )


class _Pending:
    """The lines of the record being read, kept to say where it goes wrong."""

    def __init__(self, file: io.TextIOBase, budget: Budget, problems: Problems):
        self._file = file
        self._limit = budget.max_cell_chars * RECORD_CELLS
        self._cell_limit = budget.max_cell_chars
        self._problems = problems
        self.number, self.chars = 1, 0
        self._lines: list[str] = []

    def start(self, number: int) -> None:
        self.number, self.chars = number, 0
        self._lines.clear()

    def __iter__(self) -> "_Pending":
        return self

    def __next__(self) -> str:
        line = self._file.readline(self._limit + 1)
        if not line:
            raise StopIteration
        self.chars += len(line)
        self._lines.append(line)
        if self.chars > self._limit:
            raise self._at_last_cell("cell_too_large", limit=self._cell_limit)
        if "\0" in line:
            raise self._problems.fail("nul_byte", row=self.number)
        return line

    def explain(self, error: csv.Error, dialect: Dialect) -> TableError:
        if "unexpected end" in str(error):
            return self._at_last_cell("unclosed_quote", dialect.delimiter)
        return self._at_bad_quote(dialect.delimiter)

    def _at_bad_quote(self, delimiter: str) -> TableError:
        record = "".join(self._lines)
        column, end = 0, -1
        # the first beginning of the record, cut at a delimiter, that cannot be read either
        while end < len(record):
            end = (record + delimiter).index(delimiter, end + 1)
            try:
                column = len(next(csv.reader([record[:end]], delimiter=delimiter, strict=True)))
            except csv.Error as error:
                if "unexpected end" not in str(error):
                    break
        value = record[:end].rpartition(delimiter + '"')[2]
        return self._problems.fail(
            "bad_quote", row=self.number, column=str(column + 1), value=value
        )

    def _at_last_cell(self, code: str, delimiter: str = ",", **params: object) -> TableError:
        record = next(csv.reader(self._lines, delimiter=delimiter), [])
        value = record[-1] if record else None
        column = str(len(record)) if record else None
        return self._problems.fail(code, row=self.number, column=column, value=value, **params)
