"""The pages of the states in the search: they change when a map or its table does."""

from django.db import connection, transaction
from django.db.models.signals import post_delete, post_save
from django.urls import reverse
from django.utils.translation import override
from wagtail.signals import published, unpublished

from chitalishte.datasets.models import Dataset
from chitalishte.records import search
from chitalishte.records.edition import raise_edition
from chitalishte.records.language import CODES, speaking
from chitalishte.records.models import SearchEntry
from chitalishte.visuals.models import Map

from .countries import chapters, states, views_of_maps
from .models import PowerModel

KIND = "countries"


def connect():
    for signal in (published, unpublished):
        for sender in (Map, Dataset):
            signal.connect(_on_change, sender=sender, dispatch_uid=f"justice.{sender.__name__}")

    post_save.connect(_on_model, sender=PowerModel, dispatch_uid="justice.model.saved")
    post_delete.connect(_on_model, sender=PowerModel, dispatch_uid="justice.model.deleted")


def _on_model(sender, **kwargs):
    raise_edition()


def _on_change(sender, **kwargs):
    # many records of one transaction, as in an import, need one round
    waiting = [action for _ids, action, _robust in connection.run_on_commit]
    if reindex not in waiting:
        transaction.on_commit(reindex)


def reindex():
    """Put every state into the search as its page is now; take out what has no page any more."""
    entries: dict[str, list] = {}
    for language in CODES:
        with speaking(language), override(language):
            maps = views_of_maps()
            for code, name in states(maps):
                address = reverse("country", args=[code])
                words = " ".join(_words(chapter) for chapter in chapters(code, maps))
                entries.setdefault(code, []).append((language, name, words, address))
    for code, found in entries.items():
        search.put(key=f"country:{code}", kind=KIND, object_id=None, entries=found)
    for entry in SearchEntry.objects.filter(kind=KIND):
        if entry.key.removeprefix("country:") not in entries:
            entry.delete()


def _words(chapter):
    facts = " ".join(f"{fact['label']}: {fact['value']}." for fact in chapter.facts)
    return f"{chapter.map.title}. {facts} {chapter.note}"
