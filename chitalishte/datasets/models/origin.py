import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

FIRST_PAUSE = datetime.timedelta(hours=1)  # after a failure; doubled with each further one


class OriginQuerySet(models.QuerySet):
    def due(self):
        return self.filter(is_on=True, next_at__lte=timezone.now())

    def troubled(self):
        """Addresses of which an editor should know: nothing came, or what came does not fit."""
        return self.exclude(problem_code="").select_related("dataset")


class Origin(models.Model):
    """The address from which a dataset's file is fetched by the clock (DCAT: the source).

    problem_code and problem_params say what went wrong last; intake/fetched.py has the sentences.
    """

    class Every(models.TextChoices):
        DAY = "day", _("every day")
        WEEK = "week", _("every week")
        MONTH = "month", _("every month")

    PAUSES = {
        Every.DAY: datetime.timedelta(days=1),
        Every.WEEK: datetime.timedelta(days=7),
        Every.MONTH: datetime.timedelta(days=30),
    }

    dataset = models.OneToOneField("datasets.Dataset", models.CASCADE, related_name="origin")
    address = models.URLField(
        _("address of the file"),
        max_length=1000,
        help_text=_("It begins with https:// or http:// and gives the file itself."),
    )
    every = models.CharField(_("fetch it"), max_length=5, choices=Every, default=Every.WEEK)
    is_on = models.BooleanField(_("fetch it by the clock"), default=True)
    publishes = models.BooleanField(
        _("publish by itself what fits"),
        default=False,
        help_text=_(
            "Only a file that reads like the last one: the same columns and types, known codes, no "
            "personal data, no open question. Anything else waits for you."
        ),
    )
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    tried_at = models.DateTimeField(_("last tried"), null=True, blank=True)
    fetched_at = models.DateTimeField(_("last file"), null=True, blank=True)
    next_at = models.DateTimeField(_("next time"), default=timezone.now, db_index=True)
    failures = models.PositiveSmallIntegerField(default=0)
    problem_code = models.CharField(max_length=20, blank=True)
    problem_params = models.JSONField(default=dict, blank=True)

    objects = OriginQuerySet.as_manager()

    class Meta:
        verbose_name = _("address of a file")
        verbose_name_plural = _("addresses of files")

    def __str__(self):
        return self.address

    def clean(self):
        super().clean()
        if not self.address.lower().startswith(("http://", "https://")):
            raise ValidationError({"address": gettext("It must begin with https:// or http://.")})

    def forget(self):
        """Ask for the whole file again next time, as after a new address."""
        self.etag = self.last_modified = self.sha256 = ""

    def went_well(self):
        """Plan the next time; the trouble of before is over."""
        self.tried_at = timezone.now()
        self.failures, self.problem_code, self.problem_params = 0, "", {}
        self.next_at = self.tried_at + self.PAUSES[self.every]

    def went_wrong(self, code, params):
        """Try again sooner at first, then as rarely as usual."""
        self.tried_at = timezone.now()
        pause = FIRST_PAUSE * 2 ** min(self.failures, 10)
        self.failures += 1
        self.problem_code, self.problem_params = code, params
        self.next_at = self.tried_at + min(pause, self.PAUSES[self.every])
