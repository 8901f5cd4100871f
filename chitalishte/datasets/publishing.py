"""What happens to a table when its dataset goes public, from whatever door."""

from wagtail.signals import published

from .models import Dataset


def connect():
    published.connect(_on_published, sender=Dataset, dispatch_uid="datasets.published")


def _on_published(sender, instance, **kwargs):
    if instance.current_version:
        instance.current_version.mark_public()
