"""The surveys as harvesters take them: Dublin Core and DDI-Codebook, in sets."""

from chitalishte.ddi import codebook
from chitalishte.ddi.datacite import dublin_core
from chitalishte.ddi.xmlmaking import clean
from chitalishte.records.models import Theme
from chitalishte.records.oai import dublincore
from chitalishte.records.oai.protocol import Format

from .models import Term
from .studies import study_of, versions_of, with_parts

DDI = Format(
    "oai_ddi25",
    "http://www.ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd",
    "ddi:codebook:2_5",
)
# What the CESSDA profile makes mandatory is in every record that has these, see `in_profile`.
CESSDA = "cessda"


def formats():
    return [dublincore.FORMAT, DDI]


def sets(survey):
    """Return the sets of a survey beside `surveys`."""
    found = [f"country:{_spec(survey.country.notation or survey.country.identifier)}", "country"]
    themes = [f"theme:{theme.identifier}" for theme in survey.themes.all()]
    if themes:
        found += [*themes, "theme"]
    if in_profile(survey):
        found.append(CESSDA)
    return found


def in_profile(survey):
    """Tell whether a record has an English title and a year, as the CESSDA catalogue wants them."""
    return bool(survey.title_en and survey.country_id)


def set_names():
    names = {
        "country": "Countries",
        "theme": "Themes",
        CESSDA: "Records that follow the CESSDA profile of DDI 2.5",
    }
    for term in Term.objects.filter(vocabulary="country", surveys__live=True).distinct():
        names[f"country:{_spec(term.notation or term.identifier)}"] = term.name_en
    for theme in Theme.objects.all():
        names[f"theme:{theme.identifier}"] = theme.name_en
    return names


def _spec(text):
    return "".join(letter for letter in text if letter.isalnum() and letter.isascii()) or "x"


def records(public, ids, prefix):
    """Yield (id, element) of the public surveys with these ids."""
    surveys = list(with_parts(public.filter(pk__in=ids)))
    versions = versions_of(surveys)
    for survey in surveys:
        study = study_of(survey, version=versions.get(survey.pk, 1))
        if prefix == DDI.prefix:
            yield survey.pk, codebook.make(study, "en").root
        else:
            pairs = [(name, clean(text), code) for name, text, code in dublin_core(study)]
            yield survey.pk, dublincore.element(pairs)
