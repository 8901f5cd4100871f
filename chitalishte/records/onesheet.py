"""The style sheets of a page as one: on a slow line every further file costs a round trip.

A template links the sheets it needs one by one; `{% onesheet %}` around them links one address
instead, /styles/base.map.0123abcd.css, that names them. What an address holds never changes: its
last part is of the content, so browsers keep it for a year. Print stays apart, it blocks nothing.
"""

import hashlib
import re
from functools import lru_cache
from pathlib import Path

import brotli
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

LINK = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
SHEET = re.compile(r"css/([a-z-]+)(?:\.[0-9a-f]{12})?\.css")
RELATIVE = re.compile(r'url\("\.\./')
YEAR = 365 * 24 * 3600
MOST = 20  # sheets of one page


def in_one(markup):
    """Return markup with its links to our sheets replaced by one; as it is where one is foreign."""
    hrefs = tuple(LINK.findall(markup))
    names = [_name_of(href) for href in hrefs]
    rest = LINK.sub("", markup).strip()
    if len(names) < 2 or None in names:
        return markup
    address = address_of(tuple(dict.fromkeys(names)))
    return f'<link rel="stylesheet" href="{address}">{rest}'


def _name_of(href):
    found = SHEET.fullmatch(href.removeprefix(settings.STATIC_URL))
    return found[1] if found else None


@lru_cache(maxsize=64)
def address_of(names):
    """Return the address of sheets in one."""
    digest = hashlib.sha256(_joined(names)).hexdigest()[:12]
    return reverse("styles", args=[".".join([*names, digest])])


@lru_cache(maxsize=64)
def _joined(names):
    """Return the sheets one after the other, their order kept. Raises Http404."""
    parts = []
    for name in names:
        href = static(f"css/{name}.css").removeprefix(settings.STATIC_URL)
        path = Path(staticfiles_storage.path(href))
        found = path if path.is_file() else finders.find(f"css/{name}.css")
        if not found:
            raise Http404
        parts.append(Path(found).read_text(encoding="utf-8"))
    # seen from another folder
    return RELATIVE.sub(f'url("{settings.STATIC_URL}', "\n".join(parts)).encode()


@lru_cache(maxsize=64)
def _packed(names):
    return brotli.compress(_joined(names), quality=11)


@require_safe
def sheet(request, written):
    """Several sheets as one; an address of other content than today's is answered and not kept."""
    *names, digest = written.split(".")
    names = tuple(names)
    if not 0 < len(names) <= MOST or not all(map(re.compile("[a-z-]+").fullmatch, names)):
        raise Http404
    content = _joined(names)
    is_packed = "br" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(
        _packed(names) if is_packed else content, content_type="text/css; charset=utf-8"
    )
    if is_packed:
        response["Content-Encoding"] = "br"
    is_today = digest == hashlib.sha256(content).hexdigest()[:12]
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable" if is_today else "no-store"
    response["Vary"] = "Accept-Encoding"
    return response
