"""The declaration of the collection `charts`."""

from django.conf import settings
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel

from chitalishte import text
from chitalishte.records.collection import Collection, Facet, Sort, register
from chitalishte.records.language import current

from . import framing, sqlchart, sqlmap, taking, views
from .address import chart_address, pairs_of
from .chartview import of_record
from .editing import ChartForm
from .models import Chart

MOST_RELATED = 4


@register
class Charts(Collection):
    name = "charts"
    model = Chart
    position = 25
    icon = "history"
    schema_type = "ImageObject"
    form_class = ChartForm
    not_exchanged = ("table_version",)  # a version has no name of its own outside this portal
    styles = ("css/map.css", "css/chart.css")
    scripts = ("js/vega-chart.js",)
    lede = gettext_lazy("Numbers over time and side by side, each with its table and its sources.")
    facets = (Facet("dataset", "dataset", gettext_lazy("Dataset"), title="title"),)
    sorts = (
        Sort("order", gettext_lazy("in their order"), ("position", "identifier")),
        *Collection.sorts[1:],
    )
    panels = (
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("dataset"), FieldPanel("table_version")]),
                HelpPanel(template="charts/admin/maker_panel.html"),
                FieldPanel("view"),
                FieldPanel("position"),
            ],
            heading=gettext_lazy("What is drawn"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("note_bg"),
                FieldPanel("note_en"),
                FieldPanel("description_bg"),
                FieldPanel("description_en"),
            ],
            heading=gettext_lazy("Note and description"),
        ),
        MultiFieldPanel(
            [FieldPanel("spec")],
            heading=gettext_lazy("For who knows Vega-Lite"),
            classname="collapsed",
        ),
    )

    def public(self):
        # a chart of a withdrawn or unpublished table would show what is not public
        return views.public_charts().select_related("dataset__current_version", "table_version")

    def counted(self, count):
        return ngettext("%(count)s chart", "%(count)s charts", count) % {
            "count": text.number(count, current())
        }

    def item_picture(self, record):
        return reverse("charts:thumb", args=[record.slug])

    def item_meta(self, record):
        return record.dataset.title

    def context(self, record, request):
        view = of_record(record)
        if view is None:
            return {}
        spec = reverse("charts:file", args=[record.slug, "vl.json"])
        return {
            "chart": view,
            "interactive_spec": f"{spec}?interactive=1",
            "explore_url": chart_address(
                record.dataset,
                record.shown_version,
                pairs_of(record.view),
                pinned=record.table_version_id is not None,
            ),
            "figure_actions": [
                {"label": label, "url": reverse("charts:file", args=[record.slug, form])}
                for label, form in views.FILES
            ],
            "social": taking.social(record),
            "take": taking.context(record),
            "figure_meta": _("Version %(number)s of the data")
            % {"number": record.shown_version.number},
        }

    def related(self, record):
        others = [other for other in super().related(record) if other != record.dataset]
        return [record.dataset, *others[:MOST_RELATED]]

    def facts(self, record):
        view = of_record(record)
        return [] if view is None else [{"label": _("Kind of chart"), "value": view.kind}]

    def downloads(self, record):
        if record.shown_version is None or not record.slug:
            return []
        found = [
            {
                "label": _("The chart as %(format)s") % {"format": label},
                "url": reverse("charts:file", args=[record.slug, form]),
                "format": label,
            }
            for label, form in views.FILES
            if form in ("svg", "pdf")
        ]
        for scale in ("1", "2", "4"):
            url = reverse("charts:file", args=[record.slug, "png"])
            label = _("The chart as PNG, %(scale)s×") % {"scale": scale}
            found.append({"label": label, "url": f"{url}?scale={scale}", "format": "PNG"})
        numbers = reverse("charts:file", args=[record.slug, "csv"])
        found.append({"label": _("The numbers behind the chart"), "url": numbers, "format": "CSV"})
        spec = reverse("charts:file", args=[record.slug, "vl.json"])
        label = _("The specification, for Vega-Lite")
        return [*found, {"label": label, "url": spec, "format": "JSON"}]

    def json_ld(self, record):
        def whole(path):
            return settings.BASE_URL + path

        return {
            "isBasedOn": whole(record.dataset.get_absolute_url()),
            "contentUrl": whole(reverse("charts:file", args=[record.slug, "svg"])),
            "thumbnailUrl": whole(reverse("charts:card", args=[record.slug])),
        }

    def urlpatterns(self):
        return [
            path("oembed/", framing.oembed, name="oembed"),
            path("sql/", sqlchart.draw, name="sql"),
            path("sql/map/", sqlmap.draw, name="sql_map"),
            path("sql/map.<str:form>", sqlmap.draw_file, name="sql_map_file"),
            path("sql/chart.<str:form>", sqlchart.drawn, name="sql_file"),
            path("draw/", views.draw, name="draw"),
            path("draw/chart.<str:form>", views.drawn, name="drawn"),
            path("<slug:slug>/chart.<str:form>", views.record_file, name="file"),
            path("<slug:slug>/small.svg", framing.thumb, name="thumb"),
            path("<slug:slug>/card.png", framing.card, name="card"),
            path("<slug:slug>/embed/", framing.embed, name="embed"),
        ]
