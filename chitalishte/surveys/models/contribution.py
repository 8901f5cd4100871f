"""What researchers propose: a survey, or a correction of one."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def _key():
    return secrets.token_urlsafe(24)


class ContributionQuerySet(models.QuerySet):
    def waiting(self):
        """Sent, confirmed, not decided yet: the editors' queue."""
        return self.filter(state=Contribution.State.SENT)

    def abandoned(self, now):
        """Begun or not confirmed, and not touched for KEEP_DRAFT."""
        unfinished = (Contribution.State.DRAFT, Contribution.State.UNCONFIRMED)
        return self.filter(state__in=unfinished, changed_at__lt=now - Contribution.KEEP_DRAFT)

    def past_keeping(self, now):
        """Decided so long ago that the sender's address must go."""
        return self.filter(decided_at__lt=now - Contribution.KEEP_EMAIL).exclude(email="")


class Contribution(models.Model):
    """A proposal as its author fills it in, section by section; no account stands behind it.

    `key` is the secret part of its address: who has the address may go on writing.
    """

    KEEP_DRAFT = timedelta(days=30)
    KEEP_EMAIL = timedelta(days=90)

    class State(models.TextChoices):
        DRAFT = "draft", _("being written")
        UNCONFIRMED = "unconfirmed", _("waits for the e-mail to be confirmed")
        SENT = "sent", _("waits for an editor")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    key = models.CharField(max_length=40, unique=True, default=_key, editable=False)
    confirmation = models.CharField(max_length=40, blank=True, editable=False)
    survey = models.ForeignKey(
        "surveys.Survey",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="contributions",
        verbose_name=_("survey"),
        help_text=_("Empty for a new survey."),
    )
    country = models.ForeignKey(
        "surveys.Term",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country"),
        help_text=_("Whose team decides."),
    )
    answers = models.JSONField(_("answers"), default=dict)
    base = models.JSONField(_("answers before"), default=dict, editable=False)
    source = models.TextField(_("source"), blank=True, help_text=_("Where the facts stand."))
    name = models.CharField(_("name"), max_length=200, blank=True)
    orcid = models.CharField("ORCID", max_length=19, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(max_length=2, default="bg", editable=False)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    changed_at = models.DateTimeField(_("last change"), auto_now=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decision = models.TextField(_("answer to the author"), blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["sent_at", "pk"]

    def __str__(self):
        return self.title or f"{self._meta.verbose_name} {self.pk}"

    @property
    def title(self):
        from chitalishte.ddi import Answer

        for code in ("1.4", "1.3"):
            if code in self.answers:
                return Answer.from_json(self.answers[code]).text
        return ""

    @property
    def is_open(self):
        return self.state in (self.State.DRAFT, self.State.UNCONFIRMED)

    def decide(self, state, *, by, words=""):
        self.state, self.decided_by, self.decision = state, by, words
        self.decided_at = timezone.now()
        self.save(update_fields=["state", "decided_by", "decision", "decided_at"])


class Credit(models.Model):
    """Public thanks: who gave what was accepted, with ORCID; stays when the address is deleted."""

    survey = models.ForeignKey("surveys.Survey", models.CASCADE, related_name="credits")
    contribution = models.OneToOneField(Contribution, models.SET_NULL, null=True, blank=True)
    name = models.CharField(max_length=200)
    orcid = models.CharField(max_length=19, blank=True)
    on = models.DateField()

    class Meta:
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        ordering = ["on", "pk"]

    def __str__(self):
        return self.name


class CountryTeam(models.Model):
    """People who decide proposals about one country; where there is none, every editor does."""

    country = models.OneToOneField(
        "surveys.Term",
        models.CASCADE,
        limit_choices_to={"vocabulary": "country"},
        verbose_name=_("country"),
        help_text=_("Proposals about it go to this team."),
    )
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("members"),
        help_text=_("They see and decide the proposals about this country."),
    )

    class Meta:
        verbose_name = _("team of a country")
        verbose_name_plural = _("teams of countries")
        ordering = ["country__identifier"]

    def __str__(self):
        return str(self.country)
