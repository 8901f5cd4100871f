"""The pages on which a researcher proposes a survey or a correction, without an account."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chitalishte.ddi.emm import specification
from chitalishte.records import crumbs
from chitalishte.records.collection import get
from chitalishte.records.language import current
from chitalishte.records.limits import over_limit

from . import proposals
from .models import Contribution, Survey
from .presenting import words_of
from .proposalforms import NAMES, SECTIONS, SectionForm, SenderForm

MOST_AN_HOUR = 10


@never_cache
@require_http_methods(["GET", "POST"])
def start(request):
    """Say what will be asked; the button begins a proposal."""
    slug = request.POST.get("survey") or request.GET.get("survey", "")
    survey = Survey.objects.public().filter(slug=slug).first() if slug else None
    if request.method == "POST":
        if over_limit(request, "proposals", MOST_AN_HOUR):
            return render(
                request, "surveys/propose_start.html", _start(survey, too_many=True), status=429
            )
        contribution = proposals.begin(survey, language=current())
        return redirect("surveys:propose_section", contribution.key, NAMES[0])
    return render(request, "surveys/propose_start.html", _start(survey))


def _start(survey, *, too_many=False):
    return {
        "survey": survey,
        "too_many": too_many,
        "sections": SECTIONS,
        "crumbs": crumbs.to_list(get("surveys")),
    }


def _open(key):
    """Return a proposal that may still be written; 404 for any other."""
    contribution = get_object_or_404(Contribution, key=key)
    if not contribution.is_open:
        raise Http404
    return contribution


@never_cache
@require_http_methods(["GET", "POST"])
def section(request, key, name):
    """One section: kept when the reader goes on, and while they write."""
    contribution = _open(key)
    if name not in NAMES:
        raise Http404
    form = SectionForm(name, contribution.answers, request.POST or None)
    is_autosave = "X-Autosave" in request.headers
    if request.method == "POST":
        if form.is_valid():
            proposals.keep(contribution, form.answers())
            if is_autosave:
                return HttpResponse(status=204)
            position = NAMES.index(name) + 1
            if "back" in request.POST:
                return redirect("surveys:propose_section", key, NAMES[max(position - 2, 0)])
            if position < len(NAMES):
                return redirect("surveys:propose_section", key, NAMES[position])
            return redirect("surveys:propose_send", key)
        if is_autosave:
            return HttpResponse(status=422)
    context = {
        "form": form,
        "contribution": contribution,
        "steps": _steps(contribution, name),
        "is_first": name == NAMES[0],
        "number": NAMES.index(name) + 1,
        "total": len(NAMES) + 1,
        "summary": _summary(form),
        "crumbs": crumbs.to_list(get("surveys")),
    }
    status = 400 if form.errors else 200
    return render(request, "surveys/propose_section.html", context, status=status)


def _steps(contribution, name):
    steps = [
        {
            "label": title,
            "url": reverse("surveys:propose_section", args=[contribution.key, one]),
            "current": one == name,
        }
        for one, title, _codes in SECTIONS
    ]
    last = reverse("surveys:propose_send", args=[contribution.key])
    return [*steps, {"label": _("Send"), "url": last, "current": name == "send"}]


def _summary(form):
    return [
        {"message": f"{form.fields[name].label}: {sentence}", "anchor": f"id_{name}"}
        for name, sentences in form.errors.items()
        if name in form.fields
        for sentence in sentences
    ]


@never_cache
@require_http_methods(["GET", "POST"])
def send(request, key):
    """What is proposed, who proposes it; the letter that confirms."""
    contribution = _open(key)
    initial = {name: getattr(contribution, name) for name in ("name", "orcid", "email", "source")}
    form = SenderForm(request.POST or None, initial=initial)
    changed = proposals.differences(contribution)
    missing = [] if contribution.title and contribution.country else [_missing(contribution)]
    if request.method == "POST" and form.is_valid() and changed and not missing:
        if not form.cleaned_data["website"]:
            details = {n: form.cleaned_data[n] for n in ("name", "orcid", "email", "source")}
            proposals.ask_to_confirm(contribution, **details)
        return redirect("surveys:propose_sent")
    context = {
        "form": form,
        "contribution": contribution,
        "steps": _steps(contribution, "send"),
        "changes": shown_differences(changed),
        "missing": missing,
        "summary": [*_summary(form), *[{"message": one} for one in missing]]
        if request.method == "POST"
        else [],
        "crumbs": crumbs.to_list(get("surveys")),
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "surveys/propose_send.html", context, status=status)


def _missing(contribution):
    if not contribution.title:
        return _("The survey needs a title: go back to “The survey”.")
    return _("Say which country the survey is about: go back to “The survey”.")


def shown_differences(changed):
    """Return [{label, code, before, after}] in the words of the page."""
    found = []
    for one in changed:
        field = specification.fields().get(one["code"])
        if field is None:
            continue
        found.append(
            {
                "label": field.label(current()),
                "code": one["code"],
                "before": words_of(field, one["before"]) if one["before"] else "",
                "after": words_of(field, one["after"]) if one["after"] else "",
            }
        )
    return found


@never_cache
@require_http_methods(["GET"])
def sent(request):
    """Say that a letter is on its way."""
    return render(request, "surveys/propose_sent.html", {"crumbs": crumbs.to_list(get("surveys"))})


@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request, key, confirmation):
    """The link of the letter: a button, because programs that read mail follow links too."""
    contribution = Contribution.objects.filter(
        key=key, confirmation=confirmation, state=Contribution.State.UNCONFIRMED
    ).first()
    if contribution is not None and request.method == "POST":
        proposals.confirm(contribution)
        return render(
            request, "surveys/propose_confirmed.html", {"crumbs": crumbs.to_list(get("surveys"))}
        )
    context = {"contribution": contribution, "crumbs": crumbs.to_list(get("surveys"))}
    status = 200 if contribution else 404
    return render(request, "surveys/propose_confirm.html", context, status=status)
