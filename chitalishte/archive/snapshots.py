"""The source of a document, saved as it is today: bytes, day and address, closed to readers.

Sources move and change; a copy with its fingerprint shows what stood there. The rights stay with
the publisher, so readers see that it is held, and only an editor may open it.
"""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model

from chitalishte import papers, text
from chitalishte.fetching import FetchError
from chitalishte.papers import PaperError
from chitalishte.records import asking
from chitalishte.records.language import current, speaking
from chitalishte.records.uploads import folder

from .models import Copy, Document
from .models.copies import fingerprint, saved_title, why_saved_is_closed
from .papers import paper_at, sentence

FOLDER = "documents/snapshots/"  # of MEDIA_ROOT; what lies in it was saved by the portal itself
NAME = 50  # letters of a file name that come from the identifier


class SnapshotError(Exception):
    """Nothing was saved and nothing changed; the message is a sentence for a person."""


@dataclass(frozen=True)
class Saved:
    """What came of it.

    copy          the new one, or the one with the same bytes that was held already
    is_last       nothing else was saved from the address after that one
    is_published  readers see it; else it waits in the draft
    """

    copy: Copy
    is_new: bool
    is_last: bool
    is_published: bool

    def __str__(self):
        day = text.day(self.copy.taken_on, current()) if self.copy.taken_on else ""
        if self.is_new and self.is_published:
            return _("Saved. Readers see the day, the address and the fingerprint, not the file.")
        if self.is_new:
            return _("Saved into the draft. Readers learn of it when the draft is published.")
        if not day:
            return _("These very bytes are held already. Nothing new was saved.")
        if self.is_last:
            words = _("Unchanged since %(day)s: these very bytes are held. Nothing new was saved.")
        else:
            words = _("It is again as it was on %(day)s; that copy is held. Nothing new was saved.")
        return words % {"day": day}


def is_snapshot(file):
    """Tell whether a file of the library was saved from a source by the portal itself."""
    return file.file.name.startswith(FOLDER)


def is_settled(document):
    """Tell whether what readers see is all there is: no draft of an editor waits."""
    return document.live and not document.has_unpublished_changes


def as_edited(document):
    """Return the document as an editor finds it: its draft where there is one."""
    return document if is_settled(document) else document.get_latest_revision_as_object()


def copies_from(edited):
    """Return the copies taken from the address of a document, in the order of their days."""
    found = [one for one in edited.copies.all() if edited.url and one.taken_from == edited.url]
    return sorted(found, key=lambda one: (one.taken_on is not None, one.taken_on))


def unsaved():
    """Return the public documents with an address and no copy taken from it, also in a draft."""
    public = Document.objects.public().order_by("day_from", "identifier")
    edited = ((document, as_edited(document)) for document in public)
    return [document for document, one in edited if one.url and not copies_from(one)]


def save_source(document, by=None):
    """Fetch the address of a document and add what comes as a closed copy; return Saved.

    by  the editor who asked; None for the operator

    The copy is published at once when no draft waits and whoever asked may publish; else it joins
    the draft. Raises SnapshotError.
    """
    document = Document.objects.get(pk=document.pk)
    _check_lock(document, by)
    address = as_edited(document).url
    if not address:
        raise SnapshotError(_("The document has no address from which it could be saved."))
    path = folder() / f"snapshot-{secrets.token_hex(8)}"
    try:
        got = asking.ask(address, path, most_bytes=settings.DOCUMENT_UPLOAD_MAX_SIZE)
        kind = papers.kind_of(path)
        paper = paper_at(path, got.sha256)
        return _added(document, address, path, kind, paper, by)
    except FetchError as error:
        raise SnapshotError(_unchanged(asking.sentence(error))) from error
    except PaperError as error:
        raise SnapshotError(_unchanged(_sentence(error))) from error
    except ValidationError as error:
        raise SnapshotError(_unchanged(" ".join(error.messages))) from error
    finally:
        path.unlink(missing_ok=True)


def _sentence(error):
    if error.code != "not_known":
        return sentence(error)
    words = _("What came is neither a page of the web nor a file the house can show (%(known)s).")
    return words % error.params


def _unchanged(words):
    return _("%(problem)s Nothing was changed.") % {"problem": words}


def _check_lock(document, by):
    lock = document.get_lock()
    if lock and (by is None or lock.for_user(by)):
        raise SnapshotError(_("The document is locked. Nothing was changed."))


def _added(document, address, path, kind, paper, by):
    """Add a copy with this file, all or nothing."""
    file = None
    try:
        with transaction.atomic():
            document = Document.objects.select_for_update().get(pk=document.pk)
            _check_lock(document, by)  # fetching took its time
            edited, settled = as_edited(document), is_settled(document)
            held = copies_from(edited)
            for one in reversed(held):
                if _fingerprint(one) == paper.fingerprint:
                    return Saved(one, False, one is held[-1], settled)
            is_published = settled and (by is None or by.has_perm("archive.publish_document"))
            copy = _copy(address, paper)
            file = copy.file = _stored(path, _name(document, kind), copy, by)
            edited.copies.add(copy)
            if settled:  # what an editor wrote in a draft is theirs
                with speaking("bg"):
                    edited.change_note = saved_title(copy.taken_on)
            revision = edited.save_revision(user=by, log_action=True)
            if is_published:
                revision.publish(user=by, skip_permission_checks=True)
            return Saved(copy, True, True, is_published)
    except BaseException:
        if file:
            file.file.delete(save=False)  # the database forgot it, the disk would not
        raise


def _fingerprint(copy):
    return copy.paper.fingerprint if copy.paper else fingerprint(copy.file)


def _copy(address, paper):
    with speaking("bg"):
        return Copy(
            paper=paper,
            taken_from=address,
            taken_on=timezone.localdate(),
            access=Copy.Access.CLOSED,
            closed_because=why_saved_is_closed(),
        )


def _name(document, kind):
    return f"{document.identifier[:NAME]}-{timezone.localdate()}{kind.suffix}"


def _stored(path, name, copy, by):
    with speaking("bg"):
        title = saved_title(copy.taken_on)
    file = get_document_model()(title=title, uploaded_by_user=by, file_size=path.stat().st_size)
    with path.open("rb") as content:
        file.file.save(f"snapshots/{name}", File(content), save=False)
    try:
        file.save()
        file.get_file_hash()
    except BaseException:
        file.file.delete(save=False)
        raise
    return file
