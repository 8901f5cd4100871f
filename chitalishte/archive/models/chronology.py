import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField

from chitalishte import law
from chitalishte.records.language import InLanguage
from chitalishte.records.models import Record
from chitalishte.records.provenance import validate_partial_date

ARTICLE = re.compile(r"(\d+[а-я]?)(?:\([^)]*\))?")


class Dated(Record):
    """A record of one day, known to the day, the month or the year."""

    day = models.CharField(
        _("date"),
        max_length=10,
        blank=True,
        validators=[validate_partial_date],
        help_text=_("As far as it is known: 1991, 1991-07 or 1991-07-12."),
    )
    day_from = models.DateField(_("earliest day"), null=True, editable=False, db_index=True)
    day_to = models.DateField(_("latest day"), null=True, editable=False)

    class Meta:
        abstract = True

    def clean_fields(self, exclude=None):
        super().clean_fields(exclude=exclude)
        try:
            self._span()
        except ValueError as error:
            words = gettext("%(day)s is not a day of the calendar.") % {"day": self.day}
            raise ValidationError({"day": words}) from error

    def save(self, *args, **kwargs):
        self._span()
        super().save(*args, **kwargs)

    def _span(self):
        found = law.day(self.day) if self.day else None
        self.day_from = found.earliest if found else None
        self.day_to = found.latest if found else None


class Document(Dated):
    """One of the information materials: what it is, who made it, where it can be read."""

    class Kind(models.TextChoices):
        LAW = "law", _("law")
        DECISION = "decision", _("decision of a court or a body")
        OPINION = "opinion", _("opinion")
        RECORD = "stenographic-record", _("stenographic record")
        BILL = "bill", _("bill")
        REPORT = "report", _("report")
        ANALYSIS = "analysis", _("analysis")
        BOOK = "book", _("book")
        ARTICLE = "article", _("article")
        DATASET = "dataset", _("data")
        STRATEGY = "strategy", _("strategy")
        AGREEMENT = "agreement", _("agreement")

    kind = models.CharField(
        _("kind"), max_length=20, choices=Kind, help_text=_("What sort of document it is.")
    )
    author = models.CharField(
        _("author or body"), max_length=300, blank=True, help_text=_("Who made it.")
    )
    number = models.CharField(
        _("number"),
        max_length=200,
        blank=True,
        help_text=_("Of the act, the case, the opinion, or the issue of the State Gazette."),
    )
    language = models.CharField(
        _("language"),
        max_length=3,
        blank=True,
        choices=[
            ("bg", _("Bulgarian")),
            ("en", _("English")),
            ("mul", _("Bulgarian and English")),
        ],
        help_text=_("In which it is written."),
    )
    url = models.URLField(
        _("where it can be read"), max_length=500, blank=True, help_text=_("A page of its holder.")
    )

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-day_from", "identifier"]

    @property
    def open_copies(self):
        """Return the copies that anybody may read today, in the order of the editor."""
        return [copy for copy in self.copies.all() if copy.is_open]

    @property
    def is_wanted(self):
        """Tell whether it is only known of: nobody has said where it can be read."""
        return not self.url and not self.copies.exists()

    def search_text(self):
        return f"{self.summary} {self.author} {self.number}"


class Event(Dated):
    """Something on the road to the text or of its later life: a bill, a vote, a decision."""

    class Kind(models.TextChoices):
        ADOPTED = "constitution-adopted", _("a constitution adopted")
        BILL = "amendment-bill-introduced", _("amendment bill introduced")
        COMMITTEE = "committee", _("committee")
        READING = "reading", _("reading")
        VOTE = "vote", _("vote")
        PROMULGATION = "promulgation", _("promulgation")
        FORCE = "entry-into-force", _("entry into force")
        COURT = "constitutional-court-decision", _("decision of the Constitutional Court")
        VENICE = "venice-commission-opinion", _("opinion of the Venice Commission")
        LAW = "law-adopted", _("law adopted")
        INSTITUTION = "institution-created", _("institution created")
        STRATEGY = "strategy", _("strategy")
        INITIATIVE = "referendum-or-initiative", _("referendum or initiative")
        EUROPE = "eu-accession-or-cvm", _("accession to the EU, monitoring")
        OTHER = "other", _("other")

    day = models.CharField(
        _("date"),
        max_length=10,
        validators=[validate_partial_date],
        help_text=_("As far as it is known: 1991, 1991-07 or 1991-07-12."),
    )
    kind = models.CharField(
        _("kind"), max_length=32, choices=Kind, help_text=_("What sort of event it is.")
    )
    actors = models.CharField(
        _("who took part"), max_length=600, blank=True, help_text=_("Parted by semicolons.")
    )
    votes_for = models.PositiveIntegerField(
        _("votes for"), null=True, blank=True, help_text=_("Only when it is confirmed.")
    )
    votes_against = models.PositiveIntegerField(
        _("votes against"), null=True, blank=True, help_text=_("Only when it is confirmed.")
    )
    votes_abstained = models.PositiveIntegerField(
        _("abstained"), null=True, blank=True, help_text=_("Only when it is confirmed.")
    )
    dissenting = models.CharField(
        _("judges with a dissenting opinion"),
        max_length=600,
        blank=True,
        help_text=_("Of a decision of a court. Parted by semicolons."),
    )
    concurring = models.CharField(
        _("judges with a concurring opinion"),
        max_length=600,
        blank=True,
        help_text=_("They agree for other reasons. Parted by semicolons."),
    )
    ground_bg = models.CharField(
        _("ground in Bulgarian"),
        max_length=300,
        blank=True,
        help_text=_("What the decision rests on, as the court says it."),
    )
    ground_en = models.CharField(
        _("ground in English"),
        max_length=300,
        blank=True,
        help_text=_("The same in English."),
    )
    ground = InLanguage("ground")
    provisions = models.CharField(
        _("articles"),
        max_length=300,
        blank=True,
        help_text=_("Which articles it is about, parted by semicolons: 129(3); 130а."),
    )
    gazette = models.CharField(
        _("State Gazette"), max_length=40, blank=True, help_text=_("Issue and year: 56/1991.")
    )
    documents = ParentalManyToManyField(
        "archive.Document",
        blank=True,
        related_name="events",
        verbose_name=_("documents"),
        help_text=_("What was written about it."),
    )

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["day_from", "identifier"]

    @property
    def articles(self):
        """Return the numbers of the articles it is about: {"129", "130а"}.

        What is written in words, as an article of another constitution, is none of them.
        """
        found = (ARTICLE.fullmatch(one.strip()) for one in self.provisions.split(";"))
        return {match[1] for match in found if match}

    @property
    def actor_list(self):
        return _parted(self.actors)

    @property
    def dissenting_list(self):
        return _parted(self.dissenting)

    @property
    def concurring_list(self):
        return _parted(self.concurring)

    def clean(self):
        super().clean()
        if self.kind == self.Kind.COURT:
            return
        said = gettext("Only a decision of a court has one: choose that kind, or leave it empty.")
        told = ("dissenting", "concurring", "ground_bg", "ground_en")
        if wrong := {name: said for name in told if getattr(self, name)}:
            raise ValidationError(wrong)

    @property
    def has_votes(self):
        return self.votes_for is not None or self.votes_against is not None

    def search_text(self):
        told = (self.summary, self.actors, self.dissenting, self.concurring, self.ground)
        return " ".join((*told, self.provisions))


def _parted(names):
    return [name.strip() for name in names.split(";") if name.strip()]
