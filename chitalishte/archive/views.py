"""The whole life of one article."""

from itertools import groupby

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chitalishte import law
from chitalishte.law.acts import kind_of
from chitalishte.records import crumbs
from chitalishte.records.answers import as_file, for_all
from chitalishte.records.views import find_record

from .chapter import Chapter, article_name, label_of
from .lawexport import akoma_ntoso, eli, formats
from .making import made_by
from .models import Event


@require_safe
def article(request, slug, eid):
    """What an article says today, and everything that ever happened to it."""
    act, answer = find_record(request, "acts", slug)
    if act is None:
        return answer
    chapter = Chapter(act)
    rule = chapter.rules.get(eid)
    if rule is None or kind_of(eid) not in ("article", "sign"):
        raise Http404
    today = next((one for one in chapter.articles if one.rule.eid == eid), None)
    changed_by = {change.event_id for change in chapter.changes.values()}
    number = today.number if today else rule.number
    near = [
        event
        for event in Event.objects.public().exclude(pk__in=changed_by)
        if rule.number in event.articles or number in event.articles
    ]
    changes = chapter.life(eid)
    made = made_by({*near, *(change.event for change in changes)})
    life = [
        {
            "day": day,
            "made": made[event],
            "steps": [
                {"change": one, "label": label_of(chapter.rules[one.rule], _number(one, chapter))}
                for one in steps
            ],
        }
        for (day, event), steps in groupby(changes, lambda one: (one.in_force, one.event_id))
    ]
    context = {
        "record": act,
        "rule": rule,
        "name": article_name(number, kind_of(eid)),
        "today": today,
        "life": life,
        "near": [made[event.pk] for event in near],
        "formats": formats(act),
        "crumbs": crumbs.to_record(act),
        "canonical_url": settings.BASE_URL + request.path,
    }
    return render(request, "acts/article.html", context)


def _number(change, chapter):
    rule = chapter.rules[change.rule]
    return change.number or rule.number


@require_safe
def akoma(request, slug):
    """The act in Akoma Ntoso: on the day in the address, or all its versions."""
    act, answer = find_record(request, "acts", slug)
    if act is None:
        return answer
    written = request.GET.get("day", "")
    try:
        day = law.day(written).earliest if written else None
    except ValueError as error:
        raise Http404(str(error)) from error
    name = f"{act.slug}-{day or 'versions'}.xml"
    text = akoma_ntoso(act, day)
    response = HttpResponse(text, content_type="application/akn+xml; charset=utf-8")
    return as_file(response, name)


@require_safe
def act_eli(request, slug):
    """The act as ELI in JSON-LD."""
    act, answer = find_record(request, "acts", slug)
    if act is None:
        return answer
    return for_all(
        JsonResponse(
            eli(act),
            content_type="application/ld+json",
            json_dumps_params={"ensure_ascii": False},
        )
    )
