from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chitalishte import law
from chitalishte.records.language import InLanguage, current
from chitalishte.records.models import Record
from chitalishte.records.provenance import Confidence, validate_partial_date


class Act(Record):
    """A text that lives in time: its rules, and the changes that made each of them."""

    uri = models.CharField(
        _("address by Akoma Ntoso"),
        max_length=200,
        blank=True,
        help_text=_("As Akoma Ntoso writes it: /akn/bg/act/1991/constitution."),
    )
    gazette_url = models.URLField(
        _("official text"), blank=True, help_text=_("Where the official wording can be read.")
    )

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        constraints = [
            models.UniqueConstraint(
                fields=["uri"], condition=~models.Q(uri=""), name="one_act_a_uri"
            )
        ]


class Rule(models.Model):
    """A provision of an act, under an identifier that survives its renumbering (law.eid)."""

    class Topic(models.TextChoices):
        PARLIAMENT = "parliament_and_judiciary", _("parliament and the judiciary")
        PRINCIPLES = "principles", _("principles")
        COURTS = "courts", _("courts")
        PROCEDURE = "procedure", _("court proceedings")
        PROSECUTION = "prosecution", _("prosecution")
        INVESTIGATION = "investigation", _("investigation")
        STATUS = "status", _("status of magistrates")
        COUNCIL = "council", _("council of the judiciary")
        MINISTER = "minister_of_justice", _("Minister of Justice")
        INSPECTORATE = "inspectorate", _("Inspectorate")
        BAR = "bar", _("the Bar")
        CONSTITUTIONAL_COURT = "constitutional_court", _("Constitutional Court")

    act = models.ForeignKey(Act, models.CASCADE, related_name="rules", verbose_name=_("act"))
    eid = models.CharField(_("identifier"), max_length=80)
    parent = models.CharField(_("part of"), max_length=80, blank=True)
    number = models.CharField(_("number"), max_length=20, help_text=_("As it was first printed."))
    heading_bg = models.CharField(_("heading in Bulgarian"), max_length=200, blank=True)
    heading_en = models.CharField(_("heading in English"), max_length=200, blank=True)
    heading = InLanguage("heading")
    topic = models.CharField(
        _("topic"),
        max_length=30,
        choices=Topic,
        blank=True,
        help_text=_("Of an article: what the timeline is filtered by."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["act", "eid"], name="one_rule_an_identifier")
        ]

    def __str__(self):
        return f"{self.act.identifier} {self.eid}"


class ChangeQuerySet(models.QuerySet):
    def believed(self, moment=None):
        """Return what is believed now, or was at a moment."""
        if moment is None:
            return self.filter(superseded_at=None)
        still = models.Q(superseded_at=None) | models.Q(superseded_at__gt=moment)
        return self.filter(still, recorded_at__lte=moment)


class Change(models.Model):
    """One effect on one rule. A correction keeps what was believed before (superseded_at)."""

    class Kind(models.TextChoices):
        INSERTED = law.Kind.INSERTED, _("new")
        SUBSTITUTED = law.Kind.SUBSTITUTED, _("changed")
        REPEALED = law.Kind.REPEALED, _("repealed")
        RENUMBERED = law.Kind.RENUMBERED, _("renumbered")
        UNCONSTITUTIONAL = law.Kind.UNCONSTITUTIONAL, _("declared unconstitutional")
        INTERPRETED = law.Kind.INTERPRETED, _("interpreted")
        PROPOSED = law.Kind.PROPOSED, _("proposed, not adopted")

    class Consequence(models.TextChoices):
        REMOVED = law.Consequence.REMOVED, _("the text is gone")
        RESTORED = law.Consequence.RESTORED, _("the earlier wording is in force again")
        GAP = law.Consequence.GAP, _("the matter is left without a rule")
        REST = law.Consequence.REST, _("only words fell; the rest reads on")

    class Scope(models.TextChoices):
        ACT = law.Scope.ACT, _("the whole act")
        PROVISION = law.Scope.PROVISION, _("the whole rule")
        WORDS = law.Scope.WORDS, _("words of the rule")

    act = models.ForeignKey(Act, models.CASCADE, related_name="changes", verbose_name=_("act"))
    identifier = models.SlugField(_("identifier"), max_length=120)
    rule = models.CharField(_("rule"), max_length=80, help_text=_("Its identifier: art_129."))
    kind = models.CharField(_("what happened"), max_length=30, choices=Kind)
    event = models.ForeignKey(
        "archive.Event",
        models.PROTECT,
        related_name="changes",
        verbose_name=_("by what"),
        help_text=_("The event that made the change."),
    )
    in_force = models.CharField(
        _("in force from"),
        max_length=10,
        validators=[validate_partial_date],
        help_text=_("As far as it is known: 2006, 2006-04 or 2006-04-04."),
    )
    is_computed = models.BooleanField(
        _("day computed"),
        default=False,
        help_text=_("By the general rule, three days after promulgation, and not from a text."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    number = models.CharField(_("new number"), max_length=20, blank=True)
    text_bg = models.TextField(_("wording in Bulgarian"), blank=True)
    text_en = models.TextField(_("wording in English"), blank=True)
    text = InLanguage("text")
    is_official = models.BooleanField(
        _("official wording"),
        default=False,
        help_text=_("Otherwise it is a summary in our words, and readers see it as one."),
    )
    scope = models.CharField(
        _("how much fell"),
        max_length=10,
        choices=Scope,
        blank=True,
        help_text=_("Of a decision of the Constitutional Court."),
    )
    consequence = models.CharField(
        _("what followed"),
        max_length=10,
        choices=Consequence,
        blank=True,
        help_text=_("Of a decision of the Constitutional Court; an editor’s finding."),
    )
    evidence = models.CharField(_("where it is shown"), max_length=500, blank=True)
    confidence = models.CharField(_("confidence"), max_length=6, choices=Confidence, blank=True)
    recorded_at = models.DateTimeField(_("recorded"), default=timezone.now, editable=False)
    superseded_at = models.DateTimeField(_("superseded"), null=True, blank=True, editable=False)

    CONTENT = (
        *("rule", "kind", "event_id", "in_force", "is_computed", "order"),
        *("number", "text_bg", "text_en"),
        *("is_official", "scope", "consequence", "evidence", "confidence"),
    )

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of a rule")
        verbose_name_plural = _("changes of rules")
        ordering = ["in_force", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["act", "identifier"],
                condition=models.Q(superseded_at=None),
                name="one_believed_change_an_identifier",
            )
        ]

    def __str__(self):
        return f"{self.identifier} ({self.in_force})"

    def save(self, *args, **kwargs):
        """Keep what was believed before, when the content changes."""
        before = type(self).objects.filter(pk=self.pk).first() if self.pk else None
        if before and any(getattr(before, name) != getattr(self, name) for name in self.CONTENT):
            now = timezone.now()
            before.pk, before.superseded_at = None, now
            before.save(force_insert=True)
            self.recorded_at = now
        super().save(*args, **kwargs)

    @property
    def what(self):
        """Return what happened in words, with what a court struck and what followed."""
        parts = [self.get_kind_display(), self.get_scope_display(), self.get_consequence_display()]
        return " · ".join(str(part) for part in parts if part)

    @property
    def is_summary(self):
        """Whether what readers see is ours: what is official is so in Bulgarian alone."""
        return not self.is_official or (current() == "en" and bool(self.text_en))

    def clean(self):
        super().clean()
        if not Rule.objects.filter(act=self.act_id, eid=self.rule).exists():
            raise ValidationError({"rule": gettext("The act has no rule with this identifier.")})
        if self.kind != self.Kind.UNCONSTITUTIONAL:
            said = gettext("Only a decision of the Constitutional Court has one.")
            wrong = {name: said for name in ("scope", "consequence") if getattr(self, name)}
            if wrong:
                raise ValidationError(wrong)
        rest = self.consequence == self.Consequence.REST
        if rest and self.scope and self.scope != self.Scope.WORDS:
            raise ValidationError(
                {"scope": gettext("If the rest reads on, it was words that fell.")}
            )
