from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chitalishte.records.models import Record


class Map(Record):
    """A thematic map: one dataset, one geography, any of the dataset's mappable columns."""

    class Geography(models.TextChoices):
        EU27 = "eu27", _("the 27 EU states")

    dataset = models.ForeignKey(
        "datasets.Dataset",
        models.PROTECT,
        related_name="maps",
        verbose_name=_("dataset"),
        help_text=_("Its table has one row a place."),
    )
    geography = models.CharField(
        _("geography"),
        max_length=20,
        choices=Geography,
        default=Geography.EU27,
        help_text=_("The places that are drawn."),
    )
    variable = models.CharField(
        _("first shown column"),
        max_length=120,
        help_text=_("The column the map opens with: a category, a year or yes/no."),
    )
    position = models.PositiveSmallIntegerField(
        _("position in its theme"),
        default=0,
        help_text=_("Maps of a theme stand from the smallest number up."),
    )

    class Meta:
        verbose_name = _("map")
        verbose_name_plural = _("maps")

    def clean(self):
        super().clean()
        if not self.dataset_id or not self.dataset.current_version:
            return
        columns = self.dataset.current_version.stored.columns
        names = [column.name for column in columns]
        by_header = {column.label: column.name for column in columns}
        self.variable = by_header.get(self.variable, self.variable)
        if self.variable not in names:
            raise ValidationError(
                {
                    "variable": gettext("The table has no column “%(name)s”. It has: %(names)s.")
                    % {"name": self.variable, "names": ", ".join(names)}
                }
            )
