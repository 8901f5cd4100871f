from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chitalishte.records.language import InLanguage

from .act import Change


class Organ(models.Model):
    """A body or a post of the judiciary, or one that chooses its members."""

    class Column(models.IntegerChoices):
        CHOOSES = 1, _("who chooses")
        BODY = 2, _("councils and courts")
        POST = 3, _("posts")

    identifier = models.SlugField(_("identifier"), max_length=40, unique=True)
    column = models.PositiveSmallIntegerField(_("column of the diagram"), choices=Column)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name_bg = models.CharField(_("name in Bulgarian"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    name = InLanguage("name")

    class Meta:
        verbose_name = _("organ")
        verbose_name_plural = _("organs")
        ordering = ["column", "position"]

    def __str__(self):
        return self.name_bg


class OrganFact(models.Model):
    """Who sits in an organ or holds a post: how many, chosen by whom, how, for how long.

    It has no dates. It holds as long as every wording it rests on is in force, so that a change
    that ends or restores a rule ends or restores what we say of the organ.
    """

    class Kind(models.TextChoices):
        CHOICE = "choice", _("chosen or appointed")
        RIGHT = "right", _("by right")
        RULE = "rule", _("a rule of it")

    DOES_NOT_APPLY = "-"

    identifier = models.SlugField(_("identifier"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    organ = models.ForeignKey(Organ, models.CASCADE, related_name="facts", verbose_name=_("organ"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    what_bg = models.CharField(_("who or what, in Bulgarian"), max_length=300)
    what_en = models.CharField(_("who or what, in English"), max_length=300)
    what = InLanguage("what")
    count = models.PositiveSmallIntegerField(_("how many"), null=True, blank=True)
    chosen_by = models.ForeignKey(
        Organ, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("chosen by")
    )
    proposed_by = models.ForeignKey(
        Organ,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    majority = models.CharField(
        _("majority"),
        max_length=20,
        blank=True,
        help_text=_("As 2/3. Empty when it is not known, a dash when it does not apply."),
    )
    term_years = models.PositiveSmallIntegerField(_("term in years"), null=True, blank=True)
    again_bg = models.CharField(_("second term, in Bulgarian"), max_length=200, blank=True)
    again_en = models.CharField(_("second term, in English"), max_length=200, blank=True)
    again = InLanguage("again")
    note_bg = models.CharField(_("note in Bulgarian"), max_length=300, blank=True)
    note_en = models.CharField(_("note in English"), max_length=300, blank=True)
    note = InLanguage("note")
    rests_on = models.CharField(
        _("rests on"),
        max_length=600,
        help_text=_("Identifiers of changes of rules, parted by semicolons."),
    )

    class Meta:
        verbose_name = _("fact about an organ")
        verbose_name_plural = _("facts about organs")
        ordering = ["organ__column", "organ__position", "position"]

    def __str__(self):
        return self.identifier

    @property
    def changes(self):
        """Return the identifiers of the changes whose wordings it rests on."""
        return [one.strip() for one in self.rests_on.split(";") if one.strip()]

    def clean(self):
        super().clean()
        known = set(
            Change.objects.believed()
            .filter(identifier__in=self.changes)
            .values_list("identifier", flat=True)
        )
        for one in self.changes:
            if one not in known:
                words = gettext("There is no change of a rule %(identifier)s.")
                raise ValidationError({"rests_on": words % {"identifier": one}})
