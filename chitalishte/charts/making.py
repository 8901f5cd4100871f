"""The editors' side of charts: the chart while it is chosen, and a draft from the explorer."""

import json
from itertools import count

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from chitalishte import charting, text
from chitalishte.charting import picture
from chitalishte.datasets.models import Dataset
from chitalishte.records.language import CODES, current, speaking

from .address import LONGEST, pairs_of, view_of
from .chartview import ChartView
from .controls import Controls
from .models import Chart
from .warnings import warnings
from .wording import kind_words

THUMBS = 6


def _may(request, action):
    if not request.user.has_perm(f"charts.{action}_chart"):
        raise PermissionDenied


def _version(dataset, wanted):
    """Return the version of this key or number, else the newest the editor knows; else 404."""
    versions = dataset.versions.all()
    found = versions.filter(pk=int(wanted)).first() if (wanted or "").isdecimal() else None
    found = found or dataset.current_version or versions.first()
    if found is None or not found.has_data:
        raise Http404
    return found


@require_safe
def maker(request):
    """The chart an editor is choosing: ?dataset=, table_version=, view=, title_bg=, title_en=."""
    _may(request, "change")
    wanted = request.GET.get("dataset", "")
    dataset = get_object_or_404(Dataset, pk=int(wanted) if wanted.isdecimal() else 0)
    version = _version(dataset, request.GET.get("table_version"))
    view = ChartView(dataset, version, pairs_of(request.GET.get("view", "")[:LONGEST]))
    if "spec" in request.GET:
        return _specification(view)
    drawn = "" if view.problem else mark_safe(_drawn(view))  # noqa: S308 - picture checks it
    context = {
        "chart": view,
        "controls": Controls(view),
        "svg": drawn,
        "suggestions": _thumbs(view),
        "warnings": warnings(
            view,
            title_bg=request.GET.get("title_bg", "")[:400],
            title_en=request.GET.get("title_en", "")[:400],
        ),
    }
    return render(request, "charts/admin/maker.html", context)


def _specification(view):
    """The chart as Vega-Lite, to go on from by hand; it carries its data."""
    if view.problem:
        return HttpResponse(view.problem, status=422, content_type="text/plain; charset=utf-8")
    written = json.dumps(view.spec(), ensure_ascii=False, indent=1)
    return HttpResponse(written, content_type="application/json")


def _drawn(view, *, width=charting.WIDE, name="preview"):
    return picture.in_page(
        view.drawn(width=width),
        title=view.plain_title,
        description=view.description,
        language=current(),
        name=name,
    )


def _thumbs(view):
    """Return the likeliest charts, drawn small."""
    found = []
    for at, choice in enumerate(view.suggestions[:THUMBS]):
        pairs = [*view.rows.pairs, *charting.as_pairs(choice)]
        one = ChartView(view.dataset, view.version, pairs)
        if one.problem:
            continue
        found.append(
            {
                "label": kind_words(choice.kind),
                "query": one.query,
                "svg": mark_safe(_drawn(one, width=charting.NARROW, name=f"thumb-{at}")),  # noqa: S308
                "current": one.query == view.query,
            }
        )
    return found


@require_POST
@transaction.atomic
def keep(request):
    """Make a draft of a chart from the explorer and open it for editing."""
    _may(request, "add")
    wanted = request.POST.get("dataset", "")
    dataset = get_object_or_404(Dataset, pk=int(wanted) if wanted.isdecimal() else 0)
    number = request.POST.get("version", "")
    version = None
    if number.isdecimal():
        version = get_object_or_404(dataset.versions, number=int(number))
    pairs = pairs_of(request.POST.get("view", "")[:LONGEST])
    choice = charting.from_pairs(pairs)
    if choice is None:
        raise Http404
    titles = {}
    for code in CODES:
        with speaking(code):
            shown = ChartView(dataset, version or dataset.current_version, pairs)
            titles[code] = _("%(kind)s. %(what)s") % {"kind": shown.kind, "what": shown.plain_title}
    record = Chart(
        identifier=_free_identifier(dataset.identifier, choice.kind),
        dataset=dataset,
        table_version=version,
        view=view_of(pairs, choice),
        title_bg=titles["bg"],
        title_en=titles["en"],
        sources=dataset.sources,
        licence=dataset.licence,
        as_of=dataset.as_of,
        confidence=dataset.confidence,
        live=False,
    )
    record.full_clean()
    record.save()
    record.themes = list(dataset.themes.all())
    record.save()
    record.save_revision(user=request.user, log_action=True)
    messages.success(
        request, _("The chart is a draft now. Say the finding in its title before it is published.")
    )
    return redirect(reverse(Chart.snippet_viewset.get_url_name("edit"), args=[record.pk]))


def _free_identifier(dataset, kind):
    base = text.slugify(f"{dataset}-{kind}")[:100]
    for number in count(1):
        name = base if number == 1 else f"{base}-{number}"
        if not Chart.objects.filter(identifier=name).exists():
            return name
    raise AssertionError  # count has no end
