"""Many records saved at once: the indexes of what is found and what refers to what follow once."""

import threading
from contextlib import contextmanager
from functools import cache

from django.db.models.signals import post_delete, post_save
from modelcluster.fields import ParentalKey
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

AT_ONCE = 200  # records read and written at once
_open = threading.local()


def connect():
    post_save.connect(_on_saved, dispatch_uid="records.together.saved")
    post_delete.connect(_on_deleted, dispatch_uid="records.together.deleted")


@contextmanager
def together(index):
    """Note what is saved and published inside, and bring the indexes up to date at the end.

    index  takes (model, [primary key]) of what was published, and makes it findable

    A block inside another leaves it to the outer one. When the block ends with an error nothing is
    done: whoever wrote takes it back.
    """
    if hasattr(_open, "saved"):
        yield
        return
    _open.saved, _open.published = {}, {}
    try:
        with disable_reference_index_auto_update():
            yield
        saved, published = _open.saved, _open.published
    finally:
        del _open.saved, _open.published
    for model, pks in _portions(saved):
        for thing in model._base_manager.filter(pk__in=pks):
            ReferenceIndex.create_or_update_for_object(thing)
    for model, pks in _portions(published):
        index(model, pks)


def is_left_for_later(thing):
    """Note a thing that was published; return whether a block is open that will index it."""
    if not hasattr(_open, "published"):
        return False
    _open.published[type(thing), thing.pk] = True
    return True


def _portions(noted):
    """Yield (model, [primary key]), in the order in which they were noted."""
    by_model: dict = {}
    for model, pk in noted:
        by_model.setdefault(model, []).append(pk)
    for model, pks in by_model.items():
        for start in range(0, len(pks), AT_ONCE):
            yield model, pks[start : start + AT_ONCE]


def _on_saved(sender, instance, **kwargs):
    if not hasattr(_open, "saved") or sender not in ReferenceIndex.tracked_models:
        return
    # what a part refers to is kept with the whole
    while instance is not None and (key := _parental_key(instance._meta)):
        instance = getattr(instance, key)
    if instance is not None and ReferenceIndex.is_indexed(type(instance)):
        _open.saved[type(instance), instance.pk] = True


def _on_deleted(sender, instance, **kwargs):
    """What is gone cannot be noted at the end; Wagtail leaves it too while it notes nothing."""
    if hasattr(_open, "saved") and sender in ReferenceIndex.tracked_models:
        ReferenceIndex.remove_for_object(instance)
        ReferenceIndex.remove_references_to(instance)


@cache
def _parental_key(meta):
    keys = [one.name for one in meta.get_fields() if isinstance(one, ParentalKey)]
    return keys[0] if keys else ""
