from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chitalishte import charting
from chitalishte.records.language import InLanguage
from chitalishte.records.models import Record

from .address import LONGEST, pairs_of, view_of
from .wording import said


class Chart(Record):
    """A chart of one dataset; its title says the finding, its summary what is shown."""

    dataset = models.ForeignKey(
        "datasets.Dataset",
        models.PROTECT,
        related_name="charts",
        verbose_name=_("dataset"),
        help_text=_("Whose table is drawn."),
    )
    table_version = models.ForeignKey(
        "datasets.TableVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="charts",
        verbose_name=_("version of the table"),
        help_text=_("A pinned chart never changes. Empty: always the newest version."),
    )
    view = models.CharField(
        _("what is drawn"),
        max_length=LONGEST,
        help_text=_("The rows and the kind of chart, as the address of “Make a chart” says them."),
    )
    note_bg = models.TextField(
        _("note in Bulgarian"),
        blank=True,
        help_text=_("What a reader must know to read it rightly: breaks, gaps, definitions."),
    )
    note_en = models.TextField(
        _("note in English"), blank=True, help_text=_("The same in English.")
    )
    note = InLanguage("note")
    description_bg = models.TextField(
        _("description in Bulgarian"),
        blank=True,
        help_text=_("The chart in words. Left empty, it is made from the data."),
    )
    description_en = models.TextField(
        _("description in English"), blank=True, help_text=_("The same in English.")
    )
    description = InLanguage("description")
    spec = models.TextField(
        _("specification of one’s own"),
        blank=True,
        help_text=_(
            "Vega-Lite as JSON, drawn instead. Its data are within, or named “rows” for the rows "
            "of the table."
        ),
    )
    position = models.PositiveSmallIntegerField(
        _("position in its theme"),
        default=0,
        help_text=_("Charts of a theme stand from the smallest number up."),
    )

    class Meta:
        verbose_name = _("chart")
        verbose_name_plural = _("charts")

    @property
    def shown_version(self):
        """Return the pinned version, else the current one of the dataset; None before the first."""
        return self.table_version or self.dataset.current_version

    @cached_property
    def parsed_spec(self):
        return charting.guard.parse(self.spec) if self.spec.strip() else None

    def clean(self):
        super().clean()
        errors = {}
        if (
            self.table_version_id
            and self.dataset_id
            and self.table_version.dataset_id != self.dataset_id
        ):
            errors["table_version"] = gettext("This version belongs to another dataset.")
        pairs = pairs_of(self.view.rpartition("?")[2])
        choice = charting.from_pairs(pairs)
        if choice is None:
            errors["view"] = gettext("Choose a kind of chart.")
        else:
            self.view = view_of(pairs, choice)
        if self.spec.strip():
            try:
                charting.guard.parse(self.spec)
            except charting.ChartError as error:
                errors["spec"] = said(error)
        elif choice is not None and "table_version" not in errors and (problem := self.problem()):
            errors["view"] = problem
        if errors:
            raise ValidationError(errors)

    def problem(self):
        """Return why the chart cannot be drawn; "" when it can, or while there is no table."""
        from .chartview import of_record

        if not self.dataset_id:
            return ""
        view = of_record(self)
        return view.problem if view else ""

    def missing_for_publishing(self):
        missing = super().missing_for_publishing()
        if self.spec.strip() and not (self.description_bg and self.description_en):
            missing["description_bg"] = gettext(
                "A chart of your own specification needs a description in both languages."
            )
        return missing

    def search_text(self):
        return f"{self.summary} {self.note} {self.description}"
