from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChartsConfig(AppConfig):
    name = "chitalishte.charts"
    verbose_name = _("Charts")

    def ready(self):
        from chitalishte.datasets import onscreen

        from . import sqlmap
        from .address import of_rows_on_screen
        from .sqlchart import of_answer

        onscreen.register(onscreen.Action("chart", _("Make a chart"), of_rows_on_screen, "chart"))
        onscreen.register_of_answers(
            onscreen.Action("chart", _("Make a chart"), of_answer, "chart")
        )
        onscreen.register_of_answers(
            onscreen.Action("map", _("Make a map"), sqlmap.of_answer, "site")
        )
