"""The editors' screens beyond editing: proposals, possible duplicates, what is missing."""

from django import forms
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from chitalishte.ddi.emm import specification
from chitalishte.records.language import current

from .bridging import answers_of
from .likeness import possible_duplicates
from .models import Contribution, CountryTeam, Survey
from .proposals import accept, decline, differences, may_decide
from .proposalviews import shown_differences

MOST_PAIRS = 200
may_publish = permission_required("surveys.publish_survey", raise_exception=True)


class DecisionForm(forms.Form):
    """The words that go to the author; a refusal without a reason is not sent."""

    words = forms.CharField(
        label=gettext_lazy("Words to the author"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("They go into the letter. Required when you decline."),
    )


def _edit_url(survey):
    return reverse(Survey.snippet_viewset.get_url_name("edit"), args=[survey.pk])


@may_publish
def queue(request):
    """Proposals that wait: those of a country with a team only for its team."""
    teams = {team.country_id: team for team in CountryTeam.objects.prefetch_related("members")}
    waiting = [
        one
        for one in Contribution.objects.waiting().select_related("survey", "country")
        if request.user.is_superuser
        or one.country_id not in teams
        or request.user in teams[one.country_id].members.all()
    ]
    decided = Contribution.objects.exclude(decided_at=None).order_by("-decided_at")[:20]
    context = {"waiting": waiting, "decided": decided}
    return render(request, "surveys/admin/queue.html", context)


@may_publish
def proposal(request, pk):
    """One proposal with its differences; accepting makes a draft, declining needs a reason."""
    contribution = get_object_or_404(Contribution, pk=pk)
    if not may_decide(request.user, contribution):
        raise PermissionDenied
    form = DecisionForm(request.POST or None)
    is_open = contribution.state == Contribution.State.SENT
    if request.method == "POST" and is_open and form.is_valid():
        words = form.cleaned_data["words"]
        if "accept" in request.POST:
            try:
                survey = accept(contribution, by=request.user, words=words)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("Accepted. Look at the draft and publish it."))
                return redirect(_edit_url(survey))
        elif words:
            decline(contribution, by=request.user, words=words)
            messages.success(request, _("Declined. The author was told."))
            return redirect("survey_proposals")
        else:
            form.add_error("words", _("Tell the author why."))
    context = {
        "contribution": contribution,
        "changes": shown_differences(differences(contribution)),
        "form": form,
        "is_open": is_open,
        "edit_url": _edit_url(contribution.survey) if contribution.survey_id else "",
    }
    return render(request, "surveys/admin/proposal.html", context)


@may_publish
def duplicates(request):
    """Pairs of records that may be one survey."""
    pairs = []
    for first, second, reason in possible_duplicates():
        pairs.append(
            {
                "first": {"title": str(first), "url": _edit_url(first)},
                "second": {"title": str(second), "url": _edit_url(second)},
                "reason": _("the same number") if reason == "number" else _("nearly one title"),
            }
        )
        if len(pairs) >= MOST_PAIRS:
            break
    return render(request, "surveys/admin/duplicates.html", {"pairs": pairs})


@may_publish
def quality(request):
    """What the registry requires and our records do not have: by field, over all surveys."""
    required = [f for f in specification.fields().values() if f.required and not f.group]
    missing = dict.fromkeys((field.code for field in required), 0)
    total = 0
    for survey in Survey.objects.select_related("country").iterator(chunk_size=200):
        total += 1
        answers = answers_of(survey)
        for field in required:
            missing[field.code] += field.code not in answers
    rows = [
        {"code": field.code, "label": field.label(current()), "missing": missing[field.code]}
        for field in required
        if missing[field.code]
    ]
    rows.sort(key=lambda row: -row["missing"])
    return render(request, "surveys/admin/quality.html", {"rows": rows, "total": total})
