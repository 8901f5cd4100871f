"""The public pages of every collection."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from chitalishte import text

from . import collection as registry
from . import crumbs, search
from .answers import as_file
from .citation import bibtex, cite
from .exporting import CONTENT_TYPES, export
from .history import versions
from .json_ld import json_ld
from .language import current, language_of
from .listing import Listing
from .models import FormerAddress
from .paging import page_links
from .provenance import LICENCE_TEXTS

ENDINGS = {"bibtex": "bib"}  # of the forms whose name is not the ending of a file
SEARCH_GROUP = 6  # results of a kind before "all of them"
EXTRACT = 220  # letters


@require_safe
@vary_on_headers("HX-Request")
def record_list(request, name):
    """The list of a collection, or only its results when htmx asks."""
    collection = registry.get(name)
    listing = Listing(collection, request.GET)
    context = {
        "collection": collection,
        "listing": listing,
        "crumbs": [crumbs.home()],
        "pages": page_links(listing),
        "list_links": collection.list_links(),
        "formats": _formats(f"/{current()}/{name}", listing.address(page=None)),
    }
    part = "HX-Request" in request.headers
    return render(request, "records/_results.html" if part else "records/list.html", context)


def _formats(address, query=""):
    query = "" if query == "?" else query
    return [
        {"label": form.upper(), "url": f"{address}.{form}{query}", "format": form}
        for form in ("csv", "xlsx", "json")
    ]


@require_safe
def record_list_export(request, name, form):
    """Exactly the records of the filter on screen, as CSV, XLSX or JSON."""
    collection = registry.get(name)
    listing = Listing(collection, request.GET)
    return _download(collection, listing.records, form, name)


def _download(collection, records, form, name):
    response = HttpResponse(export(collection, records, form), content_type=CONTENT_TYPES[form])
    return as_file(response, f"{name}.{form}", is_saved=form != "json")


def find_record(request, name, slug):
    """Return (record, None), or (None, answer) where it moved or is gone; else 404.

    The answer is a redirect, or 410 with the reason on a page.
    """
    record, known = _known(name, slug)
    if record or isinstance(known, HttpResponse):
        return record, known
    return None, render(request, "errors/410.html", _gone_context(name, known), status=410)


def _known(name, slug):
    """Return (record, None), (None, redirect), or (None, what is known of one that is gone)."""
    collection = registry.get(name)
    record = collection.public().filter(slug=slug).first()
    if record:
        return record, None
    former = FormerAddress.objects.filter(collection=name, slug=slug).first()
    if former and former.record_id:
        moved = collection.public().filter(pk=former.record_id).first()
        if moved:
            return None, HttpResponsePermanentRedirect(moved.get_absolute_url())
    gone = collection.model.objects.gone().filter(slug=slug).first()
    # public itself, but the collection hides it: a map whose table left
    gone = gone or collection.model.objects.public().filter(slug=slug).first()
    if gone or former:
        return None, gone or former
    raise Http404


@require_safe
@vary_on_headers("X-Fragment")
def record_page(request, name, slug):
    """The page of a record; a redirect, or 410 with the reason, where it no longer is."""
    record, answer = find_record(request, name, slug)
    if record:
        if (part := request.headers.get("X-Fragment")) and (
            fragment := record.collection.fragment(record, request, part)
        ):
            return render(request, *fragment)
        return render_record(request, record)
    return answer


def _gone_context(name, gone):
    return {
        "title": gone.title,
        "reason": getattr(gone, "withdrawn_reason", "") or getattr(gone, "reason", ""),
        "on": text.day(gone.withdrawn_on.isoformat(), current())
        if getattr(gone, "withdrawn_on", None)
        else "",
        "replaced_by": _replacement(gone),
        "collection": registry.get(name),
    }


def _replacement(gone):
    address = getattr(gone, "replaced_by", "")
    return {"label": _("What stands in its place"), "url": address} if address else None


def render_record(request, record, *, is_preview=False):
    """Render a record's page; a preview looks the same, without what only a published one has."""
    collection = record.collection
    history = [] if is_preview else versions(record)
    context = {
        "record": record,
        "collection": collection,
        "is_preview": is_preview,
        "crumbs": crumbs.to_list(collection),
        "history_entries": [_history_entry(version) for version in reversed(history)],
        "title_language": language_of(record, "title"),
        "summary_language": language_of(record, "summary"),
        "licence_url": LICENCE_TEXTS.get(record.licence, ""),
        "report_url": f"{reverse('report')}?"
        + urlencode({"page": record.get_absolute_url(), "title": record.title}),
        "sources": [block.value for block in record.sources],
        "facts": collection.facts(record),
        "related": [] if is_preview else collection.related(record),
        "downloads": collection.downloads(record),
        "formats": _formats(f"/{current()}/{collection.name}/{record.slug}"),
        **collection.context(record, request),
    }
    if history:
        last = history[-1]
        context |= {
            "version": last,
            "citation_formats": [
                {
                    "label": "BibTeX",
                    "url": reverse(f"{collection.name}:citation", args=[record.slug]),
                }
            ],
            "citation": cite(record, last.number, last.published_at),
            "json_ld": json_ld(record),
            "canonical_url": settings.BASE_URL + record.get_absolute_url(),
        }
    return render(request, "records/record.html", context)


def _history_entry(version):
    day = timezone.localtime(version.published_at).date().isoformat()
    reason = version.reason or (_("First published.") if version.number == 1 else "")
    return {
        "on": text.day(day, current()),
        "iso": day,
        "author": version.author,
        "reason": reason,
    }


@require_safe
def record_export(request, name, slug, form):
    """One record as CSV, XLSX or JSON."""
    record, answer = find_record(request, name, slug)
    if record is None:
        return answer
    collection = record.collection
    return _download(collection, [record], form, slug)


def record_as(request, name, slug, form, formats):
    """One record in a format of its field.

    formats  {form in the address: (content type, function of (record, language))}
    """
    if form not in formats:
        raise Http404
    record, answer = find_record(request, name, slug)
    if record is None:
        return answer
    content_type, make = formats[form]
    content = make(record, current())
    response = HttpResponse(content, content_type=f"{content_type}; charset=utf-8")
    return as_file(response, f"{slug}.{ENDINGS.get(form, form)}", is_saved=False)


@require_safe
def record_citation(request, name, slug):
    """The citation as BibTeX."""
    record, answer = find_record(request, name, slug)
    if record is None:
        return answer
    last = versions(record)[-1]
    response = HttpResponse(
        bibtex(record, last.number, last.published_at), content_type="application/x-bibtex"
    )
    return as_file(response, f"{slug}.bib")


@require_safe
@vary_on_headers("HX-Request")
def search_page(request):
    """One box over everything, results grouped by kind."""
    query = request.GET.get("q", "").strip()[:200]
    only = request.GET.get("kind", "")
    language = current()
    found = search.find(query, language=language) if query else []
    groups: dict[str, list] = {}
    for entry in found:
        groups.setdefault(entry.kind, []).append(entry)
    context = {
        "query": query,
        "only": only,
        "total": len(found),
        "groups": [
            _group(kind, entries, query, only)
            for kind, entries in groups.items()
            if only in ("", kind)
        ],
        "did_you_mean": search.did_you_mean(query, language=language)
        if query and not found
        else None,
        "crumbs": [crumbs.home()],
    }
    return render(request, "records/search.html", context)


def _group(kind, entries, query, only):
    shown = entries if only else entries[:SEARCH_GROUP]
    return {
        "kind": kind,
        "label": kind_label(kind),
        "total": len(entries),
        "more": len(entries) - len(shown),
        "items": [
            {
                "title": text.highlight(entry.title, query, length=300),
                "address": entry.address,
                "extract": text.highlight(entry.text, query, length=EXTRACT) if entry.text else [],
            }
            for entry in shown
        ],
    }


def kind_label(kind):
    """Return what readers call a kind of thing."""
    try:
        return registry.get(kind).label_plural
    except KeyError:
        return {
            "articles": _("articles"),
            "countries": _("countries"),
            "pages": _("pages"),
            "themes": _("themes"),
        }.get(kind, kind)


@require_safe
def suggestions(request):
    """Titles that go with what is being typed, for the search box."""
    query = request.GET.get("q", "").strip()[:100]
    found = search.suggest(query, language=current()) if query else []
    return JsonResponse(
        {
            "suggestions": [
                {"text": entry.title, "url": entry.address, "kind": str(kind_label(entry.kind))}
                for entry in found
            ]
        }
    )
