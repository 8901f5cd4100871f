"""Where an editor keeps a question over the tables as a dataset, and asks it again."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from chitalishte.tables.sandbox import SqlError

from . import deriving
from .models import Dataset
from .sqlpage import refusal_words

SHOWN = 10


class DerivedForm(forms.Form):
    title_bg = forms.CharField(label=gettext_lazy("title in Bulgarian"), max_length=300)
    title_en = forms.CharField(
        label=gettext_lazy("title in English"), max_length=300, required=False
    )
    sql = forms.CharField(label=gettext_lazy("question"), widget=forms.Textarea(attrs={"rows": 6}))


@require_http_methods(["GET", "POST"])
def derive(request):
    """GET ?sql=: what the dataset would hold. POST: make it, as a draft."""
    if not request.user.has_perm("datasets.add_dataset"):
        raise PermissionDenied
    form = DerivedForm(request.POST or None, initial={"sql": request.GET.get("sql", "")})
    answer, sources, error = None, [], ""
    sql = request.POST.get("sql") or request.GET.get("sql", "")
    if sql:
        try:
            if request.method == "POST" and form.is_valid():
                dataset = deriving.create(
                    sql, title_bg=form.cleaned_data["title_bg"],
                    title_en=form.cleaned_data["title_en"], by=request.user,
                )  # fmt: skip
                messages.success(
                    request, _("The dataset is a draft. Look it over, complete it and publish.")
                )
                edit = Dataset.snippet_viewset.get_url_name("edit")
                return redirect(edit, dataset.pk)
            answer, sources = deriving.ask(sql)
        except (SqlError, ValidationError) as refused:
            error = _sentence(refused)
    context = {
        "form": form,
        "error": error,
        "answer": answer,
        "sources": sources,
        "header": [{"label": each["name"]} for each in answer.columns] if answer else [],
        "rows": answer.rows[:SHOWN] if answer else [],
        "count": deriving.rows_words(answer) if answer else "",
    }
    return render(request, "datasets/admin/derive.html", context)


@require_POST
def renew(request, pk):
    """Ask the question of a derived dataset again."""
    if not request.user.has_perm("datasets.change_dataset"):
        raise PermissionDenied
    dataset = get_object_or_404(Dataset, pk=pk, current_version__derivation__isnull=False)
    try:
        if deriving.renew(dataset, by=request.user):
            messages.success(
                request, _("The answer is another one now. It waits in the draft to be published.")
            )
        else:
            messages.success(request, _("The answer is the same. Nothing was changed."))
    except (SqlError, ValidationError) as refused:
        messages.error(request, _("Nothing was changed. %(why)s") % {"why": _sentence(refused)})
    return redirect(Dataset.snippet_viewset.get_url_name("edit"), pk)


def _sentence(refused):
    if isinstance(refused, SqlError):
        return " ".join(refusal_words(refused))
    return " ".join(refused.messages)
