"""The addresses that follow from the declarations of the collections."""

from django.urls import include, path, re_path

from . import reporting, views
from .collection import collections
from .feeds import CollectionFeed

FORMS = "csv|xlsx|json"


def _of(collection):
    given = {"name": collection.name}
    inside = [
        path("", views.record_list, given, name="list"),
        path("feed/", CollectionFeed(), given, name="feed"),
        *collection.urlpatterns(),
        re_path(
            rf"^(?P<slug>[-\w]+)\.(?P<form>{FORMS})$", views.record_export, given, name="export"
        ),
        path("<slug:slug>.bib", views.record_citation, given, name="citation"),
        path("<slug:slug>/", views.record_page, given, name="record"),
    ]
    return [
        re_path(
            rf"^{collection.name}\.(?P<form>{FORMS})$",
            views.record_list_export,
            given,
            name=f"{collection.name}-export",
        ),
        path(f"{collection.name}/", include((inside, collection.name))),
    ]


def record_urlpatterns():
    """Return the patterns of every collection, to stand below the language."""
    patterns = [
        path("search/", views.search_page, name="search"),
        path("search/suggest/", views.suggestions, name="suggest"),
        path("report/", reporting.report, name="report"),
        path("report/thanks/", reporting.thanks, name="report_thanks"),
    ]
    for collection in collections():
        patterns += _of(collection)
    return patterns
