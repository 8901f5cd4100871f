"""A map as a file: the drawing, the values behind it, the values with their outlines.

A map is anything that tells what `plate.Plate` tells: a record, rows on a screen, an answer to SQL.
"""

import json

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from chitalishte.datasets.rows import written
from chitalishte.drawing.lonlat import collection
from chitalishte.records.answers import as_file

from . import pictures

FORMS = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "geojson": "application/geo+json",
}
SCALES = {"1": 1, "2": 2, "4": 4}
MARGINS = 80  # units beside the map on a sheet


def file_of(plate, form, params, name):
    """Return a map as a file; `params` may say the scale of a PNG. Raises Http404."""
    if form not in FORMS:
        raise Http404
    if form in ("csv", "xlsx", "json"):
        content = written(form, *plate.values_table)
    elif form == "geojson":
        content = json.dumps(geojson(plate), ensure_ascii=False)
    elif form == "png":
        content = pictures.picture(plate, SCALES.get(params.get("scale", "2"), 2))
    else:
        content = pictures.paper(plate) if form == "pdf" else pictures.standalone(plate)
    return as_file(HttpResponse(content, content_type=FORMS[form]), f"{name}.{form}")


def links(plate, address):
    """Return [{label, url, note}] of every file; `address` gives the one of a form."""
    width = plate.geography.width + MARGINS
    return [
        {"label": "SVG", "url": address("svg"), "note": _("to edit and for print")},
        *(
            {
                "label": f"PNG {scale}×",
                "url": address("png", scale=scale),
                "note": _("%(width)s pixels wide") % {"width": round(width * scale)},
            }
            for scale in SCALES.values()
        ),
        {"label": "PDF", "url": address("pdf"), "note": _("for print")},
        {"label": "CSV", "url": address("csv"), "note": _("the values on the map")},
        {"label": "XLSX", "url": address("xlsx"), "note": _("the same for a spreadsheet")},
        {"label": "JSON", "url": address("json"), "note": _("the same for programs")},
        {
            "label": "GeoJSON",
            "url": address("geojson"),
            "note": _("the values with the outlines, for geographic programs"),
        },
    ]


def geojson(plate):
    """Return a FeatureCollection: every place with its name, value in words, number and class."""
    numbers = plate.numbers
    properties = {
        code: {
            "name": area.name,
            "value": (area.value or None) if numbers is None else numbers.get(code),
            "words": area.value,
            "class": area.key,
        }
        for code, area in plate.areas.items()
    }
    source, licence = plate.credits
    return collection(plate.outlines, properties) | {
        "title": plate.title,
        "description": plate.caption,
        "source": settings.BASE_URL + plate.home if plate.home else source,
        "licence": plate.licence or licence,
        "borders": plate.geography.source,
    }
