"""The editing screen of a survey: our columns, then every other field of the registry."""

from functools import partial

from django import forms
from django.utils.functional import lazystr
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from chitalishte.ddi import Answer, Missing
from chitalishte.ddi.answers import read_date
from chitalishte.ddi.emm import specification
from chitalishte.records.editing import RecordForm
from chitalishte.records.language import current

from .bridging import COLUMNS, DOCUMENTS, MEMBERS
from .proposalforms import SPECIAL

IN_COLUMNS = {column.code for column in COLUMNS} | {"1.0", "1.4", "11.1"}
IN_DOCUMENTS = {code for fields in DOCUMENTS.values() for code in fields.values()}
IN_TERMS = {group for group, _relation in MEMBERS}


def registry_fields():
    """Return the fields of the registry that no column, relation or table of ours holds."""
    return [
        field
        for field in specification.fields().values()
        if field.code not in IN_COLUMNS | IN_DOCUMENTS
        and field.group not in IN_TERMS
        and not field.code.startswith(("6a", "6b", "6c", "6d", "6e"))
    ]


class _Words:
    """A label in the language of the screen, read when it is shown."""

    def __init__(self, thing):
        self.thing = thing

    def __str__(self):
        return self.thing.label(current())


class _Help:
    def __init__(self, field):
        self.field = field

    def __str__(self):
        return _("Field %(code)s of the EMM registry.") % {"code": self.field.code}


class _Section:
    def __init__(self, number):
        self.number = number

    def __str__(self):
        return specification.SECTIONS[self.number][current() == "bg"]


def _choices(field):
    options = [("", "—")]
    options += [
        (one.code, one.label(current())) for one in specification.vocabulary(field.vocabulary)
    ]
    return options + [
        (missing.value, specification.option_named("missing", word).label(current()))
        for missing, word in SPECIAL.items()
    ]


def _form_field(field):
    words = {
        "label": lazystr(_Words(field)),
        "required": False,
        "help_text": lazystr(_Help(field)),
    }
    if field.vocabulary:
        return forms.ChoiceField(choices=partial(_choices, field), **words)
    if field.kind == "long":
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), **words)
    return forms.CharField(**words)


class SurveyForm(RecordForm):
    """The form of a survey; the registry's fields are read from and written to `answers`."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in registry_fields():
            if field.key in self.fields:
                answer = Answer.from_json(self.instance.answers.get(field.code, ""))
                self.fields[field.key].initial = (
                    answer.missing.value if answer.missing else answer.text or answer.written
                )

    def save(self, commit=True):
        answers = dict(self.instance.answers)
        for field in registry_fields():
            if field.key not in self.cleaned_data or field.key not in self.changed_data:
                continue  # what nobody touched keeps the source's spelling
            text = self.cleaned_data[field.key].strip()
            if text:
                answers[field.code] = _answer(field, text).as_json()
            else:
                answers.pop(field.code, None)
        self.instance.answers = answers
        return super().save(commit=commit)


def _answer(field, text):
    if text in set(Missing):
        return Answer(missing=Missing(text))
    if field.kind == "date":
        return read_date(text)
    if field.kind == "list":
        return Answer(tuple(part.strip() for part in text.split(";") if part.strip()))
    return Answer(text)


for _field in registry_fields():
    SurveyForm.base_fields[_field.key] = _form_field(_field)
    SurveyForm.declared_fields[_field.key] = SurveyForm.base_fields[_field.key]


def registry_panels():
    """Return a folded panel for each section of the registry that has fields left."""
    by_section: dict[str, list] = {}
    for field in registry_fields():
        by_section.setdefault(field.section, []).append(FieldPanel(field.key))
    return [
        MultiFieldPanel(panels, heading=lazystr(_Section(number)), classname="collapsed")
        for number, panels in by_section.items()
    ]
