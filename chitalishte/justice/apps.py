from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JusticeConfig(AppConfig):
    name = "chitalishte.justice"
    verbose_name = _("Justice")

    def ready(self):
        from . import publishing

        publishing.connect()
