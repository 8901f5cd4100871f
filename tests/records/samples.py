"""A valid record of any collection, made by looking at its model: no collection needs a factory."""

from itertools import count

from django.db import models

from chitalishte.records.models import Theme

_numbers = count(1)
SOURCE = ("source", {"title": "Държавен вестник", "address": "https://example.org/dv"})


def a_record(collection, **changes):
    """Return a saved draft; `changes` are the fields the test is about."""
    number = next(_numbers)
    record = collection.model(
        identifier=f"sample-{number}",
        title_bg=f"Пробен щъркел {number}",
        title_en=f"Sample stork {number}",
        summary_bg="Кратко описание на пробния запис.",
        summary_en="A short description of the sample.",
        sources=[SOURCE],
        live=False,
    )
    _fill_required(record)
    for name, value in changes.items():
        setattr(record, name, value)
    record.full_clean()
    record.save()
    record.themes = [Theme.objects.get(identifier="justice")]
    record.save_revision()
    return record


def a_published(collection, *, by=None, **changes):
    """Return a published record."""
    return publish(a_record(collection, **changes), by=by)


def publish(record, *, by=None):
    """Publish a record as it is in memory and return it as the public sees it."""
    record.save_revision(user=by, log_action=True).publish(user=by, skip_permission_checks=True)
    return type(record).objects.get(pk=record.pk)


def _fill_required(record):
    """Give the collection's own required fields the values of an existing record."""
    model = type(record)
    pattern = model.objects.filter(live=True).order_by("pk").first()
    for field in model._meta.concrete_fields:
        if field.blank or field.has_default() or field.primary_key:
            continue
        if pattern is None:
            if field.choices and not getattr(record, field.attname):
                setattr(record, field.attname, field.choices[0][0])
            continue
        if isinstance(field, models.ForeignKey):
            setattr(record, field.name, getattr(pattern, field.name))
        elif not getattr(record, field.attname):
            setattr(record, field.attname, getattr(pattern, field.attname))
