"""What follows when a term, an organisation or a series changes: its pages are made anew."""

from django.db.models import Q
from django.db.models.signals import post_delete, post_save

from chitalishte.records import facetindex
from chitalishte.records.collection import get
from chitalishte.records.edition import raise_edition
from chitalishte.records.oai.entries import touch
from chitalishte.records.synonyms import add_source

from .models import Organisation, Series, Survey, SynonymGroup, Term

NAMING = {  # the fields of a survey that name a thing of this kind
    Term: ("country", "regions", "groups", "topics", "modes", "languages"),
    Organisation: ("producers", "collectors", "funders", "owners", "distributors"),
    Series: ("series",),
    SynonymGroup: (),
}


def connect():
    add_source(lambda: [group.all_words() for group in SynonymGroup.objects.all()])
    for model in NAMING:
        post_save.connect(_changed, sender=model, dispatch_uid=f"surveys.saved.{model.__name__}")
        post_delete.connect(_changed, sender=model, dispatch_uid=f"surveys.gone.{model.__name__}")


def _changed(sender, instance, **kwargs):
    if kwargs.get("raw"):
        return  # a backup is being put back: nothing changed
    raise_edition()
    if "created" not in kwargs:  # a term that is gone leaves the facets
        facetindex.forget("surveys")
    if kwargs.get("created") or not NAMING[sender]:
        return
    # harvesters must hear of it too: the record looks different though nobody edited it
    named = Q()
    for field in NAMING[sender]:
        named |= Q(**{field: instance.pk})
    touch(get("surveys"), Survey.objects.filter(named).values("pk"))
