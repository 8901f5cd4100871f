"""Pages of datasets that the declaration does not give: their data, versions and DCAT."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from chitalishte.records.answers import as_file
from chitalishte.tables import query

from .dcat import turtle
from .dictionary import Dictionary
from .distributions import MEDIA_TYPES, distributions
from .models import Dataset
from .rows import written
from .subpages import frame, gone, no_data, public_dataset
from .tablepage import TablePage


@require_safe
def data(request, slug, form):
    """The current table, whole or as filtered on the page."""
    dataset = public_dataset(slug)
    if not dataset.current_version:
        raise Http404
    return _send(dataset, dataset.current_version, form, request.GET)


@require_safe
def version_data(request, slug, number, form):
    """The table as it was in one version."""
    dataset = public_dataset(slug)
    chosen = get_object_or_404(dataset.versions.published(), number=number)
    if not chosen.has_data:
        return gone(chosen)
    return _send(dataset, chosen, form, request.GET)


def _send(dataset, version, form, params):
    if form not in MEDIA_TYPES:
        raise Http404
    name = f"{dataset.slug}-v{version.number}.{form}"
    if form == "parquet":
        response = FileResponse(version.stored.parquet_path.open("rb"))
        response["Content-Type"] = MEDIA_TYPES[form]
    else:
        page = TablePage(dataset, version, params)
        rows = query.stream(version.stored, page.question.changed(limit=None, select=()))
        response = HttpResponse(
            written(form, version.stored.columns, rows), content_type=MEDIA_TYPES[form]
        )
    return as_file(response, name)


@require_safe
def version(request, slug, number):
    """One version of the table, at an address that stays; without rows, what is known of it."""
    dataset = public_dataset(slug)
    chosen = get_object_or_404(dataset.versions.published(), number=number)
    context = frame(dataset, request) | {
        "version": chosen,
        "table": TablePage(dataset, chosen, request.GET) if chosen.has_data else None,
        "no_data": "" if chosen.has_data else no_data(chosen),
        "dictionary": None if chosen.has_data else Dictionary(dataset, chosen).shown,
        "downloads": distributions(dataset, chosen) if chosen.has_data else [],
        "is_current": chosen.pk == dataset.current_version_id,
    }
    return render(request, "datasets/version.html", context)


@require_safe
def dcat(request, slug):
    """The dataset as DCAT-AP 3.0 in Turtle."""
    return HttpResponse(turtle([public_dataset(slug)]), content_type="text/turtle; charset=utf-8")


@require_safe
def catalogue(request):
    """The whole catalogue as DCAT-AP 3.0 in Turtle."""
    datasets = Dataset.objects.public().select_related("publisher", "current_version")
    return HttpResponse(turtle(datasets), content_type="text/turtle; charset=utf-8")
