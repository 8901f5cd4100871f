from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "chitalishte.pages"
    verbose_name = _("Pages")

    def ready(self):
        from . import archivestories, publishing  # noqa: F401 - the stories register themselves

        publishing.connect()
