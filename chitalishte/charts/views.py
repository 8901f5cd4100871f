"""The explorer, where a reader makes a chart of a table, and the files of charts."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chitalishte import charting
from chitalishte.datasets.subpages import gone, public_dataset
from chitalishte.records.language import current
from chitalishte.records.views import find_record

from .address import chart_address, pairs_of
from .chartview import ChartView, of_record
from .controls import Controls
from .files import file_of, foot_of, source_titles
from .models import Chart
from .wording import kind_words

FILES = (("SVG", "svg"), ("PNG", "png"), ("PDF", "pdf"), ("CSV", "csv"), ("Vega-Lite", "vl.json"))


def _asked(request):
    """Return (dataset, version, pairs) of the explorer's address; raises Http404."""
    dataset = public_dataset(request.GET.get("dataset", ""))
    number = request.GET.get("version", "")
    if not number:
        version = dataset.current_version
    elif number.isdecimal() and len(number) < 9:
        version = get_object_or_404(dataset.versions.published(), number=int(number))
    else:
        raise Http404
    if version is None:
        raise Http404
    return dataset, version, pairs_of(request.META.get("QUERY_STRING", ""))


@require_safe
def draw(request):
    """A chart of the rows of a table; what is drawn stands in the address."""
    dataset, version, pairs = _asked(request)
    if not version.has_data:
        return gone(version)
    view = ChartView(dataset, version, pairs)
    if view.asked and request.GET.get("was", view.asked.kind) != view.asked.kind:
        view.fit_to_kind()
    is_pinned = "version" in request.GET

    def address(**more):
        return chart_address(dataset, version, pairs_of(view.query), pinned=is_pinned, **more)

    context = {
        "chart": view,
        "controls": Controls(view),
        "dataset": dataset,
        "version": version,
        "is_pinned": is_pinned,
        "suggestions": [
            {
                "label": _("%(kind)s: %(what)s")
                % {"kind": kind_words(each.kind), "what": _short(view, each)},
                "url": chart_address(dataset, version, _with(view, each), pinned=is_pinned),
                "current": each == view.choice,
            }
            for each in view.suggestions
        ],
        "files": files_of(view, address),
        "interactive_spec": _file_address(address, "vl.json", interactive="1"),
        "table_url": _table_url(dataset, version, view, is_pinned=is_pinned),
        "crumbs": [
            {"label": _("Home"), "url": f"/{current()}/"},
            {
                "label": capfirst(dataset._meta.verbose_name_plural),
                "url": f"/{current()}/datasets/",
            },
            {"label": dataset.title, "url": dataset.get_absolute_url()},
        ],
        "canonical_url": settings.BASE_URL + address(),
        "keep": _keep(request, dataset, version if is_pinned else None, view),
        "kept": _kept(dataset, version, is_pinned=is_pinned),
    }
    return render(request, "charts/draw.html", context)


def _kept(dataset, version, *, is_pinned):
    """Return what the form keeps of the address beside the choice."""
    kept = [{"name": "dataset", "value": dataset.slug}]
    return [*kept, {"name": "version", "value": version.number}] if is_pinned else kept


def _keep(request, dataset, version, view):
    """Return what an editor's "keep it" sends; None for readers."""
    if not request.user.has_perm("charts.add_chart"):
        return None
    number = version.number if version is not None else ""
    return {"dataset": dataset.pk, "version": number, "view": view.query}


def _short(view, choice):
    label = {field.name: field.label for field in view.rows.fields}
    by = choice.by or (choice.x if choice.kind in ("bar", "dot") else "")
    parts = [label[name] for name in choice.y] or [label[choice.x]]
    return ", ".join([*parts, label[by]] if by and label[by] not in parts else parts)


def _with(view, choice):
    return [*view.rows.pairs, *charting.as_pairs(choice)]


def _table_url(dataset, version, view, *, is_pinned):
    base = version.get_absolute_url() if is_pinned else dataset.get_absolute_url()
    return f"{base}?{urlencode(view.rows.pairs)}#table"


def _file_address(address, form, **more):
    page = address(**more)
    return reverse("charts:drawn", args=[form]) + page[page.index("?") :]


def files_of(view, address):
    """Return [{label, url}] of the files of an explored chart."""
    if view.problem:
        return []
    return [{"label": label, "url": _file_address(address, form)} for label, form in FILES]


@require_safe
def drawn(request, form):
    """A chart of the explorer as a file."""
    dataset, version, pairs = _asked(request)
    if not version.has_data:
        return gone(version)
    view = ChartView(dataset, version, pairs, subtitle=dataset.title)
    foot = foot_of(
        dataset,
        version,
        sources=source_titles(dataset),
        address=version.get_absolute_url(),
        licence=dataset.get_licence_display(),
    )
    return file_of(view, form, request.GET, name=f"{dataset.slug}-v{version.number}", foot=foot)


@require_safe
def record_file(request, slug, form):
    """A published chart as a file."""
    record, answer = find_record(request, "charts", slug)
    if record is None:
        return answer
    view = of_record(record)
    if view is None:
        raise Http404
    return file_of(view, form, request.GET, name=slug, foot=record_foot(record))


def record_foot(record):
    """Return the sentences below a published chart."""
    return foot_of(
        record.dataset,
        record.shown_version,
        note=record.note,
        sources=source_titles(record),
        address=record.get_absolute_url(),
        licence=record.get_licence_display(),
    )


def public_charts():
    """Return the charts whose dataset is public too."""
    return Chart.objects.public().filter(dataset__live=True, dataset__withdrawn_on=None)
