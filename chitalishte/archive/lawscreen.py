"""The editors' page that brings an official text in: first what was read, then the import."""

from pathlib import Path

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from chitalishte import law
from chitalishte.records.uploads import check_size, folder, keep

from .lawimport import import_act
from .models import Act

KEPT = "archive-law"  # where the session keeps the file between the two steps
SHOWN = 200  # lines of one kind on the page


class ActFileForm(forms.Form):
    """A file with the text of an act, and which act it is."""

    file = forms.FileField(
        label=gettext_lazy("File with the text"),
        help_text=gettext_lazy(
            "Plain text copied from a legal site, a saved page, DOCX or Akoma Ntoso 3.0. "
            "Keep the first line, which says where the act was published and changed."
        ),
    )
    act = forms.ModelChoiceField(
        Act.objects.all(),
        required=False,
        label=gettext_lazy("Which act it is"),
        empty_label=gettext_lazy("find it by its title, or begin a new one"),
    )

    def clean_file(self):
        check_size(self.cleaned_data["file"])
        return self.cleaned_data["file"]


def import_law(request):
    """Show what a file would change on upload; change it on the second press, all or nothing."""
    if not request.user.has_perms(("archive.add_change", "archive.change_change")):
        raise PermissionDenied
    if request.method == "POST" and "confirm" in request.POST:
        return _confirmed(request)
    form = ActFileForm(request.POST or None, request.FILES or None)
    report = None
    if request.method == "POST" and form.is_valid():
        upload, act = form.cleaned_data["file"], form.cleaned_data["act"]
        path = keep(upload)
        report = import_act(path, act=act, name=upload.name, dry_run=True)
        if report.errors or report.changes_nothing:
            path.unlink(missing_ok=True)
        else:
            request.session[KEPT] = {
                "path": path.name,
                "name": upload.name,
                "act": act.pk if act else None,
            }
    return render(request, "acts/admin/import.html", _context(form, report))


def _context(form, report):
    if report:
        for one in report.wordings:
            if not one["was_summary"]:  # a summary and the text share few words: both stand whole
                one["pieces"] = law.diff(one["before"], one["after"])
    return {"form": form, "report": report, "shown": SHOWN}


def _confirmed(request):
    kept = request.session.get(KEPT)
    path = folder() / Path(kept["path"]).name if kept else None
    if path is None or not path.exists():
        messages.error(request, _("The file is no longer here. Choose it again."))
        return redirect("import_law")
    act = Act.objects.filter(pk=kept["act"]).first() if kept["act"] else None
    report = import_act(
        path,
        act=act,
        name=kept["name"],
        confirmed="looked" in request.POST,
        by=request.user,
    )
    if not report.is_written:
        messages.error(request, _("Nothing was changed. Look at the questions and tick the box."))
        return render(request, "acts/admin/import.html", _context(ActFileForm(), report))
    del request.session[KEPT]
    path.unlink(missing_ok=True)
    messages.success(
        request,
        _("Imported: %(places)s places and %(changes)s changes are new, %(wordings)s wordings.")
        % {
            "places": report.rules["new"],
            "changes": len(report.changes),
            "wordings": len(report.wordings),
        },
    )
    if report.is_new:
        return redirect(Act.snippet_viewset.get_url_name("edit"), report.act.pk)
    return redirect(report.act.get_absolute_url("bg"))
