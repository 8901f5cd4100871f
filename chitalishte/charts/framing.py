"""The frame of a chart for other pages, its card, and the oEmbed endpoint of charts."""

import re
from urllib.parse import urlsplit

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import get_language_from_path, override
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from chitalishte import charting, text
from chitalishte.records.collection import get
from chitalishte.records.history import versions
from chitalishte.records.language import current
from chitalishte.visuals.views import FRAME_POLICY

from . import taking
from .chartview import of_record

PINNED = re.compile(r"(\d{1,6})\.(\d{1,6})")
SMALLEST, LARGEST = 200, 2000  # px, of a frame that oEmbed is asked for


def _public(slug):
    record = get_object_or_404(get("charts").public(), slug=slug)
    if record.shown_version is None:
        raise Http404
    return record


@require_safe
@xframe_options_exempt
def embed(request, slug):
    """The chart alone, for a frame on another page; `pinned` names versions of data and chart."""
    record, is_pinned = _pinned(_public(slug), request.GET.get("pinned", ""))
    view = of_record(record)
    if view is None or view.problem:
        raise Http404
    version = record.shown_version
    moment = version.published_at or version.created_at
    context = {
        "record": record,
        "chart": view,
        "is_pinned": is_pinned,
        "version": version,
        "day": text.day(timezone.localtime(moment).date().isoformat(), current()),
        "address": record.get_absolute_url(),
    }
    response = render(request, "charts/embed.html", context)
    # set here and not by a decorator, because a page that is kept ready keeps only its headers
    response["Content-Security-Policy"] = FRAME_POLICY
    return response


def _pinned(record, written):
    """Return (chart, whether it is pinned); 404 for versions that were never public."""
    match = PINNED.fullmatch(written)
    if not match:
        return record, False
    version = get_object_or_404(record.dataset.versions.public(), number=int(match[1]))
    published, number = versions(record), int(match[2])
    if not 1 <= number <= len(published):
        raise Http404
    slug = record.slug
    if number < len(published):
        record = published[number - 1].revision.as_object()
        record.slug = slug  # links lead to the page as it is called now
    record.table_version = version
    return record, True


@require_safe
def card(request, slug):
    """The card of 1200 by 630 that social networks show."""
    record = _public(slug)
    view = of_record(record)
    if view is None or view.problem:
        raise Http404
    response = HttpResponse(taking.card(record, view), content_type="image/png")
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def thumb(request, slug):
    """The chart alone and small, for lists; ?face=dark on dark paper."""
    view = of_record(_public(slug))
    if view is None or view.problem:
        raise Http404
    face = "dark" if request.GET.get("face") == "dark" else "light"
    drawn = view.drawn(width=charting.NARROW, face=face)
    return HttpResponse(charting.picture.small(drawn, face=face), content_type="image/svg+xml")


@require_safe
def oembed(request):
    """oEmbed: the address of a chart's page in, how to embed it out."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse("format=json", status=501, content_type="text/plain")
    address = urlsplit(request.GET.get("url", ""))
    language = get_language_from_path(address.path) or current()
    try:
        with override(language):
            match = resolve(address.path)
    except Resolver404 as error:
        raise Http404 from error
    if match.view_name != "charts:record":
        raise Http404
    with override(language):
        record = _public(match.kwargs["slug"])
        width = _length(request.GET.get("maxwidth"), taking.WIDTH)
        height = _length(request.GET.get("maxheight"), taking.HEIGHT)
        response = JsonResponse(taking.oembed(record, width, height))
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _length(written, default):
    if not (written or "").isdecimal():
        return default
    return max(SMALLEST, min(int(written), default, LARGEST))
