"""What was understood of a file, as plain data for programs."""

from dataclasses import asdict
from typing import Any

from chitalishte.tables.problems import Problem, TableError
from chitalishte.tables.read import Reading, Table


def report(reading: Reading) -> dict[str, Any]:
    """What `chitalishte table inspect FILE --json` prints and a version keeps."""
    return {
        "file": reading.name,
        "format": reading.format,
        "encoding": reading.encoding,
        "dialect": reading.dialect,
        "tables": [_table(table) for table in reading.tables],
        "problems": [_problem(problem) for problem in reading.problems],
    }


def error_report(file: str, error: TableError) -> dict[str, Any]:
    """The same shape for a file that could not be read."""
    return {
        "file": file,
        "format": None,
        "encoding": None,
        "dialect": None,
        "tables": [],
        "problems": [_problem(problem) for problem in error.problems],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {"where": problem.where} | problem.as_dict()


def _table(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "rows": len(table.rows),
        "columns": [
            {
                "name": column.name,
                "label": column.label,
                "type": column.type,
                "unit": column.unit,
                "missing": column.missing,
                "missing_markers": column.missing_markers,
                "code_system": column.code_system,
                "examples": list(column.examples),
                "unique": column.unique,
            }
            for column in table.columns
        ],
        "notes": table.notes,
        "totals": len(table.totals),
        "total_rows": [asdict(total) for total in table.totals],
        "set_aside": [asdict(each) | {"reason": each.reason} for each in table.set_aside],
        "questions": [question.message for question in table.questions],
        "decisions": [asdict(decision) for decision in table.decisions],
        "personal": [asdict(finding) for finding in table.personal],
    }
