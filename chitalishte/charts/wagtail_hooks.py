"""What charts add to the editors' side."""

from django.urls import path
from wagtail import hooks

from . import making


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("chart-maker/", making.maker, name="chart_maker"),
        path("chart-keep/", making.keep, name="chart_keep"),
    ]
