"""The files of a map, its frame for other pages, and the oEmbed endpoint."""

import json

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.safestring import mark_safe
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from . import framing, page, pictures, taking
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


def _file(content, content_type, name):
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def svg(request, slug):
    """The map as shown, as an SVG that stands alone."""
    drawn = pictures.standalone(_view(request, slug))
    return _file(drawn, "image/svg+xml", f"{slug}.svg")


@require_safe
def png(request, slug):
    """The map as shown, as PNG; `scale` is 1, 2 or 4."""
    view = _view(request, slug)
    scale = request.GET.get("scale", "2")
    drawn = pictures.picture(view, int(scale) if scale in ("1", "2", "4") else 2)
    return _file(drawn, "image/png", f"{slug}.png")


@require_safe
def pdf(request, slug):
    """The map as shown, as a PDF of one page."""
    return _file(pictures.paper(_view(request, slug)), "application/pdf", f"{slug}.pdf")


@require_safe
def card(request, slug):
    """The card of 1200 by 630 that social networks show."""
    response = _file(pictures.social_card(_view(request, slug)), "image/png", f"{slug}-card.png")
    response["Content-Disposition"] = "inline"
    return response


@require_safe
def data(request, slug):
    """The values behind the map as shown: place, value, source, as of, confidence."""
    content = taking.table_file(_view(request, slug), "csv")
    return _file(content, "text/csv; charset=utf-8", f"{slug}.csv")


@require_safe
def xlsx(request, slug):
    """The same values as a workbook."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _file(taking.table_file(_view(request, slug), "xlsx"), kind, f"{slug}.xlsx")


@require_safe
def json_data(request, slug):
    """The same values as JSON."""
    content = taking.table_file(_view(request, slug), "json")
    return _file(content, "application/json", f"{slug}.json")


@require_safe
def geojson(request, slug):
    """The same values with the outlines of the places in degrees."""
    content = json.dumps(taking.geojson(_view(request, slug)), ensure_ascii=False)
    return _file(content, "application/geo+json", f"{slug}.geojson")


@require_safe
@xframe_options_exempt
def embed(request, slug):
    """The map alone, for a frame on another page; `pinned` names versions of data and map."""
    record, version = framing.pinned(_public(slug), request.GET.get("pinned", ""))
    view = MapView(record, request.GET, version or record.dataset.current_version)
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
