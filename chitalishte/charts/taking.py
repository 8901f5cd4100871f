"""Taking a chart along: a frame for another page, oEmbed, the card, a code for print."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _

from chitalishte import charting, text
from chitalishte.records.history import versions
from chitalishte.records.language import current
from chitalishte.visuals import framing
from chitalishte.visuals.taking import SCRIPT, code_for_print

WIDTH, HEIGHT = 720, 640  # of a frame where nothing says better; px


def pin_of(record):
    """Return "2.1": the version of the data and of the chart, for an embed that never changes."""
    return framing.Pin(record.shown_version.number, len(versions(record)) or 1)


def frame_url(record, *, is_pinned=False):
    """Return the whole address of the frame."""
    path = settings.BASE_URL + reverse("charts:embed", args=[record.slug])
    return f"{path}?{urlencode({'pinned': pin_of(record)})}" if is_pinned else path


def frame_code(record, *, is_pinned=False):
    """Return the HTML to paste: a frame, and the script that gives it the height of its content."""
    address = escape(frame_url(record, is_pinned=is_pinned))
    return (
        f'<iframe src="{address}" title="{escape(record.title)}" width="100%" height="{HEIGHT}" '
        f'loading="lazy" style="border:0"></iframe>\n'
        f'<script src="{settings.BASE_URL}{settings.STATIC_URL}{SCRIPT}" async></script>'
    )


def embeds(record):
    """Return [{label, note, code}]: the frame that follows the data, and the one that stays."""
    day = text.day(timezone.localdate().isoformat(), current())
    latest = {
        "label": _("Always the latest"),
        "note": _("Follows corrections and new data, and says of which day it is."),
        "code": frame_code(record),
    }
    pinned = {
        "label": _("As it is on %(day)s") % {"day": day},
        "note": _("Stays as it is, whatever happens to the data and to the chart."),
        "code": frame_code(record, is_pinned=True),
    }
    return [latest, pinned]


def oembed(record, width=WIDTH, height=HEIGHT):
    """Return the answer of the oEmbed endpoint (oembed.com, type "rich")."""
    address, title = escape(frame_url(record)), escape(record.title)
    return {
        "version": "1.0",
        "type": "rich",
        "title": record.title,
        "provider_name": settings.SITE_NAME,
        "provider_url": settings.BASE_URL,
        "width": width,
        "height": height,
        "html": f'<iframe src="{address}" title="{title}" width="{width}" height="{height}" '
        'loading="lazy" style="border:0"></iframe>',
        "thumbnail_url": settings.BASE_URL + reverse("charts:card", args=[record.slug]),
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    }


def social(record):
    """Return {image, oembed}: whole addresses for the head of the page; None for a draft."""
    if not record.live:
        return None
    page = settings.BASE_URL + record.get_absolute_url()
    query = urlencode({"url": page, "format": "json"})
    return {
        "image": settings.BASE_URL + reverse("charts:card", args=[record.slug]),
        "oembed": f"{settings.BASE_URL}{reverse('charts:oembed')}?{query}",
    }


def card(record, view):
    """Return the card that social networks show, as PNG bytes."""
    publishers = [block.value.get("publisher") for block in record.sources]
    named = ", ".join(dict.fromkeys(filter(None, publishers)))
    drawn = charting.card(
        view.drawn(),
        title=record.title,
        source=f"{named} · {settings.SITE_NAME}" if named else settings.SITE_NAME,
        language=current(),
    )
    return charting.picture.png(drawn, fonts=settings.FONTS_ROOT)


def context(record):
    """Return what the part about files and embedding needs; nothing for a draft."""
    if not record.live:
        return {}
    address = settings.BASE_URL + record.get_absolute_url()
    return {"embeds": embeds(record), "qr": code_for_print(address), "qr_address": address}
