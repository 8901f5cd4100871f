from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DatasetsConfig(AppConfig):
    name = "chitalishte.datasets"
    verbose_name = _("Datasets")

    def ready(self):
        from . import publishing, retention  # noqa: F401 - retention registers a chore

        publishing.connect()
