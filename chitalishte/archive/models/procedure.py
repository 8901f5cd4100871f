from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chitalishte import law
from chitalishte.records.language import InLanguage
from chitalishte.records.provenance import validate_partial_date


class Procedure(models.Model):
    """What was open for a time: the making of an amendment, a case, an opinion that was asked for.

    Its facts are those of its events; here stands only from when to when it was open, as far as
    it is known, and how that is known.
    """

    class Kind(models.TextChoices):
        AMENDMENT = "amendment", _("constitution or amendment")
        CASE = "case", _("case before a court")
        OPINION = "opinion", _("opinion asked for")

    class Opened(models.TextChoices):
        EVENT = "event", _("an event of the archive says it")
        NUMBER = "number", _("only the year in its number is known")
        UNKNOWN = "unknown", _("not known")

    class Closed(models.TextChoices):
        EVENT = "event", _("an event of the archive says it")
        OPEN = "open", _("still open as far as we know")
        UNKNOWN = "unknown", _("not known")

    identifier = models.SlugField(_("identifier"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title_bg = models.CharField(_("title in Bulgarian"), max_length=300)
    title_en = models.CharField(_("title in English"), max_length=300)
    title = InLanguage("title")
    opened = models.CharField(
        _("open from"), max_length=10, blank=True, validators=[validate_partial_date]
    )
    opened_how = models.CharField(_("how we know"), max_length=10, choices=Opened)
    closed = models.CharField(
        _("open until"), max_length=10, blank=True, validators=[validate_partial_date]
    )
    closed_how = models.CharField(_("how we know the end"), max_length=10, choices=Closed)
    events = models.ManyToManyField(
        "archive.Event", related_name="procedures", verbose_name=_("events"), blank=True
    )

    class Meta:
        verbose_name = _("procedure")
        verbose_name_plural = _("procedures")
        ordering = ["closed", "identifier"]

    def __str__(self):
        return self.title_bg

    def get_absolute_url(self):
        return reverse("chronology:decision-map", args=[self.identifier])

    @property
    def has_map(self):
        return self.kind == self.Kind.AMENDMENT

    def clean(self):
        super().clean()
        for name, silent in (("opened", {"unknown"}), ("closed", {"open", "unknown"})):
            written, how = getattr(self, name), getattr(self, f"{name}_how")
            if bool(written) == (how in silent):
                words = gettext("Give a day, or say that it is not known.")
                raise ValidationError({name: words})
            try:
                law.day(written) if written else None
            except ValueError as error:
                words = gettext("%(day)s is not a day of the calendar.") % {"day": written}
                raise ValidationError({name: words}) from error
        if not (self.opened and self.closed):
            return
        if law.day(self.closed).latest < law.day(self.opened).earliest:
            raise ValidationError({"closed": gettext("It cannot end before it begins.")})
