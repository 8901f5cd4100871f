from django.db import models


class HarvestEntryQuerySet(models.QuerySet):
    def in_set(self, spec):
        """Those of a set or of a set below it."""
        return self.filter(
            pk__in=HarvestMembership.objects.filter(
                models.Q(spec=spec) | models.Q(spec__startswith=f"{spec}:")
            ).values("entry")
        )


class HarvestEntry(models.Model):
    """What harvesters know of one record: when it last changed in public, whether it is gone.

    An entry is never deleted: a record that leaves, even one deleted for good, stays here as gone,
    and its identifier is not given to another.
    """

    collection = models.CharField(max_length=50)
    identifier = models.CharField(max_length=120)
    object_id = models.BigIntegerField(null=True)
    stamp = models.DateTimeField()  # to the second, UTC
    is_gone = models.BooleanField(default=False)

    objects = HarvestEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "harvest entry"
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "identifier"], name="one_harvest_entry_a_record"
            )
        ]
        indexes = [
            models.Index(fields=["stamp", "id"], name="harvest_by_stamp"),
            models.Index(fields=["collection", "object_id"], name="harvest_by_record"),
        ]

    def __str__(self):
        return f"{self.collection}/{self.identifier}"


class HarvestMembership(models.Model):
    """A set that an entry is in: "surveys", "country:BG", "theme:migration"."""

    entry = models.ForeignKey(HarvestEntry, models.CASCADE, related_name="memberships")
    spec = models.CharField(max_length=120)

    class Meta:
        verbose_name = "harvest membership"
        constraints = [
            models.UniqueConstraint(fields=["spec", "entry"], name="one_membership_a_set")
        ]

    def __str__(self):
        return self.spec
