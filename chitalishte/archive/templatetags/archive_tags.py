"""Filters of the archive's templates."""

from django import template

from chitalishte import text
from chitalishte.records.language import current

register = template.Library()


@register.filter
def partial_day(written):
    """ "2006-04" → "април 2006 г." """
    return text.day(written, current()) if written else ""
