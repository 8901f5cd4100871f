"""Tables as Parquet files with names that are safe on any disk."""

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from chitalishte.tables.loading import load
from chitalishte.tables.read import Table

UNSAFE = re.compile(r"[^\w.-]+")


def write_tables(tables: Sequence[Table], folder: Path) -> list[str]:
    """Write one Parquet file a table into the folder; give their names in the same order.

    Each file appears whole or not at all.
    """
    names: list[str] = []
    for number, table in enumerate(tables, start=1):
        stem = UNSAFE.sub("_", table.name).strip("_.")[:80] or f"table_{number}"
        name = f"{stem}.parquet"
        if name.casefold() in (taken.casefold() for taken in names):
            name = f"{stem}_{number}.parquet"
        with tempfile.TemporaryDirectory(dir=folder, prefix=".unfinished-") as passing:
            load(table.columns, table.rows, Path(passing))
            (Path(passing) / "table.parquet").replace(folder / name)
        names.append(name)
    return names
