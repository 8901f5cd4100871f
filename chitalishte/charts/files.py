"""A chart as files: SVG and PNG with words around them, PDF, the numbers, the specification."""

import json

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from chitalishte import charting
from chitalishte.charting import house, picture
from chitalishte.datasets.rows import written
from chitalishte.records.answers import as_file
from chitalishte.tables.read import Column
from chitalishte.visuals.framing import face_of

from .wording import said

SCALES = {"1": 1, "2": 2, "4": 4}
FORMS = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "vl.json": "application/json",
}


def file_of(view, form, params, *, name, foot):
    """Return a chart as a file; 422 with the reason when it cannot be drawn.

    params  scale (1, 2 or 4), face (light or dark), and for the page: interactive, width
    foot    the sentences below the drawing
    """
    if form not in FORMS:
        raise Http404
    if view.problem:
        return HttpResponse(view.problem, status=422, content_type="text/plain; charset=utf-8")
    try:
        content = _content(view, form, params, foot)
    except charting.ChartError as error:
        return HttpResponse(said(error), status=422, content_type="text/plain; charset=utf-8")
    is_for_page = form == "vl.json" and "interactive" in params
    response = HttpResponse(content, content_type=FORMS[form])
    return as_file(response, f"{name}.{form}", is_saved=not is_for_page)


def _content(view, form, params, foot):
    face = face_of(params)
    width = charting.NARROW if params.get("width") == "narrow" else charting.WIDE
    if form == "vl.json":
        spec = view.spec(width=width, face=face, is_interactive="interactive" in params)
        if "interactive" not in params:
            spec = _titled(view, spec)
        written_out = json.dumps(spec, ensure_ascii=False, separators=(",", ":"), default=str)
        return house.in_tokens(written_out) if "interactive" in params else written_out
    if form == "csv":
        header, rows = view.records
        columns = [Column(f"c{at}", each["label"], "text") for at, each in enumerate(header)]
        return written("csv", columns, [tuple(row) for row in rows])
    sheet = view.sheet(foot, face=face, width=width)
    if form == "png":
        scale = SCALES.get(params.get("scale", "2"), 2)
        return picture.png(sheet, fonts=settings.FONTS_ROOT, scale=scale)
    return picture.pdf(sheet, fonts=settings.FONTS_ROOT) if form == "pdf" else sheet


def _titled(view, spec):
    """Return a specification with the finding as its title and the measure below it."""
    given = spec.get("title") or {}
    below = given.get("text", []) if isinstance(given, dict) else [given]
    title = {"text": view.title, "subtitle": below, "anchor": "start"}
    return {**spec, "title": title, "description": view.description}


def foot_of(dataset, version, *, note="", sources=(), address="", licence=""):
    """Return the sentences below a chart that stands alone."""
    named = "; ".join(source for source in sources if source)
    return [
        note,
        _("Source: %(sources)s.") % {"sources": named.rstrip(".")} if named else "",
        _("Data: %(title)s, version %(number)s.")
        % {"title": dataset.title.rstrip("."), "number": version.number},
        f"{settings.SITE_NAME} · {licence} · {settings.BASE_URL}{address}",
    ]


def source_titles(record):
    """Return the titles of a record's sources, each with its publisher where it has one."""
    found = []
    for block in record.sources:
        publisher = block.value.get("publisher") or ""
        title = block.value.get("title") or ""
        found.append(f"{title} ({publisher})" if publisher and publisher not in title else title)
    return found
