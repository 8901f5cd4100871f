"""The copies of a document that the house holds, and the pages read from their files.

The document is what an archivist describes; a copy is its instantiation (RiC-CM 1.0): a scan, a
transcript, a recording. Pages belong to the bytes of a file, whoever brings it again.
"""

import hashlib
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.search import index

from chitalishte import text
from chitalishte.records.language import current, speaking
from chitalishte.records.models.searchentry import Keys, Often

PIECE = 1 << 20  # bytes


class PaperFileQuerySet(models.QuerySet):
    def waiting(self):
        """Return the files with pages whose pictures nobody has looked at for text."""
        silent = models.Q(pages__text="", pages__source="", pages__width__gt=0)
        return self.filter(silent, is_recognised=False, copies__isnull=False).distinct()


class PaperFile(models.Model):
    """The bytes of a file that was read. Rows of the same bytes are one."""

    fingerprint = models.CharField(max_length=64, unique=True)  # SHA-256
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()  # bytes
    page_count = models.PositiveIntegerField()
    is_recognised = models.BooleanField(default=False)  # its pictures were looked at for text
    read_at = models.DateTimeField(default=timezone.now)

    objects = PaperFileQuerySet.as_manager()

    def __str__(self):
        return self.fingerprint[:12]

    @property
    def has_pictures(self):
        """Tell whether its pages can be drawn."""
        return self.media_type == "application/pdf" or self.media_type.startswith("image/")

    @property
    def is_sound(self):
        return self.media_type.startswith("audio/")

    def silent_pages(self):
        """Return the pages that are pictures without text."""
        return self.pages.filter(text="", width__gt=0)


class PaperPage(index.Indexed, models.Model):
    """One page: its text, and its words with their places as JSON of `[text, [x, y, w, h]…]`."""

    paper = models.ForeignKey(PaperFile, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()  # from 1
    width = models.FloatField()  # of the picture; 0 for a flowing text
    height = models.FloatField()
    text = models.TextField(blank=True)
    text_keys = models.TextField(blank=True)
    words = models.JSONField(default=list)
    source = models.CharField(max_length=4, blank=True)  # "file", "ocr" or ""

    search_fields = [Keys("text"), Often("text"), index.FilterField("paper")]

    class Meta:
        ordering = ["paper", "number"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="one_page_a_number")
        ]

    def __str__(self):
        return f"{self.paper} {self.number}"


class CopyQuerySet(models.QuerySet):
    def open(self, day=None):
        """Return the copies that anybody may read on a day."""
        day = day or timezone.localdate()
        is_open = models.Q(access=Copy.Access.OPEN) | models.Q(closed_until__lte=day)
        return self.filter(is_open, document__in=self.model.public_documents())


class Copy(models.Model):
    """One copy of a document: its file, what it was seen as, who may read it and from when."""

    class SeenAs(models.TextChoices):
        ORIGINAL = "original", _("the original")
        CERTIFIED = "certified-copy", _("a certified copy")
        COPY = "copy", _("a copy")
        PRESS = "press-quotation", _("a quotation in the press")

    class Access(models.TextChoices):
        OPEN = "open", _("open to everybody")
        CLOSED = "closed", _("closed")

    document = ParentalKey("archive.Document", on_delete=models.CASCADE, related_name="copies")
    file = models.ForeignKey(
        "wagtaildocs.Document",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("file"),
        help_text=_("PDF, DOCX, a picture or a recording."),
    )
    paper = models.ForeignKey(
        PaperFile,
        # a draft may name one that was tidied away meanwhile; saving reads the file once more
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="copies",
    )
    seen_as = models.CharField(
        _("seen as"),
        max_length=20,
        choices=SeenAs,
        default=SeenAs.COPY,
        help_text=_("What lay before whoever made the file."),
    )
    holder = models.CharField(
        _("where the original is kept"),
        max_length=300,
        blank=True,
        help_text=_("The archive and its reference code."),
    )
    taken_from = models.URLField(
        _("taken from"),
        max_length=500,
        blank=True,
        help_text=_("The address from which the file was saved."),
    )
    taken_on = models.DateField(
        _("taken on"), null=True, blank=True, help_text=_("The day on which it was saved.")
    )
    rights = models.CharField(
        _("rights"), max_length=300, blank=True, help_text=_("Who holds them, on what terms.")
    )
    access = models.CharField(
        _("access"), max_length=8, choices=Access, default=Access.OPEN, help_text=_("Who may read.")
    )
    closed_until = models.DateField(
        _("closed until"),
        null=True,
        blank=True,
        help_text=_("On that day it opens by itself. Left empty, it stays closed."),
    )
    closed_because = models.CharField(
        _("why it is closed"), max_length=300, blank=True, help_text=_("Readers see it.")
    )

    objects = CopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("copy")
        verbose_name_plural = _("copies")
        ordering = ["pk"]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        from ..papers import paper_of

        if self.file_id and (
            self.paper is None or self.paper.fingerprint != fingerprint(self.file)
        ):
            self.paper = paper_of(self.file)
        super().save(*args, **kwargs)

    @property
    def title(self):
        """Return the title of the file; of a saved source in the language of the page."""
        if not self.file_id:
            return ""
        return _spoken(self.file.title, lambda: saved_title(self.taken_on))

    @property
    def why_closed(self):
        """Return the reason; that of a saved source in the language of the page."""
        return _spoken(self.closed_because, why_saved_is_closed)

    @staticmethod
    def public_documents():
        from .chronology import Document

        return Document.objects.public()

    @property
    def is_open(self):
        """Tell whether anybody may read it today."""
        if self.access == self.Access.OPEN:
            return True
        return bool(self.closed_until and self.closed_until <= timezone.localdate())

    def clean(self):
        from ..papers import paper_of

        super().clean()
        if self.access == self.Access.CLOSED and not self.closed_because.strip():
            raise ValidationError({"closed_because": _("Say why it is closed: readers see it.")})
        if self.file_id:
            self.paper = paper_of(self.file)


def saved_title(day):
    """Return what the portal calls the file of a source it saved on a day."""
    when = text.day(day, current()) if day else ""
    return gettext("Saved copy of the source, %(day)s") % {"day": when}


def why_saved_is_closed():
    return gettext(
        "it is kept as evidence, and the rights belong to its publisher. "
        "Read it at its own address."
    )


def _spoken(stored, made):
    """Return words of our own, stored in Bulgarian, in the language of the page; others as is."""
    with speaking("bg"):
        is_ours = stored == made()
    return made() if is_ours else stored


def fingerprint(file):
    """Return the SHA-256 of an uploaded document's bytes."""
    digest = hashlib.sha256()
    with file.open_file() as stream:
        while piece := stream.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def path_of(file):
    """Return where an uploaded document lies."""
    return Path(file.file.path)
