"""The pages and files of a map of an answer: the question and the choice stand in the address."""

from functools import partial
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chitalishte.datasets.sqlpage import refusal_words
from chitalishte.tables.sandbox import SqlError
from chitalishte.tables.sqltypes import type_of
from chitalishte.visuals import saving

from .answermap import AnswerMap
from .sqlchart import frame


def of_answer(sql, columns):
    """Return where an answer becomes a map; "" without a column of words and one to show."""
    kinds = [type_of(column["type"]) == "text" for column in columns]
    if not any(kinds) or len(kinds) < 2:
        return ""
    return f"{reverse('charts:sql_map')}?{urlencode({'sql': sql})}"


@never_cache
@require_safe
def draw(request):
    """A map of an answer; what went wrong with the question is told as on the page of SQL."""
    sql = request.GET.get("sql", "").strip()
    context = frame(sql, _("A map of the answer")) | {"drawing": "charts/_answer_map.html"}
    try:
        drawn = AnswerMap(sql, request.GET)
    except SqlError as error:
        refusal, detail = refusal_words(error)
        context |= {"refusal": refusal, "detail": detail}
        return render(request, "charts/answer.html", context)
    context["map"] = drawn
    if not drawn.problem:
        context["svg"] = mark_safe(drawn.svg())  # noqa: S308 - escaped by the engine
        context["files"] = saving.links(drawn, partial(file_url, request.GET))
    return render(request, "charts/answer.html", context)


def file_url(params, form, **more):
    """Return the address of a file of the map of an answer."""
    asked = params.copy()
    asked.update(more)
    return f"{reverse('charts:sql_map_file', args=[form])}?{asked.urlencode()}"


@never_cache
@require_safe
def draw_file(request, form):
    """The same as a file."""
    try:
        drawn = AnswerMap(request.GET.get("sql", "").strip(), request.GET)
    except SqlError as error:
        words = " ".join(refusal_words(error))
        return HttpResponse(words, status=400, content_type="text/plain; charset=utf-8")
    if drawn.problem:
        return HttpResponse(drawn.problem, status=422, content_type="text/plain; charset=utf-8")
    return saving.file_of(drawn, form, request.GET, "answer")
