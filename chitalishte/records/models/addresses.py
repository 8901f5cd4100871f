from django.db import models
from django.utils.translation import gettext_lazy as _


class FormerAddress(models.Model):
    """An address that once was a record's: it leads on to the record, or says that it is gone."""

    collection = models.CharField(max_length=50)
    slug = models.SlugField(max_length=160)
    record_id = models.BigIntegerField(null=True, blank=True)
    title = models.CharField(max_length=300, blank=True)
    reason = models.TextField(blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("former address")
        constraints = [
            models.UniqueConstraint(fields=["collection", "slug"], name="one_former_address_a_slug")
        ]

    def __str__(self):
        return f"{self.collection}/{self.slug}"
