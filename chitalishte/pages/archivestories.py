"""The articles told from the archive, for its entrance."""

from chitalishte.archive.entrance import tells
from chitalishte.records.language import current

from .models import ArticlePage

TOLD_BY = {"rules", "event"}  # blocks that show the archive


@tells
def stories():
    """Return [{label, url, about}] of the public articles with rules or events in their text."""
    pages = ArticlePage.objects.live().filter(locale__language_code=current()).order_by("slug")
    return [
        {"label": page.title, "url": page.get_url(), "about": page.lede}
        for page in pages
        if TOLD_BY & {block.block_type for block in page.body}
    ]
