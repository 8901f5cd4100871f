"""A survey in the formats of the field, one address each."""

import csv
import io
import json
from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chitalishte.ddi import Answer, citations, codebook
from chitalishte.ddi import datacite as datacites
from chitalishte.ddi.emm import writing as emm
from chitalishte.records import crumbs, search
from chitalishte.records.answers import as_file
from chitalishte.records.exporting import safe
from chitalishte.records.language import current
from chitalishte.records.listing import Listing
from chitalishte.records.views import find_record, record_as
from chitalishte.visuals import saving

from . import comparing, fair
from .bridging import answers_of
from .likeness import similar
from .models import Person
from .overview import Matrix, sizes, timeline
from .studies import study_of, versions_of, with_parts
from .territories import Territories

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


@require_safe
def as_format(request, slug, form):
    """One survey as DDI, EMM, RIS, BibTeX, CSL-JSON or DataCite."""
    return record_as(request, "surveys", slug, form, FORMATS)


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
    return as_file(response, f"surveys.{form}.xml")


@require_safe
def printable(request, slug):
    """The record on two pages of paper."""
    survey, answer = find_record(request, "surveys", slug)
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


@require_safe
def overview(request):
    """The registry as pictures: coverage, time, sizes, access; narrowed as the list is."""
    from .collection import Surveys

    collection = Surveys()
    listing = Listing(collection, request.GET)
    matrix = Matrix(listing, request.GET.get("rows"), request.GET.get("columns"))
    territories = Territories(listing)
    context = {
        "listing": listing,
        "matrix": matrix,
        "territories": territories,
        "territory_files": saving.links(territories, partial(_territory_file_url, request.GET)),
        "timeline": timeline(listing),
        "sizes": sizes(listing),
        "fair": fair.over(listing.records.prefetch_related("documents")[:MOST_IN_ONE_FILE]),
        "crumbs": crumbs.to_list(collection),
        "list_url": "../" + listing.address(rows=None, columns=None, page=None),
        "hidden": [
            {"name": name, "value": request.GET[name]}
            for name in ("q", "rows", "columns")
            if request.GET.get(name)
        ],
    }
    return render(request, "surveys/overview.html", context)


def _territory_file_url(params, form, **more):
    asked = params.copy()
    asked.update(more)
    return f"{reverse('surveys:territories', args=[form])}?{asked.urlencode()}"


@require_safe
def territories_as_file(request, form):
    """The map of territories on screen as a file."""
    from .collection import Surveys

    drawn = Territories(Listing(Surveys(), request.GET))
    return saving.file_of(drawn, form, request.GET, "surveys-territories")


@require_safe
def matrix_as_csv(request):
    """The coverage matrix on screen as a table."""
    from .collection import Surveys

    matrix = Matrix(
        Listing(Surveys(), request.GET), request.GET.get("rows"), request.GET.get("columns")
    )
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([matrix.caption, *(label for _key, label in matrix.columns), _("all")])
    for row in matrix.rows:
        writer.writerow([safe(row.label), *(cell.count for cell in row.cells), row.total])
    response = HttpResponse(
        ("\ufeff" + out.getvalue()).encode(), content_type="text/csv; charset=utf-8"
    )
    return as_file(response, "surveys-coverage.csv")


@require_safe
def compare(request):
    """Up to five surveys side by side; all their fields or only those that differ."""
    from .collection import Surveys

    collection = Surveys()
    public = collection.public()
    surveys = comparing.chosen(public, request.GET.getlist("with"))
    only = request.GET.get("only") == "differences"
    slugs = [survey.slug for survey in surveys]
    query = request.GET.get("q", "").strip()[:200]
    offered = _offered(collection, public, surveys, query)
    context = {
        "surveys": [
            {
                "title": survey.title,
                "url": survey.get_absolute_url(),
                "without": comparing.address(
                    [slug for slug in slugs if slug != survey.slug], only_differences=only
                ),
            }
            for survey in surveys
        ],
        "rows": comparing.table(surveys, only_differences=only),
        "only": only,
        "toggle": comparing.address(slugs, only_differences=not only),
        "query": query,
        "hidden": [{"name": "with", "value": slug} for slug in slugs],
        "is_full": len(surveys) >= comparing.MOST,
        "offered": [
            {
                "title": one.title,
                "meta": collection.item_meta(one),
                "url": comparing.address([*slugs, one.slug], only_differences=only),
            }
            for one in offered
        ],
        "crumbs": crumbs.to_list(collection),
    }
    return render(request, "surveys/compare.html", context)


def _offered(collection, public, surveys, query):
    """Return what may be put beside: what was searched for, or what is most like the last one."""
    chosen = {survey.pk for survey in surveys}
    if query:
        found = list(search.object_ids(query, kind=collection.name, language=current()))
        by_pk = {one.pk: one for one in public.filter(pk__in=found[:20])}
        return [by_pk[pk] for pk in found[:20] if pk in by_pk and pk not in chosen][:8]
    if surveys:
        return [one for one in similar(surveys[-1], public, 10) if one.pk not in chosen][:6]
    return list(public.order_by("-year_from", "identifier").exclude(year_from=None)[:6])
