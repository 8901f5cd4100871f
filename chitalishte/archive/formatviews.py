"""Documents in the formats of archives, libraries and reference managers."""

import json

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe
from lxml import etree

from chitalishte.records import collection as registry
from chitalishte.records.language import current
from chitalishte.records.listing import Listing
from chitalishte.records.oai import dublincore
from chitalishte.records.views import find_record

from . import describing


def _dublin_core(document, _language):
    root = dublincore.element(describing.dublin_core(document))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _csl(document, language):
    return json.dumps(describing.csl(document, language), ensure_ascii=False, indent=1)


# name in the address: (content type, maker)
FORMATS = {
    "dc.xml": ("application/xml", _dublin_core),
    "ric.ttl": ("text/turtle", lambda document, _language: describing.ric(document)),
    "isad.csv": ("text/csv", lambda document, language: describing.isad([document], language)),
    "bibtex": ("application/x-bibtex", describing.bibtex),
    "ris": ("application/x-research-info-systems", describing.ris),
    "csl.json": ("application/vnd.citationstyles.csl+json", _csl),
}


@require_safe
def as_format(request, slug, form):
    """One document as Dublin Core, RiC-O, ISAD(G), BibTeX, RIS or CSL-JSON."""
    if form not in FORMATS:
        raise Http404
    document, answer = find_record("materials", slug)
    if document is None:
        return answer if isinstance(answer, HttpResponse) else HttpResponse(status=410)
    content_type, make = FORMATS[form]
    ending = {"bibtex": "bib"}.get(form, form)
    return _file(make(document, current()), content_type, f"{slug}.{ending}", "inline")


@require_safe
def list_as_isad(request):
    """The documents of the filter on screen as archival descriptions for AtoM."""
    documents = Listing(registry.get("materials"), request.GET).records
    table = describing.isad(documents.prefetch_related("copies__paper", "copies__file"), current())
    return _file(table, "text/csv", "documents.isad.csv", "attachment")


def _file(content, content_type, name, disposition):
    response = HttpResponse(content, content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = f'{disposition}; filename="{name}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response
