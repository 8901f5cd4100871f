"""A survey in the formats of the field, one address each."""

import json

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chitalishte.ddi import Answer, citations, codebook
from chitalishte.ddi import datacite as datacites
from chitalishte.ddi.emm import writing as emm
from chitalishte.records.language import current
from chitalishte.records.listing import Listing
from chitalishte.records.views import find_record

from .bridging import answers_of
from .models import Person
from .studies import study_of, versions_of, with_parts

MOST_IN_ONE_FILE = 10_000  # records of a filtered set in one XML file


def _json(data):
    return json.dumps(data, ensure_ascii=False, indent=2).encode()


def emm_xml(survey):
    """Return the record in the EMM registry's dialect."""
    people = [person for person in survey.people.all() if person.role == Person.Role.COMPILER]
    answers = answers_of(survey)
    # the registry's harvester tells records apart by this number: ours, where it gave none
    answers.setdefault("1.1", Answer(survey.identifier.upper()))
    return emm.write(answers, number=survey.emm_number, people=people)


FORMATS = {  # ending of the address: content type, function of (survey, language) giving bytes
    "ddi.xml": (
        "application/xml",
        lambda survey, language: codebook.write(study_of(survey), language),
    ),
    "emm.xml": ("application/xml", lambda survey, language: emm_xml(survey)),
    "ris": (
        "application/x-research-info-systems",
        lambda survey, language: citations.ris(study_of(survey), language).encode(),
    ),
    "bibtex": (
        "application/x-bibtex",
        lambda survey, language: citations.bibtex(study_of(survey), language).encode(),
    ),
    "csl.json": (
        "application/vnd.citationstyles.csl+json",
        lambda survey, language: _json([citations.csl(study_of(survey), language)]),
    ),
    "datacite.json": (
        "application/vnd.datacite.datacite+json",
        lambda survey, language: _json(datacites.datacite(study_of(survey), language)),
    ),
}


def _survey(slug):
    record, answer = find_record("surveys", slug)
    if record is None:
        return None, answer if isinstance(answer, HttpResponse) else HttpResponse(status=410)
    return record, None


@require_safe
def as_format(request, slug, form):
    """One survey as DDI, EMM, RIS, BibTeX, CSL-JSON or DataCite."""
    if form not in FORMATS:
        raise Http404
    survey, answer = _survey(slug)
    if survey is None:
        return answer
    content_type, make = FORMATS[form]
    response = HttpResponse(make(survey, current()), content_type=f"{content_type}; charset=utf-8")
    ending = {"bibtex": "bib"}.get(form, form)
    response["Content-Disposition"] = f'inline; filename="{slug}.{ending}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def list_as_xml(request, form):
    """The surveys of the filter on screen as one file of codeBook elements.

    form   "ddi": DDI-Codebook 2.5; "emm": the registry's bulk file, as its harvester reads it
    """
    from .collection import Surveys

    listing = Listing(Surveys(), request.GET)
    head = b'<?xml version="1.0" encoding="UTF-8"?>\n<root>\n'
    language = current()
    parts = [head]
    surveys = list(with_parts(listing.records)[:MOST_IN_ONE_FILE])
    versions = versions_of(surveys)
    for survey in surveys:
        study = study_of(survey, version=versions.get(survey.pk, 1))
        xml = emm_xml(survey) if form == "emm" else codebook.write(study, language)
        parts.append(xml.partition(b"?>")[2].strip() + b"\n")
    parts.append(b"</root>\n")
    response = HttpResponse(b"".join(parts), content_type="application/xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="surveys.{form}.xml"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def printable(request, slug):
    """The record on two pages of paper."""
    survey, answer = _survey(slug)
    if survey is None:
        return answer
    from .presenting import sections

    context = {
        "record": survey,
        "sections": sections(survey),
        "crumbs": [{"label": _("Back to the record"), "url": survey.get_absolute_url()}],
        "note": survey.answers.get("10.4", ""),
        "sources": [block.value for block in survey.sources],
    }
    return render(request, "surveys/print.html", context)
