"""The edition: one number that grows with every public change, and the cache under it.

A page once made is kept ready compressed until the number grows. Nothing needs purging and nothing
is served stale: the number is read from the database on every request, which takes a tenth of a
millisecond.
"""

import gzip
import hashlib

import brotli
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers

PUBLIC_PREFIXES = ("/bg/", "/en/", "/api/", "/sitemap", "/robots.txt")
PARTS = ("HX-Request", "X-Fragment")  # headers that ask for a part of a page
SMALLEST_WORTH_COMPRESSING = 600  # bytes
KEPT_FOR = 24 * 3600  # seconds; memory is given back even when nothing changes


def raise_edition():
    """Tell the public face that something changed, once the change is committed."""
    from .models import Edition

    transaction.on_commit(Edition.advance)


def is_public_request(request):
    """Tell whether the answer is the same for everybody: no session, a public address."""
    return (
        request.method in ("GET", "HEAD")
        and request.path.startswith(PUBLIC_PREFIXES)
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
    )


def _encoding(request):
    accepted = request.headers.get("Accept-Encoding", "")
    if "br" in accepted:
        return "br"
    return "gzip" if "gzip" in accepted else ""


def _compress(body, encoding):
    if encoding == "br":
        return brotli.compress(body, quality=5)
    return gzip.compress(body, compresslevel=6, mtime=0)


class EditionMiddleware:
    """Answer readers from the pages of the current edition; make each page once."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not is_public_request(request):
            return self.get_response(request)
        from .models import Edition

        edition = Edition.current()
        part = "".join(request.headers.get(name, "") for name in PARTS)
        # Addresses inside a page hold the host, so two names of one house keep apart.
        identity = f"{edition}|{request.get_host()}|{request.get_full_path()}|{part}"
        digest = hashlib.sha256(identity.encode()).hexdigest()[:24]
        etag = f'W/"{edition}-{digest}"'
        encoding = _encoding(request)
        key = f"page:{digest}:{encoding}"
        kept = cache.get(key)
        if kept and etag in request.headers.get("If-None-Match", ""):
            return self._framed(HttpResponseNotModified(), etag)
        if not kept:
            response = self.get_response(request)
            if not self._may_be_kept(response):
                return response
            kept = self._keep(response, key, encoding)
        body, headers = kept
        return self._framed(HttpResponse(body, headers=headers), etag)

    @staticmethod
    def _may_be_kept(response):
        return (
            response.status_code == 200
            and not response.streaming
            and not response.cookies
            and "ETag" not in response.headers  # it says itself when it changes
            and "no-store" not in response.headers.get("Cache-Control", "")
        )

    @staticmethod
    def _keep(response, key, encoding):
        body = response.content
        headers = {
            name: value
            for name, value in response.headers.items()
            if name not in ("Content-Length", "Vary", "ETag", "Cache-Control")
        }
        is_text = headers.get("Content-Type", "").startswith(("text/", "application/", "image/svg"))
        packed = {"application/zip", "application/vnd.openxmlformats", "application/pdf"}
        is_packed = headers.get("Content-Type", "").startswith(tuple(packed))
        if encoding and is_text and not is_packed and len(body) > SMALLEST_WORTH_COMPRESSING:
            body = _compress(body, encoding)
            headers["Content-Encoding"] = encoding
        cache.set(key, (body, headers), KEPT_FOR)
        return body, headers

    @staticmethod
    def _framed(response, etag):
        response.headers["ETag"] = etag
        response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
        patch_vary_headers(response, ("Accept-Encoding", "Cookie", *PARTS))
        return response
