"""A survey as answers to the registry's 228 fields, and answers as a survey.

Where a column of ours holds a field, the column is right; the answer beside it keeps the source's
spelling and is used as long as it still reads as the column's value. So an import followed by an
export gives the source's own words back, and an editor's correction is never overruled by them.
"""

import re
from dataclasses import dataclass
from typing import Any

from chitalishte.ddi import Answer
from chitalishte.ddi.answers import read_date, read_number
from chitalishte.ddi.emm import specification

from .models import Document
from .naming import spellings

SUBGROUPS = "abcde"
DOCUMENTS = {  # kind: {our field: the registry's}
    Document.Kind.DOCUMENTATION: {
        "availability": "8.10",
        "place": "8.11",
        "archive_number": "8.12",
        "doi": "8.13",
        "standard": "8.14",
        "languages": "8.15",
        "language_codes": "8.15a",
        "citation": "9.6",
    },
    Document.Kind.QUESTIONNAIRE: {
        "availability": "8.16",
        "place": "8.17",
        "archive_number": "8.18",
        "doi": "8.19",
        "languages": "8.20",
        "language_codes": "8.20a",
    },
}
SUBGROUP_FIELDS = (
    *("name", "issued", "achieved", "response_rate", "formula", "formula_other", "weak_points"),
)


@dataclass(frozen=True)
class Column:
    """A field of the registry that stands in a column of ours.

    kind   "text", "choice", "number", "date", "country"
    """

    code: str
    name: str
    kind: str = "text"

    def read(self, answer):
        """Return what the column would hold for an answer; the column's empty value for none."""
        field = specification.fields()[self.code]
        if answer is None or answer.missing:
            return None if self.kind == "number" else ""
        if self.kind == "choice":
            option = specification.option_of(field.vocabulary, answer.text)
            return option.name if option else ""
        if self.kind == "number":
            return read_number(answer.text)
        if self.kind == "date":
            read = read_date(answer.text)
            return "" if read.flag == "not-a-date" else read.value
        return answer.text

    def write(self, value):
        """Return the answer that says a column's value, or None for an empty one."""
        if value in (None, ""):
            return None
        if self.kind == "choice":
            field = specification.fields()[self.code]
            option = specification.option_named(field.vocabulary, value)
            return Answer(option.code if option else value)
        return Answer(str(value))


COLUMNS = (
    Column("1.1", "emm_id"),
    Column("1.2", "acronym"),
    Column("1.3", "title_en"),
    Column("1.5", "scope", "choice"),
    Column("1.10", "time_method", "choice"),
    Column("1.11", "collected_from", "date"),
    Column("1.12", "collected_to", "date"),
    Column("1.15", "ages", "choice"),
    Column("1.16", "sexes", "choice"),
    Column("2.8", "wave"),
    Column("4.1", "sampling", "choice"),
    Column("5.2", "sample_size", "number"),
    Column("8.1", "availability", "choice"),
    Column("8.3", "data_number"),
    Column("8.4", "data_doi"),
    Column("8.5", "access", "choice"),
)
# Organisations and terms: the field, our relation. The source's words are one text.
ORGANISATIONS = (
    ("9.1", "producers"),
    ("7.1", "collectors"),
    ("9.2", "owners"),
    ("9.3", "distributors"),
)
MEMBERS = (("1.13", "topics"), ("7.2", "modes"))
WITHOUT_TERM = {"7.2.8"}  # "information not available" is no mode
# Texts of ours in two languages that answer a field of one.
WORDS = (("3.1", "target"), ("4.2", "sampling"))


def answers_of(survey):
    """Return {code: Answer} of everything the survey says, in the registry's order."""
    kept = {code: Answer.from_json(data) for code, data in survey.answers.items()}
    told: dict[str, Any] = dict(kept)
    for column in COLUMNS:
        _overlay(told, column, getattr(survey, column.name))
    told["1.0"] = Answer(survey.country.notation)
    told["1.4"] = Answer(national_title(survey))
    if survey.data_url and survey.data_url not in told.get("8.2", Answer()).text:
        words = survey.access_en or survey.access_bg
        told["8.2"] = Answer("; ".join(part for part in (survey.data_url, words) if part))
    for code, relation in ORGANISATIONS:
        names = _unsaid(getattr(survey, relation).all(), kept.get(code, Answer()).text)
        if names:
            told[code] = Answer("; ".join(filter(None, [kept.get(code, Answer()).text, *names])))
    for group, relation in MEMBERS:
        _overlay_members(told, group, getattr(survey, relation).all())
    for code, name in WORDS:
        words = getattr(survey, f"{name}_en") or getattr(survey, f"{name}_bg")
        if words and code not in kept:
            told[code] = Answer(words)
    told |= _subgroups(survey) | _documents(survey)
    order = {code: number for number, code in enumerate(specification.fields())}
    return dict(sorted(told.items(), key=lambda item: (order.get(item[0], 999), item[0])))


def _unsaid(things, written):
    """Return the names of organisations that the source's own words do not name already."""
    said = {spelling for part in re.split(r"[;\n]", written) for spelling in spellings(part)}
    return [
        thing.name_en or thing.name_bg
        for thing in things
        if said.isdisjoint({*spellings(thing.name_en), *spellings(thing.name_bg)})
    ]


def national_title(survey):
    """Return the title in the language of the country: Bulgarian here, elsewhere the original."""
    if survey.country.notation == "BG":
        return survey.title_original or survey.title_bg
    return survey.title_original or survey.title_en


def _overlay(told, column, value):
    answer = told.get(column.code)
    if column.read(answer) == value and answer is not None:
        return  # the source's spelling still says it
    written = column.write(value)
    if written is not None:
        told[column.code] = written
    elif answer is not None and not answer.missing and column.read(answer):
        del told[column.code]  # an editor emptied the column


def _overlay_members(told, group, terms):
    notations = {term.notation for term in terms}
    for member in specification.members(group):
        if member.code in notations:
            told[member.code] = Answer("1")
        elif told.get(member.code, Answer()).value == "1" and member.code not in WITHOUT_TERM:
            told[member.code] = Answer("0")


def _subgroups(survey):
    found = {}
    for letter, subgroup in zip(SUBGROUPS, survey.subgroups.all(), strict=False):
        for number, name in enumerate(SUBGROUP_FIELDS, start=1):
            value = getattr(subgroup, name)
            if value and name == "formula":
                value = specification.option_named("formula", value).code
            if value:
                found[f"6{letter}{number}"] = Answer(value)
    return found


def _documents(survey):
    found = {}
    for document in survey.documents.all():
        for name, code in DOCUMENTS.get(document.kind, {}).items():
            value = getattr(document, name)
            if not value:
                continue
            field = specification.fields()[code]
            if field.vocabulary:
                value = specification.option_named(field.vocabulary, value).code
            if field.kind == "list":
                value = tuple(part.strip() for part in value.split(";") if part.strip())
            found[code] = Answer(value)
    return found
