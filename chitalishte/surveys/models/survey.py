"""One survey, or one wave of it in one country (DDI StudyUnit)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField

from chitalishte.records.language import InLanguage
from chitalishte.records.models import Record, RecordQuerySet
from chitalishte.records.provenance import validate_partial_date

from ..lists import choices_of

SIZES = (  # of the sample: name, from, up to and without
    ("under-300", 0, 300),
    ("300-999", 300, 1000),
    ("1000-2999", 1000, 3000),
    ("3000-9999", 3000, 10000),
    ("10000-up", 10000, None),
)


class SurveyQuerySet(RecordQuerySet):
    def in_the_field_between(self, first, last):
        """Those whose fieldwork touches the years first..last; a year may be None."""
        found = self.exclude(year_from=None)
        if first:
            found = found.filter(year_to__gte=first)
        if last:
            found = found.filter(year_from__lte=last)
        return found


def several(vocabulary, label, help_text):
    """A many-to-many to the terms of one list."""
    return ParentalManyToManyField(
        "surveys.Term",
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": vocabulary},
        verbose_name=label,
        help_text=help_text,
    )


def organisations(label, help_text):
    return ParentalManyToManyField(
        "surveys.Organisation",
        blank=True,
        related_name="+",
        verbose_name=label,
        help_text=help_text,
    )


class Abstract(InLanguage):
    """What readers see as the summary: the stored text, or else sentences made of the fields."""

    def __get__(self, instance, owner=None):
        from ..describing import abstract

        stored = super().__get__(instance, owner)
        return stored if stored or instance is None else abstract(instance)


class Survey(Record):
    """A survey as DDI-Codebook describes it.

    What readers filter, count and draw has a column of its own; people, subgroups and documents are
    tables beside it; every other field of the registry stands in `answers` under its code, with the
    special codes as typed missing values (`chitalishte.ddi.Answer`). Where a column and an answer
    speak of the same field, the column is right and the answer keeps the source's spelling.
    """

    class Kind(models.TextChoices):
        MINORITY = "minority", _("minorities only")
        BOOSTER = "booster", _("general population with a booster of minorities")
        SAMPLE = "sample", _("general population with a sample of minorities")
        GENERAL = "general", _("general population")
        ATTITUDES = "attitudes", _("attitudes of the population towards minorities")
        CENSUS = "census", _("census")

    class Size(models.TextChoices):
        UNDER_300 = "under-300", _("under 300")
        FROM_300 = "300-999", _("300 to 999")
        FROM_1000 = "1000-2999", _("1,000 to 2,999")
        FROM_3000 = "3000-9999", _("3,000 to 9,999")
        FROM_10000 = "10000-up", _("10,000 and more")

    class TitleStatus(models.TextChoices):
        PUBLISHED = "published", _("as published")
        TRANSLATED = "translated", _("translated by the compiler")
        MIXED = "mixed", _("published in part, the rest by the compiler")
        RESTORED = "restored", _("restored from an address")
        MISSING = "missing", _("not translated yet")

    title_status = models.CharField(
        _("Bulgarian title"),
        max_length=10,
        choices=TitleStatus,
        blank=True,
        help_text=_("Whether its owner uses it or we translated it."),
    )
    emm_id = models.CharField(
        _("number in the EMM registry"),
        max_length=20,
        blank=True,
        db_index=True,
        help_text=_("Country, N or S, three digits: BGN050."),
    )
    emm_number = models.CharField(
        _("number in the registry’s addresses"),
        max_length=12,
        blank=True,
        help_text=_("The digits at the end of its page there: 4693."),
    )
    acronym = models.CharField(
        _("acronym"),
        max_length=200,
        blank=True,
        help_text=_("As its producer uses it; never invented."),
    )
    title_original = models.CharField(
        _("original title"),
        max_length=400,
        blank=True,
        help_text=_("In the language of the country, where that is neither of ours."),
    )
    country = models.ForeignKey(
        "surveys.Term",
        models.PROTECT,
        related_name="surveys",
        limit_choices_to={"vocabulary": "country"},
        verbose_name=_("country"),
        help_text=_("One record speaks of one country; a series joins several."),
    )
    scope = models.CharField(
        _("territory"),
        max_length=12,
        choices=choices_of("scope"),
        blank=True,
        help_text=_("The whole country or a part of it."),
    )
    regions = several("region", _("regions"), _("Where it is about a part of the country."))
    territory_bg = models.CharField(
        _("territory in words, in Bulgarian"),
        max_length=400,
        blank=True,
        help_text=_("For example “30 municipalities in 17 districts”."),
    )
    territory_en = models.CharField(
        _("territory in words, in English"),
        max_length=400,
        blank=True,
        help_text=_("The same in English."),
    )
    territory = InLanguage("territory")
    kind = models.CharField(
        _("type of survey"),
        max_length=10,
        choices=Kind,
        blank=True,
        help_text=_("How minorities come into the sample."),
    )
    groups = several("group", _("target groups"), _("In the words of our list."))
    target_bg = models.TextField(
        _("who was surveyed, in Bulgarian"),
        blank=True,
        help_text=_("In the words of the source."),
    )
    target_en = models.TextField(
        _("who was surveyed, in English"), blank=True, help_text=_("The same in English.")
    )
    target = InLanguage("target")
    topics = several("topic", _("topics"), _("What was asked about."))
    ages = models.CharField(
        _("ages"),
        max_length=14,
        choices=choices_of("ages"),
        blank=True,
        help_text=_("The ages that could be in the sample."),
    )
    sexes = models.CharField(
        _("sex"),
        max_length=6,
        choices=choices_of("sexes"),
        blank=True,
        help_text=_("Whether one sex only was asked."),
    )
    collected_from = models.CharField(
        _("fieldwork from"),
        max_length=10,
        blank=True,
        validators=[validate_partial_date],
        help_text=_("As far as it is known: 2011, 2011-05 or 2011-05-14."),
    )
    collected_to = models.CharField(
        _("fieldwork to"),
        max_length=10,
        blank=True,
        validators=[validate_partial_date],
        help_text=_("As far as it is known: 2011, 2011-07 or 2011-07-30."),
    )
    year_from = models.PositiveSmallIntegerField(null=True, editable=False, db_index=True)
    year_to = models.PositiveSmallIntegerField(null=True, editable=False)
    series = models.ForeignKey(
        "surveys.Series",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="surveys",
        verbose_name=_("series"),
        help_text=_("The programme whose wave or country this is."),
    )
    wave = models.CharField(
        _("wave"), max_length=200, blank=True, help_text=_("Its number or name in the series.")
    )
    time_method = models.CharField(
        _("design in time"),
        max_length=14,
        choices=choices_of("time_method"),
        blank=True,
        help_text=_("Once, repeated, or the same people again."),
    )
    sampling = models.CharField(
        _("sampling"),
        max_length=16,
        choices=choices_of("sampling"),
        blank=True,
        help_text=_("Whether everybody had a known chance to be asked."),
    )
    sampling_bg = models.TextField(
        _("sampling in words, in Bulgarian"), blank=True, help_text=_("Stages, frame, quotas.")
    )
    sampling_en = models.TextField(
        _("sampling in words, in English"), blank=True, help_text=_("The same in English.")
    )
    sampling_words = InLanguage("sampling")
    modes = several("mode", _("modes of collection"), _("How the answers were collected."))
    sample_size = models.PositiveIntegerField(
        _("achieved sample"),
        null=True,
        blank=True,
        help_text=_("A number that a source states; nothing is guessed."),
    )
    size_class = models.CharField(
        _("sample size"), max_length=10, choices=Size, blank=True, editable=False, db_index=True
    )
    sample_unit_bg = models.CharField(
        _("what is counted, in Bulgarian"),
        max_length=200,
        blank=True,
        help_text=_("Persons, households, families."),
    )
    sample_unit_en = models.CharField(
        _("what is counted, in English"),
        max_length=200,
        blank=True,
        help_text=_("The same in English."),
    )
    sample_unit = InLanguage("sample_unit")
    minority_sample = models.PositiveIntegerField(
        _("minority part of the sample"),
        null=True,
        blank=True,
        help_text=_("In the same unit."),
    )
    languages = several("language", _("languages"), _("Of the questionnaire, as far as known."))
    producers = organisations(_("producers"), _("Who made the survey."))
    collectors = organisations(_("data collectors"), _("Who did the fieldwork."))
    funders = organisations(_("funders"), _("Who paid."))
    owners = organisations(_("owners"), _("Who owns the data."))
    distributors = organisations(_("distributors"), _("Who gives the data out."))
    availability = models.CharField(
        _("availability of the data"),
        max_length=12,
        choices=choices_of("availability"),
        blank=True,
        help_text=_("Whether anybody can have them."),
    )
    access = models.CharField(
        _("use of the whole data set"),
        max_length=12,
        choices=choices_of("access"),
        blank=True,
        help_text=_("In which way researchers reach it."),
    )
    access_bg = models.TextField(
        _("access in words, in Bulgarian"), blank=True, help_text=_("What is public and where.")
    )
    access_en = models.TextField(
        _("access in words, in English"), blank=True, help_text=_("The same in English.")
    )
    access_words = InLanguage("access")
    data_url = models.URLField(
        _("address of the data"),
        max_length=500,
        blank=True,
        help_text=_("In the archive that gives them out."),
    )
    data_doi = models.CharField(
        _("DOI of the data"), max_length=200, blank=True, help_text=_("For example 10.4232/1.13511")
    )
    data_number = models.CharField(
        _("number in the archive"),
        max_length=200,
        blank=True,
        help_text=_("For example BGR_2010_CMS-R1_v01_M."),
    )
    data_licence = models.CharField(
        _("licence of the data"),
        max_length=300,
        blank=True,
        help_text=_("A name or an address; the licence of the record itself stands elsewhere."),
    )
    data_formats = models.CharField(
        _("formats of the data"), max_length=200, blank=True, help_text=_("For example SPSS, CSV.")
    )
    answers = models.JSONField(
        _("other fields of the registry"),
        default=dict,
        blank=True,
        editable=False,
        help_text=_("Field code and answer."),
    )

    summary = Abstract("summary")

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")
        indexes = [
            # whether anything public changed is asked at every list: answered from the index alone
            models.Index(
                fields=["live", "withdrawn_on", "last_published_at"], name="survey_public_stamp"
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="survey_fieldwork_ends_after_it_starts",
                condition=Q(year_from=None) | Q(year_to=None) | Q(year_to__gte=F("year_from")),
                violation_error_message=_("Fieldwork cannot end before it starts."),
            ),
        ]

    def clean(self):
        super().clean()
        self._derive()
        start, end = self.collected_from, self.collected_to
        shared = min(len(start), len(end))
        if start and end and end[:shared] < start[:shared]:
            raise ValidationError(
                {"collected_to": gettext("Fieldwork cannot end before it starts.")}
            )
        if self.minority_sample and self.sample_size and self.minority_sample > self.sample_size:
            raise ValidationError(
                {"minority_sample": gettext("A part cannot be larger than the whole sample.")}
            )

    def save(self, *args, **kwargs):
        self._derive()
        if update_fields := kwargs.get("update_fields"):
            kwargs["update_fields"] = {*update_fields, "year_from", "year_to", "size_class"}
        super().save(*args, **kwargs)

    def _derive(self):
        self.year_from, self.year_to = years(self.collected_from, self.collected_to)
        self.size_class = size_class(self.sample_size)

    def search_text(self):
        from ..describing import search_words

        return search_words(self)


def years(start, end):
    """Return the years of fieldwork as (first, last); (None, None) when neither is known."""
    found = sorted(int(text[:4]) for text in (start, end) if text[:4].isdecimal())
    return (found[0], found[-1]) if found else (None, None)


def size_class(size):
    """Return the class of a sample size, or "" when it is not known."""
    if size is None:
        return ""
    return next(name for name, _low, high in SIZES if high is None or size < high)
