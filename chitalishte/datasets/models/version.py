from functools import cached_property

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chitalishte.records.language import InLanguage
from chitalishte.tables import store


class TableVersionQuerySet(models.QuerySet):
    def published(self):
        """Versions that were published once; the table of a draft is nobody's business."""
        return self.filter(published_at__isnull=False)

    def public(self):
        """Versions whose data everybody may have; those withheld keep only their page."""
        return self.published().filter(is_withheld=False, data_removed_at=None)

    def history(self):
        """Return the published versions, newest first, each with `before`: the one to compare."""
        versions, last = [], None
        for version in self.published().order_by("number"):
            version.before = last if version.has_data else None
            last = version if version.has_data else last
            versions.append(version)
        return versions[::-1]


class TableVersion(models.Model):
    """One state of a dataset's table; it never changes and keeps its address."""

    class Kind(models.TextChoices):
        NEW = "new", _("new data")
        CORRECTION = "correction", _("correction of an error")
        RETRACTION = "retraction", _("retracted")

    dataset = models.ForeignKey("datasets.Dataset", models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    content_hash = models.CharField(_("content hash"), max_length=64)
    row_count = models.PositiveBigIntegerField(_("rows"))
    file_name = models.CharField(_("file"), max_length=300)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    load_report = models.JSONField(_("load report"), default=dict, blank=True)
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=Kind,
        default=Kind.NEW,
        help_text=_("A retracted version keeps its page, with a notice."),
    )
    reason_bg = models.TextField(
        _("reason in Bulgarian"), blank=True, help_text=_("What changed and why, for readers.")
    )
    reason_en = models.TextField(
        _("reason in English"), blank=True, help_text=_("The same in English.")
    )
    reason = InLanguage("reason")
    is_withheld = models.BooleanField(
        _("its data are withheld"),
        default=False,
        help_text=_("Only for a retracted version, for example when it holds personal data."),
    )
    is_pinned = models.BooleanField(
        _("keep its data always"),
        default=False,
        help_text=_("Somebody cites them. The portal may clear other big old tables."),
    )
    data_removed_at = models.DateTimeField(_("data cleared"), null=True, blank=True, editable=False)

    objects = TableVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("table version")
        verbose_name_plural = _("table versions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "number"], name="one_table_version_a_number"
            ),
            models.UniqueConstraint(
                fields=["dataset", "content_hash"], name="one_table_version_a_content"
            ),
            models.CheckConstraint(
                name="table_version_withheld_only_when_retracted",
                condition=Q(is_withheld=False) | Q(kind="retraction"),
                violation_error_message=_("Only a retracted version can be withheld."),
            ),
        ]

    def __str__(self):
        return f"{self.dataset.identifier} {self.number}"

    def get_absolute_url(self):
        return reverse("datasets:version", args=[self.dataset.slug, self.number])

    def clean(self):
        super().clean()
        if self.is_withheld and self.kind != self.Kind.RETRACTION:
            raise ValidationError({"is_withheld": gettext("Only a retracted version is withheld.")})
        if self.is_withheld and self.dataset.current_version_id == self.pk:
            raise ValidationError(
                {"is_withheld": gettext("Readers see this version. First publish another one.")}
            )

    @property
    def has_data(self):
        """Tell whether readers may have its rows: not withheld, and not cleared for space."""
        return not self.is_withheld and self.data_removed_at is None

    def mark_public(self):
        """Remember that readers saw this version: from now on it keeps its address for them."""
        if self.published_at is None:
            self.published_at = timezone.now()
            self.save(update_fields=["published_at"])

    @cached_property
    def stored(self):
        """Return the files of the version (tables.store.StoredVersion)."""
        return store.open_version(settings.TABLES_ROOT, self.content_hash)
