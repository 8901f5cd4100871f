"""What the archive adds to Wagtail: changes of rules one by one, files that are closed."""

from django.core.exceptions import PermissionDenied
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from . import lawscreen, snapshots, snapshotscreen
from .models import Actor, Change, Copy, Organ, OrganFact, Procedure, Rule


@hooks.register("before_serve_document")
def keep_closed(document, request):
    """Give the file of a closed copy to editors only, and a saved source before it is a copy."""
    copies = list(Copy.objects.filter(file=document))
    is_editor = request.user.has_perm("wagtailadmin.access_admin")
    is_kept = copies or snapshots.is_snapshot(document)  # in a draft it is nobody's copy yet
    if is_kept and not is_editor and not any(copy.is_open for copy in copies):
        raise PermissionDenied


@register_snippet
class RuleViewSet(SnippetViewSet):
    """The provisions of an act."""

    model = Rule
    icon = "list-ol"
    menu_label = _("Rules of acts")
    add_to_settings_menu = True
    list_display = ["eid", "number", "heading_bg", "act"]
    list_filter = ["act"]
    ordering = ["act", "position"]
    panels = [
        FieldPanel("act"),
        FieldRowPanel([FieldPanel("eid"), FieldPanel("parent")]),
        FieldRowPanel([FieldPanel("number"), FieldPanel("position")]),
        FieldRowPanel([FieldPanel("heading_bg"), FieldPanel("heading_en")]),
        FieldPanel("topic"),
    ]


@register_snippet
class ChangeViewSet(SnippetViewSet):
    """What happened to a rule; a correction keeps what was believed before."""

    model = Change
    icon = "history"
    menu_label = _("Changes of rules")
    add_to_settings_menu = True
    list_display = ["rule", "kind", "in_force", "event"]
    list_filter = ["act", "kind"]
    copy_view_enabled = False
    panels = [
        FieldPanel("act"),
        FieldRowPanel([FieldPanel("identifier"), FieldPanel("rule")]),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("event")]),
        FieldRowPanel([FieldPanel("in_force"), FieldPanel("order"), FieldPanel("number")]),
        FieldPanel("text_bg"),
        FieldPanel("text_en"),
        FieldPanel("is_official"),
        FieldRowPanel([FieldPanel("scope"), FieldPanel("consequence")]),
        FieldRowPanel([FieldPanel("evidence"), FieldPanel("confidence")]),
    ]

    def get_queryset(self, request):
        return Change.objects.believed()


@register_snippet
class ActorViewSet(SnippetViewSet):
    """Names of who took part, in both languages."""

    model = Actor
    icon = "group"
    menu_label = _("Actors of events")
    add_to_settings_menu = True
    list_display = ["name_bg", "name_en", "lane"]
    search_fields = ["name_bg", "name_en"]
    panels = [FieldRowPanel([FieldPanel("name_bg"), FieldPanel("name_en")]), FieldPanel("lane")]


@register_snippet
class ProcedureViewSet(SnippetViewSet):
    """What was open for a time, with the events it is made of."""

    model = Procedure
    icon = "tasks"
    menu_label = _("Procedures and cases")
    add_to_settings_menu = True
    list_display = ["title_bg", "kind", "opened", "closed"]
    list_filter = ["kind"]
    search_fields = ["title_bg", "title_en"]
    panels = [
        FieldRowPanel([FieldPanel("title_bg"), FieldPanel("title_en")]),
        FieldRowPanel([FieldPanel("identifier"), FieldPanel("kind")]),
        FieldRowPanel([FieldPanel("opened"), FieldPanel("opened_how")]),
        FieldRowPanel([FieldPanel("closed"), FieldPanel("closed_how")]),
        FieldPanel("events"),
    ]


@register_snippet
class OrganViewSet(SnippetViewSet):
    """The organs, and those who choose them."""

    model = Organ
    icon = "site"
    menu_label = _("Organs of the judiciary")
    add_to_settings_menu = True
    list_display = ["name_bg", "name_en", "column"]
    panels = [
        FieldRowPanel([FieldPanel("name_bg"), FieldPanel("name_en")]),
        FieldRowPanel([FieldPanel("identifier"), FieldPanel("column"), FieldPanel("position")]),
    ]


@register_snippet
class OrganFactViewSet(SnippetViewSet):
    """Who sits in an organ, chosen by whom; it holds as long as the rules it rests on."""

    model = OrganFact
    icon = "list-ul"
    menu_label = _("Facts about organs")
    add_to_settings_menu = True
    list_display = ["identifier", "organ", "what_bg", "count"]
    list_filter = ["organ", "kind"]
    panels = [
        FieldRowPanel([FieldPanel("identifier"), FieldPanel("organ"), FieldPanel("kind")]),
        FieldRowPanel([FieldPanel("what_bg"), FieldPanel("what_en")]),
        FieldRowPanel([FieldPanel("count"), FieldPanel("majority"), FieldPanel("term_years")]),
        FieldRowPanel([FieldPanel("chosen_by"), FieldPanel("proposed_by")]),
        FieldRowPanel([FieldPanel("again_bg"), FieldPanel("again_en")]),
        FieldRowPanel([FieldPanel("note_bg"), FieldPanel("note_en")]),
        FieldRowPanel([FieldPanel("rests_on"), FieldPanel("position")]),
    ]


@hooks.register("register_admin_urls")
def law_addresses():
    return [path("archive/law/", lawscreen.import_law, name="import_law")]


@hooks.register("register_admin_urls")
def snapshot_addresses():
    screen = snapshotscreen.save_the_source
    return [path("archive/documents/<int:pk>/source/", screen, name="save_source")]


@hooks.register("register_admin_menu_item")
def law_menu():
    return MenuItem(_("Official texts"), reverse("import_law"), icon_name="upload", order=137)
