"""What datasets add to the editors' side."""

from django.urls import include, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Publisher


@register_snippet
class PublisherViewSet(SnippetViewSet):
    """Who stands behind datasets; an import names them by identifier, so they come first."""

    model = Publisher
    icon = "group"
    add_to_settings_menu = True
    list_display = ["name_bg", "identifier", "kind"]
    ordering = ["name_bg"]


@hooks.register("register_admin_urls")
def intake_addresses():
    return [path("", include("chitalishte.datasets.intake.urls"))]
