"""The form with which a reader or an editor changes a chart: only what this kind of chart has."""

from django.utils.translation import gettext as _

from chitalishte import charting, text
from chitalishte.charting.choice import (
    MOST_HIGHLIGHTED,
    NEEDS_BY,
    ROLES,
    WITH_LABEL,
    WITH_LOG,
    WITH_SHARE,
    WITHOUT_BY,
    WITHOUT_HOW,
)
from chitalishte.charting.fields import CATEGORY, NUMBER, TIME, find, plain
from chitalishte.charting.shaping import moment_shown
from chitalishte.records.language import current

from .wording import HOW_WORDS, ORDER_WORDS, kind_words

MOST_TO_HIGHLIGHT = 400
WITH_ORDER = ("bar", "stacked", "grouped", "dot", "box", "heat")


class Controls:
    """What can be changed of a ChartView, as groups of options for charts/_controls.html."""

    def __init__(self, view):
        self.view = view
        self.choice = view.choice
        self.fields = view.rows.fields

    def _options(self, kinds, current, *, empty=None):
        lines = [{"value": "", "label": empty, "current": not current}] if empty else []
        return lines + [
            {"value": each.name, "label": each.label, "current": each.name == current}
            for each in self.fields
            if each.kind in kinds
        ]

    @property
    def kinds(self):
        chosen = self.choice.kind if self.choice else ""
        return [
            {"value": kind, "label": kind_words(kind), "current": kind == chosen}
            for kind in charting.KINDS
        ]

    @property
    def selects(self):
        """Return [{name, label, options}] of the columns and ways this kind of chart has."""
        if self.choice is None:
            return []
        choice = self.choice
        across, _least, most = ROLES.get(choice.kind, ((), 0, 0))
        lines = [
            {"name": "x", "label": _("Along"), "options": self._options(across, choice.x)},
        ]
        if most == 1:
            measured = choice.y[0] if choice.y else ""
            empty = _("the number of rows") if choice.how == "count" else None
            lines.append(
                {
                    "name": "y",
                    "label": _("Measured"),
                    "options": self._options((NUMBER,), measured, empty=empty),
                }
            )
        if choice.kind not in WITHOUT_BY and len(choice.y) < 2:
            empty = None if choice.kind in NEEDS_BY else _("not parted")
            lines.append(
                {
                    "name": "by",
                    "label": _("Parted by"),
                    "options": self._options((CATEGORY, TIME), choice.by, empty=empty),
                }
            )
        if choice.kind in WITH_LABEL:
            lines.append(
                {
                    "name": "label",
                    "label": _("Named by"),
                    "options": self._options((CATEGORY,), choice.label, empty=_("not named")),
                }
            )
        lines += self._of_time()
        if choice.kind not in WITHOUT_HOW:
            lines.append(
                {
                    "name": "how",
                    "label": _("Rows of one place"),
                    "options": _words(HOW_WORDS, choice.how),
                }
            )
        if choice.kind in WITH_ORDER:
            lines.append(
                {"name": "order", "label": _("Order"), "options": _words(ORDER_WORDS, choice.order)}
            )
        return lines

    def _of_time(self):
        """The column of time and its moments, for charts that do not run along it."""
        across = find(self.fields, self.choice.x)
        times = [each for each in self.fields if each.kind == TIME]
        if not times or (across is not None and across.kind == TIME):
            return []
        lines = [
            {
                "name": "time",
                "label": _("Of when, by"),
                "options": self._options((TIME,), self.choice.time, empty=_("all rows")),
            }
        ]
        time = find(times, self.choice.time)
        if time is not None and self.choice.by != time.name:
            present = self._moments(time)
            shown = self.choice.at[-1] if self.choice.at else ""
            options = [
                {"value": value, "label": label, "current": value == shown}
                for value, label in present
            ]
            last = {"value": "", "label": _("the last"), "current": not shown}
            lines.append({"name": "at", "label": _("When"), "options": [last, *options]})
        return lines

    def _moments(self, time):
        found = {row.get(time.name) for row in self.view.rows.sample()}
        known = sorted((v for v in found if v not in (None, "")), key=lambda v: str(plain(v)))
        return [(str(plain(v)), moment_shown(v, time, current())) for v in known[::-1][:200]]

    @property
    def measures(self):
        """Return the columns that may be measured together, as checkboxes; none for most charts."""
        if self.choice is None or ROLES.get(self.choice.kind, ((), 0, 0))[2] < 2:
            return []
        return [
            {"value": each.name, "label": each.title, "current": each.name in self.choice.y}
            for each in self.fields
            if each.kind == NUMBER and each.name != self.choice.x
        ]

    @property
    def switches(self):
        if self.choice is None:
            return []
        lines = []
        if self.choice.kind in WITH_SHARE:
            words = _("as parts of 100 %")
            lines.append({"name": "share", "label": words, "current": self.choice.share})
        if self.choice.kind in WITH_LOG:
            words = _("logarithmic scale")
            lines.append({"name": "log", "label": words, "current": self.choice.log})
        return lines

    @property
    def names(self):
        """Return what may be highlighted: series, or the names along the chart."""
        if self.choice is None:
            return []
        wanted = self.choice.by or self.choice.label or self.choice.x
        if self.choice.kind in WITH_LABEL and self.choice.label:
            wanted = self.choice.label
        field = find(self.fields, wanted)
        if field is None or field.kind != CATEGORY:
            return []
        found = dict.fromkeys(row.get(field.name) for row in self.view.rows.sample())
        known = [value for value in found if value not in (None, "")]
        if not 1 < len(known) <= MOST_TO_HIGHLIGHT:
            return []
        lines = [
            {
                "value": str(plain(value)),
                "label": field.shown(value, current()),
                "current": str(plain(value)) in self.choice.highlight,
            }
            for value in known
        ]
        return text.alphabetical(lines, current(), key=lambda line: line["label"])

    @property
    def most_highlighted(self):
        return MOST_HIGHLIGHTED

    @property
    def hidden(self):
        """Return what the form keeps: the question to the table, and several moments."""
        kept = list(self.view.rows.pairs)
        shown = {line["name"] for line in self.selects}
        if self.choice is not None and "at" not in shown:
            kept += [("at", value) for value in self.choice.at]
        if self.choice is not None:
            kept.append(("was", self.choice.kind))  # so that another kind is known to be new
        return [{"name": name, "value": value} for name, value in kept]


def _words(known, current):
    return [
        {"value": value, "label": _(words), "current": value == current}
        for value, words in known.items()
    ]
