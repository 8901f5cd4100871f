"""What an editor's browser sends from the editing screen of a record."""

from django.db import models
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from chitalishte.records.fields import INTERNAL


def form_of(record):
    """Return the form of a record as the screen would send it, unchanged."""
    sent_as = record.snippet_viewset.get_edit_handler().get_form_class()(instance=record).add_prefix
    data = {}
    for field in record._meta.concrete_fields:
        if field.name in INTERNAL - {"change_note"} or not getattr(field, "editable", True):
            continue
        value = field.value_from_object(record)
        if isinstance(field, models.DateField) and value:
            value = value.isoformat()
        data[sent_as(field.name)] = "" if value is None else value
    data["sources"] = streamfield(
        [
            (
                "source",
                {
                    "title": block.value["title"],
                    "address": block.value.get("address") or "",
                    "publisher": block.value.get("publisher") or "",
                    "read_on": block.value.get("read_on") or "",
                },
            )
            for block in record.sources
        ]
    )
    data["themes"] = [theme.pk for theme in record.themes.all()]
    for child in ("columns", "codes", "people", "subgroups", "documents", "copies"):
        if hasattr(record, child):
            data[child] = inline_formset([])
    data.pop("current_version", None)
    return nested_form_data(data)


def send(desk, record, *, action="publish", **changes):
    """Send the editing form with changes; action is "publish", "submit" or "" for a draft."""
    data = form_of(record) | nested_form_data(changes)
    if action:
        data[f"action-{action}"] = "1"
    viewset = type(record).snippet_viewset
    return desk.post(reverse(viewset.get_url_name("edit"), args=[record.pk]), data)


def errors_of(response):
    """Return every sentence the form says, in one text."""
    form = response.context["form"]
    return " ".join(str(sentence) for sentences in form.errors.values() for sentence in sentences)
