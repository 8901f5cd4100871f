"""Taking a map along: its files, a frame for another page, oEmbed, a code for print."""

import io
from dataclasses import replace
from urllib.parse import urlencode

import qrcode
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from qrcode.image.svg import SvgPathImage

from chitalishte import text
from chitalishte.datasets.rows import written
from chitalishte.drawing.lonlat import collection
from chitalishte.records.history import versions
from chitalishte.records.language import current

SCRIPT = "js/frame-height.js"
WIDTH, HEIGHT = 720, 760  # of a frame where nothing says better; px


def files(view):
    """Return [{label, url, note}] of every file of this look."""
    from .page import file_url

    size = view.geography.width + 80
    return [
        {"label": "SVG", "url": file_url(view, "svg"), "note": _("to edit and for print")},
        *(
            {
                "label": f"PNG {scale}×",
                "url": file_url(view, "png", scale=scale),
                "note": _("%(width)s pixels wide") % {"width": round(size * scale)},
            }
            for scale in (1, 2, 4)
        ),
        {"label": "PDF", "url": file_url(view, "pdf"), "note": _("for print")},
        {"label": "CSV", "url": file_url(view, "map_data"), "note": _("the values on the map")},
        {"label": "XLSX", "url": file_url(view, "xlsx"), "note": _("the same for a spreadsheet")},
        {"label": "JSON", "url": file_url(view, "json"), "note": _("the same for programs")},
        {
            "label": "GeoJSON",
            "url": file_url(view, "geojson"),
            "note": _("the values with the outlines, for geographic programs"),
        },
    ]


def pin_of(view):
    """Return "2.1": the version of the data and of the map, for an embed that never changes."""
    return f"{view.version.number}.{len(versions(view.record)) or 1}"


def frame_url(view, *, is_pinned=False):
    """Return the whole address of the frame with this look."""
    query = replace(view.look, tab="map", sort="").pairs()
    if is_pinned:
        query = [("pinned", pin_of(view)), *query]
    path = reverse("maps:embed", args=[view.record.slug])
    return settings.BASE_URL + (f"{path}?{urlencode(query)}" if query else path)


def frame_code(view, *, is_pinned=False):
    """Return the HTML to paste: a frame, and one script that gives it the height of its content.

    Where scripts are taken out (WordPress does it for most authors) the frame keeps its height.
    """
    address = escape(frame_url(view, is_pinned=is_pinned))
    title = escape(view.record.title)
    return (
        f'<iframe src="{address}" title="{title}" width="100%" height="{HEIGHT}" '
        f'loading="lazy" style="border:0"></iframe>\n'
        f'<script src="{settings.BASE_URL}{settings.STATIC_URL}{SCRIPT}" async></script>'
    )


def embeds(view):
    """Return [{label, note, code}]: the frame that follows the data, and the one that stays."""
    day = text.day(timezone.localdate().isoformat(), current())
    return [
        {
            "label": _("Always the latest"),
            "note": _("Follows corrections and new data, and says of which day it is."),
            "code": frame_code(view),
        },
        {
            "label": _("As it is on %(day)s") % {"day": day},
            "note": _("Stays as it is, whatever happens to the data and to the map."),
            "code": frame_code(view, is_pinned=True),
        },
    ]


def oembed(view, width=WIDTH, height=HEIGHT):
    """Return the answer of the oEmbed endpoint (oembed.com, type "rich")."""
    address = escape(frame_url(view))
    title = escape(view.record.title)
    return {
        "version": "1.0",
        "type": "rich",
        "title": view.record.title,
        "provider_name": settings.SITE_NAME,
        "provider_url": settings.BASE_URL,
        "width": width,
        "height": height,
        "html": f'<iframe src="{address}" title="{title}" width="{width}" height="{height}" '
        'loading="lazy" style="border:0"></iframe>',
        "thumbnail_url": settings.BASE_URL + reverse("maps:card", args=[view.record.slug]),
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    }


def code_for_print(address):
    """Return the QR code of an address as SVG markup."""
    drawn = qrcode.make(address, image_factory=SvgPathImage, border=2)
    out = io.BytesIO()
    drawn.save(out)
    svg = out.getvalue().decode()
    return mark_safe(svg[svg.index("<svg") :])  # noqa: S308 - of the library, from an address


def rows_of(view):
    """Return (columns, rows) of the values on the map: place, value, provenance."""
    shown = {view.column.name, view.record.time_column}
    if view.second_measure:
        shown.add(view.second_measure.column.name)
    columns = [
        column
        for column in view.version.stored.columns
        if column.name in shown or _is_frame(view, column.name)
    ]
    rows = [tuple(row.get(column.name) for column in columns) for row in view.places.values()]
    return columns, rows


def _is_frame(view, name):
    """Tell whether a column stands beside every value: the place and the provenance."""
    column = view.dictionary.get(name)
    return column.role in ("place", "place_name", "source", "as_of", "confidence")


def table_file(view, form):
    columns, rows = rows_of(view)
    return written(form, columns, rows)


def geojson(view):
    """Return a FeatureCollection: every place with its name, value in words, number and class."""
    numbers = view.measure.at(view.year) if view.is_numeric else {}
    properties = {
        code: {
            "name": area.name,
            "value": numbers.get(code) if view.is_numeric else area.value or None,
            "words": area.value,
            "class": area.key,
        }
        for code, area in view.areas.items()
    }
    shapes = view.atlas.shapes
    if view.has_dots:
        shapes = {
            code: {"type": "Point", "coordinates": list(spot)}
            for code, spot in view.degrees.items()
        }
    found = collection(shapes, properties)
    found["title"] = view.record.title
    found["description"] = view.caption
    found["source"] = settings.BASE_URL + view.record.get_absolute_url()
    found["licence"] = view.record.licence
    found["borders"] = view.geography.source
    return found


def context(view):
    """Return what the tab of files and embedding needs."""
    address = settings.BASE_URL + view.record.get_absolute_url()
    return {
        "takes": files(view),
        "embeds": embeds(view),
        "qr": code_for_print(address),
        "qr_address": address,
    }
