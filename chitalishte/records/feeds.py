"""Atom feeds: what was published and changed, for a collection or exactly one filter of it."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from . import collection as registry
from .language import current
from .listing import Listing

MOST = 50


class CollectionFeed(Feed):
    """The last changed records of the list whose address (with its filter) has /feed/ behind it."""

    feed_type = Atom1Feed

    def get_object(self, request, name):
        collection = registry.get(name)
        return Listing(collection, request.GET), collection

    def title(self, obj):
        _listing, collection = obj
        return f"{settings.SITE_NAME}: {collection.label_plural}"

    def subtitle(self, obj):
        return str(obj[1].lede)

    def link(self, obj):
        return f"/{current()}/{obj[1].name}/"

    def feed_url(self, obj):
        return f"/{current()}/{obj[1].name}/feed/"

    def author_name(self, obj):
        return settings.SITE_NAME

    def items(self, obj):
        return list(obj[0].records.order_by("-last_published_at")[:MOST])

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        if not item.change_note:
            return item.summary
        return _("%(summary)s Change: %(note)s") % {
            "summary": item.summary,
            "note": item.change_note,
        }

    def item_link(self, item):
        return item.get_absolute_url()

    def item_guid(self, item):
        return settings.BASE_URL + f"/{item.collection.name}/{item.identifier}"

    item_guid_is_permalink = False

    def item_pubdate(self, item):
        return item.first_published_at

    def item_updateddate(self, item):
        return item.last_published_at
