"""A survey in sentences: the abstract where nobody wrote one, the words it is found by."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chitalishte import text
from chitalishte.records.language import current


def names(things):
    """Return the names of related things as one text, in the order of the alphabet."""
    return ", ".join(text.alphabetical([thing.name for thing in things.all()], current()))


def period(survey):
    """Return when the fieldwork was: "2011", "May 2011 – July 2011", or ""."""
    start, end = survey.collected_from, survey.collected_to
    language = current()
    if start and end and start != end:
        return f"{text.day(start, language)} – {text.day(end, language)}"
    return text.day(start or end, language) if start or end else ""


def size_words(survey):
    """Return "1,100 households" or ""."""
    if survey.sample_size is None:
        return ""
    return f"{text.number(survey.sample_size, current())} {survey.sample_unit}".strip()


def abstract(survey):
    """Return a few sentences built from the fields; what is not known is left out."""
    kind = capfirst(survey.get_kind_display()) if survey.kind else capfirst(_("survey"))
    first = [kind, survey.country.name if survey.country_id else "", period(survey)]
    parts = [", ".join(part for part in first if part).rstrip(".") + "."]
    told = (
        (_("Who was surveyed: %(words)s."), names(survey.groups) or survey.target),
        (_("Achieved sample: %(words)s."), size_words(survey)),
        (_("Topics: %(words)s."), names(survey.topics)),
        (_("Made by: %(words)s."), names(survey.producers)),
    )
    parts += [sentence % {"words": words.rstrip(".")} for sentence, words in told if words]
    return " ".join(parts)


def is_abstract_built(survey):
    """Tell whether the summary readers see is ours, made of the fields."""
    return not (survey.summary_bg or survey.summary_en)


def item_meta(survey):
    """Return the small line of a list: country, years, sample."""
    years = ""
    if survey.year_from:
        same = survey.year_from == survey.year_to
        years = str(survey.year_from) if same else f"{survey.year_from}–{survey.year_to}"
    size = survey.sample_size
    sample = (
        ngettext("sample of %(count)s", "sample of %(count)s", size)
        % {"count": text.number(size, current())}
        if size
        else ""
    )
    return " · ".join(part for part in (survey.country.name, years, sample) if part)


def search_words(survey):
    """Return what a survey is found by beside its title, in the language of the page."""
    related = (
        survey.groups,
        survey.topics,
        survey.modes,
        survey.producers,
        survey.collectors,
        survey.funders,
        survey.owners,
        survey.regions,
    )
    free = [
        answer if isinstance(answer, str) else "; ".join(answer)
        for code, answer in sorted(survey.answers.items())
        if code in ("1.13.30a", "1.7", "1.8", "3.1", "3.1a", "4.2", "4.4")
        and isinstance(answer, str | list)
    ]
    words = [
        survey.summary,
        survey.acronym,
        survey.title_original,
        survey.emm_id,
        survey.data_number,
        str(survey.year_from or ""),
        survey.country.name,
        survey.target,
        survey.territory,
        survey.sampling_words,
        survey.get_kind_display() if survey.kind else "",
        survey.series.name if survey.series_id else "",
        *(names(things) for things in related),
        *(part.name for part in survey.subgroups.all()),
        *free,
    ]
    return " ".join(word for word in words if word)
