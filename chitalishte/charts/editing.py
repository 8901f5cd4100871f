"""The editing form of a chart: it brings the maker, which draws while the editor chooses."""

from django.forms import Script

from chitalishte.records.editing import RecordForm


class ChartForm(RecordForm):
    class Media:
        css = {"all": ["css/tokens.css", "css/chart.css", "css/chart-maker.css"]}
        js = [Script("js/chart-maker.js", type="module")]
