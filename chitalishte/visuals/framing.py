"""What maps and charts share of being shown on other pages: a frame, a pin, the oEmbed endpoint."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import get_language_from_path, override

from chitalishte import text
from chitalishte.records.answers import for_all
from chitalishte.records.history import versions
from chitalishte.records.language import current

PINNED = re.compile(r"(\d{1,6})\.(\d{1,6})(?:\.n(\d{1,6}))?(?:\.g(\d{1,6}))?")
# As everywhere, but other pages may frame it.
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors *"
)
SMALLEST, LARGEST = 200, 2000  # px, of a frame that oEmbed is asked for


class Pin(NamedTuple):
    """What an embed is pinned to, as its address writes it: "2.1", "2.1.n3", "2.1.n3.g1"."""

    data: int  # version of the data
    record: int  # version of the map or chart
    below: int | None = None  # version of the table that it is divided by
    geography: int | None = None  # version of a geography that editors brought

    @classmethod
    def of(cls, written):
        """Read one; None for anything else."""
        match = PINNED.fullmatch(written)
        return cls(*(int(n) if n else None for n in match.groups())) if match else None

    def __str__(self):
        below = f".n{self.below}" if self.below else ""
        geography = f".g{self.geography}" if self.geography else ""
        return f"{self.data}.{self.record}{below}{geography}"


def face_of(params):
    """Return the face that an address asks for: "light" or "dark"."""
    return "dark" if params.get("face") == "dark" else "light"


def pinned(record, pin):
    """Return (record as it was published, version of its data); (record, None) without a pin.

    Raises Http404 for versions that were never public.
    """
    if pin is None:
        return record, None
    version = get_object_or_404(record.dataset.versions.public(), number=pin.data)
    published, number = versions(record), pin.record
    if not 1 <= number <= len(published):
        raise Http404
    slug = record.slug
    if number < len(published):
        record = published[number - 1].revision.as_object()
        record.slug = slug  # links lead to the page as it is called now
    return record, version


def framed(request, template, record, version, **context):
    """Return the drawing alone, of a version of its data, for a frame on any page."""
    moment = version.published_at or version.created_at
    context |= {
        "record": record,
        "version": version,
        "day": text.day(timezone.localtime(moment).date().isoformat(), current()),
    }
    response = render(request, template, context)
    # set here and not by a decorator, because a page that is kept ready keeps only its headers
    response["Content-Security-Policy"] = POLICY
    return response


def oembed(request, view_name, size, describe):
    """Answer oEmbed: the address of a page of the view in, how to embed it out.

    size      width and height where nothing says better; px
    describe  (slug, query string, width, height) → the answer
    """
    if request.GET.get("format", "json") != "json":
        return HttpResponse("format=json", status=501, content_type="text/plain")
    address = urlsplit(request.GET.get("url", ""))
    language = get_language_from_path(address.path) or current()
    try:
        with override(language):
            match = resolve(address.path)
    except Resolver404 as error:
        raise Http404 from error
    if match.view_name != view_name:
        raise Http404
    lengths = (
        _length(request.GET.get(name), default)
        for name, default in zip(("maxwidth", "maxheight"), size, strict=True)
    )
    with override(language):
        response = JsonResponse(describe(match.kwargs["slug"], address.query, *lengths))
    return for_all(response)


def _length(written, default):
    if not (written or "").isdecimal():
        return default
    return max(SMALLEST, min(int(written), default, LARGEST))
