"""Documents in the formats of archives, libraries and reference managers."""

import json

from django.http import HttpResponse
from django.views.decorators.http import require_safe
from lxml import etree

from chitalishte.records import collection as registry
from chitalishte.records.answers import as_file
from chitalishte.records.language import current
from chitalishte.records.listing import Listing
from chitalishte.records.oai import dublincore
from chitalishte.records.views import record_as

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
    return record_as(request, "materials", slug, form, FORMATS)


@require_safe
def list_as_isad(request):
    """The documents of the filter on screen as archival descriptions for AtoM."""
    documents = Listing(registry.get("materials"), request.GET).records
    table = describing.isad(documents.prefetch_related("copies__paper", "copies__file"), current())
    response = HttpResponse(table, content_type="text/csv; charset=utf-8")
    return as_file(response, "documents.isad.csv")
