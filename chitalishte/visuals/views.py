"""The files of a map, its frame for other pages, and the oEmbed endpoint."""

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.safestring import mark_safe
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from chitalishte.records.answers import for_all

from . import framing, geographies, page, pictures, saving, taking
from .mapview import MapView
from .models import Map


def _public(slug):
    record = get_object_or_404(
        Map.objects.public().select_related("dataset__current_version"), slug=slug
    )
    if not record.dataset.is_public or not record.dataset.current_version:
        raise Http404
    return record


def _view(request, slug):
    return MapView(_public(slug), request.GET)


@require_safe
def file(request, slug, form):
    """The map as shown, as a file of the form; a PNG may be asked for at a `scale` of 1, 2 or 4."""
    return saving.file_of(_view(request, slug), form, request.GET, slug)


@require_safe
def thumb(request, slug):
    """The map alone and small, for lists; ?face=dark on dark paper."""
    face = framing.face_of(request.GET)
    drawn = pictures.small(_view(request, slug), face)
    return HttpResponse(drawn, content_type="image/svg+xml")


@require_safe
def card(request, slug):
    """The card of 1200 by 630 that social networks show."""
    card_ = pictures.social_card(_view(request, slug))
    return for_all(HttpResponse(card_, content_type="image/png"))


@require_safe
@xframe_options_exempt
def embed(request, slug):
    """The map alone, for a frame on another page; `pinned` names versions of data and map."""
    pin = framing.Pin.of(request.GET.get("pinned", ""))
    record, version = framing.pinned(_public(slug), pin)
    below = None
    if pin and pin.geography:
        record.geography = f"{record.geography}{geographies.VERSION}{pin.geography}"
    if pin and pin.below and record.denominator:
        below = get_object_or_404(record.denominator.versions.public(), number=pin.below)
    try:
        view = MapView(record, request.GET, version or record.dataset.current_version, below)
    except KeyError as error:
        raise Http404 from error
    return framing.framed(
        request, "maps/embed.html", record, view.version,
        map=view,
        svg=mark_safe(view.svg(record.get_absolute_url())),  # noqa: S308 - escaped by the engine
        legend=page.plain_legend(view),
        is_pinned=version is not None,
        address=record.get_absolute_url() + view.address(),
    )  # fmt: skip


@require_safe
def oembed(request):
    """oEmbed: the address of a map's page in, how to embed it out."""

    def describe(slug, query, width, height):
        return taking.oembed(MapView(_public(slug), QueryDict(query)), width, height)

    return framing.oembed(request, "maps:record", (taking.WIDTH, taking.HEIGHT), describe)
