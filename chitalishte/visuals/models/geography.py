from django.db import models
from django.utils.translation import gettext_lazy as _

from chitalishte.records.language import InLanguage


class OwnGeographyQuerySet(models.QuerySet):
    def current(self):
        """Return the last version of every geography."""
        return self.filter(replaced_at=None)


class OwnGeography(models.Model):
    """Places that an editor brought as a file of borders; maps draw them by their codes.

    Drawings are kept in the database: a backup has them, and an upload is all or nothing. One that
    was brought anew keeps its former version, because embeds are pinned to it.
    """

    identifier = models.SlugField(
        _("identifier"),
        max_length=60,
        help_text=_("Never changes. Maps recognise the geography by it."),
    )
    number = models.PositiveIntegerField(_("version"), default=1)
    replaced_at = models.DateTimeField(_("replaced"), null=True, blank=True, editable=False)
    title_bg = models.CharField(
        _("title in Bulgarian"),
        max_length=200,
        help_text=_("For example: the municipalities of Bulgaria."),
    )
    title_en = models.CharField(_("title in English"), max_length=200)
    title = InLanguage("title")
    source = models.CharField(
        _("source of the borders"),
        max_length=300,
        help_text=_("Who drew them, of which year, and under what licence."),
    )
    names = models.JSONField(
        _("names"),
        default=dict,
        help_text=_(
            "For each code: the name in Bulgarian, in English, and other ways to write it."
        ),
    )
    problems = models.JSONField(_("problems found"), default=list, blank=True)
    place_count = models.PositiveIntegerField(_("places"), default=0)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = OwnGeographyQuerySet.as_manager()

    class Meta:
        verbose_name = _("geography")
        verbose_name_plural = _("geographies")
        ordering = ["identifier", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["identifier", "number"], name="one_geography_a_version"
            ),
            models.UniqueConstraint(
                fields=["identifier"],
                condition=models.Q(replaced_at=None),
                name="one_current_geography",
            ),
        ]

    def __str__(self):
        return self.title or self.identifier


class Detail(models.Model):
    """One level of detail of a geography: the drawing that `drawing.Geography` reads."""

    class Level(models.TextChoices):
        SMALL = "small", _("for small pictures")
        PAGE = "page", _("for a page")
        FINE = "fine", _("for a large sheet")
        LONLAT = "lonlat", _("in degrees, for other programs")

    geography = models.ForeignKey(OwnGeography, models.CASCADE, related_name="details")
    level = models.CharField(_("level"), max_length=6, choices=Level)
    drawing = models.TextField(_("drawing"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["geography", "level"], name="one_drawing_a_level")
        ]

    def __str__(self):
        return f"{self.geography.identifier} ({self.level})"
