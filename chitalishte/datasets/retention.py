"""Which tables may be cleared for space: big, replaced long ago, published, cited by nobody.

An operator decides (TABLE_VERSIONS_KEPT_DAYS, TABLE_VERSIONS_BIG); nothing is cleared without that.
A cleared version keeps its number, page, columns, report and hash: only its rows go.
"""

import datetime

from django.conf import settings
from django.utils import timezone

from chitalishte.records.chores import chore
from chitalishte.tables import store

from .models import TableVersion

_pins = []


def pins(found):
    """Register a function that gives the primary keys of versions that something shows or cites."""
    _pins.append(found)
    return found


def clearable(now=None):
    """Return the versions whose rows may go, oldest first."""
    days = settings.TABLE_VERSIONS_KEPT_DAYS
    if days <= 0:
        return []
    before = (now or timezone.now()) - datetime.timedelta(days=days)
    pinned = {key for found in _pins for key in found()}
    versions = TableVersion.objects.filter(data_removed_at=None)
    kept = set(
        versions.filter(published_at=None).values_list("content_hash", flat=True)
    )  # a draft of another dataset may hold the same content
    found = []
    replaced_at = _replaced_at()
    for version in versions.published().select_related("dataset").order_by("pk"):
        moment = replaced_at.get(version.pk)
        is_kept = (
            version.pk in pinned
            or version.is_pinned
            or version.pk == version.dataset.current_version_id
            or moment is None
            or moment > before
            or sum(version.stored.byte_sizes.values()) < settings.TABLE_VERSIONS_BIG
        )
        if is_kept:
            kept.add(version.content_hash)
        else:
            found.append(version)
    return [version for version in found if version.content_hash not in kept]


def _replaced_at():
    """Return {primary key of a published version: when the next one of its dataset came}."""
    found, last = {}, None
    for version in TableVersion.objects.published().order_by("dataset", "number"):
        if last and last.dataset_id == version.dataset_id:
            found[last.pk] = version.published_at
        last = version
    return found


def clear(versions, now=None):
    """Remove the rows of these versions; return the bytes freed."""
    freed = 0
    for version in versions:
        # said first: a page that is asked meanwhile must not look for what is going
        version.data_removed_at = now or timezone.now()
        version.save(update_fields=["data_removed_at"])
        freed += store.clear(settings.TABLES_ROOT, version.content_hash)
    return freed


@chore
def clear_old(*, is_trial):
    """Clear what the operator's settings allow."""
    found = clearable()
    if not found:
        return ""
    names = ", ".join(str(version) for version in found)
    if is_trial:
        return f"the rows of {len(found)} big old versions would be cleared: {names}"
    return f"the rows of {len(found)} big old versions were cleared, {clear(found)} bytes: {names}"
