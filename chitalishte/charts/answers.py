"""The rows of an answer to a reader's SQL, as a chart is drawn from them."""

from itertools import islice

from django.utils.translation import gettext as _

from chitalishte import charting
from chitalishte.charting.fields import find
from chitalishte.drawing import countries
from chitalishte.records.language import current
from chitalishte.tables.sqltypes import type_of

from .gathering import COUNT, Gathered

YEARS = range(1500, 2200)
TO_LOOK_AT = 500  # rows that tell whether a column holds years or codes of states


class AnswerRows:
    """What `gathering.Rows` is for a version: fields, a sample, the rows of a choice.

    answer  tables.sandbox.SqlAnswer
    """

    title = ""
    mark = "sql"
    pairs = ()
    refused = False

    def __init__(self, answer):
        names = [column["name"] for column in answer.columns]
        self.rows = [dict(zip(names, row, strict=True)) for row in answer.rows]
        self.fields = [self._field(column) for column in answer.columns]
        self.title = _("The answer")

    def _field(self, column):
        name, type_ = column["name"], type_of(column["type"])
        seen = [row[name] for row in islice(self.rows, TO_LOOK_AT) if row[name] is not None]
        if type_ == "integer" and seen and "year" in name.lower() + _year_words(name):
            type_ = "year" if all(value in YEARS for value in seen) else type_
        (field,) = charting.fields_of([_Column(name, name, type_)])
        is_state = type_ == "text" and seen and all(_is_state(value) for value in seen)
        if not is_state:
            return field
        labels = {value: countries.name(value, current()) for value in set(seen)}
        return charting.Field(name, name, charting.CATEGORY, labels=labels)

    def sample(self):
        return self.rows

    def of(self, choice):
        """Return what a chart is drawn from (Gathered). Raises ChartError."""
        charting.check(charting.fitted(choice, self.fields), self.fields)
        rows = self.rows
        if choice.how == "count" and not choice.y:
            rows = [row | {COUNT: 1} for row in rows]
            choice = choice.changed(y=(COUNT,), how="sum")
        return Gathered(choice, rows, len(rows))

    def in_this_language(self, choice):
        return choice

    def fields_with(self, choice, label):
        if COUNT not in choice.y or find(self.fields, COUNT):
            return self.fields
        return [*self.fields, charting.Field(COUNT, label, charting.NUMBER, "integer")]


class _Column:
    def __init__(self, name, label, type_):
        self.name, self.label, self.type = name, label, type_


def _year_words(name):
    return " year" if "год" in name.lower() else ""


def _is_state(value):
    return isinstance(value, str) and len(value) == 2 and value in countries.COUNTRIES
