"""The screen where an editor says from which address a dataset's file is fetched."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from chitalishte.datasets.models import Dataset, Origin

from .fetched import fetch, sentence, waiting_intake


class OriginForm(forms.ModelForm):
    address = forms.URLField(
        label=Origin._meta.get_field("address").verbose_name,
        help_text=Origin._meta.get_field("address").help_text,
        max_length=1000,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"size": 60}),
    )

    class Meta:
        model = Origin
        fields = ["address", "every", "is_on", "publishes"]


@require_http_methods(["GET", "POST"])
def origin(request, pk):
    """POST: save; with `now` also fetch at once; with `forget` leave the address."""
    if not request.user.has_perm("datasets.change_dataset"):
        raise PermissionDenied
    dataset = get_object_or_404(Dataset, pk=pk)
    found = Origin.objects.filter(dataset=dataset).first() or Origin(dataset=dataset)
    address = found.address
    form = OriginForm(request.POST or None, instance=found)
    if "forget" in request.POST and found.pk:
        found.delete()
        messages.success(request, _("The address is forgotten. The table stays as it is."))
        return redirect("intake_origin", pk)
    if request.method == "POST" and form.is_valid():
        if not request.user.has_perm("datasets.publish_dataset"):
            found.publishes = False
        if found.address != address:
            found.forget()
        found = form.save()
        if "now" in request.POST:
            fetch(found)
            _say(request, found)
        else:
            messages.success(request, _("Saved."))
        return redirect("intake_origin", pk)
    context = {
        "dataset": dataset,
        "origin": found if found.pk else None,
        "form": form,
        "problem": sentence(found) if found.pk else "",
        "waiting": waiting_intake(found) if found.pk else None,
    }
    return render(request, "datasets/admin/origin.html", context)


def _say(request, found):
    if words := sentence(found):
        messages.warning(request, words)
    else:
        messages.success(request, _("The address was asked; all is well."))
