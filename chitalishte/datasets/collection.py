"""The declaration of the collection `datasets`."""

from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel

from chitalishte import text
from chitalishte.records.collection import Collection, Facet, register
from chitalishte.records.language import current

from . import changes, views
from .deriving import lineage, made_of
from .description.quality import points
from .description.schemaorg import properties
from .distributions import distributions
from .editing import DatasetForm
from .feeds import VersionsFeed
from .models import Dataset
from .tablepage import TablePage
from .using import snippets

MOST_DRAWN, MOST_NEAR = 4, 4  # records worth reading next


@register
class Datasets(Collection):
    name = "datasets"
    model = Dataset
    position = 10
    icon = "table"
    schema_type = "Dataset"
    form_class = DatasetForm
    not_exchanged = ("current_version",)
    styles = ("css/catalogue.css",)
    scripts = ("js/data-grid.js",)
    lede = gettext_lazy(
        "Tables to read, filter and take away, each with its sources and its rules."
    )
    facets = (
        Facet("publisher", "publisher", gettext_lazy("Publisher")),
        Facet("updated", "accrual_periodicity", gettext_lazy("How often it changes")),
        Facet("licence", "licence", gettext_lazy("Licence")),
    )
    panels = (
        MultiFieldPanel(
            [
                HelpPanel(template="datasets/admin/bring_panel.html"),
                FieldPanel("table_file"),
                FieldPanel("dictionary_file"),
            ],
            heading=gettext_lazy("Table"),
        ),
        MultiFieldPanel(
            [HelpPanel(template="datasets/admin/quality_panel.html")],
            heading=gettext_lazy("What is missing in the description"),
        ),
        MultiFieldPanel(
            [FieldPanel("method_bg"), FieldPanel("method_en")],
            heading=gettext_lazy("Method"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("publisher"),
                FieldRowPanel([FieldPanel("contact_name"), FieldPanel("contact_email")]),
                FieldRowPanel([FieldPanel("keywords_bg"), FieldPanel("keywords_en")]),
                FieldRowPanel([FieldPanel("spatial"), FieldPanel("accrual_periodicity")]),
                FieldRowPanel([FieldPanel("temporal_start"), FieldPanel("temporal_end")]),
                FieldRowPanel([FieldPanel("access_rights"), FieldPanel("landing_page")]),
            ],
            heading=gettext_lazy("For the catalogue (DCAT-AP)"),
        ),
        InlinePanel("columns", heading=gettext_lazy("Columns"), classname="collapsed"),
        InlinePanel("codes", heading=gettext_lazy("Codes"), classname="collapsed"),
    )

    def public(self):
        return super().public().select_related("publisher", "current_version")

    def counted(self, count):
        return ngettext("%(count)s dataset", "%(count)s datasets", count) % {
            "count": text.number(count, current())
        }

    def item_meta(self, record):
        parts = [record.publisher.name]
        if record.current_version:
            rows = record.current_version.row_count
            parts.append(
                ngettext("%(count)s row", "%(count)s rows", rows)
                % {"count": text.number(rows, current())}
            )
        return " · ".join(parts)

    def facts(self, record):
        facts = [
            {"label": _("Publisher"), "value": record.publisher.name},
            {"label": _("Place"), "value": record.get_spatial_display() if record.spatial else ""},
            {"label": _("How often it changes"), "value": record.get_accrual_periodicity_display()},
            {"label": _("Keywords"), "value": ", ".join(record.keyword_list())},
            {"label": _("Contact"), "value": record.contact_name},
        ]
        return [fact for fact in facts if fact["value"]]

    def context(self, record, request):
        if not record.current_version:
            return {}
        version = record.current_version
        return {
            "table": TablePage(record, version, request.GET),
            "public_versions": record.versions.history(),
            "quality": points(record, version),
            "snippets": snippets(record),
            "lineage": lineage(version),
            "made": list(made_of(record)),
        }

    def fragment(self, record, request, name):
        if name != "table" or not record.current_version:
            return None
        table = TablePage(record, record.current_version, request.GET)
        return "datasets/_table.html", {"table": table, "record": record}

    def related(self, record):
        """Return what is drawn from the table first, then what shares a theme."""
        drawn = [
            one
            for name in ("charts", "maps")  # of the floors above
            if hasattr(record, name)
            for one in getattr(record, name).public()[:MOST_DRAWN]
        ]
        near = [one for one in super().related(record) if one not in drawn]
        return [*drawn, *near[:MOST_NEAR]]

    def downloads(self, record):
        return distributions(record)

    def json_ld(self, record):
        return properties(record)

    def urlpatterns(self):
        return [
            path("<slug:slug>.ttl", views.dcat, name="dcat"),
            path("<slug:slug>/data.<str:form>", views.data, name="data"),
            path("<slug:slug>/versions/feed/", VersionsFeed(), name="versions_feed"),
            path("<slug:slug>/versions/<int:number>/", views.version, name="version"),
            path(
                "<slug:slug>/versions/<int:number>/data.<str:form>",
                views.version_data,
                name="version_data",
            ),
            path(
                "<slug:slug>/changes/<int:before>..<int:after>/",
                changes.page,
                name="changes",
            ),
            path(
                "<slug:slug>/changes/<int:before>..<int:after>.<str:form>",
                changes.file,
                name="changes_file",
            ),
        ]
