"""What was understood of a file, as plain data for programs."""

from typing import Any

from chitalishte.tables.problems import TableError
from chitalishte.tables.read import Reading, Table


def report(reading: Reading) -> dict[str, Any]:
    """What `chitalishte table inspect FILE --json` prints."""
    return {
        "file": reading.name,
        "format": reading.format,
        "encoding": reading.encoding,
        "dialect": reading.dialect,
        "tables": [_table(table) for table in reading.tables],
        "problems": [problem.as_dict() for problem in reading.problems],
    }


def error_report(file: str, error: TableError) -> dict[str, Any]:
    """The same shape for a file that could not be read."""
    return {
        "file": file,
        "format": None,
        "encoding": None,
        "dialect": None,
        "tables": [],
        "problems": [problem.as_dict() for problem in error.problems],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "rows": len(table.rows),
        "columns": [
            {
                "name": column.name,
                "label": column.label,
                "type": column.type,
                "examples": list(column.examples),
                "missing": column.missing,
                "unique": column.unique,
            }
            for column in table.columns
        ],
    }
