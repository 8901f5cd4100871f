"""The editors' screen that brings a spreadsheet in: first what would happen, then the import."""

from pathlib import Path

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from chitalishte import tables

from . import collection as registry
from .importing import import_file
from .messages import problem_sentence
from .uploads import check_size, folder, keep

KEPT = "records-import"  # where the session keeps the file between the two steps


class ImportForm(forms.Form):
    """A spreadsheet, and whether its records go public at once."""

    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        help_text=gettext_lazy("CSV or XLSX with a header row. One row is one record."),
    )

    def clean_file(self):
        check_size(self.cleaned_data["file"])
        return self.cleaned_data["file"]


def import_records(request, name):
    """Dry run on upload; the import itself on the second press, all or nothing."""
    try:
        collection = registry.get(name)
    except KeyError as error:
        raise Http404 from error
    if not request.user.has_perm(
        f"{collection.model._meta.app_label}.add_{collection.model._meta.model_name}"
    ):
        raise PermissionDenied
    form = ImportForm(request.POST or None, request.FILES or None)
    report, problems = None, []
    if request.method == "POST" and "confirm" in request.POST:
        return _confirmed(request, collection)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        path = keep(upload)
        try:
            report = import_file(collection, path, name=upload.name, dry_run=True)
        except tables.TableError as error:
            problems = error.problems
        if report and report.is_clean:
            request.session[KEPT] = {"path": path.name, "name": upload.name}
        else:
            path.unlink(missing_ok=True)
    context = {
        "form": form,
        "report": report,
        "problems": problems,
        "problem_sentences": [problem_sentence(problem) for problem in problems],
        "collection": collection,
        "others": [
            {"label": other.label_plural, "url": reverse("import_records", args=[other.name])}
            for other in registry.collections()
        ],
    }
    return render(request, "records/admin/import.html", context)


def _confirmed(request, collection):
    kept = request.session.pop(KEPT, None)
    path = folder() / Path(kept["path"]).name if kept else None
    if path is None or not path.exists():
        messages.error(request, _("The file is no longer here. Choose it again."))
        return redirect("import_records", collection.name)
    try:
        report = import_file(collection, path, name=kept["name"], by=request.user)
    finally:
        path.unlink(missing_ok=True)
    messages.success(
        request,
        _("Imported: %(new)s new, %(changed)s changed, %(same)s unchanged. They wait as drafts.")
        % {
            "new": len(report.new),
            "changed": len(report.changed),
            "same": len(report.unchanged),
        },
    )
    return redirect(collection.model.snippet_viewset.get_url_name("list"))
