"""The declarations of the collections `chronology`, `materials` and `acts`."""

import re

from django.urls import path, re_path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel

from chitalishte import law, text
from chitalishte.records.collection import Collection, Facet, Sort, register
from chitalishte.records.language import current

from . import describing, formatviews, organviews, paperviews, procedureviews, timelineviews, views
from .chapter import Chapter, name_of
from .contents import Contents
from .lawexport import formats, schema_org
from .making import made_by
from .models import Act, Actor, Document, Event

BY_DAY = (
    Sort("day", gettext_lazy("oldest first"), ("day_from", "identifier")),
    Sort("latest", gettext_lazy("newest first"), ("-day_from", "identifier")),
    *Collection.sorts[1:],
)


@register
class Chronology(Collection):
    name = "chronology"
    model = Event
    position = 40
    harvested = True
    icon = "history"
    schema_type = "Event"
    not_exchanged = ("day_from", "day_to")
    styles = ("css/archive.css",)
    lede = gettext_lazy("How the rules of the judiciary came to be, from 1989 to today.")
    facets = (Facet("kind", "kind", gettext_lazy("Kind")),)
    sorts = BY_DAY
    panels = (
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("day"), FieldPanel("kind")]),
                FieldPanel("actors"),
                FieldRowPanel(
                    [
                        FieldPanel("votes_for"),
                        FieldPanel("votes_against"),
                        FieldPanel("votes_abstained"),
                    ]
                ),
                FieldRowPanel([FieldPanel("provisions"), FieldPanel("gazette")]),
                FieldPanel("documents"),
            ],
            heading=gettext_lazy("What happened"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("dissenting"), FieldPanel("concurring")]),
                FieldRowPanel([FieldPanel("ground_bg"), FieldPanel("ground_en")]),
            ],
            heading=gettext_lazy("How the court decided"),
            classname="collapsed",
        ),
    )

    def list_links(self):
        acts = [{"label": act.title, "url": act.get_absolute_url()} for act in Act.objects.public()]
        ways = (
            (_("Timeline"), "chronology:timeline"),
            (_("Change by change"), "chronology:decision-maps"),
            (_("What was on the table"), "chronology:table"),
            (_("Organs of the judiciary"), "chronology:organs"),
            (_("Documents"), "materials:list"),
        )
        return [*acts, *({"label": label, "url": reverse(name)} for label, name in ways)]

    def urlpatterns(self):
        return [
            path("timeline/", timelineviews.timeline, name="timeline"),
            path("timeline/embed/", timelineviews.embed, name="timeline-embed"),
            path("timeline/timelinejs.json", timelineviews.timelinejs, name="timelinejs"),
            path("organs/", organviews.organs, name="organs"),
            path("organs/organs.json", organviews.organs_data, name="organs-data"),
            path("on-the-table/", procedureviews.table, name="table"),
            path("changes/", procedureviews.maps, name="decision-maps"),
            path("changes/<slug:slug>/", procedureviews.decision_map, name="decision-map"),
        ]

    def counted(self, count):
        return ngettext("%(count)s event", "%(count)s events", count) % {"count": count}

    def item_meta(self, record):
        return f"{_day(record)} · {record.get_kind_display()}"

    def facts(self, record):
        return _filled(
            (_("Date"), _day(record)),
            (_("Kind"), record.get_kind_display()),
            (_("Who took part"), ", ".join(_named(record.actor_list))),
            (_("Articles"), record.provisions),
            (_("State Gazette"), record.gazette),
            (_("Ground of the decision"), record.ground),
        )

    def context(self, record, request):
        return {
            "votes": votes(record),
            "made": made_by([record])[record.pk],
            "changes": named_changes(record),
            "procedures": [one for one in record.procedures.all() if one.has_map],
        }


@register
class Documents(Collection):
    name = "materials"
    model = Document
    position = 50
    harvested = True
    icon = "doc-full"
    not_exchanged = ("day_from", "day_to")
    styles = ("css/archive.css", "css/reader.css")
    lede = gettext_lazy("Laws, decisions, opinions, records and books, each with its place.")
    facets = (
        Facet("kind", "kind", gettext_lazy("Kind")),
        Facet("language", "language", gettext_lazy("Language")),
    )
    sorts = (Collection.sorts[0], *BY_DAY)  # some have no day, and databases put those elsewhere
    panels = (
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("day"), FieldPanel("kind")]),
                FieldRowPanel([FieldPanel("author"), FieldPanel("number")]),
                FieldRowPanel([FieldPanel("language"), FieldPanel("url")]),
            ],
            heading=gettext_lazy("The document"),
        ),
        MultiFieldPanel(
            [HelpPanel(template="materials/admin/source_panel.html")],
            heading=gettext_lazy("Save the source"),
        ),
        InlinePanel(
            "copies",
            heading=gettext_lazy("Copies"),
            label=gettext_lazy("Copy of the document"),  # "Copy" alone is a button
            panels=[
                FieldPanel("file"),
                FieldRowPanel([FieldPanel("seen_as"), FieldPanel("holder")]),
                FieldRowPanel([FieldPanel("taken_from"), FieldPanel("taken_on")]),
                FieldPanel("rights"),
                FieldRowPanel([FieldPanel("access"), FieldPanel("closed_until")]),
                FieldPanel("closed_because"),
            ],
        ),
    )

    def counted(self, count):
        return ngettext("%(count)s document", "%(count)s documents", count) % {"count": count}

    def item_meta(self, record):
        parts = [_day(record), record.get_kind_display(), record.author]
        return " · ".join(part for part in parts if part)

    def facts(self, record):
        return _filled(
            (_("Date"), _day(record)),
            (_("Kind"), record.get_kind_display()),
            (_("Author or body"), record.author),
            (_("Number"), record.number),
            (_("Language"), record.get_language_display() if record.language else ""),
        )

    def list_links(self):
        return [
            {"label": _("Search inside the documents"), "url": reverse("materials:search")},
            {"label": _("Wanted documents"), "url": reverse("materials:wanted")},
            {"label": _("All as ISAD(G), for AtoM"), "url": reverse("materials:list_as_isad")},
        ]

    def dublin_core(self, record):
        return describing.dublin_core(record)

    def downloads(self, record):
        labels = (
            (_("For reference managers: BibTeX"), "BIB", "bibtex"),
            (_("For reference managers: RIS"), "RIS", "ris"),
            (_("For reference managers: CSL"), "CSL", "csl.json"),
            (_("For libraries: Dublin Core"), "XML", "dc.xml"),
            (_("For archives: ISAD(G), for AtoM"), "CSV", "isad.csv"),
            (_("For archives: Records in Contexts"), "TTL", "ric.ttl"),
        )
        address = record.get_absolute_url().rstrip("/")
        return [
            {"label": label, "format": form, "url": f"{address}.{ending}"}
            for label, form, ending in labels
        ]

    def context(self, record, request):
        return {
            "events": Event.objects.public().filter(documents=record),
            "copies": record.copies.select_related("paper", "file"),
            "have_it": paperviews.have_it(record),
        }

    def urlpatterns(self):
        return [
            path("inside/", paperviews.search, name="search"),
            path("wanted/", paperviews.wanted, name="wanted"),
            path("documents.isad.csv", formatviews.list_as_isad, name="list_as_isad"),
            path("<slug:slug>/copies/<int:pk>/", paperviews.read, name="read"),
            re_path(
                rf"^(?P<slug>[-\w]+)\.(?P<form>{'|'.join(map(re.escape, formatviews.FORMATS))})$",
                formatviews.as_format,
                name="as_format",
            ),
        ]


@register
class Acts(Collection):
    name = "acts"
    model = Act
    position = 60
    harvested = True
    icon = "list-ol"
    schema_type = "Legislation"
    styles = ("css/archive.css",)
    scripts = ("js/time-slider.js",)
    lede = gettext_lazy("What the rules said on any day, and who changed each of them.")
    panels = (
        MultiFieldPanel(
            [FieldPanel("uri"), FieldPanel("gazette_url")], heading=gettext_lazy("The act")
        ),
    )

    def counted(self, count):
        return ngettext("%(count)s act", "%(count)s acts", count) % {"count": count}

    def list_links(self):
        return [
            {"label": _("Chronology"), "url": reverse("chronology:list")},
            {"label": _("Documents"), "url": reverse("materials:list")},
        ]

    def fragment(self, record, request, name):
        """Return the rules of a day alone, for the slider."""
        if name != "rules":
            return None
        return "acts/_rules.html", {"record": record, **self.context(record, request)}

    def context(self, record, request):
        asked = request.GET
        # the markup for search engines is of the same chapter, so it is read once for both
        days = (asked.get(name, "") for name in ("day", "against", "known"))
        record.chapter_shown = Chapter(record, *days)
        return {
            "chapter": record.chapter_shown,
            "contents": Contents(record.chapter_shown, asked),
        }

    def json_ld(self, record):
        return schema_org(record)

    def downloads(self, record):
        return formats(record)

    def urlpatterns(self):
        return [
            path("<slug:slug>/akoma-ntoso.xml", views.akoma, name="akoma"),
            path("<slug:slug>/eli.jsonld", views.act_eli, name="eli"),
            path("<slug:slug>/<slug:eid>/", views.article, name="article"),
        ]


def _day(record):
    return text.day(record.day, current()) if record.day else ""


def _named(actors):
    known = Actor.spoken(actors)
    return [known.get(name, name) for name in actors]


def named_changes(event):
    """Return [{change, name}] of what an event changed, in the order of the rules."""
    changes = list(event.changes.believed().select_related("act"))
    rules = {rule.eid: rule for act in {one.act for one in changes} for rule in act.rules.all()}
    found = [{"change": one, "name": name_of(rules, one.rule)} for one in changes]
    return sorted(found, key=lambda one: law.natural(one["change"].rule))


def _filled(*pairs):
    return [{"label": label, "value": value} for label, value in pairs if value]


def votes(record):
    """Return [{label, count, share, kind}] of a vote.

    share is of the votes that are known, None where only one count is: it would look unanimous.
    """
    counts = [
        (_("for"), record.votes_for, "for"),
        (_("against"), record.votes_against, "against"),
        (_("abstained"), record.votes_abstained, "abstained"),
    ]
    known = [one for one in counts if one[1] is not None]
    total = sum(count for _label, count, _kind in known)
    return [
        {
            "label": label,
            "count": count,
            "kind": kind,
            "share": round(100 * count / total, 1) if len(known) > 1 else None,
        }
        for label, count, kind in known
        if total
    ]
