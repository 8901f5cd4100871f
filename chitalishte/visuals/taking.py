"""Taking a map along: its files, a frame for another page, oEmbed, a code for print."""

import io
from dataclasses import replace
from functools import partial
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
from chitalishte.records.history import versions
from chitalishte.records.language import current

from . import framing, saving

SCRIPT = "js/frame-height.js"
WIDTH, HEIGHT = 720, 760  # of a frame where nothing says better; px


def pin_of(view):
    """Return "2.1": the versions of all that is drawn, for an embed that never changes."""
    record, below = view.record, view.record.denominator
    return framing.Pin(
        view.version.number,
        len(versions(record)) or 1,
        below.current_version.number if below and below.current_version else None,
        view.atlas.number,
    )


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


def context(view):
    """Return what the tab of files and embedding needs."""
    from .page import file_url

    address = settings.BASE_URL + view.home
    return {
        "takes": saving.links(view, partial(file_url, view)),
        "embeds": embeds(view),
        "qr": code_for_print(address),
        "qr_address": address,
    }
