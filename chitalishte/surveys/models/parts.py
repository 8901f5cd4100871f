"""What repeats within a survey: people, subgroups of the sample, documents."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from chitalishte.ddi.answers import read_number

from ..lists import choices_of


class Person(models.Model):
    """Somebody who made the survey or compiled its record."""

    class Role(models.TextChoices):
        COMPILER = "compiler", _("compiled the record")
        INVESTIGATOR = "investigator", _("principal investigator")

    survey = ParentalKey("surveys.Survey", on_delete=models.CASCADE, related_name="people")
    name = models.CharField(_("name"), max_length=200, help_text=_("Given name, family name."))
    role = models.CharField(
        _("role"),
        max_length=12,
        choices=Role,
        default=Role.COMPILER,
        help_text=_("What the person did."),
    )
    orcid = models.CharField(
        "ORCID",
        max_length=19,
        blank=True,
        help_text=_("Sixteen digits in four groups: 0000-0002-1825-0097."),
    )
    affiliation = models.CharField(
        _("organisation"), max_length=200, blank=True, help_text=_("Where the person works.")
    )
    written = models.TextField(
        _("as the source wrote it"), blank=True, help_text=_("Kept for the way back.")
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["pk"]

    def __str__(self):
        return self.name


class Subgroup(models.Model):
    """One group of the sample with its sizes, as the source states them."""

    survey = ParentalKey("surveys.Survey", on_delete=models.CASCADE, related_name="subgroups")
    name = models.CharField(
        _("name"), max_length=400, help_text=_("In the words of the source: Roma, Turks.")
    )
    issued = models.CharField(
        _("issued sample"), max_length=200, blank=True, help_text=_("How many were meant.")
    )
    achieved = models.CharField(
        _("achieved sample"), max_length=200, blank=True, help_text=_("How many answered.")
    )
    response_rate = models.CharField(
        _("response rate"), max_length=200, blank=True, help_text=_("As its producer states it.")
    )
    formula = models.CharField(
        _("formula of the rate"),
        max_length=20,
        choices=choices_of("formula"),
        blank=True,
        help_text=_("How the rate was computed."),
    )
    formula_other = models.CharField(
        _("which other formula"), max_length=300, blank=True, help_text=_("In free words.")
    )
    weak_points = models.TextField(
        _("weak points"), blank=True, help_text=_("What is known to be wrong with this part.")
    )

    class Meta:
        verbose_name = _("subgroup")
        verbose_name_plural = _("subgroups")
        ordering = ["pk"]

    def __str__(self):
        return self.name

    @property
    def achieved_number(self):
        """Return the achieved sample as a number, or None where the source has only words."""
        return read_number(self.achieved)


class Document(models.Model):
    """Documentation, questionnaire or report: where it is, how to get it, in what language."""

    class Kind(models.TextChoices):
        DOCUMENTATION = "documentation", _("technical documentation")
        QUESTIONNAIRE = "questionnaire", _("questionnaire")
        REPORT = "report", _("report")

    survey = ParentalKey("surveys.Survey", on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(
        _("kind"), max_length=14, choices=Kind, help_text=_("What the document is.")
    )
    availability = models.CharField(
        _("availability"),
        max_length=12,
        choices=choices_of("availability"),
        blank=True,
        help_text=_("Whether anybody can have it."),
    )
    place = models.TextField(
        _("address"), blank=True, help_text=_("An address on the web, or whom to ask.")
    )
    archive_number = models.CharField(
        _("number in an archive"), max_length=300, blank=True, help_text=_("For example ZA7575.")
    )
    doi = models.CharField("DOI", max_length=300, blank=True, help_text=_("Of the document."))
    standard = models.CharField(
        _("standard"),
        max_length=10,
        choices=choices_of("standard"),
        blank=True,
        help_text=_("The standard it follows."),
    )
    languages = models.CharField(
        _("languages"), max_length=400, blank=True, help_text=_("In words, parted by semicolons.")
    )
    language_codes = models.CharField(
        _("codes of the languages"),
        max_length=300,
        blank=True,
        help_text=_("ISO 639-2, parted by semicolons: BUL; ENG."),
    )
    citation = models.TextField(_("citation"), blank=True, help_text=_("How its makers cite it."))

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.place or self.archive_number}"
