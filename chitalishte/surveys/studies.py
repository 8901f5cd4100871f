"""A survey as a Study of the engine: what every export and every harvest is made from."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count
from wagtail.models import ModelLogEntry

from chitalishte.ddi import Answer
from chitalishte.ddi import Person as NamedPerson
from chitalishte.ddi.study import Material, Named, Study
from chitalishte.records.history import versions
from chitalishte.records.language import CODES, speaking
from chitalishte.records.provenance import LICENCE_TEXTS

from .describing import is_abstract_built
from .models import Survey


def study_of(survey, *, version=None):
    """Return the Study of a survey.

    version   its number, where the caller knows it; counting the history takes a query a record
    """
    return Study(
        identifier=survey.identifier,
        agency=settings.SITE_NAME,
        addresses={code: settings.BASE_URL + survey.get_absolute_url(code) for code in CODES},
        titles=_texts(survey, "title"),
        abstracts=_in_both(survey),
        has_built_abstract=is_abstract_built(survey),
        acronym=survey.acronym,
        emm_id=survey.emm_id,
        authors=_people(survey, "investigator"),
        compilers=_people(survey, "compiler"),
        producers=_organisations(survey.producers),
        collectors=_organisations(survey.collectors),
        funders=_organisations(survey.funders),
        owners=_organisations(survey.owners),
        distributors=_organisations(survey.distributors),
        publisher=settings.SITE_NAME,
        publisher_address=settings.BASE_URL,
        licence=LICENCE_TEXTS.get(survey.licence, ""),
        issued=_iso(survey.first_published_at),
        modified=_iso(survey.last_published_at),
        version=len(versions(survey)) if version is None else version,
        series=_named(survey.series, "identifier") if survey.series_id else None,
        wave=survey.wave,
        topics=_terms(survey.topics),
        groups=_terms(survey.groups),
        keywords=list(Answer.from_json(survey.answers.get("1.13.30a", [])).value or ()),
        collected=(survey.collected_from, survey.collected_to),
        country=_named(survey.country),
        regions=_terms(survey.regions),
        territory=_texts(survey, "territory"),
        universe=_texts(survey, "target"),
        unit=_texts(survey, "sample_unit"),
        time_method=survey.time_method,
        sampling=survey.sampling,
        sampling_words=_texts(survey, "sampling"),
        modes=_terms(survey.modes),
        sample_size=survey.sample_size,
        minority_sample=survey.minority_sample,
        languages=_terms(survey.languages),
        availability=survey.availability,
        access_words=_texts(survey, "access"),
        data_address=survey.data_url,
        data_doi=survey.data_doi,
        data_number=survey.data_number,
        data_licence=survey.data_licence,
        data_formats=survey.data_formats,
        materials=[
            Material(
                document.kind,
                document.place,
                document.doi,
                document.archive_number,
                document.citation,
            )
            for document in survey.documents.all()
        ],
        publications=Answer.from_json(survey.answers.get("9.7", "")).text,
        sources=[
            (block.value["title"], block.value.get("address") or "") for block in survey.sources
        ],
    )


def with_parts(surveys):
    """Return a queryset whose studies are made without a query a record."""
    return surveys.prefetch_related("people", "documents", "subgroups")


def versions_of(surveys):
    """Return {id: number of the published version} in one query."""
    counted = (
        ModelLogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(Survey),
            object_id__in=[str(survey.pk) for survey in surveys],
            action="wagtail.publish",
            revision__isnull=False,
        )
        .values_list("object_id")
        .annotate(number=Count("pk"))
    )
    return {int(pk): number for pk, number in counted}


def _iso(moment):
    return moment.isoformat() if moment else ""


def _texts(thing, name):
    texts = {code: getattr(thing, f"{name}_{code}") for code in CODES}
    return {code: text for code, text in texts.items() if text}


def _in_both(survey):
    if not is_abstract_built(survey):
        return _texts(survey, "summary")
    found = {}
    for code in CODES:
        with speaking(code):
            found[code] = survey.summary
    return found


def _named(thing, code="notation"):
    address = getattr(thing, "ror", "") or getattr(thing, "url", "")
    return Named(getattr(thing, code) or thing.identifier, _texts(thing, "name"), address)


def _terms(relation):
    # a term of ours without a code in the standard stays without one
    return [Named(term.notation, _texts(term, "name")) for term in relation.all()]


def _organisations(relation):
    return [_named(one, "identifier") for one in relation.all()]


def _people(survey, role):
    return [
        NamedPerson(person.name, person.orcid, person.affiliation, person.written)
        for person in survey.people.all()
        if person.role == role
    ]
