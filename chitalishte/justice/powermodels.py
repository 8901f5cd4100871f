"""The guide to the models of judicial power: read from a table, laid beside the 27 states."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from chitalishte import text
from chitalishte.drawing import countries
from chitalishte.records.language import current

from .models import PowerModel


class ModelsError(Exception):
    """The table does not fit; the message names file, row and column."""


@transaction.atomic
def load_models(path):
    """Add the models that are not there yet; return how many. Nothing is written on an error."""
    path = Path(path)
    known = set(PowerModel.objects.values_list("identifier", flat=True))
    problems, count = [], 0
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            if row["identifier"] in known:
                continue
            if None in row or None in row.values():
                words = "it has not as many cells as the first row"
                problems.append(f"{path.name}, row {number}: {words}")
                continue
            model = PowerModel(position=number - 1, **row)
            try:
                model.full_clean()
            except ValidationError as error:
                problems += [
                    f"{path.name}, row {number}, {field}: {' '.join(said)}"
                    for field, said in error.message_dict.items()
                ]
                continue
            model.save()
            count += 1
    if problems:
        raise ModelsError("\n".join(problems))
    return count


@dataclass(frozen=True)
class StateLine:
    """A state and, for every model in their order, whether scholars name it there."""

    code: str
    name: str
    named: list[bool]

    @property
    def count(self):
        return sum(self.named)


class Guide:
    def __init__(self):
        self.models = list(PowerModel.objects.all())

    @property
    def by_question(self):
        """Return [(question, [(model, [(code, name of a state)])])]."""
        found = defaultdict(list)
        for model in self.models:
            found[model.question].append((model, _named(model.codes)))
        return [
            (label, found[question])
            for question, label in PowerModel.Question.choices
            if found[question]
        ]

    @property
    def lines(self):
        """Return a StateLine for every member state, by name."""
        return [
            StateLine(code, name, [code in model.codes for model in self.models])
            for code, name in _named(countries.EU27)
        ]

    @property
    def several(self):
        """Return the states that one question puts into more than one model."""
        found = []
        for code, name in _named(countries.EU27):
            for question in PowerModel.Question.values:
                mine = [
                    one for one in self.models if one.question == question and code in one.codes
                ]
                if len(mine) > 1:
                    found.append((code, name, mine))
        return found

    @property
    def unnamed(self):
        """Return the states that none of the models names."""
        return [(line.code, line.name) for line in self.lines if not line.count]

    @property
    def works(self):
        """Return [(work, [its models])] by the work."""
        found = defaultdict(list)
        for model in self.models:
            for work in model.works:
                found[work].append(model)
        return sorted(found.items(), key=lambda one: one[0].casefold())


def models_of(code):
    """Return the models for which scholars name a state."""
    return [model for model in PowerModel.objects.all() if code in model.codes]


def _named(codes):
    named = [(code, countries.name(code, current())) for code in codes]
    return text.alphabetical(named, current(), key=lambda item: item[1])
