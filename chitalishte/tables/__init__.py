"""Turns a spreadsheet into a typed, versioned table that can be queried.

    sheets(path)            rows of cells, nothing decided: the low floor
    read(path)              typed tables, or TableError with every problem and its place
    store.write(table, …)   an immutable version, named by the hash of its content
    query.page(version, …)  rows, filtered and sorted; also all_rows and distinct
    export.csv_chunks(…)    CSV, JSON, XLSX out
    report(reading)         what was understood, as plain data

Plain Python: no Django, no settings. Libraries that are slow to import come in only when used.
"""

from chitalishte.tables import export, query, store
from chitalishte.tables.budget import Budget
from chitalishte.tables.cells import Cell, CellError, NotCalculated
from chitalishte.tables.messages import MESSAGES
from chitalishte.tables.problems import Problem, TableError
from chitalishte.tables.query import Filter, Page, QueryError
from chitalishte.tables.read import Column, Reading, Table, read
from chitalishte.tables.report import error_report, report
from chitalishte.tables.sheets import Sheet, Workbook, sheets
from chitalishte.tables.store import StoredVersion

__all__ = [
    "MESSAGES",
    "Budget",
    "Cell",
    "CellError",
    "Column",
    "Filter",
    "NotCalculated",
    "Page",
    "Problem",
    "QueryError",
    "Reading",
    "Sheet",
    "StoredVersion",
    "Table",
    "TableError",
    "Workbook",
    "error_report",
    "export",
    "query",
    "read",
    "report",
    "sheets",
    "store",
]
