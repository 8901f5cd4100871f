"""What a cell can hold before anybody decides the type of its column."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from chitalishte.tables.findings import SetAside

Cell = str | int | float | bool | date | datetime | None


class CellError(str):
    """The error a formula gave, as the sheet shows it: #REF!, #DIV/0!."""

    __slots__ = ()


class NotCalculated(str):
    """The place of a formula that no program has calculated yet; the text is the formula."""

    __slots__ = ()


class Measured(float):
    """A number whose format shows a unit: 12.5 with "%" for 0.125 shown as 12,5 %."""

    __slots__ = ("unit",)

    unit: str

    def __new__(cls, value: float, unit: str) -> "Measured":
        self = super().__new__(cls, value)
        self.unit = unit
        return self


@dataclass(frozen=True)
class CellRange:
    """A rectangle of a sheet, ends included; rows and columns count from 1 as on the screen."""

    text: str
    first_row: int
    last_row: int
    first_column: int
    last_column: int


NumberedRow = tuple[int, list[Cell]]


@dataclass
class Grid:
    """One sheet, or a CSV file, that can be walked any number of times.

    name       of the sheet; None for a CSV file
    walk       starts a new pass; gives the number of a row and its cells from the first column,
               without the rows that have no cell. Raises TableError for what stops reading
    delimiter  of a CSV file; None for a sheet
    merged     filled by the end of a pass, because a sheet names its merged cells last
    hidden_rows, hidden_columns   numbers from 1, filled by the end of a pass
    is_named   the first row surely is the names of the columns, as in JSON or Parquet
    notes      what the file says of the table beside it, such as a caption
    set_aside  records that cannot be cut into cells; like merged, of the last pass
    """

    name: str | None
    walk: Callable[[], Iterator[NumberedRow]]
    delimiter: str | None = None
    merged: list[CellRange] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    is_named: bool = False
    notes: list[str] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)

    def column_name(self, index: int) -> str:
        """How a person names the column with this index, which counts from 0."""
        return str(index + 1) if self.delimiter else column_letters(index + 1)


def column_letters(number: int) -> str:
    """1 → A, 27 → AA, 16384 → XFD."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """A → 1, XFD → 16384. Raises ValueError for anything but one to three Latin letters."""
    if not (1 <= len(letters) <= 3 and letters.isascii() and letters.isalpha()):
        raise ValueError(f"{letters!r} is not a column")
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def filled_width(cells: list[Cell]) -> int:
    """How many cells there are up to the last filled one."""
    width = len(cells)
    while width and is_blank(cells[width - 1]):
        width -= 1
    return width
