"""Addresses that belong to no page and no collection."""

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseServerError
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.documents.views.serve import serve as serve_document

from chitalishte.records.api import openapi_address
from chitalishte.records.collection import collections

# An uploaded file is shown, never run: it gets no script, no style, no frame.
MEDIA_POLICY = "default-src 'none'; img-src 'self'; sandbox"
DOCUMENT_POLICY = "default-src 'none'; sandbox"


@require_safe
def front_door(request):
    """Lead to the reader's language; Bulgarian unless the browser prefers English."""
    wanted = translation.get_language_from_request(request)
    return redirect("/en/" if (wanted or "")[:2] == "en" else "/bg/")


@require_safe
def robots(request):
    """Tell robots where the map of the house is, and to keep out of the editors' side."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /accounts/",
        f"Sitemap: {settings.BASE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
def media(request, path):
    """An uploaded picture. Documents have their own address, which knows who may read them."""
    if path.startswith("documents/"):
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response["Content-Security-Policy"] = MEDIA_POLICY
    response["Cache-Control"] = "public, max-age=86400"
    return response


@require_safe
def document(request, number, name):
    """An uploaded document or a saved page of somebody else: whoever opens it runs nothing."""
    response = serve_document(request, number, name)
    if "Content-Security-Policy" in response:  # a page that asks for a password has none
        response["Content-Security-Policy"] = DOCUMENT_POLICY
    return response


@require_safe
def api_guide(request):
    """The API explained to people."""
    context = {
        "collections": collections(),
        "openapi_url": openapi_address(),
        "base_url": settings.BASE_URL,
    }
    return render(request, "pages/api_guide.html", context)


def not_found(request, exception=None):
    """Say that there is nothing here, in the language of the address."""
    with translation.override("en" if request.path.startswith("/en/") else "bg"):
        return render(request, "404.html", status=404)


def broken(request):
    """Say that the program failed; needs neither database nor context."""
    with translation.override("en" if request.path.startswith("/en/") else "bg"):
        number = {"request_id": getattr(request, "request_id", "")}
        return HttpResponseServerError(render_to_string("500.html", number))
