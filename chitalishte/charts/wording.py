"""What is wrong with a chart, in the language of the page."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from chitalishte.charting import SENTENCES

KIND_WORDS = {
    "line": gettext_noop("Lines"),
    "area": gettext_noop("Areas"),
    "bar": gettext_noop("Bars"),
    "stacked": gettext_noop("Stacked bars"),
    "grouped": gettext_noop("Grouped bars"),
    "dot": gettext_noop("Dots"),
    "slope": gettext_noop("Slope"),
    "scatter": gettext_noop("Scatter"),
    "histogram": gettext_noop("Histogram"),
    "box": gettext_noop("Boxes"),
    "heat": gettext_noop("Heat table"),
    "multiples": gettext_noop("Small multiples"),
    "timeline": gettext_noop("Timeline"),
}
HOW_WORDS = {
    "": gettext_noop("as they are"),
    "sum": gettext_noop("sum"),
    "mean": gettext_noop("mean"),
    "median": gettext_noop("median"),
    "min": gettext_noop("smallest"),
    "max": gettext_noop("largest"),
    "count": gettext_noop("number of rows"),
}
ORDER_WORDS = {
    "": gettext_noop("usual"),
    "value": gettext_noop("by value"),
    "name": gettext_noop("by name"),
    "table": gettext_noop("as in the table"),
}


def said(error):
    """Return a ChartError as a sentence."""
    return _(SENTENCES[error.code]) % error.details


def kind_words(kind):
    return _(KIND_WORDS[kind])


# The sentences stand in an engine, which knows no translations; here they are found by xgettext.
_SENTENCES = [
    gettext_noop("There is no chart “%(kind)s”. There are: %(allowed)s."),
    gettext_noop("The table has no column “%(name)s”. It has: %(allowed)s."),
    gettext_noop("“%(name)s” is not something a chart can do."),
    gettext_noop("Choose the column along which the chart runs."),
    gettext_noop("Choose the column that parts the rows into series."),
    gettext_noop("This chart runs along time, and “%(name)s” is not a date or a year."),
    gettext_noop("This chart compares names, and “%(name)s” is a number."),
    gettext_noop("This chart needs a number across, and “%(name)s” is none."),
    gettext_noop("Choose a column with numbers to measure."),
    gettext_noop("Too many columns are measured for this chart. Take some out."),
    gettext_noop("“%(name)s” does not hold numbers, so it cannot be measured."),
    gettext_noop("“%(name)s” holds numbers. Rows are parted by names or by time."),
    gettext_noop("Part the rows by a column or measure several columns, not both."),
    gettext_noop("At most %(most)s can be highlighted."),
    gettext_noop("No row has both a place on the chart and a value."),
    gettext_noop(
        "Several rows lie on the same place (“%(name)s”). Choose how to join them: "
        "sum, mean, median, smallest, largest or count."
    ),
    gettext_noop(
        "%(count)s marks are more than a chart can show (%(most)s). Filter the table, or join rows."
    ),
    gettext_noop("%(count)s names are more than this chart can show (%(most)s). Filter the table."),
    gettext_noop(
        "%(count)s series cannot be told apart by colour (%(most)s can). "
        "Filter the table, or choose lines or small multiples."
    ),
    gettext_noop("Parts of a whole cannot be below zero: “%(name)s”."),
    gettext_noop("A logarithmic scale needs values above zero."),
    gettext_noop("This is not JSON: line %(line)s, %(message)s."),
    gettext_noop("The specification is longer than %(most)s characters."),
    gettext_noop("%(path)s: %(message)s"),
    gettext_noop(
        "%(path)s: data, pictures and links from an address are not allowed. "
        "A chart carries its own data."
    ),
    gettext_noop("%(path)s: the expression “%(name)s” reaches outside the chart."),
    gettext_noop("%(path)s: the number is larger than %(most)s."),
    gettext_noop("The drawing program could not draw this: %(message)s"),
    gettext_noop("The drawing took too long and was stopped."),
]
