from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from ..language import InLanguage


class Theme(models.Model):  # type: ignore[django-manager-missing]
    """A thematic area, mapped to the EU authority table `data-theme` for harvesters."""

    class EuTheme(models.TextChoices):
        """Codes of the EU authority table `data-theme` (DCAT-AP 3.0, dcat:theme)."""

        JUST = "JUST", _("Justice, legal system and public safety")
        GOVE = "GOVE", _("Government and public sector")
        SOCI = "SOCI", _("Population and society")
        EDUC = "EDUC", _("Education, culture and sport")
        ECON = "ECON", _("Economy and finance")
        ENVI = "ENVI", _("Environment")
        HEAL = "HEAL", _("Health")
        REGI = "REGI", _("Regions and cities")
        TECH = "TECH", _("Science and technology")
        TRAN = "TRAN", _("Transport")
        INTR = "INTR", _("International issues")
        AGRI = "AGRI", _("Agriculture, fisheries, forestry and food")
        ENER = "ENER", _("Energy")

    identifier = models.SlugField(
        _("identifier"),
        unique=True,
        help_text=_("A short Latin name that never changes, for example “justice”."),
    )
    name_bg = models.CharField(
        _("name in Bulgarian"),
        max_length=120,
        help_text=_("As readers see it, for example “Правосъдие”."),
    )
    name_en = models.CharField(
        _("name in English"),
        max_length=120,
        help_text=_("The same in English."),
    )
    name = InLanguage("name")
    eu_theme = models.CharField(
        _("EU data theme"),
        max_length=4,
        choices=EuTheme,
        help_text=_("The theme under which European portals will list it."),
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Themes are listed from the smallest number up.")
    )

    panels = [
        FieldRowPanel([FieldPanel("name_bg"), FieldPanel("name_en")]),
        MultiFieldPanel(
            [FieldPanel("identifier"), FieldPanel("eu_theme"), FieldPanel("position")],
            heading=_("For the catalogue"),
        ),
    ]

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["position", "identifier"]

    def __str__(self):
        return self.name
