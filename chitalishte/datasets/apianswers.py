"""The one shape of the data API's answers and errors, open to every origin.

{"ok": false, "error": {"code": "unknown_column", "message": "…", "allowed": ["town", "people"]}}
"""

import datetime
import functools
import json
import math

from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from chitalishte.records.answers import for_all
from chitalishte.records.models import FormerAddress
from chitalishte.tables.dump import BusyError
from chitalishte.tables.query import QueryError

from .models import Dataset

JSON = "application/json"
PINNED = "public, max-age=31536000, immutable"  # a version never changes
CURRENT = "public, max-age=0, must-revalidate"
EXPOSED = "ETag, Link, X-Total-Count, X-Truncated"


class ApiError(Exception):
    """What a program is told: a code for it, a sentence for its author, what is allowed."""

    def __init__(self, code, message, *, status=400, allowed=(), **more):
        super().__init__(message)
        self.code, self.message, self.status = code, message, status
        self.allowed, self.more = list(allowed), more

    def answer(self):
        error = {"code": self.code, "message": self.message}
        if self.allowed:
            error["allowed"] = self.allowed
        return as_json({"ok": False, "error": error | self.more}, status=self.status)


def plain(value):
    """Return a value of a table as JSON has it."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"{value!r} is not a value of a table")


def written(content):
    """Return JSON, the same for the same content; what JSON has no number for is missing there."""
    options = {"ensure_ascii": False, "separators": (",", ":"), "default": plain}
    try:
        return json.dumps(content, allow_nan=False, **options)
    except ValueError:
        return json.dumps(_finite(content), **options)


def _finite(content):
    if isinstance(content, dict):
        return {name: _finite(value) for name, value in content.items()}
    if isinstance(content, list | tuple):
        return [_finite(value) for value in content]
    return None if isinstance(content, float) and not math.isfinite(content) else content


def as_json(content, *, status=200, content_type=JSON):
    body = written(content)
    return open_to_all(HttpResponse(body + "\n", content_type=content_type, status=status))


def open_to_all(response):
    """Let pages of other sites read the answer; nothing in it depends on who asks."""
    response["Access-Control-Expose-Headers"] = EXPOSED
    response["X-Content-Type-Options"] = "nosniff"
    return for_all(response)


def data_view(*methods):
    """Make a view of the data API: its methods, the answer to OPTIONS, errors in one shape."""
    allowed = [*methods, "HEAD", "OPTIONS"] if "GET" in methods else [*methods, "OPTIONS"]

    def decorate(view):
        @csrf_exempt  # nothing here looks at who asks, so there is nobody to be impersonated
        @functools.wraps(view)
        def answer(request, *args, **kwargs):
            if request.method == "OPTIONS":
                response = open_to_all(HttpResponse(status=204))
                response["Access-Control-Allow-Methods"] = ", ".join(allowed)
                response["Access-Control-Allow-Headers"] = "Content-Type, If-None-Match"
                response["Access-Control-Max-Age"] = "86400"
                return response
            # no language stands in these addresses, so a 404 is no reason to look for one
            request.urlconf = "chitalishte.datasets.dataurls"
            try:
                if request.method not in allowed:
                    raise ApiError(
                        "wrong_method", "Ask with another method.", status=405, allowed=allowed
                    )
                return view(request, *args, **kwargs)
            except QueryError as error:
                return from_query(error).answer()
            except BusyError:
                busy = ApiError("busy", "Too many downloads at once. Ask again soon.", status=503)
                response = busy.answer()
                response["Retry-After"] = "10"
                return response
            except ApiError as error:
                return error.answer()
            except Http404:
                return ApiError("not_found", "There is nothing here.", status=404).answer()

        return answer

    return decorate


def from_query(error):
    return ApiError(error.code, str(error), allowed=error.allowed)


def find_dataset(slug):
    """Return a published dataset with a table; raises ApiError with 404 or 410."""
    public = Dataset.objects.public().select_related("publisher", "current_version")
    dataset = public.filter(slug=slug).first() or public.filter(identifier=slug).first()
    if dataset and dataset.current_version:
        return dataset
    if dataset:
        raise ApiError("no_table", "This dataset has no table yet.", status=404)
    former = FormerAddress.objects.filter(collection="datasets", slug=slug).exists()
    if former or Dataset.objects.gone().filter(slug=slug).exists():
        raise ApiError("gone", "This dataset is not published any more.", status=410)
    raise ApiError("not_found", f"There is no dataset {slug!r}.", status=404)


def find_version(dataset, number):
    """Return one published version of a dataset's table; raises ApiError with 404 or 410."""
    found = dataset.versions.published().filter(number=number).first()
    known = [str(each) for each in dataset.versions.public().values_list("number", flat=True)]
    if not found:
        raise ApiError("no_version", f"There is no version {number}.", status=404, allowed=known)
    if not found.has_data:
        words = f"The data of version {number} are not kept any more."
        raise ApiError("gone", words, status=410, allowed=known)
    return found
