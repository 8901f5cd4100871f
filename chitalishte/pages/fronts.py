"""What the front page and the theme pages gather from the collections."""

from django.http import QueryDict

from chitalishte.records.collection import collections
from chitalishte.records.language import current
from chitalishte.visuals.mapview import MapView

PICTURED = {"maps": 0, "charts": 1}  # these stand first, as pictures
MOST_PICTURED = 6
MOST = 4
NEWEST = 3  # texts on the front page


def front_page(page):
    """Return {figures, themes, view, newest} of the front page."""
    from .models import ArticlePage, StoryPage, ThemePage

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
    newest = page.get_descendants().live().public().type(ArticlePage, StoryPage)
    return {
        "figures": figures,
        "themes": themes,
        "view": view,
        "newest": newest.order_by("-first_published_at", "-pk").specific()[:NEWEST],
    }


def theme_page(page):
    """Return {groups, articles} of a theme page: what stands in it, collection by collection."""
    from .models import ArticlePage, PlainPage, StoryPage

    collections_ = sorted(collections(), key=lambda one: PICTURED.get(one.name, len(PICTURED)))
    groups = [_group(one, page.theme) for one in collections_]
    texts = page.get_children().live().public().type(ArticlePage, StoryPage, PlainPage)
    return {
        "groups": [group for group in groups if group["total"]],
        "articles": texts.order_by("-first_published_at").specific(),
    }


def _group(collection, theme):
    """Return {name, label, total, counted, items, is_pictured, more}: the first and the way on."""
    records = collection.public().filter(themes=theme)
    order = [part.format(language=current()) for part in collection.sorts[0].order]
    is_pictured = collection.name in PICTURED
    total, most = records.count(), MOST_PICTURED if is_pictured else MOST
    return {
        "name": collection.name,
        "label": collection.label_plural,
        "total": total,
        "is_pictured": is_pictured,
        "items": [
            {
                "record": record,
                "meta": collection.item_meta(record),
                "picture": collection.item_picture(record),
            }
            for record in records.order_by(*order)[:most]
        ],
        "counted": collection.counted(total),
        "more": f"/{current()}/{collection.name}/?theme={theme.identifier}" if total > most else "",
    }
