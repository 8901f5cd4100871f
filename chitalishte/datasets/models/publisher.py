from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from chitalishte.records.language import InLanguage


class Publisher(models.Model):
    """Who makes a dataset available (foaf:Agent of DCAT-AP)."""

    class Kind(models.TextChoices):
        """ADMS publisher types."""

        NGO = "NonProfitOrganisation", _("non-profit organisation")
        NATIONAL = "NationalAuthority", _("national authority")
        LOCAL = "LocalAuthority", _("local authority")
        ACADEMIA = "Academia-ScientificOrganisation", _("university or research organisation")
        SUPRANATIONAL = "SupraNationalAuthority", _("supranational authority")

    identifier = models.SlugField(_("identifier"), unique=True)
    name_bg = models.CharField(_("name in Bulgarian"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    name = InLanguage("name")
    kind = models.CharField(_("kind"), max_length=40, choices=Kind, default=Kind.NGO)
    homepage = models.URLField(_("web site"), blank=True)

    panels = [
        FieldRowPanel([FieldPanel("name_bg"), FieldPanel("name_en")]),
        FieldRowPanel([FieldPanel("identifier"), FieldPanel("kind")]),
        FieldPanel("homepage"),
    ]

    class Meta:
        verbose_name = _("publisher")
        verbose_name_plural = _("publishers")
        ordering = ["name_bg"]

    def __str__(self):
        return self.name
