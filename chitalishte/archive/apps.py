from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArchiveConfig(AppConfig):
    name = "chitalishte.archive"
    verbose_name = _("Archive")

    def ready(self):
        from . import papers, publishing  # noqa: F401 - the chore of papers registers itself

        publishing.connect()
