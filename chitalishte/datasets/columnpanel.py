"""One column at a glance: what it holds, how its values are spread, and how to filter by it."""

from functools import cached_property

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from chitalishte import text
from chitalishte.records.language import current
from chitalishte.tables import query

VALUES = 15
WIDTH, HEIGHT = 400, 80  # of the histogram, in its own units
RANGED = {"integer": "number", "decimal": "number", "year": "number", "date": "date"}
WORDED = ("text", "code", "year_month", "quarter", "time", "point")


class ColumnPanel:
    """table: the TablePage whose other filters hold here too; column: a ColumnView."""

    def __init__(self, table, column):
        self.table, self.column = table, column

    @cached_property
    def summary(self):
        """Return what the column holds among the rows that its own filters do not touch."""
        others = self.table.question.without(self.column.name)
        return query.summarise(self.table.version.stored, others, [self.column.name])[0]

    @property
    def facts(self):
        """Return [{label, value}] of the column, in words and numbers of the page's language."""
        found = self.summary
        facts = [
            (_("Filled"), _count(found.count)),
            (_("Missing"), _count(found.missing)),
            (_("Different values"), _count(found.distinct)),
        ]
        if found.quartiles is not None:
            first, middle, third = found.quartiles
            facts += [
                (_("Smallest"), self._show(found.low)),
                (_("A quarter are up to"), self._show(first)),
                (_("Half are up to (median)"), self._show(middle)),
                (_("Three quarters are up to"), self._show(third)),
                (_("Largest"), self._show(found.high)),
            ]
        if found.mean is not None:
            facts.append((_("Average"), text.number(round(found.mean, 2), current())))
        return [{"label": label, "value": value} for label, value in facts]

    def _show(self, value):
        shown = self.column.show(value)
        unit = self.column.unit
        return f"{shown} {unit}" if unit and shown else shown

    @property
    def histogram(self):
        """Return the spread as an inline SVG; "" when there is nothing to draw."""
        bins = self.summary.bins
        most = max((one.count for one in bins), default=0)
        if len(bins) < 2 or not most:
            return ""
        step = WIDTH / len(bins)
        bars = format_html_join(
            "",
            '<rect x="{}" y="{}" width="{}" height="{}"><title>{}</title></rect>',
            (
                (
                    _plain(at * step),
                    _plain(HEIGHT - HEIGHT * one.count / most),
                    _plain(max(step - 1, 1)),
                    _plain(HEIGHT * one.count / most),
                    f"{self._show(one.low)} – {self._show(one.high)}: {_count(one.count)}",
                )
                for at, one in enumerate(bins)
            ),
        )
        label = _("How the values of “%(column)s” are spread from %(low)s to %(high)s") % {
            "column": self.column.label,
            "low": self._show(self.summary.low),
            "high": self._show(self.summary.high),
        }
        return format_html(
            '<svg class="spread" viewBox="0 0 {} {}" role="img" aria-label="{}" '
            'preserveAspectRatio="none">{}</svg>',
            str(WIDTH),
            str(HEIGHT),
            label,
            bars,
        )

    @property
    def input_type(self):
        """Return the kind of field for from and to; "" when the column has no such filter."""
        return RANGED.get(self.column.type, "")

    @property
    def takes_words(self):
        return self.column.type in WORDED

    def _asked(self, op):
        found = [
            one.value
            for one in self.table.filters
            if one.column == self.column.name and one.op == op
        ]
        return str(found[0]) if found else ""

    @property
    def low(self):
        return self._asked("gte")

    @property
    def high(self):
        return self._asked("lte")

    @property
    def words(self):
        return self._asked("contains")

    @property
    def kept(self):
        """Return the rest of the address as hidden fields of the form."""
        rest = self.table.kept(self.table.question.without(self.column.name))
        return [*rest, {"name": "_column", "value": self.column.name}]

    @cached_property
    def values(self):
        """Return [{label, count, url, is_chosen}] of the most frequent values, if any repeats."""
        if self.summary.distinct == self.summary.count and not self.summary.missing:
            return []
        facet = query.facet(
            self.table.version.stored,
            self.table.question,
            self.column.name,
            limit=VALUES,
            with_own=False,
        )
        return [self._value(value, count) for value, count in facet.values]

    def _value(self, value, count):
        name = self.column.name
        one = query.Filter(name, "exact", value)
        if value is None:
            one = query.Filter(name, "isnull", True)
        elif isinstance(value, bool):
            one = query.Filter(name, "exact", "true" if value else "false")
        is_chosen = any(
            (each.column, each.op, str(each.value)) == (one.column, one.op, str(one.value))
            for each in self.table.filters
        )
        question = self.table.question.without(name)
        if not is_chosen:
            question = question.changed(filters=(*question.filters, one))
        return {
            "label": _("missing") if value is None else self.column.show(value),
            "count": _count(count),
            "url": self.table.address(question, row_page=None),
            "is_chosen": is_chosen,
        }

    @property
    def close_url(self):
        return self.table.address(_column=None)


def _count(number):
    return text.number(number, current())


def _plain(number):
    """A number of the drawing, without the decimal comma of the page."""
    return format(number, ".2f").rstrip("0").rstrip(".")
