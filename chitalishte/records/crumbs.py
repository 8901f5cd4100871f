"""The way back that stands above a page: [{label, url}], from the front page down."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .language import current


def home():
    return {"label": _("Home"), "url": f"/{current()}/"}


def to_list(collection):
    """Return the way to the list of a collection."""
    url = f"/{current()}/{collection.name}/"
    return [home(), {"label": capfirst(collection.label_plural), "url": url}]


def to_record(record):
    """Return the way to the page of a record."""
    return [*to_list(record.collection), {"label": record.title, "url": record.get_absolute_url()}]
