from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "chitalishte.records"
    verbose_name = _("Records")

    def ready(self):
        # Each collection declares itself in its folder's collection.py.
        autodiscover_modules("collection")
        from . import publishing

        publishing.connect()
