"""What was decided about a file and why rows were set aside, as sentences for a person, by code.

`Decision` and `SetAside` carry the code and what to fill in; the web layer translates the same
templates. `{type}` is one of grammar.TYPES.
"""

from chitalishte.tables.messages import UNCLOSED_QUOTE, gettext_noop

DECISIONS = {
    "header": gettext_noop("The header is row {rows}."),
    "units": gettext_noop("Row {row} has units, so it is no row of the table."),
    "numbering": gettext_noop("Row {row} only numbers the columns; it was left out."),
    "totals": gettext_noop("Rows that add up others stand apart: {rows}."),
    "notes": gettext_noop("What stands below the table was kept as notes: rows {rows}."),
    "gap": gettext_noop("The table goes on in row {row}, after an empty row."),
    "repeated_header": gettext_noop("Row {row} repeats the header; it was left out."),
    "merged_cells": gettext_noop("{range} was one merged cell; its value stands in each row."),
    "type_told": gettext_noop("“{label}”: {type}, as the corrections say."),
    "type": gettext_noop("“{label}”: {type}, because all {count} values fit."),
    "type_text": gettext_noop("“{label}”: text, because not all values fit one type."),
    "day_first": gettext_noop("“{label}”: the day stands before the month."),
    "two_digit_year": gettext_noop("“{label}”: years 00–49 are 20xx, years 50–99 are 19xx."),
    "longitude_first": gettext_noop("“{label}”: points give the longitude first."),
    "decimal_comma": gettext_noop("“{label}”: the comma parts the fractions."),
    "decimal_point": gettext_noop("“{label}”: the point parts the fractions."),
}

REASONS = {
    "unclosed_quote": UNCLOSED_QUOTE,
    "ignored": gettext_noop("left out by the corrections"),
    "hidden": gettext_noop("the row is hidden"),
    "ragged": gettext_noop("the row has {cells} cells, the header has {width}"),
}
