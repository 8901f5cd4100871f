from django.db import models
from django.utils.translation import gettext_lazy as _

from chitalishte.records.language import InLanguage


class Actor(models.Model):
    """A person or a body that events name, in both languages."""

    class Lane(models.TextChoices):
        COURT = "court", _("Constitutional Court")
        EUROPE = "europe", _("Europe")

    name_bg = models.CharField(
        _("name as events write it"),
        max_length=200,
        unique=True,
        help_text=_("Letter by letter as in the field “who took part”."),
    )
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    name = InLanguage("name")
    lane = models.CharField(
        _("lane of the timeline"),
        max_length=10,
        choices=Lane,
        blank=True,
        help_text=_("Where an event of the kind “other” with this actor is drawn."),
    )

    class Meta:
        verbose_name = _("actor")
        verbose_name_plural = _("actors")
        ordering = ["name_bg"]

    def __str__(self):
        return self.name_bg

    @classmethod
    def spoken(cls, names):
        """Return {name: it in the language of the page} of those that are known in it."""
        return {one.name_bg: one.name for one in cls.objects.filter(name_bg__in=names)}

    @classmethod
    def names(cls):
        return cls.objects.values_list("name_bg", flat=True)
