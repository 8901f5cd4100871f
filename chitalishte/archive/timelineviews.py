"""The timeline: its page, its frame for other pages, its file for TimelineJS."""

from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from chitalishte import text
from chitalishte.records import collection as registry
from chitalishte.records import crumbs
from chitalishte.records.answers import for_all
from chitalishte.records.language import current
from chitalishte.visuals import framing
from chitalishte.visuals.taking import SCRIPT

from .lanes import LANE_NAMES
from .models import Act
from .timeline import Timeline
from .timelinedrawing import draw
from .timelinejs import as_timelinejs

# units of the drawings; a page shows the one that fits, so that its words can be read
WIDTHS = {"wide": 1000, "middle": 640, "narrow": 380}
FRAME_HEIGHT = 640  # px, where nothing says better


def _drawings(asked):
    return [
        draw(asked.placed, asked.window, LANE_NAMES, name, width, current())
        for name, width in WIDTHS.items()
    ]


@require_safe
@vary_on_headers("HX-Request")
def timeline(request):
    """The chronology as a band and a list, or only that part when a script asks."""
    asked = Timeline(request.GET)
    address = reverse("chronology:timeline")
    context = {
        "timeline": asked,
        "drawings": _drawings(asked),
        "act": Act.objects.public().order_by("first_published_at").first(),
        "crumbs": crumbs.to_list(registry.get("chronology")),
        "address": address,
        "timelinejs_url": reverse("chronology:timelinejs") + _query(asked),
        "embed_code": embed_code(asked),
        "canonical_url": settings.BASE_URL + address,
    }
    part = "HX-Request" in request.headers
    name = "chronology/_timeline.html" if part else "chronology/timeline.html"
    return render(request, name, context)


def _query(asked):
    query = asked.address()
    return "" if query == "?" else query


def embed_code(asked):
    """Return the HTML to paste: a frame with this choice, and the script that sets its height."""
    address = escape(settings.BASE_URL + reverse("chronology:timeline-embed") + _query(asked))
    title = escape(_("Timeline"))
    return (
        f'<iframe src="{address}" title="{title}" width="100%" height="{FRAME_HEIGHT}" '
        f'loading="lazy" style="border:0"></iframe>\n'
        f'<script src="{settings.BASE_URL}{settings.STATIC_URL}{SCRIPT}" async></script>'
    )


@require_safe
@xframe_options_exempt
def embed(request):
    """The band with its list, for a frame on another page."""
    asked = Timeline(request.GET)
    today = timezone.localdate().isoformat()
    context = {
        "timeline": asked,
        "drawings": _drawings(asked),
        "address": reverse("chronology:timeline") + _query(asked),
        "day": text.day(today, current()),
    }
    response = render(request, "chronology/timeline_embed.html", context)
    response["Content-Security-Policy"] = framing.POLICY
    return response


@require_safe
def timelinejs(request):
    """The events of the choice for TimelineJS."""
    return for_all(JsonResponse(as_timelinejs(Timeline(request.GET))))
