from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VisualsConfig(AppConfig):
    name = "chitalishte.visuals"
    verbose_name = _("Maps and charts")
