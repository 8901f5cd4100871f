"""The named things surveys refer to: terms of open lists, organisations, series."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chitalishte.records.language import InLanguage


class Term(models.Model):
    """A word of a list that editors may add to: a topic, a group, a mode, a language, a place."""

    class Vocabulary(models.TextChoices):
        COUNTRY = "country", _("country")
        REGION = "region", _("region")
        GROUP = "group", _("target group")
        TOPIC = "topic", _("topic")
        MODE = "mode", _("mode of collection")
        LANGUAGE = "language", _("language")

    identifier = models.SlugField(
        _("identifier"),
        max_length=80,
        unique=True,
        help_text=_("A short Latin name that never changes; countries and regions by their code."),
    )
    vocabulary = models.CharField(
        _("list"), max_length=10, choices=Vocabulary, help_text=_("The list it belongs to.")
    )
    name_bg = models.CharField(
        _("name in Bulgarian"), max_length=200, help_text=_("As readers see it.")
    )
    name_en = models.CharField(
        _("name in English"), max_length=200, help_text=_("The same in English.")
    )
    name = InLanguage("name")
    notation = models.CharField(
        _("code"),
        max_length=40,
        blank=True,
        help_text=_("Its code in the standard: BG, BG31, bul, 1.13.5."),
    )
    broader = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="narrower",
        verbose_name=_("broader"),
        help_text=_("The wider term this one is a part of."),
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Terms are listed from the smallest number up.")
    )

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms of surveys")
        ordering = ["vocabulary", "position", "identifier"]

    def __str__(self):
        return self.name


class Organisation(models.Model):
    """Who orders, makes, pays for, keeps or gives out surveys."""

    identifier = models.SlugField(
        _("identifier"),
        max_length=120,
        unique=True,
        help_text=_("A short Latin name that never changes."),
    )
    name_bg = models.CharField(
        _("name in Bulgarian"), max_length=250, help_text=_("As it calls itself.")
    )
    name_en = models.CharField(
        _("name in English"), max_length=250, blank=True, help_text=_("The same in English.")
    )
    name = InLanguage("name")
    ror = models.URLField(
        "ROR",
        blank=True,
        help_text=_("Address in the Research Organization Registry: https://ror.org/…"),
    )
    url = models.URLField(_("address"), blank=True, help_text=_("Its own site."))

    class Meta:
        verbose_name = _("organisation of surveys")
        verbose_name_plural = _("organisations of surveys")
        ordering = ["name_bg"]

    def __str__(self):
        return self.name


class Series(models.Model):
    """Waves and countries of one programme: the European Social Survey, the FRA Roma surveys."""

    identifier = models.SlugField(
        _("identifier"),
        max_length=120,
        unique=True,
        help_text=_("A short Latin name that never changes."),
    )
    name_bg = models.CharField(
        _("name in Bulgarian"), max_length=250, help_text=_("As readers see it.")
    )
    name_en = models.CharField(
        _("name in English"), max_length=250, blank=True, help_text=_("The same in English.")
    )
    name = InLanguage("name")
    about_bg = models.TextField(
        _("about it in Bulgarian"), blank=True, help_text=_("What its waves have in common.")
    )
    about_en = models.TextField(
        _("about it in English"), blank=True, help_text=_("The same in English.")
    )
    about = InLanguage("about")
    url = models.URLField(_("address"), blank=True, help_text=_("Its own site."))

    class Meta:
        verbose_name = _("series of surveys")
        verbose_name_plural = _("series of surveys")
        ordering = ["name_bg"]

    def __str__(self):
        return self.name
