"""What the pages below a dataset's own share: the dataset, the way back, rows that are gone."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from chitalishte.records import crumbs

from .models import Dataset


def public_dataset(slug):
    """Return a published dataset; raises Http404."""
    return get_object_or_404(
        Dataset.objects.public().select_related("publisher", "current_version"), slug=slug
    )


def frame(dataset, request):
    """Return the context every such page needs: record, crumbs, canonical_url."""
    return {
        "record": dataset,
        "crumbs": crumbs.to_record(dataset),
        "canonical_url": settings.BASE_URL + request.path,
    }


def no_data(version):
    """Return why the rows of a version are not here, as words."""
    if version.is_withheld:
        return _("The data of this version were withheld.")
    return _("The data of this version were cleared to save space. What describes them is kept.")


def gone(version):
    """Return the answer to who asks for rows that are not here any more."""
    return HttpResponse(no_data(version), status=410, content_type="text/plain; charset=utf-8")
