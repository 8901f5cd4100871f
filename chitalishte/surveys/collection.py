"""The declaration of the collection `surveys`."""

from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from chitalishte import text
from chitalishte.records.collection import Collection, Facet, Sort, register
from chitalishte.records.language import current

from . import describing, presenting
from .importing import importer_of
from .models import Survey

NAMED = (
    *("themes", "regions", "groups", "topics", "modes", "languages"),
    *("producers", "collectors", "funders", "owners", "distributors"),
)


def _rows(*rows):
    return [
        FieldRowPanel([FieldPanel(name) for name in row])
        if isinstance(row, tuple)
        else FieldPanel(row)
        for row in rows
    ]


@register
class Surveys(Collection):
    name = "surveys"
    model = Survey
    position = 30
    icon = "group"
    schema_type = "Dataset"
    not_exchanged = ("year_from", "year_to", "size_class")
    styles = ("css/surveys.css",)
    lede = gettext_lazy(
        "What has been asked, of whom, when, how well, and whether the data can be had."
    )
    facets = (
        Facet("country", "country", gettext_lazy("Country")),
        Facet("region", "regions", gettext_lazy("Region")),
        Facet("group", "groups", gettext_lazy("Target group")),
        Facet("topic", "topics", gettext_lazy("Topic")),
        Facet("kind", "kind", gettext_lazy("Type of survey")),
        Facet("sampling", "sampling", gettext_lazy("Sampling")),
        Facet("mode", "modes", gettext_lazy("Mode of collection")),
        Facet("size", "size_class", gettext_lazy("Sample size")),
        Facet("language", "languages", gettext_lazy("Language")),
        Facet("availability", "availability", gettext_lazy("Availability of the data")),
        Facet("producer", "producers", gettext_lazy("Producer")),
        Facet("series", "series", gettext_lazy("Series")),
    )
    sorts = (
        Collection.sorts[0],
        Sort("latest", gettext_lazy("latest fieldwork first"), ("-year_from", "identifier")),
        Sort("size", gettext_lazy("largest sample first"), ("-sample_size", "identifier")),
        *Collection.sorts[1:],
    )
    panels = (
        MultiFieldPanel(
            _rows(
                "country",
                ("emm_id", "acronym"),
                ("title_status", "title_original"),
                ("series", "wave"),
                ("collected_from", "collected_to"),
                ("kind", "time_method"),
            ),
            heading=gettext_lazy("Survey"),
        ),
        MultiFieldPanel(
            _rows("scope", "regions", ("territory_bg", "territory_en")),
            heading=gettext_lazy("Territory"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            _rows("groups", ("target_bg", "target_en"), ("ages", "sexes"), "topics"),
            heading=gettext_lazy("Who was surveyed, and about what"),
        ),
        MultiFieldPanel(
            _rows(
                "sampling",
                ("sampling_bg", "sampling_en"),
                ("sample_size", "minority_sample"),
                ("sample_unit_bg", "sample_unit_en"),
                "modes",
                "languages",
            ),
            heading=gettext_lazy("Sample and fieldwork"),
        ),
        InlinePanel("subgroups", heading=gettext_lazy("Subgroups"), classname="collapsed"),
        MultiFieldPanel(
            _rows("producers", "collectors", "funders", "owners", "distributors"),
            heading=gettext_lazy("Organisations"),
            classname="collapsed",
        ),
        InlinePanel("people", heading=gettext_lazy("People"), classname="collapsed"),
        MultiFieldPanel(
            _rows(
                ("availability", "access"),
                ("access_bg", "access_en"),
                "data_url",
                ("data_doi", "data_number"),
                ("data_licence", "data_formats"),
            ),
            heading=gettext_lazy("The data"),
        ),
        InlinePanel("documents", heading=gettext_lazy("Documents"), classname="collapsed"),
    )

    def public(self):
        # what a line of the list, an export and a page name: a few queries, not a few a record
        found = super().public().select_related("country", "series")
        return found.prefetch_related(*NAMED)

    def counted(self, count):
        return ngettext("%(count)s survey", "%(count)s surveys", count) % {
            "count": text.number(count, current())
        }

    def importer(self, path, name):
        return importer_of(path, name)

    def context(self, record, request):
        return {
            "sections": presenting.sections(record),
            "groups": presenting.links(record, "groups", "group"),
            "topics": presenting.links(record, "topics", "topic"),
            "is_built": describing.is_abstract_built(record),
            "note": presenting.remark(record, "10.4"),
            "all_fields": presenting.all_fields(record),
        }

    def item_meta(self, record):
        return describing.item_meta(record)
