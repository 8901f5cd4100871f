"""What is wrong with a file, where, and what to do about it."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from chitalishte.tables.messages import MESSAGES, NOTES, QUESTIONS

SHOWN_OF_EACH = 20  # a person corrects a few places and sees the pattern
VALUE_CHARS = 80


@dataclass(frozen=True)
class Problem:
    """One thing about a file that a person should know.

    row     as a person sees it in a spreadsheet, from 1; in a CSV file the record
    column  a letter in a workbook ("C"), a number from 1 in a CSV file ("3")
    value   the cell as text, shortened to 80 characters
    code    a stable machine word, a key of `messages.MESSAGES`
    """

    file: str
    code: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def severity(self) -> str:
        """error: nothing could be read; question: a person must decide; note: only said."""
        code = self.params.get("code", self.code)
        if code in QUESTIONS:
            return "question"
        return "note" if code in NOTES else "error"

    @property
    def is_fatal(self) -> bool:
        return self.severity == "error"

    def belongs_to(self, sheet: str | None, header_lines: tuple[int, ...]) -> bool:
        """Whether it speaks of the table with this header, and not of one above it."""
        if self.sheet != sheet:
            return False
        return self.row is None or not header_lines or self.row >= min(header_lines)

    @property
    def message_template(self) -> str:
        return MESSAGES[self.code]

    def __str__(self) -> str:
        """What is wrong, without the place."""
        return self.message_template.format(**self.params)

    @property
    def where(self) -> str:
        """The place in words: "prices.xlsx, sheet “2025”, row 7, column C (Price)"."""
        parts = [self.file]
        if self.sheet is not None:
            parts.append(f"sheet “{self.sheet}”")
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column is not None:
            label = self.params.get("label")
            parts.append(f"column {self.column} ({label})" if label else f"column {self.column}")
        return ", ".join(parts)

    @property
    def message(self) -> str:
        place = f"{self.where}, value “{self.value}”" if self.value else self.where
        return f"{place}: {self}"

    def as_dict(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
        }


class TableError(Exception):
    """The file cannot be read as it is. `problems` says why, each with its place."""

    def __init__(self, problems: list[Problem]):
        self.problems = problems
        super().__init__("\n".join(problem.message for problem in problems))


class Problems:
    """Collects what is found in one file; of each kind on a sheet only the first 20 are kept."""

    def __init__(self, file: str):
        self.file = file
        self._kept: list[Problem] = []
        self._seen: Counter[tuple[str | None, str]] = Counter()

    def add(
        self,
        code: str,
        *,
        sheet: str | None = None,
        row: int | None = None,
        column: str | None = None,
        value: object = None,
        **params: object,
    ) -> None:
        self._seen[sheet, code] += 1
        if self._seen[sheet, code] > SHOWN_OF_EACH:
            return
        shown = None if value is None else shorten(str(value))
        if shown is not None:
            params["value"] = shown
        self._kept.append(Problem(self.file, code, sheet, row, column, shown, params))

    def fail(self, code: str, **details: Any) -> "TableError":
        """Add a problem after which reading cannot go on; the caller raises what is returned."""
        self.add(code, **details)
        return self.error()

    def error(self) -> TableError:
        return TableError(self.all())

    def all(self) -> list[Problem]:
        more = [
            Problem(
                self.file, "and_more", sheet, params={"count": seen - SHOWN_OF_EACH, "code": code}
            )
            for (sheet, code), seen in self._seen.items()
            if seen > SHOWN_OF_EACH
        ]
        return self._kept + more

    @property
    def are_fatal(self) -> bool:
        return any(problem.is_fatal for problem in self._kept)


def shorten(text: str, limit: int = VALUE_CHARS) -> str:
    """The beginning of a text on one line."""
    line = " ".join(text[: limit * 4].split())
    return line if len(line) <= limit and len(text) <= limit * 4 else line[: limit - 1] + "…"
