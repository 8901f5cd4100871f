"""The entrance of the archive: what it is, how to read it; its pages in the sitemap and search."""

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from chitalishte.records import crumbs, search
from chitalishte.records.language import CODES, speaking

from .models import Act, Change, Document, Event, Procedure

KIND = "pages"
_tellers = []


def tells(found):
    """Register a function that gives [{label, url, about}] of stories told from the archive."""
    _tellers.append(found)
    return found


@require_safe
def entrance(request):
    """A short introduction, and every way into the archive."""
    context = {
        "ways": ways(),
        "stories": [story for found in _tellers for story in found()],
        "counts": {
            "events": Event.objects.public().count(),
            "documents": Document.objects.public().count(),
            "changes": Change.objects.believed().filter(act__in=Act.objects.public()).count(),
        },
        "crumbs": [crumbs.home()],
        "canonical_url": settings.BASE_URL + request.path,
    }
    return render(request, "archive/entrance.html", context)


def ways():
    """Return [{label, url, about}] in the order in which a reader may want them."""
    told = (
        (
            _("Timeline"),
            "chronology:timeline",
            _("Drafts, votes, laws, decisions and opinions in their lanes."),
        ),
        (
            _("Change by change"),
            "chronology:decision-maps",
            _("Each change of the Constitution from who proposed it to what is left of it."),
        ),
        (
            _("What was on the table"),
            "chronology:table",
            _("Drafts, cases and opinions that were open on a day you choose."),
        ),
        (
            _("Organs of the judiciary"),
            "chronology:organs",
            _("Who chose whom on any day, by what majority, for how long."),
        ),
        (_("Events"), "chronology:list", _("All events to search, to filter, to download.")),
        (_("Documents"), "materials:list", _("Laws, decisions, opinions, records and books.")),
    )
    acts = [
        {
            "label": act.title,
            "url": act.get_absolute_url(),
            "about": _("The rules as they stood on any day, and who changed each of them."),
        }
        for act in Act.objects.public()
    ]
    ways = [{"label": label, "url": reverse(name), "about": about} for label, name, about in told]
    return [*acts, *ways]


def reindex():
    """Put the pages of the archive that are no records into the search."""
    entries: dict[str, list] = {}
    for code in CODES:
        with speaking(code), override(code):
            known = [(_("The archive"), reverse("archive"), _("How the rules came to be."))]
            known += [(one["label"], one["url"], one["about"]) for one in ways()[-6:-2]]
            known += [
                (one.title, one.get_absolute_url(), "")
                for one in Procedure.objects.filter(kind=Procedure.Kind.AMENDMENT)
            ]
            for title, url, about in known:
                key = f"archive:{url.removeprefix(f'/{code}/')}"
                entries.setdefault(key, []).append((code, title, about, url))
    for key, found in entries.items():
        search.put(key=key, kind=KIND, object_id=None, entries=found)
    search.keep_only("archive:", entries)


class ArchiveSitemap(Sitemap):
    """Pages of the archive that are no records, in both languages."""

    NAMES = (
        *("archive", "chronology:timeline", "chronology:decision-maps"),
        *("chronology:table", "chronology:organs"),
    )

    def items(self):
        maps = Procedure.objects.filter(kind=Procedure.Kind.AMENDMENT)
        slugs = maps.values_list("identifier", flat=True)
        places = [
            *((name, ()) for name in self.NAMES),
            *(("chronology:decision-map", (slug,)) for slug in slugs),
        ]
        return [(code, *place) for code in CODES for place in places]

    def location(self, item):
        code, name, arguments = item
        with override(code):
            return reverse(name, args=arguments)
