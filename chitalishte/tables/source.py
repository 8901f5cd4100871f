"""One opened file: its format and its grids, before anybody asks what they mean."""

from dataclasses import dataclass
from pathlib import Path

from chitalishte.tables.budget import Budget
from chitalishte.tables.cells import Grid
from chitalishte.tables.container import sniff
from chitalishte.tables.delimited import decide_dialect, walk_records
from chitalishte.tables.encoding import decide_encoding
from chitalishte.tables.problems import Problems


@dataclass
class Source:
    """encoding and dialect are None for a workbook."""

    format: str
    encoding: str | None
    dialect: dict[str, object] | None
    grids: list[Grid]


def open_source(path: Path, name: str, budget: Budget, problems: Problems) -> Source:
    """Raises TableError for a file that is no table, is locked, damaged or over the budget."""
    if sniff(path, name, budget, problems) == "xlsx":
        from chitalishte.tables.workbook import open_workbook

        return Source("xlsx", None, None, open_workbook(path, budget, problems))
    encoding = decide_encoding(path, problems)
    dialect = decide_dialect(path, encoding)
    grid = Grid(
        None,
        lambda: walk_records(path, encoding, dialect, budget, problems),
        delimiter=dialect.delimiter,
    )
    return Source("csv", encoding, dialect.as_dict(), [grid])
