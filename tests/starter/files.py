"""The files of the starter collection, read in the plainest way there is."""

import csv
import json
from pathlib import Path

import chitalishte

STARTER = Path(chitalishte.__file__).parent / "starter"
NAMES = (
    "constitutions",
    "constitutional_review",
    "judicial_self_government",
    "prosecution_investigation",
)


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def table(name):
    """Return the rows of one of the four tables, as they stand in the file."""
    return rows_of(STARTER / "tables" / f"{name}.csv")


def dictionary(name):
    """Return ({column: row}, {column: {value: row}}) of a data dictionary."""
    columns, codes = {}, {}
    for row in rows_of(STARTER / "dictionaries" / f"{name}.csv"):
        if row["value"]:
            codes.setdefault(row["column"], {})[row["value"]] = row
        else:
            assert row["column"] not in columns, f"{row['column']} is described twice"
            columns[row["column"]] = row
    return columns, codes


def page(name):
    return json.loads((STARTER / "pages" / name).read_text(encoding="utf-8"))
