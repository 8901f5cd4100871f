"""What was understood of a file with its corrections, and what differs from the last version."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chitalishte import tables
from chitalishte.datasets.dictionary import ColumnView
from chitalishte.datasets.loading import budget, column_name
from chitalishte.datasets.typewords import TYPE_WORDS
from chitalishte.records.messages import problem_sentence
from chitalishte.tables.messages import ASKED_FIRST
from chitalishte.tables.original import first_rows
from chitalishte.tables.recipe import Recipe, RecipeError, recipe_from
from chitalishte.tables.saying import DECISIONS, REASONS

SHOWN = 12
SET_ASIDE_SHOWN = 20
VALUES_CHECKED = 5_000


@dataclass(frozen=True)
class Change:
    """One thing in which the file differs from the version that is there, as a sentence."""

    kind: str  # gone, new, type, values
    sentence: str


@dataclass
class Understanding:
    """An intake read with its recipe.

    problems  sentences, when nothing could be read; then there is no reading
    """

    intake: object
    problems: list = field(default_factory=list)

    @cached_property
    def recipe(self):
        try:
            return recipe_from(self.intake.recipe)
        except RecipeError:
            return Recipe()

    @cached_property
    def reading(self):
        try:
            return tables.read(
                self.intake.path,
                name=self.intake.file_name,
                slug=column_name,
                recipe=self.recipe,
                budget=budget(),
            )
        except tables.TableError as error:
            self.problems = [problem_sentence(problem) for problem in error.problems]
            return None

    @cached_property
    def table(self):
        """Return the chosen table of the file, or None."""
        if self.reading is None:
            return None
        found = self.reading.tables
        return found[min(self.intake.table_index, len(found) - 1)]

    @property
    def sources(self):
        """Return the labels of the columns of the file, in order."""
        return self.table.labels

    @cached_property
    def original(self):
        return first_rows(self.intake.path, self.table, recipe=self.recipe)

    @cached_property
    def rows(self):
        """Return the first rows of the result, as people would read them."""
        columns = [
            ColumnView(each.name, each.label, description="", role="", language="", type=each.type)
            for each in self.table.columns
        ]
        return [
            [column.show(value) for column, value in zip(columns, row, strict=True)]
            for row in islice(self.table.rows, SHOWN)
        ]

    @cached_property
    def questions(self):
        """Return [(code, sentence, must be answered before publishing)]."""
        return [
            (problem.code, problem_sentence(problem), problem.code in ASKED_FIRST)
            for problem in self.table.problems
            if problem.severity == "question" or problem.code in ASKED_FIRST
        ]

    @cached_property
    def decisions(self):
        """Return what was decided about the file, a sentence each."""
        found = []
        for decision in self.table.decisions:
            params = dict(decision.params)
            if "type" in params:
                params["type"] = TYPE_WORDS[params["type"]]
            found.append(_(DECISIONS[decision.code]).format(**params))
        return found

    @cached_property
    def set_aside(self):
        """Return [(row, what stood there, why it is no row of the table)], the first of them."""
        return [
            (each.line, each.value, _(REASONS[each.code]).format(**each.params))
            for each in self.table.set_aside[:SET_ASIDE_SHOWN]
        ]

    @property
    def must_be_answered(self):
        return [each for each in self.questions if each[2] and each[0] != "personal_data"]

    @property
    def personal(self):
        return [sentence for code, sentence, _must in self.questions if code == "personal_data"]

    @cached_property
    def changes(self):
        """Return how the file differs from the version readers have now."""
        version = self.intake.dataset.current_version
        return changes(version, self.table, self.intake.dataset) if version else []


def changes(version, table, dataset):
    """Return [Change] between a stored version and a table that was read."""
    before = {column.name: column for column in version.stored.columns}
    after = {column.name: column for column in table.columns}
    found = []
    if gone := [column.label for name, column in before.items() if name not in after]:
        found.append(Change("gone", _("Columns that are gone: %(names)s.") % _names(gone)))
    if new := [column.label for name, column in after.items() if name not in before]:
        found.append(Change("new", _("Columns that are new: %(names)s.") % _names(new)))
    for name, column in after.items():
        if name in before and column.type != before[name].type:
            words = {
                "name": column.label,
                "old": TYPE_WORDS[before[name].type],
                "new": TYPE_WORDS[column.type],
            }
            found.append(
                Change("type", _("The column “%(name)s” was %(old)s and is %(new)s now.") % words)
            )
    return found + _outside_lists(table, dataset)


def _names(labels):
    return {"names": ", ".join(f"“{label}”" for label in labels)}


def _outside_lists(table, dataset):
    lists = {}
    for code in dataset.codes.all():
        lists.setdefault(code.column, set()).add(code.value)
    found = []
    for at, column in enumerate(table.columns):
        allowed = lists.get(column.name) or lists.get(column.label)
        if not allowed:
            continue
        strange = {str(row[at]) for row in table.rows if row[at] is not None} - allowed
        if strange:
            sentence = ngettext(
                "“%(column)s” has a value that is not in its list: %(values)s.",
                "“%(column)s” has %(count)s values that are not in its list: %(values)s.",
                len(strange),
            ) % {
                "column": column.label,
                "count": len(strange),
                "values": ", ".join(sorted(strange)[:5]),
            }
            found.append(Change("values", sentence))
    return found
