"""Rows of a table by the names of their columns."""

import io

from chitalishte.tables import export, query


def page_of(version, **question):
    """Return (rows, total) of a question to a version; each row is {column name: value}."""
    page = query.page(version.stored, **question)
    names = [column.name for column in page.columns]
    return [dict(zip(names, row, strict=True)) for row in page.rows], page.total


def written(form, columns, rows):
    """Return rows (tuples in the order of the columns) as the bytes of a csv, xlsx or json file."""
    if form == "xlsx":
        out = io.BytesIO()
        export.write_xlsx(out, columns, rows)
        return out.getvalue()
    if form == "json":
        return b"".join(export.json_chunks(columns, rows))
    # with a byte-order mark, because Excel takes a bare UTF-8 file for Windows-1251
    return b"".join(export.csv_chunks(columns, rows, with_bom=True))
