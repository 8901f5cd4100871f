"""Pages of the EU states."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chitalishte.drawing import countries as known
from chitalishte.records import crumbs
from chitalishte.records.language import current

from .countries import FEWEST, MOST, chapters, comparison, states, theme_maps, views_of_maps
from .models import PowerModel
from .powermodels import Guide, models_of


def _crumbs():
    return [
        crumbs.home(),
        {"label": _("Justice"), "url": f"/{current()}/justice/"},
        {"label": _("States"), "url": reverse("countries")},
    ]


@require_safe
def country_list(request):
    """Every state, with the way to compare several."""
    maps = views_of_maps()
    context = {
        "states": states(maps),
        "maps": maps,
        "has_models": PowerModel.objects.exists(),
        "crumbs": _crumbs()[:-1],
        "most": MOST,
        "fewest": FEWEST,
    }
    return render(request, "justice/countries.html", context)


@require_safe
def country(request, code):
    """One state across all maps."""
    normal = known.normalise(code)
    if normal is None:
        raise Http404
    if normal != code:
        return redirect("country", normal, permanent=True)
    maps = views_of_maps()
    found = chapters(code, maps)
    if not found:
        raise Http404
    around = [item[0] for item in states(maps)]
    place = around.index(code)
    context = {
        "code": code,
        "name": known.name(code, current()),
        "chapters": found,
        "models": models_of(code),
        "crumbs": _crumbs(),
        "others": [item for item in states(maps) if item[0] != code],
        "previous": _neighbour(around, place - 1) if place else None,
        "next": _neighbour(around, place + 1) if place + 1 < len(around) else None,
        "canonical_url": settings.BASE_URL + request.path,
    }
    return render(request, "justice/country.html", context)


def _neighbour(codes, place):
    code = codes[place]
    return {"url": reverse("country", args=[code]), "label": known.name(code, current())}


@require_safe
def compare(request):
    """Two to five states side by side; the address holds the choice."""
    maps = views_of_maps()
    available = states(maps)
    names = dict(available)
    wanted = [known.normalise(code) for code in request.GET.getlist("c")]
    codes = [code for code in dict.fromkeys(wanted) if code in names]
    problem = ""
    if len(codes) > MOST:
        problem = _("You chose %(chosen)s states. The first %(most)s are compared.") % {
            "chosen": len(codes),
            "most": MOST,
        }
        codes = codes[:MOST]
    elif len(codes) < FEWEST and wanted:
        problem = _("Choose at least two states.")
    only_differences = "differ" in request.GET
    context = {
        "states": available,
        "codes": codes,
        "names": [names[code] for code in codes],
        "columns": [{"code": code, "name": names[code]} for code in codes],
        "tables": comparison(codes, maps) if len(codes) >= FEWEST else [],
        "only_differences": only_differences,
        "problem": problem,
        "most": MOST,
        "crumbs": _crumbs(),
    }
    return render(request, "justice/compare.html", context)


@require_safe
def power_models(request):
    """The models of judicial power in the EU, and which states scholars name for each."""
    guide = Guide()
    if not guide.models:
        raise Http404
    context = {
        "guide": guide,
        "maps": theme_maps(),
        "crumbs": _crumbs()[:-1],
        "canonical_url": settings.BASE_URL + request.path,
    }
    return render(request, "justice/models.html", context)
