"""The sections of a proposal: forms made from the registry's field specification."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chitalishte.ddi import Answer, Missing
from chitalishte.ddi.answers import Flag, read_date, read_number
from chitalishte.ddi.emm import specification
from chitalishte.records.language import current

# Which fields a researcher is asked for, and in what order. Everything else the registry knows may
# be added by editors; a form of 228 questions is left by everybody before its end.
SECTIONS = (
    (
        "survey",
        gettext_lazy("The survey"),
        ("1.4", "1.3", "1.2", "1.0", "1.5", "1.7", "1.11", "1.12", "1.10", "2.3", "2.8"),
    ),
    ("people", gettext_lazy("Who was surveyed"), ("3.1", "3.2", "1.15", "1.16", "3.6", "3.6a")),
    ("topics", gettext_lazy("What it asked about"), ("1.13", "1.13.30a")),
    (
        "sample",
        gettext_lazy("Sample and fieldwork"),
        ("4.1", "4.2", "4.4", "5.1", "5.2", "5.3", "5.7", "7.1", "7.2", "7.7", "1.9"),
    ),
    (
        "access",
        gettext_lazy("The data"),
        ("8.1", "8.5", "8.2", "8.3", "8.4", "8.8", "8.10", "8.11", "8.16", "8.17"),
    ),
    (
        "makers",
        gettext_lazy("Who made it"),
        ("9.1", "9.2", "9.3", "9.5", "9.7", "10.3", "10.4"),
    ),
)
NAMES = [name for name, _title, _codes in SECTIONS]
SPECIAL = {
    Missing.NOT_KNOWN: "not-known",
    Missing.NOT_AVAILABLE: "not-available",
    Missing.NOT_APPLICABLE: "not-applicable",
}


def section(name):
    """Return (title, codes) of a section; raises KeyError."""
    return {known: (title, codes) for known, title, codes in SECTIONS}[name]


class SectionForm(forms.Form):
    """One section. Nothing is required: a half-known survey is worth telling of."""

    def __init__(self, name, answers, data=None):
        super().__init__(data)
        self.title, self.codes = section(name)
        self.given = {code: Answer.from_json(answer) for code, answer in answers.items()}
        for code in self.codes:
            field = self._group(code) if code in specification.GROUPS else self._field(code)
            self.fields[_key(code)] = field

    def _group(self, code):
        language = current()
        label = {
            "1.13": _("Topics"),
            "7.2": _("How the answers were collected"),
        }[code]
        members = specification.members(code)
        return forms.MultipleChoiceField(
            label=label,
            required=False,
            choices=[(one.code, one.label(language)) for one in members],
            widget=forms.CheckboxSelectMultiple,
            initial=[one.code for one in members if self.given.get(one.code) == Answer("1")],
        )

    def _field(self, code):
        known = specification.fields()[code]
        answer = self.given.get(code, Answer())
        label = known.label(current())
        if known.vocabulary:
            options = [("", "—")]
            options += [
                (one.code, one.label(current()))
                for one in specification.vocabulary(known.vocabulary)
            ]
            if known.vocabulary != "country":
                options += [
                    (missing.value, option.label(current()))
                    for missing, word in SPECIAL.items()
                    if (option := specification.option_named("missing", word))
                ]
            initial = answer.missing.value if answer.missing else answer.text
            return forms.ChoiceField(label=label, required=False, choices=options, initial=initial)
        help_text = {
            "date": _("As far as you know it: 2011, 2011-05 or 2011-05-14."),
            "list": _("Several are parted by semicolons."),
            "number": _("A whole number: 1204."),
        }.get(known.kind, "")
        widget = forms.Textarea(attrs={"rows": 4}) if known.kind == "long" else forms.TextInput()
        return forms.CharField(
            label=label,
            required=False,
            max_length=4000,
            initial=answer.written or answer.text,
            help_text=help_text,
            widget=widget,
        )

    def clean(self):
        cleaned = super().clean()
        for code in self.codes:
            kind = "" if code in specification.GROUPS else specification.fields()[code].kind
            text = cleaned.get(_key(code)) or ""
            if kind == "date" and text and read_date(text).flag == Flag.NOT_A_DATE:
                self.add_error(_key(code), ValidationError(_("Write 2011, 2011-05 or 2011-05-14.")))
            if kind == "number" and text and read_number(text) is None:
                self.add_error(_key(code), ValidationError(_("Write a whole number: 1204.")))
        return cleaned

    def answers(self):
        """Return {code: Answer as JSON, or None for an empty one} of what stands in the form."""
        found = {}
        for code in self.codes:
            value = self.cleaned_data.get(_key(code))
            if code in specification.GROUPS:
                for member in specification.members(code):
                    found[member.code] = "1" if member.code in (value or []) else None
                continue
            found[code] = _answer(code, value).as_json() if value else None
        return found


def _answer(code, text):
    text = text.strip()
    if text in set(Missing):
        return Answer(missing=Missing(text))
    kind = specification.fields()[code].kind
    if kind == "date":
        return read_date(text)
    if kind == "list":
        return Answer(tuple(part.strip() for part in text.split(";") if part.strip()))
    return Answer(text)


def _key(code):
    return "f_" + code.replace(".", "_")


class SenderForm(forms.Form):
    """Who proposes it: for the confirmation, for thanks, for questions."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=200,
        help_text=gettext_lazy("It stands with the survey when your proposal is accepted."),
    )
    orcid = forms.CharField(
        label="ORCID",
        max_length=37,
        required=False,
        help_text=gettext_lazy("Sixteen digits: 0000-0002-1825-0097. Stands beside your name."),
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail"),
        help_text=gettext_lazy(
            "We send a letter with a link to confirm it. It is not published, and it is deleted "
            "90 days after the decision."
        ),
    )
    source = forms.CharField(
        label=gettext_lazy("Where the facts stand"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Addresses or references, one a line. Nothing is taken without one."
        ),
    )
    website = forms.CharField(required=False)  # for robots: people do not see it

    def clean_orcid(self):
        orcid = self.cleaned_data["orcid"].strip().upper().removeprefix("HTTPS://ORCID.ORG/")
        if orcid and not is_orcid(orcid):
            raise ValidationError(_("This is not an ORCID: one of its digits is wrong."))
        return orcid


def is_orcid(text):
    """Tell whether the sixteen digits of an ORCID fit their check digit (ISO 7064, MOD 11-2)."""
    digits = text.replace("-", "")
    if len(digits) != 16 or not digits[:15].isdecimal() or digits[15] not in "0123456789X":
        return False
    total = 0
    for digit in digits[:15]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return digits[15] == ("X" if check == 10 else str(check))
