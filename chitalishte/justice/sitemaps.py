"""The sitemap of the states' pages."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils.translation import override

from chitalishte.records.language import CODES

from .countries import states, views_of_maps


class StatesSitemap(Sitemap):
    def items(self):
        codes = [code for code, _name in states(views_of_maps())]
        return [(language, code) for language in CODES for code in codes]

    def location(self, item):
        language, code = item
        with override(language):
            return reverse("country", args=[code])
