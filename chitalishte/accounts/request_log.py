"""Logs as JSON lines, tied together by the id of a request.

What is written of a request: its id, method, path without the query (which holds what people search
for), status, milliseconds; for a request that changes something also the number of the account. No
address of a client, no name, no cookie. The lines of all requests are off unless LOG_LEVEL=INFO.
"""

import logging
import time
from contextvars import ContextVar
from secrets import token_hex

request_id = ContextVar("request_id", default="")
access = logging.getLogger("chitalishte.access")
SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")
# Bytes: 48 bits tell one request of ten million from another and can be read over the telephone.
ID_LENGTH = 6


class RequestIdFilter(logging.Filter):
    """Add the request's id to every record; take out the request itself (addresses, cookies)."""

    def filter(self, record):
        record.request_id = request_id.get()
        for personal in ("request", "server_time"):
            record.__dict__.pop(personal, None)
        return True


class RequestLogMiddleware:
    """Name each request and, when asked, write one line about it.

    The id stands in `request.request_id`, in every log line, in the answer's X-Request-ID when
    something went wrong on our side, and on the page that says so.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.request_id = token_hex(ID_LENGTH)
        token = request_id.set(request.request_id)
        begin = time.perf_counter()
        try:
            response = self.get_response(request)
            if response.status_code >= 500:
                response["X-Request-ID"] = request.request_id
            if access.isEnabledFor(logging.INFO):
                self._write(request, response, time.perf_counter() - begin)
        finally:
            request_id.reset(token)
        return response

    @staticmethod
    def _write(request, response, seconds):
        facts = {
            "method": request.method,
            "path": request.path,
            "status": response.status_code,
            "duration_ms": round(seconds * 1000, 1),
        }
        user = getattr(request, "user", None)
        if request.method not in SAFE and user is not None and user.is_authenticated:
            facts["user_id"] = user.pk
        access.info("request", extra=facts)
