"""What the pages of the account and the widgets of the editors' side need."""

import re

from django import template
from django.conf import settings
from django.utils.safestring import mark_safe

from chitalishte.accounts.editors_policy import nonce

register = template.Library()

OPENING = re.compile(r'<script((?: type="text/javascript")?)>')  # without src: inline


@register.simple_tag
def script_nonce():
    """Return the nonce for an inline script of the editors' side."""
    return nonce()


@register.filter
def summary(form):
    """Return what components/error_summary.html needs: sentences, each with its field's id."""
    return [
        {"message": sentence, "anchor": form[name].id_for_label if name in form.fields else ""}
        for name, sentences in form.errors.items()
        for sentence in sentences
    ]


class _WithNonce(template.Node):
    def __init__(self, inside):
        self.inside = inside

    def render(self, context):
        return mark_safe(  # noqa: S308 - what stood there already, with an attribute more
            OPENING.sub(rf'<script nonce="{nonce()}"\g<1>>', self.inside.render(context))
        )


@register.tag
def withnonce(parser, token):
    """Give the inline scripts of a block of a library's template the nonce of the answer.

    Only for blocks that hold scripts and no content of editors.
    """
    inside = parser.parse(("endwithnonce",))
    parser.delete_first_token()
    return _WithNonce(inside)


@register.filter
def notice_kind(level_tag):
    """Return the kind of components/notice.html for a level of django.contrib.messages."""
    return {"success": "good", "warning": "warning", "error": "error"}.get(level_tag, "info")


@register.simple_tag
def site_name():
    """Return the portal's name, for letters, which are made without the page's context."""
    return settings.SITE_NAME


@register.simple_tag
def site_address():
    """Return the portal's address, for letters."""
    return settings.BASE_URL
