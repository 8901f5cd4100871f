"""Corrections an editor made to what was understood, kept so that the next file gets them too.

A recipe is plain data (JSON). A row is pointed at by its number and remembered by its words, so
that it is found again when the next file has one line of title more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from chitalishte.tables.cells import NumberedRow, is_blank
from chitalishte.tables.grammar import TYPES, as_text
from chitalishte.tables.headers import Header

DECIMALS = (",", ".")


class RecipeError(ValueError):
    """The recipe says something impossible; the message says what is allowed."""


@dataclass(frozen=True)
class ColumnRecipe:
    """type, decimal ("," or "."), month_first, unit: as Column and Plan have them; None: as found.

    name  of the column in programs; is_left_out drops it; is_filled_down repeats a value downwards
    """

    type: str | None = None
    decimal: str | None = None
    month_first: bool | None = None
    name: str | None = None
    unit: str | None = None
    is_left_out: bool = False
    is_filled_down: bool = False


@dataclass(frozen=True)
class Unpivot:
    """Columns that are values of one variable („2019“, „2020“) become rows.

    columns  labels of these columns; name and value: names of the two new columns
    """

    columns: tuple[str, ...]
    name: str = "year"
    value: str = "value"


@dataclass(frozen=True)
class TableRecipe:
    """header_rows: numbers; header_words: the labels found there when the recipe was made."""

    header_rows: tuple[int, ...] = ()
    header_words: tuple[str, ...] = ()
    ignored_rows: frozenset[int] = frozenset()
    total_rows: frozenset[int] = frozenset()
    not_totals: bool = False
    keep_hidden: bool = False
    is_left_out: bool = False
    columns: Mapping[str, ColumnRecipe] = field(default_factory=dict)
    unpivot: Unpivot | None = None

    def ignores(self, line: int) -> bool:
        return line in self.ignored_rows

    def is_total(self, line: int, looks_so: bool) -> bool:
        return line in self.total_rows or (looks_so and not self.not_totals)

    def header(self, rows: Sequence[NumberedRow], columns: list[int]) -> Header | None:
        """The header this recipe points at; None when it points at none that is here."""
        lines = [line for line, _ in rows]
        wanted = self._lines_by_words(rows, columns) or list(self.header_rows)
        if not wanted or not set(wanted) <= set(lines):
            return None
        start, end = lines.index(wanted[0]), lines.index(wanted[-1]) + 1
        labels = [
            " – ".join(dict.fromkeys(filter(None, (_word(row, index) for row in rows[start:end]))))
            for index in columns
        ]
        return Header(
            labels,
            [None] * len(columns),
            lines=lines[start:end],
            titles=list(rows[:start]),
            body=end,
        )

    def _lines_by_words(self, rows: Sequence[NumberedRow], columns: list[int]) -> list[int]:
        if len(self.header_rows) != 1 or not self.header_words:
            return []
        for row in rows[:100]:
            if tuple(_word(row, index) for index in columns) == self.header_words:
                return [row[0]]
        return []

    def column(self, label: str) -> ColumnRecipe:
        return self.columns.get(label, ColumnRecipe())


def _word(row: NumberedRow, index: int) -> str:
    cell = row[1][index] if index < len(row[1]) else None
    return "" if is_blank(cell) else " ".join(as_text(cell).split())


@dataclass(frozen=True)
class Recipe:
    """tables: by the name of the sheet, "" for a file without sheets."""

    tables: Mapping[str, TableRecipe] = field(default_factory=dict)
    encoding: str | None = None
    delimiter: str | None = None

    def table(self, name: str | None) -> TableRecipe:
        return self.tables.get(name or "", TableRecipe())


def recipe_from(data: Mapping[str, Any]) -> Recipe:
    """A recipe from its JSON. Raises RecipeError for unknown words and impossible values."""
    _known(data, {"tables", "encoding", "delimiter"})
    tables = {name: _table(each) for name, each in data.get("tables", {}).items()}
    return Recipe(tables, data.get("encoding"), data.get("delimiter"))


def _table(data: Mapping[str, Any]) -> TableRecipe:
    names = set(TableRecipe.__dataclass_fields__)
    _known(data, names)
    columns = {label: _column(each) for label, each in data.get("columns", {}).items()}
    unpivot = data.get("unpivot")
    return TableRecipe(
        header_rows=_rows(data, "header_rows"),
        header_words=tuple(data.get("header_words", ())),
        ignored_rows=frozenset(_rows(data, "ignored_rows")),
        total_rows=frozenset(_rows(data, "total_rows")),
        not_totals=bool(data.get("not_totals")),
        keep_hidden=bool(data.get("keep_hidden")),
        is_left_out=bool(data.get("is_left_out")),
        columns=columns,
        unpivot=Unpivot(tuple(unpivot["columns"]), unpivot["name"], unpivot["value"])
        if unpivot
        else None,
    )


def _column(data: Mapping[str, Any]) -> ColumnRecipe:
    _known(data, set(ColumnRecipe.__dataclass_fields__))
    column = ColumnRecipe(**data)
    if column.type is not None and column.type not in TYPES:
        raise RecipeError(f"There is no type {column.type!r}. The types are: {', '.join(TYPES)}.")
    if column.decimal is not None and column.decimal not in DECIMALS:
        raise RecipeError(f"A decimal sign is , or . and not {column.decimal!r}.")
    return column


def _rows(data: Mapping[str, Any], name: str) -> tuple[int, ...]:
    rows = data.get(name, ())
    if not all(isinstance(row, int) and row > 0 for row in rows):
        raise RecipeError(f"{name} must be numbers of rows from 1.")
    return tuple(sorted(rows))


def _known(data: Mapping[str, Any], names: set[str]) -> None:
    if unknown := set(data) - names:
        allowed = ", ".join(sorted(names))
        raise RecipeError(f"Unknown: {', '.join(sorted(unknown))}. Allowed are: {allowed}.")
