"""The organs of the judiciary on a day."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from chitalishte.records import collection as registry
from chitalishte.records import crumbs

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
