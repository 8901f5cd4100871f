from django.apps import AppConfig
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "chitalishte.accounts"
    verbose_name = _("Accounts")

    def ready(self):
        from . import second_factor  # noqa: F401 - it listens to the library's signal

        carry_the_nonce_in_choosers()


def carry_the_nonce_in_choosers():
    """Replace the one inline script that Wagtail writes in Python instead of a template.

    A test compares what Wagtail writes with what we expect, so that a new Wagtail is noticed.
    """
    from wagtail.admin.widgets.chooser import BaseChooser

    from .editors_policy import nonce

    as_written_by_wagtail = BaseChooser.render

    def render(self, name, value, attrs=None, renderer=None):
        html, mark, script = as_written_by_wagtail(self, name, value, attrs, renderer).rpartition(
            "<script>"
        )
        return mark_safe(  # noqa: S308 - Wagtail's own markup, with an attribute more
            html + (mark and f'<script nonce="{nonce()}">') + script
        )

    BaseChooser.render = render
