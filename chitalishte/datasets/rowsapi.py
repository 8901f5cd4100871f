"""`/api/v1/datasets/{slug}/rows`, and with the number of a version before `rows`.

The grammar of the address is that of `tables.query.parameters`. Beyond it: `_format`, `_shape`,
`_bom`, `_locale`, `_raw`, `_labels`. An answer depends on nothing but the address and the version.
"""

import hashlib

from django.conf import settings
from django.http import FileResponse, HttpResponseNotModified, StreamingHttpResponse
from django.utils.cache import patch_vary_headers

from chitalishte.records.answers import as_file
from chitalishte.tables import dump, query

from . import rowforms
from .apianswers import CURRENT, PINNED, ApiError, as_json, data_view, find_dataset, find_version
from .apianswers import open_to_all as opened

MOST_ROWS = 10_000  # of one JSON answer
MOST_FACETS = 20
OWN = ("_format", "_shape", "_bom", "_locale", "_raw", "_labels")
SHAPES = ("rows", "objects")
LOCALES = ("en", "bg")
SWITCHES = {"": False, "0": False, "1": True}


@data_view("GET")
def rows(request, slug, number=None, form=None):
    """The rows of the current version, or of one that never changes."""
    dataset = find_dataset(slug)
    version = find_version(dataset, number) if number else dataset.current_version
    form = form or request.GET.get("_format") or "json"
    if form not in rowforms.MEDIA_TYPES:
        raise ApiError(
            "unknown_format", f"There is no format {form!r}.", allowed=rowforms.MEDIA_TYPES
        )
    etag = _etag(request, version, form)
    if etag in request.headers.get("If-None-Match", ""):
        return _framed(HttpResponseNotModified(), etag, number)
    answer = Answer(dataset, version, form, request.GET, is_pinned=bool(number))
    return _framed(answer.response(request.method == "HEAD"), etag, number)


def _etag(request, version, form):
    """Return a mark of the version and of all that is asked of it."""
    asked = f"{version.content_hash}|{form}|{request.GET.urlencode()}"
    return f'"{hashlib.sha256(asked.encode()).hexdigest()[:32]}"'


def _framed(response, etag, number):
    response["ETag"] = etag
    response["Cache-Control"] = PINNED if number else CURRENT
    patch_vary_headers(response, ("Accept-Encoding",))
    return opened(response)


class Answer:
    """One question to one version, in one form."""

    def __init__(self, dataset, version, form, params, *, is_pinned):
        self.dataset, self.version, self.form, self.params = dataset, version, form, params
        self.stored = version.stored
        self.is_pinned = is_pinned
        is_json = form in ("json", "json-stat")
        pairs = [(name, value) for name, values in params.lists() for value in values]
        self.question = query.parse(
            pairs,
            self.stored.columns,
            most=MOST_ROWS if is_json else None,
            default=query.PAGE_ROWS if form == "json" else MOST_ROWS if is_json else None,
            other=OWN,
        )
        if len(self.question.facets) > MOST_FACETS:
            raise ApiError("too_many_facets", f"{MOST_FACETS} facets at most in one question.")
        if not is_json and self.question.facets:
            raise ApiError(
                "no_facets", f"{form} holds rows only; facets are in json.", allowed=["json"]
            )

    def response(self, is_head=False):
        if self.form == "json":
            return self._json()
        if self.form == "json-stat":
            page = query.answer(self.stored, self.question)
            content = rowforms.json_stat(self.dataset, self.version, self.question, page)
            return as_json(content)
        page = query.answer(self.stored, self.question.changed(limit=self._peek()))
        if self.form == "xlsx" and self._given(page.total) > rowforms.XLSX_ROWS:
            raise ApiError(
                "too_many_rows",
                f"{page.total} rows; {rowforms.XLSX_ROWS} at most as xlsx. Filter, set _limit, "
                "or take the whole table as csv or parquet.",
                allowed=["csv", "parquet", "ndjson", "arrow"],
            )
        return self._download(page, is_head)

    def _peek(self):
        """A limited file says where the next one begins; a whole one needs only the total."""
        return 0 if self.question.limit is None else self.question.limit

    def _given(self, total):
        limit = self.question.limit
        return total if limit is None else min(total, limit)

    def _json(self):
        page = query.answer(self.stored, self.question)
        names = [column.name for column in page.columns]
        shape = self._choice("_shape", SHAPES)
        found = {
            "ok": True,
            "dataset": self.dataset.slug,
            "version": self.version.number,
            "columns": [rowforms.described(column) for column in page.columns],
            "rows": page.rows
            if shape == "rows"
            else [dict(zip(names, row, strict=True)) for row in page.rows],
            "total": page.total,
            "limit": self.question.limit,
            "truncated": bool(page.next),
            "next": page.next or None,
        }
        if page.next:
            found["next_url"] = self.address(next=page.next)
        if self.question.facets:
            found["facets"] = {name: self._facet(name) for name in self.question.facets}
        return self._linked(as_json(found), page)

    def _facet(self, name):
        facet = query.facet(self.stored, self.question, name)
        values = [{"value": value, "count": count} for value, count in facet.values]
        return {"values": values, "truncated": facet.is_cut}

    def _choice(self, name, allowed):
        wanted = self.params.get(name, allowed[0])
        if wanted not in allowed:
            raise ApiError("wrong_value", f"{name}={wanted!r} is not known.", allowed=allowed)
        return wanted

    def _switch(self, name):
        wanted = self.params.get(name, "")
        if wanted not in SWITCHES:
            raise ApiError("wrong_value", f"{name}={wanted!r}: write 1 or 0.", allowed=["1", "0"])
        return SWITCHES[wanted]

    def _download(self, page, is_head):
        whole = query.Question(limit=None)
        if self.form == "parquet" and self.question == whole:
            response = FileResponse(self.stored.parquet_path.open("rb"))
        else:
            pieces = iter(()) if is_head else self._pieces()
            response = StreamingHttpResponse(_begun(pieces))
        response["Content-Type"] = rowforms.MEDIA_TYPES[self.form]
        name = f"{self.dataset.slug}-v{self.version.number}.{rowforms.EXTENSIONS[self.form]}"
        return self._linked(as_file(response, name), page)

    def _pieces(self):
        if self.form == "csv":
            style = dump.CsvStyle(
                is_safe=not self._switch("_raw"),
                with_bom=self._switch("_bom"),
                is_bulgarian=self._choice("_locale", LOCALES) == "bg",
                with_labels=self._switch("_labels"),
            )
            return dump.csv_pieces(self.stored, self.question, style)
        plain = {
            "ndjson": dump.ndjson_pieces,
            "parquet": dump.parquet_pieces,
            "arrow": dump.arrow_pieces,
        }
        if self.form in plain:
            return plain[self.form](self.stored, self.question)
        if self.form == "geojson":
            return rowforms.geojson(self.stored, self.question)
        return rowforms.xlsx(self.stored, self.question, self.dataset.slug)

    def _linked(self, response, page):
        response["X-Total-Count"] = str(page.total)
        response["X-Truncated"] = "true" if page.next else "false"
        base = f"{settings.BASE_URL}/api/v1/datasets/{self.dataset.slug}"
        links = [f'<{base}/openapi.json>; rel="service-desc"']
        if page.next:
            links.append(f'<{self.address(next=page.next)}>; rel="next"')
        if self.is_pinned:
            links.append(f'<{base}/rows>; rel="latest-version"')
        else:
            links.append(f'<{base}/{self.version.number}/rows>; rel="canonical"')
        response["Link"] = ", ".join(links)
        return response

    def address(self, *, next):
        params = self.params.copy()
        params["_next"] = next
        version = f"/{self.version.number}"  # a walk stays within one version
        tail = "" if self.form == "json" or "_format" in params else f".{self.form}"
        path = f"/api/v1/datasets/{self.dataset.slug}{version}/rows{tail}"
        return f"{settings.BASE_URL}{path}?{params.urlencode()}"


def _begun(pieces):
    """Make the first piece now, so that what is wrong is still an answer with its own status."""
    first = next(pieces, b"")

    def all_of_them():
        try:
            yield first
            yield from pieces
        finally:
            close = getattr(pieces, "close", None)
            if close:
                close()

    return all_of_them()
