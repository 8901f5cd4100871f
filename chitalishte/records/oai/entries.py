"""Keep what harvesters know in step with what the public sees."""

from datetime import UTC, datetime

from ..models import HarvestEntry
from ..models.harvest import HarvestMembership


def note(record, *, is_gone=False):
    """Say that a record changed in public, or left it."""
    collection = record.collection
    if not collection.harvested:
        return
    entry = HarvestEntry.objects.filter(
        collection=collection.name, identifier=record.identifier
    ).first()
    if entry is None:
        if is_gone:
            return  # it was never seen
        entry = HarvestEntry(collection=collection.name, identifier=record.identifier)
    entry.object_id = None if is_gone and record.pk is None else record.pk
    entry.is_gone = is_gone
    entry.stamp = datetime.now(UTC).replace(microsecond=0)
    entry.save()
    if not is_gone:
        _keep_sets(entry, {collection.name, *collection.harvest_sets(record)})


def _keep_sets(entry, specs):
    known = set(entry.memberships.values_list("spec", flat=True))
    entry.memberships.exclude(spec__in=specs).delete()
    HarvestMembership.objects.bulk_create(
        HarvestMembership(entry=entry, spec=spec) for spec in specs - known
    )


def touch(collection, record_ids):
    """Say that records look different though nobody changed them: a term got another name."""
    HarvestEntry.objects.filter(
        collection=collection.name, object_id__in=record_ids, is_gone=False
    ).update(stamp=datetime.now(UTC).replace(microsecond=0))
