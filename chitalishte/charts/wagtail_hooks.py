"""What charts add to the editors' side."""

from django.core.cache import cache
from django.urls import path, reverse
from wagtail import hooks

from chitalishte.records.language import current
from chitalishte.records.models import Edition
from chitalishte.records.waiting import also_waits

from . import making
from .chartview import of_record
from .models import Chart
from .views import public_charts

KEPT_FOR = 24 * 3600  # seconds; looked at anew with every edition in any case


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("chart-maker/", making.maker, name="chart_maker"),
        path("chart-keep/", making.keep, name="chart_keep"),
    ]


@also_waits
def charts_that_broke():
    """Published charts that the newest table of their dataset does not allow any more."""
    # every chart is gathered and shaped, so it is done once an edition
    key = f"charts-that-broke:{Edition.current()}:{current()}"
    found = cache.get(key)
    if found is None:
        found = [line for record in public_charts() if (line := _broken(record))]
        cache.set(key, found, KEPT_FOR)
    return found


def _broken(record):
    view = of_record(record)
    problem = view.problem if view is not None else ""
    url = reverse(Chart.snippet_viewset.get_url_name("edit"), args=[record.pk])
    return {"title": str(record), "url": url, "detail": problem} if problem else None
