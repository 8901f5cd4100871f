from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chitalishte.drawing import MOST_CLASSES, by_hand
from chitalishte.records.language import InLanguage
from chitalishte.records.models import Record


class Map(Record):
    """A thematic map: one dataset, one geography, any of the dataset's mappable columns."""

    class Kind(models.TextChoices):
        AREAS = "areas", _("areas in the colours of their classes")
        SHADES = "shades", _("areas in shades, without classes")
        SYMBOLS = "symbols", _("circles as large as the value")
        DOTS = "dots", _("dots at coordinates")
        TWO = "two", _("two numbers at once, low, middle and high")

    class Method(models.TextChoices):
        FISHER = "fisher", _("natural groups (Fisher-Jenks)")
        QUANTILE = "quantile", _("equally many places in each")
        EQUAL = "equal", _("equally wide")
        HEADTAIL = "headtail", _("many small, few large (head/tail)")
        DEVIATION = "deviation", _("by standard deviation")
        HAND = "hand", _("by hand")

    class Counted(models.TextChoices):
        ABSOLUTE = "abs", _("its own unit")
        PERCENT = "pct", _("per cent")

    dataset = models.ForeignKey(
        "datasets.Dataset",
        models.PROTECT,
        related_name="maps",
        verbose_name=_("dataset"),
        help_text=_("Its table has one row a place, or one a place and year."),
    )
    geography = models.CharField(
        _("geography"), max_length=60, default="eu27", help_text=_("The places that are drawn.")
    )
    variable = models.CharField(
        _("first shown column"),
        max_length=120,
        help_text=_("The column the map opens with: a category, a year, yes/no or a number."),
    )
    kind = models.CharField(
        _("kind of map"),
        max_length=10,
        choices=Kind,
        default=Kind.AREAS,
        help_text=_("Circles for counts; areas for rates and for what is a word."),
    )
    place_column = models.CharField(
        _("column of the place"),
        max_length=120,
        blank=True,
        help_text=_("Codes or names. Empty: the column that the dataset says is its place."),
    )
    time_column = models.CharField(
        _("column of the year"),
        max_length=120,
        blank=True,
        help_text=_("When the table has a row for every place and year. The map gets a slider."),
    )
    opens_on = models.CharField(
        _("opens on the year"), max_length=10, blank=True, help_text=_("Empty: on the last one.")
    )
    opens_since = models.CharField(
        _("opens with the change since"),
        max_length=10,
        blank=True,
        help_text=_("A year. Empty: the map opens with the values themselves."),
    )
    opens_change = models.CharField(
        _("change counted in"),
        max_length=3,
        choices=Counted,
        default=Counted.ABSOLUTE,
        help_text=_("Per cent are of the first of the two years."),
    )
    only = models.CharField(
        _("only rows with"),
        max_length=300,
        blank=True,
        help_text=_("As in the address of the table: court_type__exact=district"),
    )
    method = models.CharField(
        _("classes"),
        max_length=10,
        choices=Method,
        default=Method.FISHER,
        help_text=_("Of numbers."),
    )
    class_count = models.PositiveSmallIntegerField(
        _("how many classes"),
        default=MOST_CLASSES,
        validators=[MinValueValidator(2), MaxValueValidator(MOST_CLASSES)],
        help_text=_("Two to five: more shades cannot be told apart."),
    )
    own_breaks = models.CharField(
        _("breaks by hand"),
        max_length=200,
        blank=True,
        help_text=_("Up to four numbers with semicolons between them: 20; 40; 60"),
    )
    middle = models.CharField(
        _("middle"),
        max_length=20,
        blank=True,
        help_text=_("A number that the colours part at, for example 0 or the mean of the Union."),
    )
    breaks_by_year = models.BooleanField(
        _("classes of each year"),
        default=False,
        help_text=_("Left out, the classes are the same in all years, so that years compare."),
    )
    second = models.CharField(
        _("second column"), max_length=120, blank=True, help_text=_("For two numbers at once.")
    )
    denominator = models.ForeignKey(
        "datasets.Dataset",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("divided by: dataset"),
        help_text=_("For counts: the population, so that large places do not win by size alone."),
    )
    denominator_column = models.CharField(
        _("divided by: column"),
        max_length=120,
        blank=True,
        help_text=_("A column of that dataset, for example population."),
    )
    per = models.PositiveIntegerField(
        _("per"), default=1, help_text=_("For example 100000: per 100 000 people.")
    )
    is_count_meant = models.BooleanField(
        _("the count itself is meant"),
        default=False,
        help_text=_("You have read why a count on areas misleads, and want it nevertheless."),
    )
    note_bg = models.TextField(
        _("note in Bulgarian"), blank=True, help_text=_("What to know before reading the map.")
    )
    note_en = models.TextField(
        _("note in English"), blank=True, help_text=_("The same in English.")
    )
    note = InLanguage("note")
    words_bg = models.TextField(
        _("the map in words, in Bulgarian"),
        blank=True,
        help_text=_(
            "Left empty, the description is written from the data: range, extremes, classes."
        ),
    )
    words_en = models.TextField(
        _("the map in words, in English"), blank=True, help_text=_("The same in English.")
    )
    words = InLanguage("words")
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
        self._check_numbers()
        if not self.dataset_id or not self.dataset.current_version:
            return
        for name in ("variable", "place_column", "time_column", "second"):
            self._check_column(name, self.dataset)
        if self.denominator and self.denominator.current_version:
            self._check_column("denominator_column", self.denominator)
        if self.kind == self.Kind.TWO and not self.second:
            raise ValidationError({"second": gettext("Choose the second of the two numbers.")})

    def _check_column(self, field, dataset):
        """Accept a column by its name or its header; refuse what the table does not have."""
        columns = dataset.current_version.stored.columns
        names = [column.name for column in columns]
        by_header = {column.label: column.name for column in columns}
        written = getattr(self, field)
        written = by_header.get(written, written)
        setattr(self, field, written)
        if written not in names and (written or field in ("variable", "denominator_column")):
            raise ValidationError(
                {
                    field: gettext("The table has no column “%(name)s”. It has: %(names)s.")
                    % {"name": written, "names": ", ".join(names)}
                }
            )

    def _check_numbers(self):
        try:
            breaks = by_hand(self.own_breaks)
        except ValueError as error:
            raise ValidationError(
                {
                    "own_breaks": gettext("“%(value)s” is no ascending row of numbers.")
                    % {"value": error}
                }
            ) from error
        if self.method == self.Method.HAND and not 1 <= len(breaks) < MOST_CLASSES:
            raise ValidationError({"own_breaks": gettext("Write one to four breaks.")})
        if self.middle:
            try:
                self.middle_value()
            except ValueError as error:
                raise ValidationError(
                    {"middle": gettext("“%(value)s” is no number.") % {"value": self.middle}}
                ) from error

    def middle_value(self):
        """Return the middle as a number, or None; raises ValueError for what is none."""
        found = by_hand(self.middle)
        if len(found) > 1:
            raise ValueError(self.middle)
        return found[0] if found else None

    def breaks_by_hand(self):
        return by_hand(self.own_breaks)
