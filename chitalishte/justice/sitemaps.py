"""The sitemap of the states' pages and of the guide to the models."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils.translation import override

from chitalishte.records.language import CODES

from .countries import states, views_of_maps
from .models import PowerModel


class StatesSitemap(Sitemap):
    def items(self):
        codes = [code for code, _name in states(views_of_maps())]
        guide = [""] if PowerModel.objects.exists() else []
        return [(language, code) for language in CODES for code in [*guide, *codes]]

    def location(self, item):
        language, code = item
        with override(language):
            return reverse("country", args=[code]) if code else reverse("power-models")
