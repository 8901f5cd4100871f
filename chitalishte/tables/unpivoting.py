"""Columns that are values of one variable, as „2019“, „2020“, „2021“, turned into rows."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from chitalishte.tables.columns import Column
from chitalishte.tables.deciding import convert, decide
from chitalishte.tables.grammar import as_text, gather
from chitalishte.tables.headers import is_period
from chitalishte.tables.names import column_names
from chitalishte.tables.read_types import Row, RowsLike
from chitalishte.tables.recipe import RecipeError, Unpivot


@dataclass(frozen=True)
class UnpivotedRows:
    """Each row once for each of the columns that became rows, in their order.

    kept, turned  positions in the row; names: the values of the new column, as typed
    """

    rows: RowsLike
    kept: tuple[int, ...]
    turned: tuple[int, ...]
    names: tuple[object, ...]
    as_texts: bool

    def __len__(self) -> int:
        return len(self.rows) * len(self.turned)

    def __iter__(self) -> Iterator[Row]:
        for row in self.rows:
            before = tuple(row[at] for at in self.kept)
            for name, at in zip(self.names, self.turned, strict=True):
                value = row[at]
                if self.as_texts and value is not None:
                    value = as_text(value)  # type: ignore[arg-type]
                yield (*before, name, value)


def period_labels(columns: Sequence[Column]) -> list[str]:
    """The labels of columns that are periods with values of one kind; [] for fewer than two."""
    found = [column for column in columns if is_period(column.label)]
    types = {column.type for column in found}
    if len(found) < 2 or not types <= {"integer", "decimal"}:
        return []
    return [column.label for column in found]


def unpivoted(
    columns: Sequence[Column], rows: RowsLike, unpivot: Unpivot
) -> tuple[list[Column], UnpivotedRows]:
    """The columns and the rows after turning. Raises RecipeError for columns that are not there."""
    labels = [column.label for column in columns]
    if missing := [label for label in unpivot.columns if label not in labels]:
        raise RecipeError(
            f"There is no column {missing[0]!r}. The columns are: {', '.join(labels)}."
        )
    turned = [labels.index(label) for label in unpivot.columns]
    kept = [at for at in range(len(columns)) if at not in turned]
    types = {columns[at].type for at in turned}
    plan = decide(gather(list(unpivot.columns)))
    if plan.type == "integer" and all(map(is_period, unpivot.columns)):
        plan = replace(plan, type="year")
    type_ = types.pop() if len(types) == 1 else _common(types)
    markers: Counter[str] = Counter()
    for at in turned:
        markers.update(columns[at].missing_markers)
    units = {columns[at].unit for at in turned}
    new = [
        Column(unpivot.name, unpivot.name, plan.type, tuple(unpivot.columns[:3]), 0, False),
        Column(
            unpivot.value, unpivot.value, type_, columns[turned[0]].examples,
            sum(columns[at].missing for at in turned), False,
            units.pop() if len(units) == 1 else None, None, dict(markers),
        ),
    ]  # fmt: skip
    whole = [replace(columns[at], unique=False) for at in kept] + new
    names = column_names([column.name for column in whole])
    whole = [replace(column, name=name) for column, name in zip(whole, names, strict=True)]
    values = tuple(convert(label, plan) for label in unpivot.columns)
    return whole, UnpivotedRows(rows, tuple(kept), tuple(turned), values, type_ == "text")


def _common(types: set[str]) -> str:
    return "decimal" if types == {"integer", "decimal"} else "text"
