"""The whole life of one article."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from chitalishte.records import crumbs

from .chapter import Chapter, article_name, label_of
from .models import Act, Event


@require_safe
def article(request, slug, eid):
    """What an article says today, and everything that ever happened to it."""
    act = get_object_or_404(Act.objects.public(), slug=slug)
    chapter = Chapter(act)
    rule = chapter.rules.get(eid)
    if rule is None or rule.parent:
        raise Http404
    today = next((one for one in chapter.articles if one.rule.eid == eid), None)
    life = [
        {"change": change, "label": label_of(chapter.rules[change.rule], _number(change, chapter))}
        for change in chapter.life(eid)
    ]
    changed_by = {change.event_id for change in chapter.changes.values()}
    number = today.number if today else rule.number
    near = [
        event
        for event in Event.objects.public().exclude(pk__in=changed_by)
        if rule.number in event.articles or number in event.articles
    ]
    context = {
        "record": act,
        "rule": rule,
        "name": article_name(number),
        "today": today,
        "life": life,
        "near": near,
        "crumbs": crumbs.to_record(act),
        "canonical_url": settings.BASE_URL + request.path,
    }
    return render(request, "acts/article.html", context)


def _number(change, chapter):
    rule = chapter.rules[change.rule]
    return change.number or rule.number
