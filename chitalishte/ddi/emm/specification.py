"""The 228 fields of the EMM Survey Registry (template 1.7a) and the lists they choose from.

The facts stand in fields.csv and vocabularies.csv beside this file. The labels of topics, purposes,
criteria, questions, modes and options are the registry's; the rest is in our words.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
SECTIONS = {
    "1": ("Identification", "Изследване"),
    "2": ("Larger study, series, pooling", "Поредица и по-голямо изследване"),
    "3": ("Target population", "Целева съвкупност"),
    "4": ("Sampling", "Извадка"),
    "5": ("Sample size", "Размер на извадката"),
    "6": ("Subgroups", "Подгрупи"),
    "7": ("Data collection", "Събиране на данните"),
    "8": ("Availability", "Достъп"),
    "9": ("Producers and citations", "Автори и цитиране"),
    "10": ("Further information", "Още сведения"),
    "11": ("Compilation of the record", "Съставяне на записа"),
}
GROUPS = ("1.13", "1.14", "3.3", "3.4", "7.2")  # the questions answered yes or no, one by one
# What the registry's template asks for, seen nowhere in public: never shown, never exported.
HIDDEN = {"10.1", "10.2"}


@dataclass(frozen=True)
class Option:
    """A value of a closed list: the registry's code, our word, its label in both languages."""

    code: str
    name: str
    label_en: str
    label_bg: str

    def label(self, language):
        return self.label_bg if language == "bg" else self.label_en


@dataclass(frozen=True)
class Field:
    """One data field of the registry.

    kind        text, long, choice, list, date, number, or yes_no_group
    required    by the registry's template
    emitted     whether its XML carries the field at all: 38 of 228 it does not
    """

    code: str
    section: str
    kind: str
    vocabulary: str
    required: bool
    emitted: bool
    label_en: str
    label_bg: str

    def label(self, language):
        return self.label_bg if language == "bg" else self.label_en

    @property
    def group(self):
        """Return "1.13" for "1.13.4"; empty for a field that stands alone."""
        return self.code.rsplit(".", 1)[0] if self.kind == "yes_no_group" else ""

    @property
    def key(self):
        """Return the registry's own name: f_1_13_4."""
        return "f_" + self.code.replace(".", "_")


@cache
def fields():
    """Return {code: Field} in the registry's order."""
    with (HERE / "fields.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: Field(
                **row | {"required": row["required"] == "yes", "emitted": row["emitted"] == "yes"}
            )
            for row in csv.DictReader(file)
        }


@cache
def vocabulary(name):
    """Return the options of a list, in its order."""
    with (HERE / "vocabularies.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Option(row["code"], row["name"], row["label_en"], row["label_bg"])
            for row in csv.DictReader(file)
            if row["vocabulary"] == name
        )


@cache
def members(group):
    """Return the yes/no fields of a group."""
    return tuple(field for field in fields().values() if field.group == group)


def folded(text):
    """Return a label as it is compared: without blanks, case, punctuation; "&" is "and".

    Older exports of the registry spell its labels differently in exactly these.
    """
    text = text.replace("&", "and").casefold()
    return re.sub(r"[^\w+]", "", text)


@cache
def _by_label(name):
    found: dict[str, Option] = {}
    for option in vocabulary(name):
        for label in (option.label_en, option.label_bg, option.name):
            found.setdefault(folded(label), option)
        # the list of 8.16 drops the "Yes, " that those of 8.1 and 8.10 have
        found.setdefault(folded(option.label_en.removeprefix("Yes, ")), option)
    return found


def option_of(name, text):
    """Return the option that a code, a label in either language or our word names, or None."""
    text = text.strip()
    for option in vocabulary(name):
        if text in (option.code, f"{option.code}."):
            return option
    if match := re.match(r"(-?\d+)\s*\.\s*(.*)", text):  # "1.Yes" of the spreadsheets
        return option_of(name, match[2]) or option_of(name, match[1])
    return _by_label(name).get(folded(text))


def option_named(name, word):
    """Return the option with our word for it, or None."""
    return next((option for option in vocabulary(name) if option.name == word), None)


@cache
def _members_by_label(group):
    return {folded(field.label_en): field for field in members(group)} | {
        folded(field.label_bg): field for field in members(group)
    }


def member_of(group, label):
    """Return the yes/no field with this label, or None."""
    return _members_by_label(group).get(folded(re.sub(r"^[\d.]+\s*", "", label)))
