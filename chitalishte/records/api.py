"""The JSON API under /api/v1/, with its OpenAPI 3.1 text, made from the declarations."""

import datetime
from typing import Any

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from ninja import NinjaAPI, Router, Schema, Status
from ninja.openapi.docs import DocsBase
from pydantic import create_model

from . import search
from .collection import collections
from .exporting import as_dict
from .fields import fields_of
from .language import CODES, speaking
from .listing import MOST_PER_PAGE, PER_PAGE, Listing
from .models import FormerAddress
from .views import kind_label


class Links(Schema):
    """Addresses of the neighbouring pages of a list."""

    self: str
    next: str | None = None
    previous: str | None = None


class Problem(Schema):
    """What went wrong, in one sentence (RFC 9457)."""

    title: str
    status: int
    detail: str = ""


class Addresses(Schema):
    """The page of a record in each language."""

    bg: str
    en: str


class SearchResult(Schema):
    """One thing found."""

    kind: str
    title: str
    url: str


class SearchResults(Schema):
    """What was found, best first."""

    query: str
    count: int
    results: list[SearchResult]


def _schema(collection):
    """Return the pydantic model of a collection's record."""
    properties: dict[str, Any] = {}
    for field in fields_of(collection):
        properties[field.name] = (field.json_type | None, None)
    properties["url"] = (Addresses, ...)
    properties["issued"] = (datetime.datetime, ...)
    properties["modified"] = (datetime.datetime, ...)
    return create_model(collection.model.__name__, __base__=Schema, **properties)


def _router(collection):
    router = Router(tags=[str(collection.name)])
    record_schema: Any = _schema(collection)
    page_schema: Any = create_model(
        f"{collection.model.__name__}Page",
        __base__=Schema,
        count=(int, ...),
        links=(Links, ...),
        records=(list[record_schema], ...),
    )
    parameters = [
        _parameter("q", "words to search for, in Bulgarian or English"),
        _parameter("sort", "one of " + ", ".join(sort.name for sort in collection.sorts)),
        _parameter("page", "number of the page, from 1", kind="integer"),
        _parameter("per_page", f"records a page, {MOST_PER_PAGE} at most", kind="integer"),
        _parameter("lang", "bg or en: the language of searching and sorting"),
    ] + [
        _parameter(facet.name, f"only records with this {facet.name}; may repeat")
        for facet in collection.all_facets
    ]
    for one in collection.ranges:
        for end, words in (("from", "smallest"), ("to", "largest")):
            name = f"{one.name}_{end}"
            parameters.append(_parameter(name, f"{words} {one.name}", kind="integer"))

    @router.get(
        "/",
        response=page_schema,
        operation_id=f"list_{collection.name}",
        summary=f"List {collection.name}",
        openapi_extra={"parameters": parameters},
    )
    def list_records(request):
        with speaking(_language(request)):
            listing = Listing(collection, request.GET, per_page=_per_page(request))
            records = [as_dict(collection, record) for record in listing.page]
            return {"count": listing.total, "links": _links(request, listing), "records": records}

    @router.get(
        "/{identifier}/",
        response={200: record_schema, 404: Problem, 410: Problem},
        operation_id=f"get_{collection.name}",
        summary=f"One record of {collection.name}, by identifier or address",
    )
    def get_record(request, identifier: str):
        public = collection.public()
        record = (
            public.filter(identifier=identifier).first() or public.filter(slug=identifier).first()
        )
        if record:
            return as_dict(collection, record)
        gone = collection.model.objects.gone()
        withdrawn = (
            gone.filter(identifier=identifier).first() or gone.filter(slug=identifier).first()
        )
        former = FormerAddress.objects.filter(collection=collection.name, slug=identifier).first()
        if withdrawn or former:
            reason = getattr(withdrawn, "withdrawn_reason_en", "") or ""
            return Status(410, {"title": "Withdrawn", "status": 410, "detail": reason})
        raise Http404

    return router


def _parameter(name, description, kind="string"):
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": {"type": kind},
    }


def _language(request):
    wanted = request.GET.get("lang")
    return wanted if wanted in CODES else CODES[0]


def _per_page(request):
    wanted = request.GET.get("per_page", "")
    return min(int(wanted), MOST_PER_PAGE) if wanted.isdecimal() and int(wanted) else PER_PAGE


def _links(request, listing):
    base = settings.BASE_URL + request.path
    page = listing.page

    def at(number):
        return base + listing.address(page=number)

    return {
        "self": at(page.number),
        "next": at(page.next_page_number()) if page.has_next() else None,
        "previous": at(page.previous_page_number()) if page.has_previous() else None,
    }


class _NoDocs(DocsBase):
    """The interactive pages of the library load scripts from elsewhere; ours stands at /api/."""

    def render_page(self, request, api, **kwargs):
        raise Http404


def make_api():
    """Build the API over every registered collection."""
    api = NinjaAPI(
        title=f"{settings.SITE_NAME} API",
        version="1",
        description="Everything published here, as data. Free to use with attribution.",
        docs=_NoDocs(),
        docs_url=None,
        urls_namespace="api",
    )

    @api.get("/search/", response=SearchResults, tags=["search"], summary="Search everything")
    def search_all(request, q: str, lang: str = "bg"):
        language = lang if lang in CODES else CODES[0]
        with speaking(language):
            found = search.find(q[:200], language=language)
            results = [
                {"kind": str(kind_label(entry.kind)), "title": entry.title, "url": entry.address}
                for entry in found[:MOST_PER_PAGE]
            ]
        return {"query": q, "count": len(found), "results": results}

    for collection in collections():
        api.add_router(f"/{collection.name}", _router(collection))

    @api.exception_handler(Http404)
    def not_found(request, error):
        problem = {"title": "Not found", "status": 404, "detail": "There is no such record."}
        return api.create_response(request, problem, status=404)

    return api


def openapi_address():
    """Return the path of the OpenAPI text."""
    return reverse("api:openapi-json")
