from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from chitalishte.records.language import InLanguage


class Column(models.Model):
    """What a column of the table means: its row in the data dictionary."""

    class Role(models.TextChoices):
        VALUE = "value", _("a value to show")
        CATEGORY = "category", _("a category: can be mapped")
        YEAR = "year", _("a year: can be mapped")
        NUMBER = "number", _("a number")
        PLACE = "place", _("the code of the place")
        PLACE_NAME = "place_name", _("the name of the place")
        NOTE = "note", _("a note on the row")
        SOURCE = "source", _("the sources of the row")
        AS_OF = "as_of", _("as of when the row holds")
        CONFIDENCE = "confidence", _("how sure the row is")
        HIDDEN = "hidden", _("not shown: repeats another column")

    dataset = ParentalKey("datasets.Dataset", related_name="columns", on_delete=models.CASCADE)
    name = models.CharField(
        _("column"), max_length=120, help_text=_("As in the header of the file.")
    )
    label_bg = models.CharField(
        _("name in Bulgarian"),
        max_length=200,
        help_text=_("What readers see above the column."),
    )
    label_en = models.CharField(
        _("name in English"),
        max_length=200,
        blank=True,
        help_text=_("The same in English."),
    )
    label = InLanguage("label")
    description_bg = models.TextField(
        _("meaning in Bulgarian"),
        blank=True,
        help_text=_("What the values say and by which rule."),
    )
    description_en = models.TextField(
        _("meaning in English"),
        blank=True,
        help_text=_("The same in English."),
    )
    description = InLanguage("description")
    role = models.CharField(
        _("what it holds"),
        max_length=12,
        choices=Role,
        default=Role.VALUE,
        help_text=_("Categories and years can be shown on a map."),
    )
    language = models.CharField(
        _("language of the values"),
        max_length=2,
        blank=True,
        choices=[("bg", _("Bulgarian")), ("en", _("English"))],
        help_text=_("Readers see the column in their own language. Empty: for both."),
    )
    unit = models.CharField(
        _("unit"),
        max_length=40,
        blank=True,
        help_text=_("For example %, EUR, km. Empty: as the file says."),
    )
    code_system = models.CharField(
        _("code list"),
        max_length=40,
        blank=True,
        help_text=_("For example ekatte, nuts, iso-3166-1-alpha-2."),
    )
    is_key = models.BooleanField(
        _("key"),
        default=False,
        help_text=_("The key columns together tell one row from every other."),
    )
    position = models.PositiveSmallIntegerField(
        _("position"),
        default=0,
        help_text=_("Columns stand from the smallest number up."),
    )

    class Meta:
        verbose_name = _("column")
        verbose_name_plural = _("columns")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.name


class Code(models.Model):
    """One value of a closed list, with its label in both languages."""

    dataset = ParentalKey("datasets.Dataset", related_name="codes", on_delete=models.CASCADE)
    column = models.CharField(
        _("column"),
        max_length=120,
        help_text=_("The column whose value this is."),
    )
    value = models.CharField(
        _("value in the table"),
        max_length=200,
        help_text=_("Exactly as it is written in the file."),
    )
    label_bg = models.CharField(
        _("label in Bulgarian"),
        max_length=200,
        help_text=_("What readers see instead of the value."),
    )
    label_en = models.CharField(
        _("label in English"),
        max_length=200,
        blank=True,
        help_text=_("The same in English."),
    )
    label = InLanguage("label")
    description_bg = models.TextField(
        _("meaning in Bulgarian"),
        blank=True,
        help_text=_("When a row gets this value."),
    )
    description_en = models.TextField(
        _("meaning in English"),
        blank=True,
        help_text=_("The same in English."),
    )
    description = InLanguage("description")
    position = models.PositiveSmallIntegerField(
        _("position"),
        default=0,
        help_text=_("The order in legends: the first gets the first colour."),
    )

    class Meta:
        verbose_name = _("code")
        verbose_name_plural = _("codes")
        ordering = ["column", "position", "pk"]

    def __str__(self):
        return f"{self.column}: {self.value}"
