from django import template

from chitalishte.datasets.description.quality import points
from chitalishte.datasets.typewords import TYPE_WORDS

register = template.Library()


@register.filter
def type_words(type_):
    """Say the type of a column in the language of the page."""
    return TYPE_WORDS.get(type_, type_)


@register.simple_tag
def missing_of(dataset):
    """Return what an editor can still do for the description of a dataset with a table."""
    version = dataset.current_version
    return [point for point in points(dataset, version) if not point.is_good] if version else []
