from django.db import models
from django.db.models import F


class Edition(models.Model):
    """One number for the whole public face; it grows whenever anything public changes.

    Pages are cached under it, so that nothing is ever served stale and nothing needs purging.
    """

    number = models.PositiveBigIntegerField(default=1)

    class Meta:
        verbose_name = "edition"

    def __str__(self):
        return str(self.number)

    @classmethod
    def current(cls):
        """Return the number; 0 before anything was published."""
        return cls.objects.filter(pk=1).values_list("number", flat=True).first() or 0

    @classmethod
    def advance(cls):
        """Add one, safely beside other writers."""
        if not cls.objects.filter(pk=1).update(number=F("number") + 1):
            cls.objects.get_or_create(pk=1)
