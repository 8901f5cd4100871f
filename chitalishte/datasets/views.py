"""Pages of datasets that the declaration does not give: their data, versions and DCAT."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chitalishte.records.language import current
from chitalishte.tables import query

from .dcat import turtle
from .distributions import MEDIA_TYPES, distributions
from .models import Dataset
from .rows import written
from .tablepage import TablePage


def _dataset(slug):
    return get_object_or_404(
        Dataset.objects.public().select_related("publisher", "current_version"), slug=slug
    )


@require_safe
def data(request, slug, form):
    """The current table, whole or as filtered on the page."""
    dataset = _dataset(slug)
    if not dataset.current_version:
        raise Http404
    return _send(dataset, dataset.current_version, form, request.GET)


@require_safe
def version_data(request, slug, number, form):
    """The table as it was in one version."""
    dataset = _dataset(slug)
    chosen = get_object_or_404(dataset.versions.published(), number=number)
    if chosen.is_withheld:
        words = _("The data of this version were withheld.")
        return HttpResponse(words, status=410, content_type="text/plain; charset=utf-8")
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
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def version(request, slug, number):
    """One version of the table, at an address that stays; of a withheld one only what it was."""
    dataset = _dataset(slug)
    chosen = get_object_or_404(dataset.versions.published(), number=number)
    context = {
        "record": dataset,
        "version": chosen,
        "table": None if chosen.is_withheld else TablePage(dataset, chosen, request.GET),
        "downloads": [] if chosen.is_withheld else distributions(dataset, chosen),
        "is_current": chosen.pk == dataset.current_version_id,
        "crumbs": [
            {"label": _("Home"), "url": f"/{current()}/"},
            {
                "label": capfirst(dataset._meta.verbose_name_plural),
                "url": f"/{current()}/datasets/",
            },
            {"label": dataset.title, "url": dataset.get_absolute_url()},
        ],
        "canonical_url": settings.BASE_URL + request.path,
    }
    return render(request, "datasets/version.html", context)


@require_safe
def dcat(request, slug):
    """The dataset as DCAT-AP 3.0 in Turtle."""
    return HttpResponse(turtle([_dataset(slug)]), content_type="text/turtle; charset=utf-8")


@require_safe
def catalogue(request):
    """The whole catalogue as DCAT-AP 3.0 in Turtle."""
    datasets = Dataset.objects.public().select_related("publisher", "current_version")
    return HttpResponse(turtle(datasets), content_type="text/turtle; charset=utf-8")
