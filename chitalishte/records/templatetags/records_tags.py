from django import template
from django.utils.safestring import mark_safe

from chitalishte.records.onesheet import in_one

register = template.Library()


class OneSheet(template.Node):
    def __init__(self, nodes):
        self.nodelist = nodes

    def render(self, context):
        # of our own templates, and of names that the address checks
        return mark_safe(in_one(self.nodelist.render(context)))  # noqa: S308


@register.tag
def onesheet(parser, token):
    """Link the style sheets between here and {% endonesheet %} as one."""
    nodes = parser.parse(("endonesheet",))
    parser.delete_first_token()
    return OneSheet(nodes)
