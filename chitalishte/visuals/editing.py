"""The form of a map on the editors' side, and what it shows while it is filled in."""

from django import forms
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chitalishte.datasets.dictionary import Dictionary
from chitalishte.datasets.models import Dataset
from chitalishte.drawing.histogram import histogram
from chitalishte.records.editing import RecordForm
from chitalishte.tables.query import QueryError

from .geographies import choices
from .mapview import MapView
from .models import Map
from .warnings import unmatched, warnings_of

# What of the form the preview looks at; the rest does not change the drawing.
MOST_UNMATCHED = 500  # rows in the table of what did not match
LOOKED_AT = (
    *("title_bg", "title_en", "geography", "variable", "kind", "place_column", "time_column"),
    *("opens_on", "opens_since", "opens_change", "only", "method", "class_count", "own_breaks"),
    *("middle", "second", "denominator_column", "per"),
)
# A field of the page called “method” would stand for the form's own method in every script, and
# then nothing is saved by itself.
SENT_AS = {"method": "classing"}
FLAGS = ("breaks_by_year", "is_count_meant")


class MapForm(RecordForm):
    """The geography is chosen of those that are there, also those that editors brought."""

    def add_prefix(self, field_name):
        return super().add_prefix(SENT_AS.get(field_name, field_name))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "geography" in self.fields:
            initial = self.fields["geography"].initial
            self.fields["geography"] = forms.ChoiceField(
                choices=choices,
                initial=initial,
                label=self.fields["geography"].label,
                help_text=self.fields["geography"].help_text,
            )


@permission_required("visuals.add_map")
@require_POST
def preview(request):
    """Draw the map as the form says it now, with the warnings; a part of a page."""
    try:
        record = _record(request.POST)
        context = _context(record)
    except (ValidationError, QueryError, KeyError, ValueError) as error:
        context = {"problems": _sentences(error)}
    return render(request, "maps/admin/_preview.html", context)


def _sentences(error):
    if isinstance(error, ValidationError):
        return error.messages
    return [str(error)] if isinstance(error, QueryError) else [_("Not everything is chosen yet.")]


def _record(posted):
    """Return an unsaved map of what the form holds. Raises ValidationError."""
    dataset = Dataset.objects.filter(pk=_number(posted.get("dataset"))).first()
    if dataset is None:
        raise ValidationError(_("Choose a dataset, and the map appears here."))
    dataset = dataset.get_latest_revision_as_object()
    if dataset.current_version is None:
        raise ValidationError(_("The dataset has no table yet."))
    written = {name: posted.get(SENT_AS.get(name, name), "").strip() for name in LOOKED_AT}
    values = {name: value for name, value in written.items() if value}
    for name in ("class_count", "per"):
        if name in values:
            values[name] = _number(values[name]) or Map._meta.get_field(name).default
    values |= {name: name in posted for name in FLAGS}
    record = Map(dataset=dataset, **values)
    record.denominator = Dataset.objects.filter(pk=_number(posted.get("denominator"))).first()
    if not record.variable:
        columns = ", ".join(column.name for column in Dictionary(dataset).columns)
        raise ValidationError(
            _("Choose the first shown column. The table has: %(columns)s.") % {"columns": columns}
        )
    count = _number(posted.get("sources-count")) or 0
    if any(not posted.get(f"sources-{place}-deleted") for place in range(count)):
        record.sources = [("source", {"title": posted.get("sources-0-value-title") or "–"})]
    record.clean()
    return record


def _number(written):
    return int(written) if (written or "").strip().isdecimal() else None


def _context(record):
    view = MapView(record, QueryDict())
    bars = ""
    if view.is_numeric and view.classing.breaks and not view.second_measure:
        values = list(view.measure.at(view.year).values())
        bars = histogram(
            values, view.classing.breaks, view.classes, _("How the values fall into the classes")
        )
    return {
        "map": view,
        "svg": mark_safe(view.svg(linked=False)),  # noqa: S308 - escaped by the engine
        "legend": [line | {"url": ""} for line in view.legend],
        "bars": mark_safe(bars),  # noqa: S308 - escaped by the engine
        "warnings": warnings_of(view),
        "unmatched": unmatched(view)[:MOST_UNMATCHED],
        "columns": view.dictionary.columns,
    }
