"""What was on the table on a day, and the map of one change."""

from django.conf import settings
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chitalishte.records import collection as registry
from chitalishte.records import crumbs

from .decisionmap import DecisionMap
from .models import Act, Procedure
from .onthetable import FIRST, Table


@require_safe
def table(request):
    """Drafts, cases and opinions that were open on a day."""
    asked = Table(request.GET.get("day", ""))
    address = reverse("chronology:table")
    context = {
        "table": asked,
        "first": FIRST,
        "act": Act.objects.public().order_by("first_published_at").first(),
        "crumbs": crumbs.to_list(registry.get("chronology")),
        "canonical_url": settings.BASE_URL + address,
    }
    return render(request, "chronology/table.html", context)


@require_safe
def maps(request):
    """Every change that has a map."""
    context = {
        "procedures": sorted(
            Procedure.objects.filter(kind=Procedure.Kind.AMENDMENT).prefetch_related("events"),
            key=lambda one: one.opened or one.closed,
        ),
        "crumbs": crumbs.to_list(registry.get("chronology")),
        "canonical_url": settings.BASE_URL + request.path,
    }
    return render(request, "chronology/decision_maps.html", context)


@require_safe
def decision_map(request, slug):
    """One change, from who proposed it to what is left of it."""
    procedure = get_object_or_404(Procedure, identifier=slug, kind=Procedure.Kind.AMENDMENT)
    context = {
        "procedure": procedure,
        "map": DecisionMap(procedure),
        "crumbs": [
            *crumbs.to_list(registry.get("chronology")),
            {"label": _("Change by change"), "url": reverse("chronology:decision-maps")},
        ],
        "canonical_url": settings.BASE_URL + request.path,
    }
    return render(request, "chronology/decision_map.html", context)
