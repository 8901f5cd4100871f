"""What datasets add to the editors' side."""

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
