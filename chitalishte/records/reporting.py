"""“Report a mistake”: a form without an account, kept from robots by a hidden field and a limit."""

from urllib.parse import urlsplit

from django import forms
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from .limits import over_limit
from .models import MistakeReport

MOST_AN_HOUR = 5


class MistakeForm(forms.ModelForm):
    """What is wrong, and where to answer. `website` is for robots only: people do not see it."""

    website = forms.CharField(required=False)

    class Meta:
        model = MistakeReport
        fields = ["message", "email"]
        widgets = {"message": forms.Textarea(attrs={"rows": 6, "maxlength": 4000})}
        help_texts = {
            "message": gettext_lazy(
                "Say what is wrong and, if you can, where the right fact stands."
            ),
            "email": gettext_lazy(
                "Only if you want an answer. It is deleted 90 days after we answer."
            ),
        }
        error_messages = {
            "message": {"required": gettext_lazy("Write what is wrong.")},
            "email": {"invalid": gettext_lazy("This is not an e-mail address: it needs an @.")},
        }


def _own_path(address):
    """Return the path of an address of ours, or "" for any other."""
    parts = urlsplit(address)
    if parts.netloc or parts.scheme or not address.startswith(("/bg/", "/en/")):
        return ""
    return parts.path[:400]


@never_cache
@require_http_methods(["GET", "POST"])
def report(request):
    """Take a report into the editors' queue."""
    address = _own_path(request.POST.get("page") or request.GET.get("page", ""))
    title = (request.POST.get("title") or request.GET.get("title", ""))[:300]
    form = MistakeForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["website"]:
            return redirect("report_thanks")  # a robot; it is told what it wants to hear
        if over_limit(request, "reports", MOST_AN_HOUR):
            form.add_error(
                None,
                _("You sent many reports in a short time. Your text is kept: try in an hour."),
            )
            status = 429
        else:
            form.instance.address, form.instance.title = address, title
            form.save()
            return redirect("report_thanks")
    elif request.method == "POST":
        status = 400
    context = {"form": form, "page": address, "title": title, "summary": _summary(form)}
    return render(request, "records/report.html", context, status=status)


def _summary(form):
    """Return what the error summary needs: each sentence with the field it leads to."""
    return [
        {"message": sentence, "anchor": "" if name == "__all__" else f"id_{name}"}
        for name, sentences in form.errors.items()
        for sentence in sentences
    ]


@never_cache
def thanks(request):
    """Say that the report arrived and what happens now."""
    return render(request, "records/report_thanks.html")
