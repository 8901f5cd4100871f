"""What the backbone adds to the editors' side."""

from django import forms
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .bulk import PublishAction, UnpublishAction
from .collection import collections
from .editing import viewset
from .importscreen import import_records
from .models import MistakeReport, Theme
from .waiting import WaitingPanel

for _collection in collections():
    register_snippet(viewset(_collection))


@register_snippet
class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    add_to_settings_menu = True
    list_display = ["name_bg", "name_en", "identifier", "position"]
    ordering = ["position"]


class HandlingForm(WagtailAdminModelForm):
    """What was done about a report; ticking it off keeps who and when by itself."""

    done = forms.BooleanField(
        required=False,
        label=_("It is handled"),
        help_text=_("Takes the report off the queue. Who and when is kept by itself."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["done"].initial = self.instance.is_handled

    def save(self, commit=True):
        report = super().save(commit=commit)
        if self.cleaned_data["done"] and not report.is_handled:
            report.close(by=self.for_user)
        elif not self.cleaned_data["done"] and report.is_handled:
            report.reopen()
        return report


class MistakeReportViewSet(ModelViewSet):
    """The queue of reported mistakes: oldest unanswered first to be done."""

    model = MistakeReport
    icon = "warning"
    menu_label = _("Reported mistakes")
    menu_order = 90
    add_to_admin_menu = True
    list_display = ["title", "message", "received_at", "handled_at"]
    list_filter = ["handled_at"]
    search_fields = ["title", "message"]
    inspect_view_enabled = True
    panels = [
        FieldPanel("title", read_only=True),
        FieldPanel("address", read_only=True),
        FieldPanel("message", read_only=True),
        FieldPanel("email", read_only=True),
        FieldPanel("received_at", read_only=True),
        FieldPanel("answer"),
        FieldPanel("done"),
    ]

    def get_edit_handler(self):
        handler = ObjectList(self.panels, base_form_class=HandlingForm)
        return handler.bind_to_model(self.model)


@hooks.register("register_admin_viewset")
def register_reports():
    return MistakeReportViewSet("mistake-reports")


@hooks.register("insert_global_admin_css")
def editors_style():
    sheets = ((static(f"css/{name}.css"),) for name in ("editors-tokens", "editors"))
    return format_html_join("", '<link rel="stylesheet" href="{}">', sheets)


@hooks.register("register_admin_urls")
def import_addresses():
    return [path("import/<slug:name>/", import_records, name="import_records")]


@hooks.register("register_admin_menu_item")
def import_menu():
    first = collections()[0].name
    return MenuItem(
        _("Import a spreadsheet"),
        reverse("import_records", args=[first]),
        icon_name="upload",
        order=190,
    )


hooks.register("register_bulk_action", PublishAction)
hooks.register("register_bulk_action", UnpublishAction)


@hooks.register("construct_homepage_panels")
def what_waits_first(request, panels):
    panels.insert(0, WaitingPanel(request))
