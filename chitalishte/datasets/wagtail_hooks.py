"""What datasets add to the editors' side."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from chitalishte.records.waiting import also_waits

from . import derivedviews
from .intake.fetched import sentence
from .models import Dataset, Origin, Publisher, TableVersion


@register_snippet
class PublisherViewSet(SnippetViewSet):
    """Who stands behind datasets; an import names them by identifier, so they come first."""

    model = Publisher
    icon = "group"
    add_to_settings_menu = True
    list_display = ["name_bg", "identifier", "kind"]
    ordering = ["name_bg"]


class VersionPermissions(ModelPermissionPolicy):
    """Who may publish datasets may say why a version came; nobody adds or deletes one by hand."""

    def user_has_permission(self, user, action):
        return action in ("change", "view") and super().user_has_permission(user, "publish")


register_permission_policy(TableVersion, VersionPermissions(Dataset))


@register_snippet
class TableVersionViewSet(SnippetViewSet):
    """The kind of a version and its reason, for readers; its table never changes."""

    model = TableVersion
    icon = "history"
    menu_label = _("Versions of tables")
    add_to_settings_menu = True
    list_display = ["dataset", "number", "kind", "published_at"]
    list_filter = ["kind"]
    ordering = ["-created_at"]
    copy_view_enabled = False
    panels = [
        FieldPanel("kind"),
        FieldRowPanel([FieldPanel("reason_bg"), FieldPanel("reason_en")]),
        FieldPanel("is_withheld"),
        FieldPanel("is_pinned"),
    ]


@hooks.register("register_admin_urls")
def intake_addresses():
    return [
        path("", include("chitalishte.datasets.intake.urls")),
        path("datasets/derive/", derivedviews.derive, name="dataset_derive"),
        path("datasets/<int:pk>/renew/", derivedviews.renew, name="dataset_renew"),
    ]


@also_waits
def fetched_files():
    """Addresses that gave no file, or one that does not fit."""
    return [
        {
            "title": str(origin.dataset),
            "url": reverse("intake_origin", args=[origin.dataset_id]),
            "detail": sentence(origin),
        }
        for origin in Origin.objects.troubled()
    ]
