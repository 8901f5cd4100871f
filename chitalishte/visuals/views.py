"""The files of a map: picture and data."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from chitalishte.datasets.rows import written

from .mapview import MapView
from .models import Map
from .pictures import picture, standalone


def _view(request, slug):
    record = get_object_or_404(
        Map.objects.public().select_related("dataset__current_version"), slug=slug
    )
    if not record.dataset.is_public:
        raise Http404
    return MapView(record, request.GET)


def _file(content, content_type, name):
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def svg(request, slug):
    """The map as shown, as an SVG that stands alone."""
    view = _view(request, slug)
    return _file(standalone(view), "image/svg+xml", f"{slug}.svg")


@require_safe
def png(request, slug):
    """The map as shown, as PNG; `scale` is 1, 2 or 4."""
    view = _view(request, slug)
    scale = request.GET.get("scale", "2")
    return _file(
        picture(view, int(scale) if scale in ("1", "2", "4") else 2), "image/png", f"{slug}.png"
    )


@require_safe
def data(request, slug):
    """The values behind the map as shown: place, value, source, as of, confidence."""
    view = _view(request, slug)
    dataset = view.record.dataset
    columns = [
        column
        for column in dataset.current_version.stored.columns
        if column.name == view.column.name or _is_frame(view, column.name)
    ]
    rows = [tuple(row.get(column.name) for column in columns) for row in view.places.values()]
    return _file(written("csv", columns, rows), "text/csv; charset=utf-8", f"{slug}.csv")


def _is_frame(view, name):
    """Tell whether a column stands beside every value: the place and the provenance."""
    column = view.dictionary.get(name)
    return column.role in ("place", "place_name", "source", "as_of", "confidence")
