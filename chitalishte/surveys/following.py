"""What follows when a term, an organisation or a series changes: its pages are made anew."""

from django.db.models.signals import post_delete, post_save

from chitalishte.records.edition import raise_edition

from .models import Organisation, Series, SynonymGroup, Term


def connect():
    for model in (Term, Organisation, Series, SynonymGroup):
        for signal in (post_save, post_delete):
            signal.connect(
                _changed, sender=model, dispatch_uid=f"surveys.{model.__name__}.{id(signal)}"
            )


def _changed(sender, **kwargs):
    raise_edition()
