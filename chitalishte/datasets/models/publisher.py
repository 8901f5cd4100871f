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

    identifier = models.SlugField(
        _("identifier"),
        unique=True,
        help_text=_("A short Latin name that never changes."),
    )
    name_bg = models.CharField(
        _("name in Bulgarian"),
        max_length=200,
        help_text=_("The full name of the organisation."),
    )
    name_en = models.CharField(
        _("name in English"),
        max_length=200,
        blank=True,
        help_text=_("The same in English."),
    )
    name = InLanguage("name")
    kind = models.CharField(
        _("kind"),
        max_length=40,
        choices=Kind,
        default=Kind.NGO,
        help_text=_("What kind of organisation it is."),
    )
    homepage = models.URLField(
        _("web site"),
        blank=True,
        help_text=_("Its own site, if it has one."),
    )

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
