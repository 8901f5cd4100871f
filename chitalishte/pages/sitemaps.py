"""The sitemap of pages: the whole tree of every language, not only of the site's root."""

from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page


class PagesSitemap(Sitemap):
    def items(self):
        roots = self.get_wagtail_site().root_page.get_translations(inclusive=True)
        trees = Page.objects.none()
        for root in roots:
            trees |= Page.objects.descendant_of(root, inclusive=True)
        return trees.live().public().order_by("path").defer_streamfields().specific()
