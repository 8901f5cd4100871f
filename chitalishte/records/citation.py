"""How to cite a record: what, who, which version, when it was read, where it stands."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from chitalishte import text

from .language import current


def cite(record, number, published_at):
    """Return the citation of a version as one sentence, in the language of the page."""
    language = current()
    return _("%(title)s. %(publisher)s, version %(version)s of %(published)s. %(address)s") % {
        "title": record.title.rstrip("."),
        "publisher": settings.SITE_NAME,
        "version": number,
        "published": text.day(timezone.localtime(published_at).date().isoformat(), language),
        "address": settings.BASE_URL + record.get_absolute_url(),
    }


def bibtex(record, number, published_at):
    """Return the citation as a BibTeX entry."""
    title = record.title.replace("{", "").replace("}", "")
    return (
        f"@misc{{{record.collection.name}-{record.slug},\n"
        f"  title = {{{title}}},\n"
        f"  author = {{{{{settings.SITE_NAME}}}}},\n"
        f"  year = {{{published_at:%Y}}},\n"
        f"  version = {{{number}}},\n"
        f"  url = {{{settings.BASE_URL}{record.get_absolute_url()}}}\n"
        "}\n"
    )
