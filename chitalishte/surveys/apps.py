from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SurveysConfig(AppConfig):
    name = "chitalishte.surveys"
    verbose_name = _("Surveys")

    def ready(self):
        from . import following, tidying  # noqa: F401 - the chore registers itself

        following.connect()
