"""The public history of a record: which versions were published, when, by whom and why."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry, Revision


@dataclass(frozen=True)
class Version:
    """One published version of a record."""

    number: int
    published_at: datetime
    author: str
    reason: str
    revision: Revision


def versions(record):
    """Return every published version, oldest first."""
    entries = (
        ModelLogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(record, for_concrete_model=False),
            object_id=str(record.pk),
            action="wagtail.publish",
            revision__isnull=False,
        )
        .select_related("revision", "user")
        .order_by("timestamp", "pk")
    )
    return [
        Version(
            number=number,
            published_at=entry.timestamp,
            author=_name(entry.user),
            reason=entry.revision.content.get("change_note", ""),
            revision=entry.revision,
        )
        for number, entry in enumerate(entries, start=1)
    ]


def _name(user):
    if user is None:
        return ""
    return user.get_full_name() or user.get_username()
