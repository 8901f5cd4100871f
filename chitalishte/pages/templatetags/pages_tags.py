"""What page templates say that Django's tags do not."""

from django import template
from django.utils.safestring import mark_safe

from chitalishte import text
from chitalishte.records.language import current

register = template.Library()


@register.simple_tag
def map_svg(view):
    """Draw a MapView whose places lead to the map's own page."""
    address = view.record.get_absolute_url()
    return mark_safe(view.svg(base=address))  # noqa: S308 - every word is escaped by the engine


@register.simple_tag
def static_legend(view):
    """Return the legend without its switches, for a map that is only looked at."""
    return [line | {"url": ""} for line in view.legend]


@register.filter
def in_words(day):
    """Write a date as readers do: 12 юли 1991 г., 12 July 1991."""
    return text.day(day.isoformat(), current()) if day else ""
