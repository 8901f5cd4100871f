import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chitalishte.records.uploads import folder


class IntakeQuerySet(models.QuerySet):
    def finished(self):
        return self.filter(version__isnull=False)


class Intake(models.Model):
    """One file on its way into a dataset: what the editor corrected, until it is a version.

    The recipe (tables.recipe) of the last finished intake is where the next file begins.
    """

    class Mode(models.TextChoices):
        REPLACE = "replace", _("the file replaces the whole table")
        APPEND = "append", _("its rows are added to the table")
        UPDATE = "update", _("its rows take the place of those with the same key")

    dataset = models.ForeignKey("datasets.Dataset", models.CASCADE, related_name="intakes")
    token = models.UUIDField(_("file"), default=uuid.uuid4, unique=True, editable=False)
    file_name = models.CharField(_("file"), max_length=300)
    byte_size = models.PositiveBigIntegerField(_("size in bytes"))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    recipe = models.JSONField(_("corrections"), default=dict, blank=True)
    table_index = models.PositiveSmallIntegerField(_("table in the file"), default=0)
    mode = models.CharField(_("what happens"), max_length=8, choices=Mode, default=Mode.REPLACE)
    key = models.JSONField(_("key columns"), default=list, blank=True)
    personal_reason = models.TextField(_("why personal data may be published"), blank=True)
    is_fetched = models.BooleanField(_("fetched from its address"), default=False)
    version = models.ForeignKey(
        "datasets.TableVersion", models.SET_NULL, null=True, blank=True, related_name="intakes"
    )

    objects = IntakeQuerySet.as_manager()

    class Meta:
        verbose_name = _("file on its way in")
        verbose_name_plural = _("files on their way in")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return f"{self.dataset.identifier}: {self.file_name}"

    @property
    def path(self):
        """Return where the file waits; `tidy` empties the folder of what nobody confirmed."""
        return folder() / f"intake-{self.token}"

    @property
    def received(self):
        """Return how many bytes have come so far."""
        return self.path.stat().st_size if self.path.exists() else 0

    @property
    def is_complete(self):
        return self.received == self.byte_size

    @property
    def is_finished(self):
        return self.version_id is not None
