"""What the Justice theme adds to the editors' side."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import PowerModel


@register_snippet
class PowerModelViewSet(SnippetViewSet):
    """The models of judicial power, with the states named for each."""

    model = PowerModel
    icon = "table"
    menu_label = _("Models of judicial power")
    add_to_settings_menu = True
    list_display = ["name_bg", "question", "states"]
    panels = [
        FieldRowPanel([FieldPanel("identifier"), FieldPanel("question"), FieldPanel("position")]),
        FieldRowPanel([FieldPanel("name_bg"), FieldPanel("name_en")]),
        FieldPanel("description_bg"),
        FieldPanel("description_en"),
        FieldPanel("states"),
        FieldPanel("literature"),
        FieldRowPanel([FieldPanel("note_bg"), FieldPanel("note_en")]),
    ]
