"""What happens to a table when its dataset goes public, from whatever door."""

from django.db.models.signals import post_save
from wagtail.signals import published

from chitalishte.records.edition import raise_edition

from .models import Dataset, TableVersion


def connect():
    published.connect(_on_published, sender=Dataset, dispatch_uid="datasets.published")
    post_save.connect(_on_version_saved, sender=TableVersion, dispatch_uid="datasets.version")


def _on_published(sender, instance, **kwargs):
    if instance.current_version:
        instance.current_version.mark_public()


def _on_version_saved(sender, instance, **kwargs):
    """A version taken back must not be answered from the pages that are kept."""
    if instance.published_at:
        raise_edition()
