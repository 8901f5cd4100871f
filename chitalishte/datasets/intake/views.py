"""The screens by which a file becomes a table: bring it, look and correct, name, publish."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from chitalishte.datasets.models import Dataset, Intake
from chitalishte.tables.grammar import TYPES

from .corrections import recipe_of
from .finishing import MEANINGS, finish
from .receiving import PIECE, Misplaced, begin, take_paste, take_piece, take_upload
from .understanding import Understanding

ENCODINGS = ("utf-8", "windows-1251", "cp866", "koi8-r", "mac-cyrillic", "utf-16")
DELIMITERS = ((";", "; …"), (",", ", …"), ("tab", "tab"), ("|", "| …"))


def _dataset(request, pk):
    if not request.user.has_perm("datasets.change_dataset"):
        raise PermissionDenied
    return get_object_or_404(Dataset, pk=pk)


def _intake(request, pk):
    intake = get_object_or_404(Intake.objects.select_related("dataset"), pk=pk)
    _dataset(request, intake.dataset_id)
    return intake


@require_http_methods(["GET", "POST"])
def bring(request, pk):
    """Choose a file or paste cells."""
    dataset, error = _dataset(request, pk), ""
    if request.method == "POST":
        try:
            if upload := request.FILES.get("file"):
                intake = take_upload(dataset, upload, by=request.user)
            else:
                intake = take_paste(dataset, request.POST.get("pasted", ""), by=request.user)
            return redirect("intake_look", intake.pk)
        except ValidationError as refused:
            error = " ".join(refused.messages)
    context = {
        "dataset": dataset,
        "error": error,
        "pasted": request.POST.get("pasted", ""),
        "piece": PIECE,
        "waiting": [each for each in dataset.intakes.all()[:10] if not each.is_finished],
    }
    return render(request, "datasets/admin/bring.html", context)


@require_POST
def begin_upload(request, pk):
    """Answer where the pieces of a file go; the browser sends them to `piece`."""
    dataset = _dataset(request, pk)
    name, size = request.POST.get("name", ""), request.POST.get("size", "")
    if not name or not size.isdecimal():
        return JsonResponse(
            {"error": _("The name and the size of the file are missing.")}, status=400
        )
    try:
        intake = begin(dataset, name=name, size=int(size), by=request.user)
    except ValidationError as refused:
        return JsonResponse({"error": " ".join(refused.messages)}, status=400)
    return JsonResponse(
        {
            "piece": reverse("intake_piece", args=[intake.pk]),
            "look": reverse("intake_look", args=[intake.pk]),
            "offset": 0,
        }
    )


@require_http_methods(["GET", "POST"])
def piece(request, pk):
    """GET: how many bytes are here. POST: a piece, as the body, that begins at ?offset=."""
    intake = _intake(request, pk)
    if request.method == "GET":
        return JsonResponse({"offset": intake.received, "size": intake.byte_size})
    offset = request.GET.get("offset", "")
    if intake.is_finished or not offset.isdecimal() or len(request.body) > PIECE:
        return JsonResponse({"error": _("This piece is not of the file.")}, status=400)
    try:
        received = take_piece(intake, int(offset), request.body)
    except Misplaced as misplaced:
        return JsonResponse({"offset": misplaced.offset}, status=409)
    except ValidationError as refused:
        return JsonResponse({"error": " ".join(refused.messages)}, status=400)
    return JsonResponse({"offset": received})


def _gone(request, intake):
    if intake.is_finished:
        messages.success(request, _("This file is already a version of the table."))
        return redirect("intake_bring", intake.dataset_id)
    if not intake.is_complete:
        messages.error(
            request, _("The file is not here whole. Choose it again; what has come is kept a day.")
        )
        return redirect("intake_bring", intake.dataset_id)
    return None


@require_http_methods(["GET", "POST"])
def look(request, pk):
    """The original beside what was understood; every correction is tried at once."""
    intake = _intake(request, pk)
    if gone := _gone(request, intake):
        return gone
    understanding = Understanding(intake)
    if request.method == "POST" and understanding.table:
        if "forget" in request.POST:
            intake.recipe, intake.table_index = {}, 0
        else:
            chosen = request.POST.get("table", "")
            if chosen.isdecimal() and int(chosen) != intake.table_index:
                intake.table_index = int(chosen)
            else:
                intake.recipe = recipe_of(request.POST, understanding)
        intake.save(update_fields=["recipe", "table_index"])
        if "next" in request.POST:
            return redirect("intake_name", intake.pk)
        return redirect("intake_look", intake.pk)
    context = {"intake": intake, "dataset": intake.dataset, "understood": understanding}
    if understanding.table:
        context |= _looked(understanding)
    return render(request, "datasets/admin/look.html", context)


def _looked(understanding):
    table = understanding.table
    recipe = understanding.recipe.table(table.sheet)
    by_label = {column.label: column for column in reversed(table.columns)}
    turned = recipe.unpivot.columns if recipe.unpivot else ()
    columns = [
        {
            "number": number,
            "label": label,
            "found": by_label.get(label),
            "recipe": recipe.column(label),
            "is_turned": label in turned,
        }
        for number, label in enumerate(table.labels)
    ]
    return {
        "table": table,
        "table_recipe": recipe,
        "columns": columns,
        "types": TYPES,
        "encodings": ENCODINGS,
        "delimiters": DELIMITERS,
        "widest": range(max((len(row.cells) for row in understanding.original), default=0)),
    }


@require_http_methods(["GET", "POST"])
def name(request, pk):
    """Names of the columns in both languages, what happens to the old rows, publish."""
    intake = _intake(request, pk)
    if gone := _gone(request, intake):
        return gone
    understanding = Understanding(intake)
    if understanding.table is None:
        return redirect("intake_look", intake.pk)
    errors = []
    if request.method == "POST":
        errors = _named(request, intake, understanding)
        if not errors:
            return redirect("intake_done", intake.pk)
    context = {
        "intake": intake,
        "dataset": intake.dataset,
        "understood": understanding,
        "table": understanding.table,
        "columns": _meanings(understanding, request.POST),
        "errors": errors,
        "modes": Intake.Mode.choices,
        "may_publish": request.user.has_perm("datasets.publish_dataset"),
        "reason": request.POST.get("reason", ""),
        "sent": request.POST,
    }
    return render(request, "datasets/admin/name.html", context)


def _meanings(understanding, sent):
    dataset = understanding.intake.dataset
    known = {column.name: column for column in dataset.columns.all()}
    found = []
    for column in understanding.table.columns:
        kept = known.get(column.name) or known.get(column.label)
        first = {"label_bg": column.label, "unit": column.unit or ""}
        found.append(
            {
                name: sent.get(f"{column.name}-{name}", "")
                or (getattr(kept, name) if kept else first.get(name, ""))
                for name in MEANINGS
            }
            | {"column": column}
        )
    return found


def _named(request, intake, understanding):
    """Take the form in; return the sentences of what is missing."""
    sent, errors = request.POST, []
    intake.mode = sent.get("mode") if sent.get("mode") in Intake.Mode.values else intake.mode
    names = [column.name for column in understanding.table.columns]
    intake.key = [name for name in sent.getlist("key") if name in names]
    intake.personal_reason = sent.get("personal_reason", "").strip()
    if intake.mode == Intake.Mode.UPDATE and not intake.key:
        errors.append(_("Choose at least one key column."))
    if understanding.must_be_answered and "answered" not in sent:
        errors.append(_("Look at the questions above and tick that it is right as it is."))
    if understanding.personal and not intake.personal_reason:
        errors.append(
            _("There are personal data. Leave the column out, or say why they may be published.")
        )
    if not sent.get("reason", "").strip():
        errors.append(_("Say in a few words what is new; readers see it in the history."))
    meanings = {
        name: {
            part: sent[f"{name}-{part}"].strip()[:most]
            for part, most in MEANINGS.items()
            if f"{name}-{part}" in sent
        }
        for name in names
    }
    if unnamed := [name for name in names if not meanings[name].get("label_bg")]:
        errors.append(
            _("Give every column a name in Bulgarian: %(names)s.") % {"names": ", ".join(unnamed)}
        )
    if errors:
        return errors
    intake.save(update_fields=["mode", "key", "personal_reason"])
    publish = "publish" in sent and request.user.has_perm("datasets.publish_dataset")
    try:
        finish(
            understanding, meanings, reason=sent["reason"].strip(), publish=publish, by=request.user
        )
    except ValidationError as refused:
        return list(refused.messages)
    return []


def done(request, pk):
    """The file is a version now: where readers, and editors, find it."""
    intake = _intake(request, pk)
    dataset = intake.dataset
    if dataset.live and dataset.current_version_id == intake.version_id:
        sentence = _("Version %(number)s is public.")
    else:
        sentence = _("Version %(number)s is saved as a draft.")
    messages.success(request, sentence % {"number": intake.version.number})
    return redirect(Dataset.snippet_viewset.get_url_name("edit"), dataset.pk)
