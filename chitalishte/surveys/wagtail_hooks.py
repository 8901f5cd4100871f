"""What surveys add to the editors' side: the lists of names, the queue of proposals, duplicates."""

from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from chitalishte.records.waiting import also_waits

from . import desk
from .models import Contribution, CountryTeam, Organisation, Series, SynonymGroup, Term


class TermViewSet(SnippetViewSet):
    model = Term
    icon = "tag"
    menu_label = gettext_lazy("Terms")
    list_display = ["name_bg", "name_en", "vocabulary", "notation"]
    list_filter = ["vocabulary"]
    search_fields = ["name_bg", "name_en", "notation"]
    search_backend_name = None
    panels = [
        FieldPanel("vocabulary"),
        FieldRowPanel([FieldPanel("name_bg"), FieldPanel("name_en")]),
        FieldRowPanel([FieldPanel("identifier"), FieldPanel("notation")]),
        FieldRowPanel([FieldPanel("broader"), FieldPanel("position")]),
    ]


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "group"
    menu_label = gettext_lazy("Organisations")
    list_display = ["name_bg", "name_en", "identifier"]
    search_fields = ["name_bg", "name_en"]
    search_backend_name = None


class SeriesViewSet(SnippetViewSet):
    model = Series
    icon = "list-ol"
    menu_label = gettext_lazy("Series")
    list_display = ["name_bg", "name_en", "identifier"]


class SynonymViewSet(SnippetViewSet):
    model = SynonymGroup
    icon = "search"
    menu_label = gettext_lazy("Synonyms")


class CountryTeamViewSet(SnippetViewSet):
    model = CountryTeam
    icon = "user"
    menu_label = gettext_lazy("Teams of countries")


@register_snippet
class SurveyLists(SnippetViewSetGroup):
    """The lists that surveys name, under one entry of the menu."""

    items = (TermViewSet, OrganisationViewSet, SeriesViewSet, SynonymViewSet, CountryTeamViewSet)
    menu_label = gettext_lazy("Lists of the surveys")
    menu_icon = "folder-open-inverse"
    menu_order = 135
    add_to_admin_menu = True


@hooks.register("register_admin_urls")
def survey_addresses():
    return [
        path("surveys/proposals/", desk.queue, name="survey_proposals"),
        path("surveys/proposals/<int:pk>/", desk.proposal, name="survey_proposal"),
        path("surveys/duplicates/", desk.duplicates, name="survey_duplicates"),
        path("surveys/quality/", desk.quality, name="survey_quality"),
    ]


@hooks.register("register_admin_menu_item")
def proposals_menu():
    return MenuItem(_("Proposed surveys"), reverse("survey_proposals"), icon_name="mail", order=136)


@also_waits
def proposals_wait():
    """Proposals that nobody has decided yet."""
    return [
        {
            "title": str(one),
            "url": reverse("survey_proposal", args=[one.pk]),
            "detail": _("proposed by %(name)s") % {"name": one.name},
        }
        for one in Contribution.objects.waiting()[:8]
    ]
