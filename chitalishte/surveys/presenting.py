"""A survey as its page shows it: sections of names and values, nothing unknown left unsaid."""

from urllib.parse import urlencode

from django.utils.translation import gettext as _

from chitalishte import text
from chitalishte.ddi import Answer, Missing
from chitalishte.ddi.emm import specification
from chitalishte.records.language import current, language_of, other

from .describing import names, period, size_words
from .lists import label_of

# Fields whose content readers meet elsewhere on the page, in a column or beside it.
SHOWN_ELSEWHERE = {
    *("1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.7", "1.8", "1.10", "1.11", "1.12", "1.15"),
    *("1.16", "2.8", "3.1", "4.1", "4.2", "5.2", "7.1", "8.1", "8.2", "8.3", "8.4", "8.5", "9.1"),
    *("9.2", "9.3", "11.1", "10.3", "7.7"),
}


def _pair(label, value, **more):
    return {"label": label, "value": value, **more}


def _in_language(survey, name, label):
    value = getattr(survey, f"{name}_words", None) or getattr(survey, name)
    language = language_of(survey, name)
    return _pair(label, value, lang="" if language == current() else other())


def sections(survey):
    """Return [{heading, id, pairs}] of what is known."""
    made = [
        (_("Who and what"), "asked", _asked(survey)),
        (_("Sample and fieldwork"), "fieldwork", _fieldwork(survey)),
        (_("Who made it"), "makers", _makers(survey)),
        (_("Access to the data"), "access", _access(survey)),
    ]
    return [
        {"heading": heading, "id": name, "pairs": kept}
        for heading, name, pairs in made
        if (kept := [pair for pair in pairs if pair["value"]])
    ]


def links(survey, name, facet):
    """Return the names of related things as links to the list of surveys with them."""
    things = text.alphabetical(
        list(getattr(survey, name).all()), current(), key=lambda thing: thing.name
    )
    return [
        {"label": thing.name, "url": "../?" + urlencode({facet: thing.identifier})}
        for thing in things
    ]


def _asked(survey):
    return [
        _pair(_("Country"), survey.country.name),
        _pair(_("Territory"), survey.get_scope_display() if survey.scope else ""),
        _in_language(survey, "territory", _("Where")),
        _pair(_("Regions"), names(survey.regions)),
        _pair(_("Type of survey"), survey.get_kind_display() if survey.kind else ""),
        _in_language(survey, "target", _("Who was surveyed")),
        _pair(_("Ages"), survey.get_ages_display() if survey.ages else "", note=_ages(survey)),
        _pair(_("Sex"), survey.get_sexes_display() if survey.sexes else ""),
    ]


def _ages(survey):
    written = Answer.from_json(survey.answers.get("1.15", "")).written
    return _("as the source says: %(words)s") % {"words": written} if written else ""


def _fieldwork(survey):
    return [
        _pair(_("Fieldwork"), period(survey), note=remark(survey, "1.17")),
        _pair(_("Design in time"), survey.get_time_method_display() if survey.time_method else ""),
        _pair(_("Wave"), survey.wave),
        _pair(_("Sampling"), survey.get_sampling_display() if survey.sampling else ""),
        _in_language(survey, "sampling", _("Sampling in words")),
        _pair(_("Achieved sample"), size_words(survey)),
        _pair(
            _("Minority part of the sample"),
            text.number(survey.minority_sample, current()) if survey.minority_sample else "",
        ),
        _pair(_("Mode of collection"), names(survey.modes)),
        _pair(_("Languages"), names(survey.languages)),
    ]


def _makers(survey):
    written = Answer.from_json(survey.answers.get("9.1", "")).text
    return [
        _pair(_("Producers"), names(survey.producers) or written),
        _pair(_("Data collectors"), names(survey.collectors)),
        _pair(_("Funders"), names(survey.funders)),
        _pair(_("Owners"), names(survey.owners)),
        _pair(_("Distributors"), names(survey.distributors)),
    ]


def _access(survey):
    doi = survey.data_doi
    return [
        _pair(
            _("Availability of the data"),
            survey.get_availability_display() if survey.availability else "",
        ),
        _pair(_("Use of the whole data set"), survey.get_access_display() if survey.access else ""),
        _in_language(survey, "access", _("What is public")),
        _pair(_("Address of the data"), survey.data_url, url=survey.data_url),
        _pair("DOI", doi, url=f"https://doi.org/{doi.removeprefix('https://doi.org/')}"),
        _pair(_("Number in the archive"), survey.data_number),
        _pair(_("Licence of the data"), survey.data_licence),
        _pair(_("Number in the EMM registry"), survey.emm_id),
    ]


def remark(survey, code):
    """Return a free answer of the registry's field, as the source has it."""
    return Answer.from_json(survey.answers.get(code, "")).text


def all_fields(survey):
    """Return [{heading, pairs}] of every answered field of the registry, section by section.

    What is unknown is said as such, in its three kinds.
    """
    from .bridging import answers_of

    answers = answers_of(survey)
    found = {}
    for code, field in specification.fields().items():
        answer = answers.get(code)
        if answer is None or code in specification.HIDDEN:
            continue
        pair = _pair(field.label(current()), words_of(field, answer), note=code)
        if answer.flag:
            pair["note"] = f"{code} · {flag_words(answer)}"
        found.setdefault(field.section, []).append(pair)
    return [
        {"heading": specification.SECTIONS[number][current() == "bg"], "pairs": pairs}
        for number, pairs in found.items()
    ]


def words_of(field, answer):
    """Return an answer as readers read it."""
    if answer.missing:
        return missing_words(answer.missing)
    if field.vocabulary:
        option = specification.option_of(field.vocabulary, answer.text)
        return option.label(current()) if option else answer.text
    return answer.text


def missing_words(missing):
    words = {
        Missing.NOT_KNOWN: "not-known",
        Missing.NOT_AVAILABLE: "not-available",
        Missing.NOT_APPLICABLE: "not-applicable",
    }
    return label_of("missing", words[missing])


def flag_words(answer):
    """Return in words why a value differs from its source."""
    words = {
        "day-month-swapped": _("day and month were swapped in the source"),
        "part-unknown": _("a part of the date is unknown"),
        "not-a-date": _("not a date: kept as the source wrote it"),
        "not-in-list": _("not in the list: kept as the source wrote it"),
        "not-a-number": _("not a number: kept as the source wrote it"),
        "placeholder": _("the source has a placeholder"),
        "role-unknown": _("the source does not say which rule this is"),
        "mojibake": _("wrongly decoded letters were repaired"),
    }[answer.flag]
    return f"{words} ({answer.written})" if answer.written else words


def siblings(survey, public):
    """Return the waves and countries of a survey's series as links, in the order of their years."""
    if not survey.series_id:
        return []
    others = public.filter(series=survey.series_id).prefetch_related(None)
    return [
        {
            "title": other.title,
            "url": other.get_absolute_url(),
            "words": period(other),
            "is_this": other.pk == survey.pk,
        }
        for other in others.order_by("year_from", "collected_from", "identifier")
    ]
