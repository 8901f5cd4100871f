"""Every address of the program."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from chitalishte.archive.entrance import ArchiveSitemap, entrance
from chitalishte.datasets import ckan
from chitalishte.datasets.dataurls import urlpatterns as dataurls
from chitalishte.datasets.sqlpage import query_page
from chitalishte.datasets.using import llms
from chitalishte.datasets.views import catalogue
from chitalishte.justice import urls as justice_urls
from chitalishte.justice.sitemaps import StatesSitemap
from chitalishte.pages.sitemaps import PagesSitemap
from chitalishte.pages.views import api_guide, document, front_door, media, robots
from chitalishte.records.api import make_api
from chitalishte.records.oai.views import oai
from chitalishte.records.onesheet import sheet
from chitalishte.records.sitemaps import RecordsSitemap
from chitalishte.records.urls import record_urlpatterns

SITEMAPS = {
    "pages": PagesSitemap,
    "records": RecordsSitemap,
    "states": StatesSitemap,
    "archive": ArchiveSitemap,
}

urlpatterns = [
    path("", front_door),
    path("robots.txt", robots),
    path("styles/<str:written>.css", sheet, name="styles"),
    path("llms.txt", llms, name="llms"),
    path("oai", oai, name="oai"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}),
    path("catalog.ttl", catalogue, name="catalogue"),
    path("api/", RedirectView.as_view(url="/bg/api/"), name="api-root"),
    path("api/3/action/<str:name>", ckan.action, name="ckan"),
    path("api/action/<str:name>", ckan.action),
    path("api/v1/", include((dataurls, "data"))),
    path("api/v1/", make_api().urls),
    path("iiif/", include("chitalishte.archive.iiifurls")),
    path("accounts/", include("chitalishte.accounts.urls")),
    path("admin/", include(wagtailadmin_urls)),
    re_path(r"^documents/(\d+)/(.*)$", document),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", media),
    *i18n_patterns(
        path("api/", api_guide, name="api-guide"),
        path("sql/", query_page, name="sql"),
        path("archive/", entrance, name="archive"),
        *record_urlpatterns(),
        *justice_urls.urlpatterns,
        path("", include(wagtail_urls)),
    ),
]

handler404 = "chitalishte.pages.views.not_found"
handler500 = "chitalishte.pages.views.broken"
