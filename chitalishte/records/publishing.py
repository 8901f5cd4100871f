"""What happens when something becomes public, changes in public, or leaves.

Wagtail tells it by its own signals, from every door: the editor, a workflow, a schedule, an import.
"""

import threading
from contextlib import contextmanager

from django.db.models.signals import post_delete, post_save
from wagtail.signals import published, unpublished

from . import search
from .collection import collection_of
from .edition import raise_edition
from .language import CODES
from .models import Record, Theme
from .oai.entries import note

TOGETHER = 200  # records made findable at once
_later = threading.local()


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


@contextmanager
def indexed_together():
    """Make what is published inside findable at its end, many at once: for imports of thousands.

    When the block ends with an error nothing is done: whoever wrote takes it back.
    """
    waiting: list = []
    _later.waiting = waiting
    try:
        yield
    finally:
        del _later.waiting
    for start in range(0, len(waiting), TOGETHER):
        by_model: dict = {}
        for model, pk in waiting[start : start + TOGETHER]:
            by_model.setdefault(model, []).append(pk)
        for model, pks in by_model.items():
            related = collection_of(model).prefetched
            records = model.objects.public().filter(pk__in=pks).prefetch_related(*related)
            for record in records:
                note(record)
            search.put_many([_findable(record) for record in records])
    if waiting:
        raise_edition()


def _on_published(sender, instance, **kwargs):
    if isinstance(instance, Record):
        if hasattr(_later, "waiting"):
            _later.waiting.append((type(instance), instance.pk))
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
