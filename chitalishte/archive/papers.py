"""Files of copies: read once for the bytes they have, drawn when somebody looks."""

import threading
import time
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.search.backends import get_search_backend

from chitalishte import papers, text
from chitalishte.papers import PaperError
from chitalishte.records.chores import chore

from .models.copies import PaperFile, PaperPage, fingerprint, path_of

WIDTHS = (800, 1600)  # dots
AT_A_TIME = 4  # pages drawn at one start of the process
KEPT_DAYS = 30  # a picture nobody asked for
ON_THE_WAY = timedelta(days=1)  # what was read may belong to a form that is not sent yet
_drawing = threading.BoundedSemaphore(2)

SENTENCES = {
    "not_known": gettext_lazy("This is no file the house can show. It takes: %(known)s."),
    "empty": gettext_lazy("The file is empty."),
    "too_many_pages": gettext_lazy(
        "The file has %(pages)s pages; at most %(most)s can be taken at once. Divide it."
    ),
    "locked": gettext_lazy("The file opens only with a password. Save it without one."),
    "program": gettext_lazy(
        "The PDF holds a program (%(what)s), which a reader’s computer would run. "
        "Print it into a new PDF and bring that one."
    ),
    "broken": gettext_lazy(
        "The file is damaged: it cannot be read to the end. Open it in its program and save it "
        "again."
    ),
    "broken_pages": gettext_lazy(
        "The PDF is damaged: %(count)s of its pages cannot be read: %(pages)s. "
        "Open it in its program and save it again."
    ),
    "too_many_dots": gettext_lazy(
        "The picture has %(dots)s million dots; at most %(most)s million can be shown."
    ),
    "unpacks": gettext_lazy("The file unpacks to more than %(most)s MB."),
    "too_big": gettext_lazy("The page has more than %(most)s MB."),
    "took_too_long": gettext_lazy("Reading took more than %(seconds)s seconds and was ended."),
    "broke_off": gettext_lazy("Reading broke off: the file asks for too much or is damaged."),
}


def sentence(error):
    """Return what a PaperError says to an editor."""
    return SENTENCES[error.code] % error.params


def paper_of(file):
    """Return the PaperFile of an uploaded document, reading it when its bytes are new.

    Raises ValidationError for the field `file`; nothing is kept then.
    """
    try:
        return paper_at(path_of(file), fingerprint(file))
    except PaperError as error:
        words = _("“%(name)s”: %(why)s") % {"name": file.filename, "why": sentence(error)}
        raise ValidationError({"file": words}) from error


def paper_at(path, mark):
    """Return the PaperFile of a file with the SHA-256 `mark`, reading it when its bytes are new.

    Raises PaperError; nothing is kept then.
    """
    known = PaperFile.objects.filter(fingerprint=mark).first()
    if known:
        return known
    found = papers.read_apart(path)
    with transaction.atomic():
        paper = PaperFile.objects.create(
            fingerprint=mark,
            media_type=found.media_type,
            size=path.stat().st_size,
            page_count=len(found.pages),
        )
        keep_pages(paper, found.pages)
    return paper


def keep_pages(paper, pages):
    """Store pages and make their words findable."""
    kept = PaperPage.objects.bulk_create(
        [
            PaperPage(
                paper=paper,
                number=page.number,
                width=page.width,
                height=page.height,
                source=page.source,
                **stored_text(page.text, page.words),
            )
            for page in pages
        ],
        batch_size=200,
    )
    get_search_backend().add_bulk(PaperPage, kept)  # bulk_create sends no signals


def stored_text(words_as_text, words):
    return {
        "text": words_as_text,
        "text_keys": text.search_key(words_as_text),
        "words": [[word.text, *word.boxes] for word in words if word.boxes],
    }


def recognise(paper, say=lambda line: None):
    """Look at the pictures of a paper that have no text and keep what Tesseract reads there.

    A page is kept as soon as it is read, so a broken run goes on where it stopped. A page that
    cannot be read stays a picture.
    """
    from chitalishte.papers import ocr

    for page in list(paper.silent_pages().filter(source="")):
        words_as_text, words = ocr.recognise(picture(paper, page.number, WIDTHS[-1]))
        for name, value in stored_text(words_as_text, words).items():
            setattr(page, name, value)
        page.source = "ocr"
        page.save()
        say(f"{paper}, page {page.number}: {len(words)} words")
    paper.is_recognised = True
    paper.save(update_fields=["is_recognised"])


def folder():
    return settings.VAR / "pages"


def picture(paper, number, width):
    """Return the path of a page drawn `width` dots wide; draws it and the next ones when missing.

    Raises PaperError when it cannot be drawn, FileNotFoundError when there is no such page.
    """
    place = folder() / paper.fingerprint / str(width)
    path = place / f"{number}.jpg"
    if not path.exists():
        source = paper.copies.select_related("file").first()
        if source is None or not 1 <= number <= paper.page_count:
            raise FileNotFoundError(path)
        place.mkdir(parents=True, exist_ok=True)
        wanted = [
            one
            for one in range(number, min(number + AT_A_TIME, paper.page_count + 1))
            if not (place / f"{one}.jpg").exists()
        ]
        with _drawing:
            papers.draw_apart(path_of(source.file), place, width, wanted)
    return path


@chore
def pages_nobody_needs(*, is_trial=False):
    """Remove drawn pages not asked for in 30 days, and what was read from files no copy has."""
    before = time.time() - KEPT_DAYS * 24 * 3600
    old = [path for path in folder().rglob("*.jpg") if path.stat().st_mtime < before]
    unused = PaperFile.objects.filter(copies=None, read_at__lt=timezone.now() - ON_THE_WAY)
    told = {"pictures": len(old), "files": unused.count()}
    if not any(told.values()):
        return ""
    if not is_trial:
        for path in old:
            path.unlink(missing_ok=True)
        unused.delete()
    return _("%(pictures)s drawn pages, the text of %(files)s files that nothing shows") % told
