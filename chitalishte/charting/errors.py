"""What is wrong with a chart, as a code and its details; the floors above say it in words."""

from __future__ import annotations

SENTENCES = {
    "unknown_kind": "There is no chart “%(kind)s”. There are: %(allowed)s.",
    "unknown_column": "The table has no column “%(name)s”. It has: %(allowed)s.",
    "unknown_option": "“%(name)s” is not something a chart can do.",
    "needs_x": "Choose the column along which the chart runs.",
    "needs_by": "Choose the column that parts the rows into series.",
    "x_must_be_time": "This chart runs along time, and “%(name)s” is not a date or a year.",
    "x_must_be_category": "This chart compares names, and “%(name)s” is a number.",
    "x_must_be_number": "This chart needs a number across, and “%(name)s” is none.",
    "too_few_measures": "Choose a column with numbers to measure.",
    "too_many_measures": "Too many columns are measured for this chart. Take some out.",
    "not_a_number": "“%(name)s” does not hold numbers, so it cannot be measured.",
    "by_is_a_number": "“%(name)s” holds numbers. Rows are parted by names or by time.",
    "by_and_measures": "Part the rows by a column or measure several columns, not both.",
    "too_many_highlighted": "At most %(most)s can be highlighted.",
    "no_rows": "No row has both a place on the chart and a value.",
    "same_place": "Several rows lie on the same place (“%(name)s”). Choose how to join them: "
    "sum, mean, median, smallest, largest or count.",
    "too_many_rows": "%(count)s marks are more than a chart can show (%(most)s). "
    "Filter the table, or join rows.",
    "too_many_categories": "%(count)s names are more than this chart can show (%(most)s). "
    "Filter the table.",
    "too_many_series": "%(count)s series cannot be told apart by colour (%(most)s can). "
    "Filter the table, or choose lines or small multiples.",
    "below_zero": "Parts of a whole cannot be below zero: “%(name)s”.",
    "log_needs_positive": "A logarithmic scale needs values above zero.",
    "not_json": "This is not JSON: line %(line)s, %(message)s.",
    "spec_too_large": "The specification is longer than %(most)s characters.",
    "spec_invalid": "%(path)s: %(message)s",
    "spec_remote": "%(path)s: data, pictures and links from an address are not allowed. "
    "A chart carries its own data.",
    "spec_expression": "%(path)s: the expression “%(name)s” reaches outside the chart.",
    "spec_large": "%(path)s: the number is larger than %(most)s.",
    "drawing_failed": "The drawing program could not draw this: %(message)s",
    "drawing_slow": "The drawing took too long and was stopped.",
}


class ChartError(ValueError):
    """A chart that cannot be; `code` is a key of SENTENCES and `details` fill its places."""

    def __init__(self, code: str, **details: str) -> None:
        self.code = code
        self.details = details
        super().__init__(SENTENCES[code] % details)
