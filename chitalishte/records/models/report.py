from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MistakeReportQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(handled_at=None)

    def past_keeping(self, now):
        """Reports handled so long ago that the sender's address must go."""
        return self.filter(handled_at__lt=now - MistakeReport.KEEP_EMAIL).exclude(email="")


class MistakeReport(models.Model):
    """What a reader says is wrong. Needs no account; the address is asked for, never required."""

    KEEP_EMAIL = timedelta(days=90)

    address = models.CharField(_("page"), max_length=400)
    title = models.CharField(_("title of the page"), max_length=300, blank=True)
    message = models.TextField(_("what is wrong"), max_length=4000)
    email = models.EmailField(_("e-mail for an answer"), blank=True)
    received_at = models.DateTimeField(_("received"), auto_now_add=True)
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("handled by"),
        related_name="+",
    )
    answer = models.TextField(
        _("what was done"), blank=True, help_text=_("For the editors; readers do not see it.")
    )

    objects = MistakeReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("reported mistake")
        verbose_name_plural = _("reported mistakes")
        ordering = ["-received_at"]

    def __str__(self):
        return f"{self.title or self.address}: {self.message[:60]}"

    @property
    def is_handled(self):
        return self.handled_at is not None

    def reopen(self):
        self.handled_at = self.handled_by = None
        self.save(update_fields=["handled_at", "handled_by"])

    def close(self, *, by):
        """Take the report off the queue; the sender's address is kept for KEEP_EMAIL more."""
        self.handled_at = timezone.now()
        self.handled_by = by
        self.save(update_fields=["handled_at", "handled_by"])
