"""The organs of the judiciary on a day."""

from django.conf import settings
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from chitalishte.records import collection as registry
from chitalishte.records import crumbs
from chitalishte.records.answers import for_all
from chitalishte.records.language import current

from .organdrawing import draw
from .organs import Organs


@require_safe
@vary_on_headers("X-Fragment")
def organs(request):
    """Who chose whom on a day, as a diagram and as a table; or only these for the slider."""
    asked = Organs(request.GET.get("day", ""))
    if asked.act is None:
        raise Http404
    context = {"organs": asked, "diagram": draw(asked.held)}
    if request.headers.get("X-Fragment") == "organs":
        return render(request, "chronology/_organs.html", context)
    context |= {
        "crumbs": crumbs.to_list(registry.get("chronology")),
        "canonical_url": settings.BASE_URL + reverse("chronology:organs"),
    }
    return render(request, "chronology/organs.html", context)


@require_safe
def organs_data(request):
    """The same for programs; null is what the data do not say, "-" what does not apply."""
    asked = Organs(request.GET.get("day", ""))
    if asked.act is None:
        raise Http404
    response = JsonResponse(
        {
            "day": asked.day.isoformat(),
            "act": settings.BASE_URL + asked.act.get_absolute_url(current()),
            "licence": asked.act.licence,
            "facts": [_told(one) for one in asked.held],
        }
    )
    return for_all(response)


def _told(held):
    fact = held.fact
    return {
        "id": fact.identifier,
        "organ": _named(fact.organ),
        "kind": fact.kind,
        "what": fact.what,
        "count": fact.count,
        "chosen_by": _named(fact.chosen_by),
        "proposed_by": _named(fact.proposed_by),
        "majority": fact.majority or None,
        "term_years": fact.term_years,
        "second_term": fact.again or None,
        "note": fact.note or None,
        "since": held.since.written,
        "confidence": held.confidence or None,
        "rules": held.rules,
        "made_by": [settings.BASE_URL + event.get_absolute_url(current()) for event in held.events],
    }


def _named(organ):
    return {"id": organ.identifier, "name": organ.name} if organ else None
