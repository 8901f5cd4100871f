"""The declaration of the collection `maps`."""

from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel

from chitalishte import text
from chitalishte.records.collection import Collection, Facet, Sort, register
from chitalishte.records.language import current

from . import crossviews, drawnow, page, views
from .editing import MapForm
from .mapview import MapView
from .models import Map

MOST_RELATED = 4
FILES = (
    ("SVG", "svg"),
    ("PNG", "png"),
    ("PDF", "pdf"),
    ("CSV", "csv"),
    ("XLSX", "xlsx"),
    ("JSON", "json"),
    ("GeoJSON", "geojson"),
)
DRAWN = ("svg", "png", "pdf")


@register
class Maps(Collection):
    name = "maps"
    model = Map
    position = 20
    icon = "site"
    schema_type = "CreativeWork"
    styles = ("css/map.css",)
    scripts = ("js/thematic-map.js", "js/map-time.js", "js/map-zoom.js")
    lede = gettext_lazy("Point at a place, choose a class, and read what stands behind the colour.")
    facets = (Facet("dataset", "dataset", gettext_lazy("Dataset"), title="title"),)
    sorts = (
        Sort("order", gettext_lazy("in their order"), ("position", "identifier")),
        *Collection.sorts[1:],
    )
    form_class = MapForm
    panels = (
        MultiFieldPanel(
            [
                FieldPanel("dataset"),
                FieldRowPanel([FieldPanel("geography"), FieldPanel("variable")]),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("second")]),
                FieldRowPanel([FieldPanel("place_column"), FieldPanel("only")]),
                FieldPanel("position"),
            ],
            heading=gettext_lazy("What is drawn"),
        ),
        MultiFieldPanel(
            [HelpPanel(template="maps/admin/preview_panel.html")],
            heading=gettext_lazy("The map while you choose"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("time_column"), FieldPanel("opens_on")]),
                FieldRowPanel([FieldPanel("opens_since"), FieldPanel("opens_change")]),
            ],
            heading=gettext_lazy("Time"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("method"), FieldPanel("class_count")]),
                FieldRowPanel([FieldPanel("own_breaks"), FieldPanel("middle")]),
                FieldPanel("breaks_by_year"),
            ],
            heading=gettext_lazy("Classes of numbers"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [
                FieldPanel("denominator"),
                FieldRowPanel([FieldPanel("denominator_column"), FieldPanel("per")]),
                FieldPanel("is_count_meant"),
            ],
            heading=gettext_lazy("A count, or a rate"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("note_bg"), FieldPanel("note_en")]),
                FieldRowPanel([FieldPanel("words_bg"), FieldPanel("words_en")]),
            ],
            heading=gettext_lazy("Words beside the map"),
            classname="collapsed",
        ),
    )

    def public(self):
        # a map over a withdrawn or unpublished table would show what is not public
        return (
            super()
            .public()
            .filter(dataset__live=True, dataset__withdrawn_on=None)
            .select_related("dataset__current_version")
        )

    def counted(self, count):
        return ngettext("%(count)s map", "%(count)s maps", count) % {
            "count": text.number(count, current())
        }

    def item_picture(self, record):
        if not record.dataset.current_version:
            return ""
        return reverse("maps:thumb", args=[record.slug])

    def item_meta(self, record):
        return record.dataset.title

    def context(self, record, request):
        if not record.dataset.current_version:
            return {}
        return page.context_of(MapView(record, request.GET))

    def fragment(self, record, request, name):
        if name != "place":
            return None
        return "maps/_place.html", {"map": MapView(record, request.GET), "record": record}

    def related(self, record):
        others = [other for other in super().related(record) if other != record.dataset]
        return [record.dataset, *others[:MOST_RELATED]]

    def downloads(self, record):
        return [
            {
                "label": _("The map as %(format)s") % {"format": label}
                if name in DRAWN
                else _("The values behind the map"),
                "url": reverse("maps:file", args=[record.slug, name]),
                "format": label,
            }
            for label, name in FILES
        ]

    def urlpatterns(self):
        return [
            path("draw/", drawnow.draw, name="draw"),
            path("draw/map.<str:form>", drawnow.draw_file, name="draw_file"),
            path("cross/", crossviews.cross, name="cross"),
            path("alike/", crossviews.alike, name="alike"),
            path("oembed/", views.oembed, name="oembed"),
            path("<slug:slug>/embed/", views.embed, name="embed"),
            path("<slug:slug>/small.svg", views.thumb, name="thumb"),
            path("<slug:slug>/card.png", views.card, name="card"),
            path("<slug:slug>/map.<str:form>", views.file, name="file"),
        ]
