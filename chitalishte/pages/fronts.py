"""What the front page and the theme pages gather from the collections."""

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from chitalishte.records.collection import collections
from chitalishte.records.language import current
from chitalishte.visuals.mapview import MapView

MOST = 12


def front_page(page):
    """Return {figures, themes, map} of the front page."""
    from .models import ThemePage

    figures = [
        {
            "label": collection.counted(total),
            "url": f"/{current()}/{collection.name}/",
        }
        for collection in collections()
        if (total := collection.public().count())
    ]
    themes = []
    for theme_page in ThemePage.objects.live().child_of(page).select_related("theme"):
        counts = [
            collection.counted(total)
            for collection in collections()
            if (total := collection.public().filter(themes=theme_page.theme).count())
        ]
        themes.append({"page": theme_page, "count": " · ".join(counts)})
    view = None
    chosen = page.featured_map
    if chosen and chosen.is_public and chosen.dataset.is_public and chosen.dataset.current_version:
        view = MapView(chosen, QueryDict())
    return {"figures": figures, "themes": themes, "view": view}


def theme_page(page):
    """Return {groups, articles} of a theme page: what stands in it, collection by collection."""
    from .models import ArticlePage, PlainPage, StoryPage

    groups = []
    for collection in sorted(collections(), key=lambda one: one.name != "maps"):
        records = collection.public().filter(themes=page.theme)
        order = [part.format(language=current()) for part in collection.sorts[0].order]
        records = list(records.order_by(*order)[: MOST + 1])
        if records:
            groups.append(
                {
                    "label": collection.label_plural,
                    "items": [
                        {"record": record, "meta": collection.item_meta(record)}
                        for record in records[:MOST]
                    ],
                    "more_url": f"/{current()}/{collection.name}/?theme={page.theme.identifier}"
                    if len(records) > MOST
                    else "",
                }
            )
    below = (
        page.get_children()
        .live()
        .public()
        .filter(
            Q(content_type__model=ArticlePage._meta.model_name)
            | Q(content_type__model=StoryPage._meta.model_name)
            | Q(content_type__model=PlainPage._meta.model_name)
        )
    )
    return {
        "groups": groups,
        "articles": below.specific().order_by("-first_published_at"),
        "articles_label": _("Articles"),
    }
