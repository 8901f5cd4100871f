"""What happens when a page becomes public, changes, moves or leaves."""

from django.db.models.signals import post_delete, post_save
from django.utils.html import strip_tags
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from chitalishte.records import search
from chitalishte.records.edition import raise_edition

from .models import ReadingPage, SiteFrame


def connect():
    page_published.connect(_on_published, dispatch_uid="pages.published")
    page_unpublished.connect(_on_unpublished, dispatch_uid="pages.unpublished")
    post_page_move.connect(_on_moved, dispatch_uid="pages.moved")
    post_delete.connect(_on_deleted, dispatch_uid="pages.deleted")
    post_save.connect(_on_frame_saved, sender=SiteFrame, dispatch_uid="pages.frame")


def _key(page):
    return f"page:{page.pk}"


def reindex(page):
    """Put a page into the search as it is now."""
    page = page.specific
    if not isinstance(page, ReadingPage) or not page.live:
        search.remove(_key(page))
        return
    body = strip_tags(" ".join(str(block.render()) for block in page.body if _is_text(block)))
    search.put(
        key=_key(page),
        kind=page.kind,
        object_id=page.pk,
        entries=[
            (
                page.locale.language_code,
                page.title,
                " ".join(f"{page.lede} {body}".split()),
                page.url or "/",
            )
        ],
    )


def _is_text(block):
    return block.block_type in ("text", "quotation", "footnotes")


def _on_published(sender, instance, **kwargs):
    reindex(instance)
    raise_edition()


def _on_unpublished(sender, instance, **kwargs):
    search.remove(_key(instance))
    raise_edition()


def _on_moved(sender, instance, **kwargs):
    for page in Page.objects.descendant_of(instance, inclusive=True).live():
        reindex(page)
    raise_edition()


def _on_deleted(sender, instance, **kwargs):
    if isinstance(instance, Page):
        search.remove(_key(instance))
        raise_edition()


def _on_frame_saved(sender, **kwargs):
    raise_edition()
