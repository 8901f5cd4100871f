from django import template

from chitalishte.datasets.typewords import TYPE_WORDS

register = template.Library()


@register.filter
def type_words(type_):
    """Say the type of a column in the language of the page."""
    return TYPE_WORDS.get(type_, type_)
