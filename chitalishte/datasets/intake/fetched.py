"""A file fetched from its address by the clock: published when it fits, else it waits."""

import logging
import os
import time

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from chitalishte import fetching, text
from chitalishte.records import asking
from chitalishte.records.uploads import folder

from .finishing import finish
from .receiving import continued
from .understanding import Understanding

WAITS = 30 * 24 * 3600  # seconds a fetched file waits for an editor
log = logging.getLogger(__name__)

SENTENCES = asking.SENTENCES | {
    "unreadable": gettext_noop("What came cannot be read as a table: {detail}"),
    "does_not_fit": gettext_noop(
        "What came differs from the last file, or has a question open. Look at it and publish."
    ),
    "draft": gettext_noop(
        "A new file came, but the dataset has a draft of yours. Publish or discard it, then look "
        "at the file."
    ),
    "first": gettext_noop(
        "The first file came. Look at it and publish; then the next ones follow."
    ),
    "waits": gettext_noop("A new file came. Look at it and publish."),
    "refused": gettext_noop("The file could not be joined to the table: {detail}"),
    "failed": gettext_noop("It went wrong inside the portal; the log of the server says why."),
}
NEEDS_EDITOR = {"unreadable", "does_not_fit", "draft", "first", "waits", "refused"}


def sentence(origin):
    """Return what went wrong last as one sentence, "" when nothing did."""
    words = SENTENCES.get(origin.problem_code)
    return _(words).format(**origin.problem_params) if words else ""


def waiting_intake(origin):
    """Return the fetched file that waits for an editor, or None."""
    return origin.dataset.intakes.filter(is_fetched=True, version=None).first()


def fetch(origin):
    """Ask the address once and do with the answer what its settings say.

    The version readers see changes only when everything fits; otherwise it stays, `origin` says
    why, and the editors hear of it once.
    """
    before = origin.problem_code
    try:
        code, params = _fetch(origin)
    except fetching.FetchError as error:
        code, params = error.code, error.params
    except Exception:
        log.exception("Fetching %s failed", origin.address)
        code, params = "failed", {}
    if code:
        origin.went_wrong(code, {name: str(value) for name, value in params.items()})
    else:
        origin.went_well()
    if code in NEEDS_EDITOR:  # it came; nobody needs to ask for it sooner than usual
        origin.next_at = origin.tried_at + origin.PAUSES[origin.every]
    origin.save()
    if code and code != before:
        tell(origin)


def _fetch(origin):
    """Return (code of what an editor must do, its params); ("", {}) when all is well."""
    waiting = waiting_intake(origin)
    if waiting and not waiting.is_complete:
        origin.forget()  # nobody came for it in time, and `tidy` took the file away
    path = folder() / f"fetched-{origin.pk}-{os.getpid()}"
    got = asking.ask(
        origin.address,
        path,
        etag=origin.etag,
        last_modified=origin.last_modified,
        most_bytes=settings.TABLE_UPLOAD_MAX_SIZE,
    )
    try:
        if not got.is_new or got.sha256 == origin.sha256:
            origin.etag, origin.last_modified = got.etag, got.last_modified
            return (origin.problem_code, origin.problem_params) if waiting else ("", {})
        intake = _received(origin, path, got)
    finally:
        path.unlink(missing_ok=True)
    code, params = _used(origin, intake)
    origin.fetched_at = timezone.now()
    if code in ("", "waits", "does_not_fit", "draft", "first"):
        # the same bytes need not come again; what was unreadable may have been their mistake
        origin.etag, origin.last_modified, origin.sha256 = got.etag, got.last_modified, got.sha256
    return code, params


def _received(origin, path, got):
    """Return the intake with the file; one that waits takes it and keeps its corrections."""
    intake = waiting_intake(origin)
    if intake is None:
        intake = continued(origin.dataset, name=got.name, size=got.size, by=None)
        intake.is_fetched = True
    intake.file_name, intake.byte_size = got.name[:300], got.size
    intake.save()
    os.replace(path, intake.path)
    until = time.time() + WAITS
    os.utime(
        intake.path, (until, until)
    )  # `tidy` goes by it; an editor comes once a week, not a day
    return intake


def _used(origin, intake):
    dataset = origin.dataset
    understood = Understanding(intake)
    if understood.table is None:
        return "unreadable", {"detail": " ".join(understood.problems)[:500]}
    if dataset.current_version is None:
        return "first", {}
    if understood.changes or understood.must_be_answered or understood.personal:
        return "does_not_fit", {}
    if dataset.has_unpublished_changes:
        return "draft", {}
    if not (origin.publishes and dataset.live):
        return "waits", {}
    reasons = {}
    for language in ("bg", "en"):
        with translation.override(language):
            today = text.day(timezone.localdate().isoformat(), language)
            reasons[language] = _("Fetched from its address: %(day)s") % {"day": today}
    try:
        with transaction.atomic():
            version = finish(understood, {}, reason=reasons["bg"], publish=True, by=None)
            if not version.reason_en:
                version.reason_en = reasons["en"]
                version.save(update_fields=["reason_en"])
    except ValidationError as refused:
        return "refused", {"detail": " ".join(refused.messages)[:500]}
    return "", {}


def tell(origin):
    """Write to those who may publish datasets; each in their own language."""
    users = get_user_model().objects.with_perm(
        "datasets.publish_dataset", backend="django.contrib.auth.backends.ModelBackend"
    )
    address = settings.BASE_URL + reverse("intake_origin", args=[origin.dataset_id])
    for user in users.exclude(email=""):
        profile = getattr(user, "wagtail_userprofile", None)
        language = profile.preferred_language if profile else ""
        with translation.override(language or settings.LANGUAGE_CODE):
            subject = _("The file of “%(title)s”") % {"title": origin.dataset.title}
            kept = _("Readers see the last good version. Here is what to do:")
            lines = [sentence(origin), origin.address, "", kept, address]
            try:
                send_mail(f"{settings.SITE_NAME}: {subject}", "\n".join(lines), None, [user.email])
            except OSError:
                log.exception("No letter about %s could be sent", origin.address)
