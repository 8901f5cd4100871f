"""The answer to a reader's SQL as a chart: the question and the choice stand in the address."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chitalishte import charting
from chitalishte.datasets.sqlpage import refusal_words
from chitalishte.datasets.sqlquery import ask
from chitalishte.records import crumbs
from chitalishte.tables.sandbox import SqlError
from chitalishte.tables.sqltypes import type_of

from .address import pairs_of
from .answers import AnswerRows
from .chartview import ChartView
from .controls import Controls
from .files import file_of
from .wording import kind_words

FILES = (("SVG", "svg"), ("PNG", "png"), ("PDF", "pdf"), ("CSV", "csv"), ("Vega-Lite", "vl.json"))


def of_answer(sql, columns):
    """Return where an answer becomes a chart; "" for one without anything to draw."""
    drawable = any(type_of(column["type"]) != "text" for column in columns)
    return f"{reverse('charts:sql')}?{urlencode({'sql': sql})}" if drawable else ""


def _view(request):
    """Return a ChartView of the question in the address. Raises SqlError."""
    sql = request.GET.get("sql", "").strip()
    pairs = pairs_of(request.META.get("QUERY_STRING", ""))
    return ChartView(None, None, pairs, rows=AnswerRows(ask(sql)))


@never_cache
@require_safe
def draw(request):
    """A chart of an answer; what went wrong with the question is told as on the page of SQL."""
    sql, heading = request.GET.get("sql", "").strip(), _("A chart of the answer")
    try:
        view = _view(request)
    except SqlError as error:
        refusal, detail = refusal_words(error)
        context = frame(sql, heading) | {"refusal": refusal, "detail": detail}
        return render(request, "charts/answer.html", context)
    if view.asked and request.GET.get("was", view.asked.kind) != view.asked.kind:
        view.fit_to_kind()

    def address(form="", choice=None, **more):
        pairs = charting.as_pairs(choice or view.choice) if choice or view.choice else []
        name = reverse("charts:sql_file", args=[form]) if form else reverse("charts:sql")
        return f"{name}?{urlencode([('sql', sql), *pairs, *more.items()])}"

    context = frame(sql, heading) | {
        "drawing": "charts/_maker.html",
        "chart": view,
        "controls": Controls(view),
        "kept": [{"name": "sql", "value": sql}],
        "suggestions": [
            {
                "label": kind_words(each.kind),
                "url": address(choice=each),
                "current": each == view.choice,
            }
            for each in view.suggestions
        ],
        "files": [] if view.problem else [{"label": n, "url": address(f)} for n, f in FILES],
        "interactive_spec": address("vl.json", interactive="1"),
    }
    return render(request, "charts/answer.html", context)


def frame(sql, heading):
    """Return what every page about an answer needs: the question, the way back."""
    page = reverse("sql")
    return {
        "heading": heading,
        "sql": sql,
        "sql_url": f"{page}?{urlencode({'sql': sql})}",
        "crumbs": [
            crumbs.home(),
            {"label": _("Ask the tables with SQL"), "url": page},
        ],
        "canonical_url": settings.BASE_URL + reverse("charts:sql"),
    }


@never_cache
@require_safe
def drawn(request, form):
    """The same as a file."""
    try:
        view = _view(request)
    except SqlError as error:
        words = " ".join(refusal_words(error))
        return HttpResponse(words, status=400, content_type="text/plain; charset=utf-8")
    foot = [
        f"SQL: {request.GET.get('sql', '')[:300]}",
        f"{settings.SITE_NAME} · {settings.BASE_URL}",
    ]
    return file_of(view, form, request.GET, name="answer", foot=foot)
