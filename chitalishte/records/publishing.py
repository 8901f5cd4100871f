"""What happens when something becomes public, changes in public, or leaves.

Wagtail tells it by its own signals, from every door: the editor, a workflow, a schedule, an import.
"""

from django.db.models.signals import post_delete, post_save
from wagtail.signals import published, unpublished

from . import search, together
from .collection import collection_of
from .edition import raise_edition
from .language import CODES
from .models import Record, Theme
from .oai.entries import note


def connect():
    together.connect()
    published.connect(_on_published, dispatch_uid="records.published")
    unpublished.connect(_on_unpublished, dispatch_uid="records.unpublished")
    post_delete.connect(_on_deleted, dispatch_uid="records.deleted")
    post_save.connect(_on_theme_saved, sender=Theme, dispatch_uid="records.theme")


def search_key_of(record):
    """Return the key under which a record is found."""
    return f"{record.collection.name}:{record.pk}"


def reindex(record):
    """Put a record into the search as it is now, or take it out when it is not public."""
    if not record.is_public:
        search.remove(search_key_of(record))
        return
    search.put(**_findable(record))


def _findable(record):
    """Return what search.put takes of a record."""
    addresses = {code: record.get_absolute_url(code) for code in CODES}
    return {
        "key": search_key_of(record),
        "kind": record.collection.name,
        "object_id": record.pk,
        "entries": [
            (code, title, body, addresses[code]) for code, title, body in record.full_texts()
        ],
    }


def indexed_together():
    """Make what is published inside findable at its end, many at once: for imports.

    What refers to what is noted at the end too. See `together`.
    """
    return together.together(_index)


def _index(model, pks):
    records = model.objects.filter(pk__in=pks)
    public = []
    for record in records.prefetch_related(*collection_of(model).prefetched):
        note(record, is_gone=not record.is_public)
        if record.is_public:
            public.append(_findable(record))
        else:
            search.remove(search_key_of(record))
    search.put_many(public)
    raise_edition()


def _on_published(sender, instance, **kwargs):
    if isinstance(instance, Record):
        if together.is_left_for_later(instance):
            return
        related = instance.collection.prefetched
        record = type(instance).objects.prefetch_related(*related).get(pk=instance.pk)
        note(record, is_gone=not record.is_public)
        reindex(record)
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
