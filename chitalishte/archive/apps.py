from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArchiveConfig(AppConfig):
    name = "chitalishte.archive"
    verbose_name = _("Archive")

    def ready(self):
        from chitalishte.records.importing import other_imports

        from . import lawcommand, papers, publishing  # noqa: F401 - papers registers its chore

        other_imports["law"] = lawcommand

        publishing.connect()
