"""What is stored of the Justice theme beside its maps: models of judicial power by scholars."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chitalishte.drawing import countries
from chitalishte.records.language import InLanguage


class PowerModel(models.Model):
    """A way to arrange judicial power, as scholars draw it, with the states they name for it.

    The models come from different classifications: a state may be named for several, or for none.
    """

    class Question(models.TextChoices):
        GOVERNMENT = "government", _("Who governs the courts")
        PROSECUTION = "prosecution", _("Where the prosecution stands")

    identifier = models.SlugField(_("identifier"), max_length=60, unique=True)
    question = models.CharField(_("question"), max_length=20, choices=Question)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name_bg = models.CharField(_("name in Bulgarian"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    name = InLanguage("name")
    description_bg = models.TextField(_("description in Bulgarian"))
    description_en = models.TextField(_("description in English"))
    description = InLanguage("description")
    states = models.CharField(
        _("states named"),
        max_length=200,
        help_text=_("Codes of two letters, parted by semicolons: BG;RO."),
    )
    literature = models.CharField(
        _("literature"), max_length=600, help_text=_("Parted by semicolons.")
    )
    note_bg = models.TextField(_("note in Bulgarian"), blank=True)
    note_en = models.TextField(_("note in English"), blank=True)
    note = InLanguage("note")

    class Meta:
        verbose_name = _("model of judicial power")
        verbose_name_plural = _("models of judicial power")
        ordering = ["position", "identifier"]

    def __str__(self):
        return self.name_bg

    @property
    def codes(self):
        return _parts(self.states)

    @property
    def works(self):
        return _parts(self.literature)

    def clean(self):
        super().clean()
        members = set(countries.EU27)
        for code in self.codes:
            if code not in members:
                words = gettext("%(code)s is no member state of the EU.") % {"code": code}
                raise ValidationError({"states": words})


def _parts(written):
    return [one.strip() for one in written.split(";") if one.strip()]
