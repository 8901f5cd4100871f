"""The declaration of the collection `surveys`."""

import re

from django.urls import path, re_path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel

from chitalishte import text
from chitalishte.ddi.datacite import schema_org
from chitalishte.records.collection import Collection, Facet, Range, Sort, register
from chitalishte.records.language import current

from . import describing, harvesting, presenting, proposalviews, views
from .editing import SurveyForm, registry_panels
from .fair import checks
from .importing import importer_of
from .likeness import similar
from .models import Contribution, CountryTeam, Organisation, Series, Survey, SynonymGroup, Term
from .studies import study_of


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
    harvested = True
    prefetched = (
        *("themes", "regions", "groups", "topics", "modes", "languages"),
        *("producers", "collectors", "funders", "owners", "distributors"),
    )
    form_class = SurveyForm
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
    ranges = (Range("year", gettext_lazy("Years of fieldwork"), "year_from", "year_to"),)
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
                ("emm_id", "emm_number"),
                "acronym",
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
        *registry_panels(),
        MultiFieldPanel(
            [HelpPanel(template="surveys/admin/source_panel.html")],
            heading=gettext_lazy("What came from another registry"),
            classname="collapsed",
        ),
    )

    def public(self):
        # what a line of the list, an export and a page name: a few queries, not a few a record
        found = super().public().select_related("country", "series")
        return found.prefetch_related(*self.prefetched)

    def counted(self, count):
        return ngettext("%(count)s survey", "%(count)s surveys", count) % {
            "count": text.number(count, current())
        }

    def kept_with(self):
        return [Term, Organisation, Series, SynonymGroup, CountryTeam, Contribution]

    def list_links(self):
        return [
            {"label": _("Who, what and when: the overview"), "url": "overview/"},
            {"label": _("Compare surveys"), "url": "compare/"},
            {"label": _("Propose a survey"), "url": "propose/"},
        ]

    def related(self, record):
        return similar(record, self.public()) or super().related(record)

    def downloads(self, record):
        address = record.get_absolute_url().rstrip("/")
        return [
            {"label": label, "format": form, "url": f"{address}.{ending}"}
            for label, form, ending in (
                (_("For archives and catalogues: DDI-Codebook 2.5"), "DDI", "ddi.xml"),
                (_("For the EMM Survey Registry, in its own dialect"), "EMM", "emm.xml"),
                (_("For registering a DOI: DataCite 4"), "JSON", "datacite.json"),
                (_("For reference managers: RIS"), "RIS", "ris"),
                (_("For reference managers: BibTeX"), "BIB", "bibtex"),
                (_("For reference managers: CSL"), "CSL", "csl.json"),
            )
        ] + [{"label": _("For paper: two pages"), "format": _("Print"), "url": f"{address}/print/"}]

    def json_ld(self, record):
        return schema_org(study_of(record), current())

    def urlpatterns(self):
        return [
            path("overview/", views.overview, name="overview"),
            path("overview/territories.<str:form>", views.territories_as_file, name="territories"),
            path("overview/matrix.csv", views.matrix_as_csv, name="matrix"),
            path("propose/", proposalviews.start, name="propose"),
            path("propose/sent/", proposalviews.sent, name="propose_sent"),
            path("propose/<str:key>/send/", proposalviews.send, name="propose_send"),
            path(
                "propose/<str:key>/confirm/<str:confirmation>/",
                proposalviews.confirm,
                name="propose_confirm",
            ),
            path("propose/<str:key>/<slug:name>/", proposalviews.section, name="propose_section"),
            path("compare/", views.compare, name="compare"),
            re_path(r"^filtered\.(?P<form>ddi|emm)\.xml$", views.list_as_xml, name="list_as_xml"),
            path("<slug:slug>/print/", views.printable, name="print"),
            re_path(
                rf"^(?P<slug>[-\w]+)\.(?P<form>{'|'.join(map(re.escape, views.FORMATS))})$",
                views.as_format,
                name="as_format",
            ),
        ]

    def harvest_formats(self):
        return harvesting.formats()

    def harvest_sets(self, record):
        return harvesting.sets(record)

    def harvest_set_names(self):
        return harvesting.set_names()

    def harvest(self, record_ids, prefix):
        return harvesting.records(self.public(), record_ids, prefix)

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
            "fair": checks(record),
            "siblings": presenting.siblings(record, self.public()),
            "propose_url": f"/{current()}/surveys/propose/?survey={record.slug}",
            "compare_url": f"/{current()}/surveys/compare/?with={record.slug}",
            "credits": record.credits.all() if record.pk else [],
        }

    def item_meta(self, record):
        return describing.item_meta(record)
