"""Atom feed of one dataset: each version of its table as it is published, corrected, taken back."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .models import Dataset

MOST = 50


class VersionsFeed(Feed):
    """The last versions, newest first; a withheld one is in it, because it was cited once."""

    feed_type = Atom1Feed

    def get_object(self, request, slug):
        try:
            return Dataset.objects.public().get(slug=slug)
        except Dataset.DoesNotExist:
            raise Http404 from None

    def title(self, dataset):
        return dataset.title + ": " + _("Versions of the table")

    def subtitle(self, dataset):
        return dataset.summary

    def link(self, dataset):
        return dataset.get_absolute_url()

    def feed_url(self, dataset):
        return reverse("datasets:versions_feed", args=[dataset.slug])

    def author_name(self, dataset):
        return settings.SITE_NAME

    def items(self, dataset):
        return dataset.versions.history()[:MOST]

    def item_title(self, version):
        title = _("Version %(n)s") % {"n": version.number}
        return title if version.kind == "new" else f"{title}: {version.get_kind_display()}"

    def item_description(self, version):
        rows = ngettext("%(n)s row", "%(n)s rows", version.row_count) % {"n": version.row_count}
        return f"{version.reason}\n\n{rows}".strip()

    def item_link(self, version):
        return reverse("datasets:version", args=[version.dataset.slug, version.number])

    def item_guid(self, version):
        # a version that is corrected or taken back later is news, so it gets a name of its own
        base = f"{settings.BASE_URL}/datasets/{version.dataset.identifier}/versions"
        return f"{base}/{version.number}#{version.kind}"

    item_guid_is_permalink = False

    def item_pubdate(self, version):
        return version.published_at

    def item_updateddate(self, version):
        return version.published_at
