"""The rows of a version that a chart is drawn from: all of them, joined by the database."""

from dataclasses import dataclass

from chitalishte import charting
from chitalishte.charting.fields import find
from chitalishte.datasets.dictionary import Dictionary
from chitalishte.tables import query
from chitalishte.tables.query import conditions

from .address import question_pairs

MOST_ROWS = 20_000  # to draw one by one
MOST_OF_SPREAD = 200_000  # to count in a histogram or a box
SPREADS = ("histogram", "box")
TO_SUGGEST = 5_000
SQL = {"mean": "avg"}
COUNT = "_count"  # the measure of a chart that counts rows


@dataclass(frozen=True)
class Gathered:
    """choice: what is left to do; rows that the database joined are not joined again.

    total  how many rows of the table the chart stands for
    """

    choice: charting.Choice
    rows: list
    total: int


class Rows:
    """A version's rows under the filters of an address.

    refused  whether something in the address could not be asked of this table
    """

    def __init__(self, dataset, version, pairs):
        self.version = version
        self.title = dataset.title
        self.mark = version.pk
        self.dictionary = Dictionary(dataset, version)
        self.question, self.pairs, self.refused = self._asked(question_pairs(pairs))
        on_screen = self.question.select
        self.fields = charting.fields_of(
            column
            for column in self.dictionary.shown
            if column.role not in ("source", "note") and (column.name in on_screen or not on_screen)
        )

    def _asked(self, pairs):
        stored, kept, refused = self.version.stored, [], False
        for pair in pairs:
            try:
                conditions.check(stored, query.parse([pair], stored.columns))
            except query.QueryError:
                refused = True
            else:
                kept.append(pair)
        return query.parse(kept, stored.columns, default=None), kept, refused

    def in_this_language(self, choice):
        """Return a choice with the columns of this language: name_en instead of name_bg."""
        twins = {}
        for name in choice.names:
            column = self.dictionary.get(name)
            if column is not None and column.language and find(self.fields, name) is None:
                twin = self.dictionary.by_role(column.role)
                if twin is not None and twin.language:
                    twins[name] = twin.name
        if not twins:
            return choice

        def said(name):
            return twins.get(name, name)

        return choice.changed(
            x=said(choice.x),
            y=tuple(map(said, choice.y)),
            by=said(choice.by),
            label=said(choice.label),
            time=said(choice.time),
        )

    def sample(self):
        """Return rows that are enough to suggest charts: the first few thousand."""
        return self._read(self.question.changed(limit=TO_SUGGEST)).rows

    def of(self, choice):
        """Return what a chart is drawn from (Gathered). Raises ChartError."""
        choice = charting.fitted(choice, self.fields)
        charting.check(choice, self.fields)
        if choice.how:
            return self._joined(choice)
        names = tuple(dict.fromkeys(choice.names))
        most = MOST_OF_SPREAD if choice.kind in SPREADS else MOST_ROWS
        found = self._read(self.question.changed(select=names, limit=most))
        if found.total > most:
            raise charting.ChartError("too_many_rows", count=str(found.total), most=str(most))
        return Gathered(choice, found.rows, found.total)

    def _joined(self, choice):
        """Let the database join the rows of a place, so that a million are no more than thirty."""
        group = tuple(dict.fromkeys(n for n in (choice.x, choice.by, choice.time) if n))
        function = SQL.get(choice.how, choice.how)
        aggregates = [query.Aggregate(function, name) for name in choice.y]
        names = [*group, *choice.y]
        if not aggregates:
            aggregates, names = [query.Aggregate("count")], [*group, COUNT]
        asked = self.question.changed(
            group=group, aggregates=tuple(aggregates), limit=MOST_ROWS, select=(), sort=()
        )
        page = query.answer(self.version.stored, asked)
        if page.total > MOST_ROWS:
            raise charting.ChartError("too_many_rows", count=str(page.total), most=str(MOST_ROWS))
        rows = [dict(zip(names, row, strict=True)) for row in page.rows]
        left = choice.changed(how="", y=choice.y or (COUNT,))
        return Gathered(left, rows, self._count())

    def _count(self):
        return query.answer(self.version.stored, self.question.changed(limit=0)).total

    def _read(self, question):
        page = query.answer(self.version.stored, question)
        names = [column.name for column in page.columns]
        rows = [dict(zip(names, row, strict=True)) for row in page.rows]
        return Gathered(None, rows, page.total)

    def fields_with(self, choice, label):
        """Return the fields, with one for the number of rows where the chart counts them."""
        if COUNT not in choice.y or find(self.fields, COUNT):
            return self.fields
        return [*self.fields, charting.Field(COUNT, label, charting.NUMBER, "integer")]
