"""Bring the named things of the registry from CSV files; what is there stays as editors left it."""

import csv

from .models import Organisation, Series, SynonymGroup, Term

FILES = (("terms.csv", Term), ("organisations.csv", Organisation), ("series.csv", Series))


def load_vocabularies(folder):
    """Add the terms, organisations, series and synonyms that are missing; return how many."""
    new = 0
    for name, model in FILES:
        known = set(model.objects.values_list("identifier", flat=True))
        for row in _rows(folder / name):
            if row["identifier"] in known:
                continue
            if broader := row.pop("broader", ""):
                row["broader"] = Term.objects.get(identifier=broader)
            thing = model(**row)
            thing.full_clean()
            thing.save()
            new += 1
    if not SynonymGroup.objects.exists():
        for row in _rows(folder / "synonyms.csv"):
            SynonymGroup.objects.create(**row)
            new += 1
    return new


def _rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
