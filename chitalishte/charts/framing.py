"""The frame of a chart for other pages, its card, and the oEmbed endpoint of charts."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from chitalishte import charting
from chitalishte.records.answers import for_all
from chitalishte.records.collection import get
from chitalishte.visuals import framing

from . import taking
from .chartview import of_record


def _public(slug):
    record = get_object_or_404(get("charts").public(), slug=slug)
    if record.shown_version is None:
        raise Http404
    return record


@require_safe
@xframe_options_exempt
def embed(request, slug):
    """The chart alone, for a frame on another page; `pinned` names versions of data and chart."""
    record, version = framing.pinned(_public(slug), framing.Pin.of(request.GET.get("pinned", "")))
    if version is not None:
        record.table_version = version
    view = of_record(record)
    if view is None or view.problem:
        raise Http404
    return framing.framed(
        request, "charts/embed.html", record, record.shown_version,
        chart=view, is_pinned=version is not None, address=record.get_absolute_url(),
    )  # fmt: skip


@require_safe
def card(request, slug):
    """The card of 1200 by 630 that social networks show."""
    record = _public(slug)
    view = of_record(record)
    if view is None or view.problem:
        raise Http404
    return for_all(HttpResponse(taking.card(record, view), content_type="image/png"))


@require_safe
def thumb(request, slug):
    """The chart alone and small, for lists; ?face=dark on dark paper."""
    view = of_record(_public(slug))
    if view is None or view.problem:
        raise Http404
    face = framing.face_of(request.GET)
    drawn = view.drawn(width=charting.NARROW, face=face)
    return HttpResponse(charting.picture.small(drawn, face=face), content_type="image/svg+xml")


@require_safe
def oembed(request):
    """oEmbed: the address of a chart's page in, how to embed it out."""

    def describe(slug, _query, width, height):
        return taking.oembed(_public(slug), width, height)

    return framing.oembed(request, "charts:record", (taking.WIDTH, taking.HEIGHT), describe)
