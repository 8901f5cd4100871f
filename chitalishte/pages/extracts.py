"""Rows of a dataset's table for a block of a page."""

from chitalishte import text
from chitalishte.datasets.dictionary import Dictionary, Role
from chitalishte.datasets.rows import page_of
from chitalishte.records.language import current
from chitalishte.tables import query


def extract(value):
    """Return {columns, rows} for the data_table component, or None when nothing may be shown.

    value  the TableExtractBlock's value. Columns the table no longer has are left out.
    """
    dataset = value["dataset"]
    if not dataset or not dataset.is_public or not dataset.current_version:
        return None
    dictionary = Dictionary(dataset)
    columns = [column for name in value["columns"] if (column := dictionary.get(name))]
    filters = []
    name, sign, wanted = value["only"].partition("=")
    if sign and dictionary.get(name.strip()):
        filters.append(query.Filter(name.strip(), "eq", wanted.strip()))
    rows, _total = page_of(dataset.current_version, filters=filters, limit=value["most"])
    if name := dictionary.by_role(Role.PLACE_NAME):
        rows = text.alphabetical(rows, current(), key=lambda row: str(row.get(name.name) or ""))
    return {
        "columns": [{"label": column.label, "numeric": column.is_numeric} for column in columns],
        "rows": [[column.show(row.get(column.name)) for column in columns] for row in rows],
    }
