"""The same as a table: what the map shows, sortable, and the provenance of every cell."""

from django.utils.translation import gettext as _

from chitalishte.datasets.models import Column

from .geographies import PLACES, REGIONS, STATES
from .series import line_of


def place_word(view):
    """Return what one place is called above a column of them."""
    if view.has_dots:
        return _("Place")
    return {STATES: _("State"), REGIONS: _("Region"), PLACES: _("Place")}[view.atlas.kind]


def ordered(view):
    """Return the codes of the table in the order asked for, without those that step back."""
    codes = [code for code in view.places if not view.is_dimmed(code)]
    sort = view.look.sort
    if sort == "-name":
        codes.reverse()
    elif sort and view.is_numeric:
        numbers = view.measure.at(view.year)
        known = [code for code in codes if code in numbers]
        known.sort(key=numbers.get, reverse=sort == "-value")
        codes = known + [code for code in codes if code not in numbers]
    elif sort:
        keys = [line.key for line in view.classes]
        place = {key: at for at, key in enumerate(keys)}
        codes.sort(key=lambda code: place.get(view.areas[code].key, len(keys)))
        if sort == "-value":
            codes.reverse()
    return codes


def table_of(view):
    """Return {columns, rows} of the component `data_table`: places, values, line, provenance."""
    sort = view.look.sort
    by_name = {"": "ascending", "-name": "descending"}.get(sort, "")
    by_value = {"value": "ascending", "-value": "descending"}.get(sort, "")
    columns = [
        {
            "label": place_word(view),
            "sorted": by_name,
            "sort_url": view.address("#as-table", sort="-name" if sort == "" else ""),
        },
        {
            "label": view.caption,
            "numeric": view.is_numeric,
            "unit": view.measure.unit if view.is_numeric else "",
            "sorted": by_value,
            "sort_url": view.address("#as-table", sort="value" if sort == "-value" else "-value"),
        },
    ]
    has_rank = view.is_numeric
    has_line = view.is_numeric and len(view.figures.years) > 1
    if has_rank:
        columns.append({"label": _("Rank"), "numeric": True})
    if has_line:
        years = view.figures.years
        columns.append({"label": f"{years[0]} – {years[-1]}"})
    aside = [(view.dictionary.by_role(role), str(label)) for role, label in _aside_labels()]
    aside = [(column, label) for column, label in aside if column]
    columns += [{"label": label} for _column, label in aside]
    rows = []
    for code in ordered(view):
        row = view.places[code]
        cells = [
            {"label": view.name_of(code), "url": view.address("#place", place=code)},
            view.areas[code].value or "–",
        ]
        if has_rank:
            rank = view.measure.rank(view.year, code)
            cells.append(str(rank[0]) if rank else "–")
        if has_line:
            cells.append(line_of(view.plain_measure, code, view.year) or "–")
        cells += [column.show(row.get(column.name)) for column, _label in aside]
        rows.append(cells)
    return {"columns": columns, "rows": rows}


def _aside_labels():
    return ((Column.Role.AS_OF, _("As of")), (Column.Role.CONFIDENCE, _("Confidence")))


def provenance_of(view):
    """Return {columns, rows}: for every place the sources, flags and notes of its cell."""
    roles = (Column.Role.SOURCE, Column.Role.AS_OF, Column.Role.CONFIDENCE, Column.Role.NOTE)
    columns = [column for role in roles if (column := view.dictionary.by_role(role))]
    flags = [
        column
        for column in view.dictionary.shown
        if column.name in ("flag", "status", f"{view.column.name}_flag")
        or column.name == f"{view.column.name}_missing"
    ]
    columns += [column for column in flags if column not in columns]
    heads = [{"label": place_word(view)}, {"label": view.caption}]
    heads += [{"label": column.label} for column in columns]
    rows = []
    for code in ordered(view):
        row = view.places[code]
        cells = [view.name_of(code), view.areas[code].value or "–"]
        rows.append(cells + [column.show(row.get(column.name)) or "–" for column in columns])
    return {"columns": heads, "rows": rows}
