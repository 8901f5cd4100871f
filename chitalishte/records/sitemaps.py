"""The sitemap: every public address in both languages."""

from django.contrib.sitemaps import Sitemap

from .collection import collections
from .language import CODES


class RecordsSitemap(Sitemap):
    """Lists and records of every collection."""

    def items(self):
        found = []
        for collection in collections():
            found += [(code, collection.name, None) for code in CODES]
            for record in (
                collection.public()
                .select_related(None)
                .only("pk", "slug", "title_bg", "title_en", "last_published_at")
            ):
                found += [(code, collection.name, record) for code in CODES]
        return found

    def location(self, item):
        code, name, record = item
        return record.get_absolute_url(code) if record else f"/{code}/{name}/"

    def lastmod(self, item):
        return item[2].last_published_at if item[2] else None
