"""What happens when something becomes public, changes in public, or leaves.

Wagtail tells it by its own signals, from every door: the editor, a workflow, a schedule, an import.
"""

from django.db.models.signals import post_delete, post_save
from wagtail.signals import published, unpublished

from . import search
from .edition import raise_edition
from .language import CODES
from .models import Record, Theme
from .oai.entries import note


def connect():
    published.connect(_on_published, dispatch_uid="records.published")
    unpublished.connect(_on_unpublished, dispatch_uid="records.unpublished")
    post_delete.connect(_on_deleted, dispatch_uid="records.deleted")
    post_save.connect(_on_theme_saved, sender=Theme, dispatch_uid="records.theme")


def search_key_of(record):
    """Return the key under which a record is found."""
    return f"{record.collection.name}:{record.pk}"


def reindex(record):
    """Put a record into the search as it is now, or take it out when it is not public."""
    note(record, is_gone=not record.is_public)
    if not record.is_public:
        search.remove(search_key_of(record))
        return
    addresses = {code: record.get_absolute_url(code) for code in CODES}
    search.put(
        key=search_key_of(record),
        kind=record.collection.name,
        object_id=record.pk,
        entries=[(code, title, body, addresses[code]) for code, title, body in record.full_texts()],
    )


def _on_published(sender, instance, **kwargs):
    if isinstance(instance, Record):
        related = instance.collection.prefetched
        reindex(type(instance).objects.prefetch_related(*related).get(pk=instance.pk))
    raise_edition()


def _on_unpublished(sender, instance, **kwargs):
    if isinstance(instance, Record):
        note(instance, is_gone=True)
        search.remove(search_key_of(instance))
    raise_edition()


def _on_deleted(sender, instance, **kwargs):
    if isinstance(instance, Record):
        note(instance, is_gone=True)
        search.remove(search_key_of(instance))
        raise_edition()


def _on_theme_saved(sender, **kwargs):
    raise_edition()
