"""What templates ask of surveys."""

from django import template

register = template.Library()


@register.simple_tag
def copies_of(survey):
    """Return the copies of a survey's sources, newest first; none for one that is being made."""
    return survey.source_copies.all() if survey.pk else []
