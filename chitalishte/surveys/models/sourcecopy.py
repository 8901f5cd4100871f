from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceCopy(models.Model):
    """A record as its source sent it: the raw element, and what no field of ours took.

    Kept apart from the survey, so that history does not repeat it. The checksum tells whether the
    source changed since; its own dates cannot be trusted.
    """

    survey = models.ForeignKey(
        "surveys.Survey", models.CASCADE, related_name="source_copies", verbose_name=_("survey")
    )
    dialect = models.CharField(_("dialect"), max_length=10)
    file = models.CharField(_("file"), max_length=300)
    checksum = models.CharField(_("checksum"), max_length=64)
    raw = models.TextField(_("as it was sent"))
    prefixes = models.JSONField(_("namespaces around it"), default=dict)
    unread = models.JSONField(_("what no field takes"), default=list)
    warnings = models.JSONField(_("warnings"), default=list)
    imported_at = models.DateTimeField(_("imported"), auto_now=True)

    class Meta:
        verbose_name = _("copy of a source")
        verbose_name_plural = _("copies of sources")
        ordering = ["-imported_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "dialect"], name="one_copy_a_survey_and_dialect"
            )
        ]

    def __str__(self):
        return f"{self.survey_id}: {self.file}"
