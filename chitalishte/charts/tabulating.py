"""The numbers behind a chart as a table: for a file, and for a page, where time goes across."""

from django.utils.translation import gettext as _

from chitalishte import text
from chitalishte.charting.fields import CATEGORY, TIME, plain
from chitalishte.charting.shaping import ordered_names
from chitalishte.records.language import current

from .gathering import COUNT

MOST_IN_TABLE = 1_000
MOST_ACROSS = 30  # moments


def records(view):
    """Return (header, rows) of what is drawn: the numbers behind the marks, unrounded.

    Of a specification of somebody's own the rows of the table: nobody knows what it shows of them.
    """
    if view.own_spec is not None:
        return _of_rows(view)
    shaped = view.shaped
    if shaped is None:
        return [], []
    choice, x = shaped.choice, shaped.x
    has_name = bool(choice.label)
    has_series = any(mark["s"] for mark in shaped.marks)
    header = [{"label": shaped.field(choice.label).label}] if has_name else []
    header.append({"label": x.title, "numeric": x.kind == "number"})
    if has_series:
        header.append({"label": _series(shaped)})
    measured = shaped.measured
    if measured is not None:
        title = _("Value") if len(choice.y) > 1 else measured.title
        if measured.name == COUNT:
            title = _("Number of rows")
        header.append({"label": title, "numeric": True})
    rows = []
    for mark in _in_order(shaped):
        row = [mark.get("n", "")] if has_name else []
        row.append(mark["xs"] or mark["x"])
        if has_series:
            row.append(mark["s"])
        if measured is not None:
            row.append(mark["y"])
        rows.append(row)
    return header, rows


def table(view):
    """Return {columns, rows, is_cut} for the data_table component."""
    across = None if view.own_spec is not None or view.shaped is None else _crossed(view.shaped)
    if across:
        return across
    header, rows = view.records
    return {
        "columns": header,
        "rows": [[_cell(value) for value in row] for row in rows[:MOST_IN_TABLE]],
        "is_cut": len(rows) > MOST_IN_TABLE,
    }


def _series(shaped):
    return shaped.field(shaped.choice.by).label if shaped.choice.by else _("Measure")


def _of_rows(view):
    fields = view.rows.fields
    header = [{"label": field.title, "numeric": field.kind == "number"} for field in fields]
    rows = [
        [
            field.shown(row[field.name], current())
            if field.kind == CATEGORY
            else plain(row[field.name])
            for field in fields
        ]
        for row in view.rows.sample()
    ]
    return header, rows


def _crossed(shaped):
    """The table with a line a series and a column a moment, where that is shorter; else None."""
    if shaped.x.kind != TIME or shaped.choice.kind in ("box", "timeline"):
        return None
    names = [name for name in shaped.series if name]
    moments = sorted({mark["x"] for mark in shaped.marks})
    if len(names) < 2 or len(moments) > MOST_ACROSS:
        return None
    shown = {mark["x"]: mark["xs"] for mark in shaped.marks}
    cells = {(mark["s"], mark["x"]): mark["y"] for mark in shaped.marks}
    columns = [
        {"label": _series(shaped)},
        *({"label": shown[moment], "numeric": True} for moment in moments),
    ]
    rows = [[name, *(_cell(cells.get((name, moment))) for moment in moments)] for name in names]
    return {"columns": columns, "rows": rows, "is_cut": False}


def _in_order(shaped):
    """The marks as the table lists them: bars as they stand, time from the first, else by name."""
    if shaped.x.kind == CATEGORY:
        place = {name: at for at, name in enumerate(ordered_names(shaped))}
        return sorted(shaped.marks, key=lambda mark: place[mark["x"]])
    return sorted(shaped.marks, key=lambda mark: (mark["x"], mark["s"], mark.get("n", "")))


def _cell(value):
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return text.number(round(value, 6), current())
    return value
