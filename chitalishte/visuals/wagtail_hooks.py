"""What maps add to the editors' side."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import editing, geographyadmin


@hooks.register("register_admin_urls")
def geography_addresses():
    return [
        path("maps/preview/", editing.preview, name="map_preview"),
        path("geographies/", geographyadmin.overview, name="geographies"),
        path("geographies/new/", geographyadmin.bring, name="geography_bring"),
        path("geographies/new/<slug:token>/", geographyadmin.columns, name="geography_columns"),
        path("geographies/<slug:identifier>/", geographyadmin.shown, name="geography_shown"),
        path(
            "geographies/<slug:identifier>/remove/",
            geographyadmin.remove,
            name="geography_remove",
        ),
    ]


class GeographiesItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(geographyadmin.MAY_ADD)


@hooks.register("register_settings_menu_item")
def geographies_item():
    return GeographiesItem(_("Geographies"), reverse("geographies"), icon_name="globe", order=700)
