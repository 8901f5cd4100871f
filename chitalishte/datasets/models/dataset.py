from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chitalishte.records.language import InLanguage
from chitalishte.records.models import Record


class Dataset(Record):
    """A dataset as DCAT-AP 3.0 knows it; its distributions are the forms of its table."""

    class Frequency(models.TextChoices):
        """Codes of the EU authority table `frequency`."""

        ANNUAL = "ANNUAL", _("every year")
        ANNUAL_2 = "ANNUAL_2", _("twice a year")
        QUARTERLY = "QUARTERLY", _("every quarter")
        MONTHLY = "MONTHLY", _("every month")
        WEEKLY = "WEEKLY", _("every week")
        DAILY = "DAILY", _("every day")
        IRREG = "IRREG", _("irregularly")
        NEVER = "NEVER", _("never: it is finished")
        UNKNOWN = "UNKNOWN", _("not known")

    class Spatial(models.TextChoices):
        """Codes of the EU authority tables `country`, `continent` and `atu`."""

        EU = "EUR", _("European Union")
        BG = "BGR", _("Bulgaria")
        EUROPE = "EUROPE", _("Europe")

    class AccessRights(models.TextChoices):
        """Codes of the EU authority table `access-right`."""

        PUBLIC = "PUBLIC", _("public")
        RESTRICTED = "RESTRICTED", _("restricted")
        NON_PUBLIC = "NON_PUBLIC", _("not public")

    publisher = models.ForeignKey(
        "datasets.Publisher",
        models.PROTECT,
        verbose_name=_("publisher"),
        help_text=_("Who stands behind the data."),
    )
    contact_name = models.CharField(
        _("contact"),
        max_length=200,
        blank=True,
        help_text=_("Who answers questions about the data."),
    )
    contact_email = models.EmailField(
        _("contact e-mail"),
        blank=True,
        help_text=_("Public: readers and harvesters see it."),
    )
    keywords_bg = models.CharField(
        _("keywords in Bulgarian"), max_length=500, blank=True, help_text=_("Parted by commas.")
    )
    keywords_en = models.CharField(
        _("keywords in English"),
        max_length=500,
        blank=True,
        help_text=_("The same in English."),
    )
    keywords = InLanguage("keywords")
    spatial = models.CharField(
        _("place"),
        max_length=10,
        choices=Spatial,
        blank=True,
        help_text=_("Which territory the data are about."),
    )
    temporal_start = models.DateField(
        _("from"),
        null=True,
        blank=True,
        help_text=_("The first day the data are about."),
    )
    temporal_end = models.DateField(
        _("to"),
        null=True,
        blank=True,
        help_text=_("The last day the data are about."),
    )
    accrual_periodicity = models.CharField(
        _("updated"),
        max_length=12,
        choices=Frequency,
        default=Frequency.UNKNOWN,
        help_text=_("How often you bring a new file."),
    )
    access_rights = models.CharField(
        _("access"),
        max_length=12,
        choices=AccessRights,
        default=AccessRights.PUBLIC,
        help_text=_("Whether everybody may have the data."),
    )
    landing_page = models.URLField(
        _("landing page"), blank=True, help_text=_("The dataset’s own page elsewhere, if any.")
    )
    method_bg = models.TextField(
        _("method in Bulgarian"), blank=True, help_text=_("How the data were made; rules; limits.")
    )
    method_en = models.TextField(
        _("method in English"),
        blank=True,
        help_text=_("The same in English."),
    )
    method = InLanguage("method")
    current_version = models.ForeignKey(
        "datasets.TableVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("table version"),
        help_text=_("The table readers see."),
    )

    class Meta:
        verbose_name = _("dataset")
        verbose_name_plural = _("datasets")
        constraints = [
            models.CheckConstraint(
                name="dataset_period_ends_after_it_starts",
                condition=Q(temporal_end=None)
                | Q(temporal_start=None)
                | Q(temporal_end__gte=F("temporal_start")),
                violation_error_message=_("The period cannot end before it starts."),
            )
        ]

    def clean(self):
        super().clean()
        if self.contact_email and not self.contact_name:
            raise ValidationError({"contact_name": gettext("Say whose e-mail this is.")})

    def search_text(self):
        names = " ".join(column.label for column in self.columns.all())
        return f"{self.summary} {self.keywords} {names} {self.method}"

    def keyword_list(self):
        return [word.strip() for word in self.keywords.split(",") if word.strip()]
