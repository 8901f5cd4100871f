"""The forms in which a dataset's table is taken away (dcat:Distribution)."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

MEDIA_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}
# Codes of the EU authority table `file-type`.
FILE_TYPES = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON", "parquet": "PARQUET"}


def distributions(dataset, version=None):
    """Return [{label, url, absolute_url, format, media_type}] of the current table or a version."""
    if version is None and not dataset.current_version:
        return []
    found = []
    for form, media_type in MEDIA_TYPES.items():
        if version:
            url = reverse("datasets:version_data", args=[dataset.slug, version.number, form])
        else:
            url = reverse("datasets:data", args=[dataset.slug, form])
        found.append(
            {
                "label": _("The table as %(format)s") % {"format": FILE_TYPES[form]},
                "url": url,
                "absolute_url": settings.BASE_URL + url,
                "format": FILE_TYPES[form],
                "form": form,
                "media_type": media_type,
            }
        )
    return found
