"""The editors' screens of geographies: a list, a file to bring, its columns to choose."""

import csv
import io

from django import forms
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from chitalishte.drawing import Area, choropleth
from chitalishte.drawing.incoming import IncomingError
from chitalishte.records.edition import raise_edition
from chitalishte.records.language import current

from . import bringing
from .geographies import BUILT_IN, choices
from .models import Map, OwnGeography

MAY_ADD = "visuals.add_map"
LARGEST_LIST = 2_000_000  # bytes of a list of names
MOST_DRAWN = 4000  # places in the preview


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File of borders"),
        help_text=gettext_lazy(
            "GeoJSON, TopoJSON, GeoPackage, a zipped Shapefile or KML, up to 100 MB."
        ),
    )


class ColumnsForm(forms.Form):
    key = forms.ChoiceField(
        label=gettext_lazy("Column of codes"), help_text=gettext_lazy("Every place has its own.")
    )
    name = forms.ChoiceField(label=gettext_lazy("Column of names"), required=False)
    name_en = forms.ChoiceField(label=gettext_lazy("Column of English names"), required=False)
    names_file = forms.FileField(
        label=gettext_lazy("List of names"),
        required=False,
        help_text=gettext_lazy(
            "A CSV: the code, then the name, then other codes. For a file without names."
        ),
    )
    identifier = forms.SlugField(label=gettext_lazy("Identifier"), max_length=60)
    title_bg = forms.CharField(label=gettext_lazy("Title in Bulgarian"), max_length=200)
    title_en = forms.CharField(label=gettext_lazy("Title in English"), max_length=200)
    source = forms.CharField(
        label=gettext_lazy("Source of the borders"),
        max_length=300,
        help_text=gettext_lazy("Who drew them, of which year, and under what licence."),
    )

    def __init__(self, *args, columns, **kwargs):
        super().__init__(*args, **kwargs)
        pairs = [(column, column) for column in columns]
        self.fields["key"].choices = pairs
        for field in ("name", "name_en"):
            self.fields[field].choices = [("", _("none")), *pairs]

    def clean_identifier(self):
        identifier = self.cleaned_data["identifier"]
        if identifier in BUILT_IN:
            raise forms.ValidationError(_("This geography is built in. Choose another identifier."))
        return identifier

    def clean_names_file(self):
        file = self.cleaned_data.get("names_file")
        if not file:
            return []
        if file.size > LARGEST_LIST:
            raise forms.ValidationError(_("The list of names is too large."))
        try:
            rows = list(csv.reader(io.StringIO(file.read().decode("utf-8-sig"))))
        except (UnicodeDecodeError, csv.Error) as error:
            raise forms.ValidationError(_("The list must be a CSV in UTF-8.")) from error
        return [row for row in rows if len(row) > 1]


@permission_required(MAY_ADD)
def overview(request):
    """Every geography, the built-in ones too, and which maps draw them."""
    counts = {}
    for name in Map.objects.values_list("geography", flat=True):
        counts[name] = counts.get(name, 0) + 1
    own = {record.identifier: record for record in OwnGeography.objects.current()}
    rows = [
        {"name": name, "label": label, "maps": counts.get(name, 0), "own": own.get(name)}
        for name, label in choices()
    ]
    return render(request, "maps/admin/geographies.html", {"rows": rows})


@permission_required(MAY_ADD)
@require_http_methods(["GET", "POST"])
def bring(request):
    """Take a file of borders."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            token = bringing.receive(upload.chunks(), upload.name)
            try:
                bringing.waiting(token)
            except IncomingError:
                bringing.forget(token)
                raise
            return redirect("geography_columns", token=token)
        except IncomingError as error:
            form.add_error("file", bringing.sentence(error))
    return render(request, "maps/admin/bring.html", {"form": form})


@permission_required(MAY_ADD)
@require_http_methods(["GET", "POST"])
def columns(request, token):
    """Choose the columns, see the places drawn and what is wrong with which, and keep them."""
    try:
        waiting = bringing.waiting(token)
    except (FileNotFoundError, IncomingError):
        return redirect("geography_bring")
    first = {"key": waiting.suggested_key(), "name": waiting.suggested_name()}
    data = request.POST or None
    form = ColumnsForm(data, request.FILES or None, initial=first, columns=waiting.incoming.columns)
    chosen = None
    if data and form.is_valid():
        given = form.cleaned_data
        chosen = bringing.choose(
            waiting.incoming,
            key=given["key"],
            name=given["name"],
            name_en=given["name_en"],
            table=given["names_file"],
        )
        if "keep" in data and chosen.shapes:
            record = bringing.keep(
                given["identifier"],
                chosen,
                **{name: given[name] for name in ("title_bg", "title_en", "source")},
            )
            bringing.forget(token)
            raise_edition()
            return redirect("geography_shown", identifier=record.identifier)
    elif not data and first["key"]:
        chosen = bringing.choose(waiting.incoming, key=first["key"], name=first["name"])
    context = {
        "form": form,
        "waiting": waiting,
        "samples": waiting.samples(),
        "chosen": chosen,
        "svg": _drawn(chosen),
    }
    return render(request, "maps/admin/columns.html", context)


def _drawn(chosen):
    """Return the places as a page would draw them, or ""."""
    if chosen is None or not 0 < len(chosen.shapes) <= MOST_DRAWN:
        return ""
    try:
        geography = bringing.build_levels("preview", chosen.shapes, "")["page"]
    except ValueError:
        return ""
    return _svg(geography, chosen.names)


def _svg(geography, names):
    areas = {
        place.code: Area(names[place.code][current()], place.code, None)
        for place in geography.places
    }
    drawn = choropleth(
        geography, areas, classes=[], title=_("The places"), description="", lang=current()
    )
    return mark_safe(drawn)  # noqa: S308 - every word is escaped by the engine


@permission_required(MAY_ADD)
def shown(request, identifier):
    """A geography as it is kept: its places, its problems, the maps that draw it."""
    from .geographies import atlas

    record = get_object_or_404(OwnGeography.objects.current(), identifier=identifier)
    context = {
        "record": record,
        "svg": _svg(atlas(identifier).geography, record.names),
        "maps": Map.objects.filter(geography=identifier),
    }
    return render(request, "maps/admin/geography.html", context)


@permission_required("visuals.delete_map")
@require_http_methods(["POST"])
def remove(request, identifier):
    """Take a geography away that no map draws."""
    versions = OwnGeography.objects.filter(identifier=identifier)
    get_object_or_404(versions.current())
    if not Map.objects.filter(geography=identifier).exists():
        versions.delete()
    return redirect(reverse("geographies"))
