"""The files of a map, its frame for other pages, and the oEmbed endpoint."""

import json
import re
from urllib.parse import urlsplit

from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language_from_path, override
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from chitalishte import text
from chitalishte.records.history import versions
from chitalishte.records.language import current

from . import page, pictures, taking
from .mapview import MapView
from .models import Map

PINNED = re.compile(r"(\d{1,6})\.(\d{1,6})")
# As everywhere, but other pages may frame it.
FRAME_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors *"
)
SMALLEST, LARGEST = 200, 2000  # px, of a frame that oEmbed is asked for


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
    record, version, is_pinned = _pinned(_public(slug), request.GET.get("pinned", ""))
    view = MapView(record, request.GET, version)
    moment = version.published_at or version.created_at
    context = {
        "record": record,
        "map": view,
        "svg": mark_safe(view.svg(record.get_absolute_url())),  # noqa: S308 - escaped by the engine
        "legend": page.plain_legend(view),
        "is_pinned": is_pinned,
        "version": version,
        "day": text.day(timezone.localtime(moment).date().isoformat(), current()),
        "address": record.get_absolute_url() + view.address(),
    }
    response = render(request, "maps/embed.html", context)
    # set here and not by a decorator, because a page that is kept ready keeps only its headers
    response["Content-Security-Policy"] = FRAME_POLICY
    return response


def _pinned(record, written):
    """Return (map, version of its data, whether it is pinned); 404 for versions never public."""
    match = PINNED.fullmatch(written)
    if not match:
        return record, record.dataset.current_version, False
    version = get_object_or_404(record.dataset.versions.public(), number=int(match[1]))
    published = versions(record)
    number = int(match[2])
    if not 1 <= number <= len(published):
        raise Http404
    slug = record.slug
    if number < len(published):
        record = published[number - 1].revision.as_object()
        record.slug = slug  # links lead to the page as it is called now
    return record, version, True


@require_safe
def oembed(request):
    """oEmbed: the address of a map's page in, how to embed it out."""
    form = request.GET.get("format", "json")
    if form != "json":
        return HttpResponse("format=json", status=501, content_type="text/plain")
    address = urlsplit(request.GET.get("url", ""))
    language = get_language_from_path(address.path) or current()
    try:
        with override(language):
            match = resolve(address.path)
    except Resolver404 as error:
        raise Http404 from error
    if match.view_name != "maps:record":
        raise Http404
    with override(language):
        view = MapView(_public(match.kwargs["slug"]), QueryDict(address.query))
        width, height = (
            _length(request.GET.get(name), default)
            for name, default in (("maxwidth", taking.WIDTH), ("maxheight", taking.HEIGHT))
        )
        response = JsonResponse(taking.oembed(view, width, height))
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _length(written, default):
    if not (written or "").isdecimal():
        return default
    return max(SMALLEST, min(int(written), default, LARGEST))
