import json
import logging
import time
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from chitalishte.archive.models import Document
from chitalishte.archive.snapshots import SnapshotError, as_edited, save_source, unsaved

PAUSE = 1.0  # seconds between two questions to the same host
log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Save the sources of documents of the archive as closed copies, with day and fingerprint."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "identifier",
            nargs="*",
            help="documents; left out: every public one with an address and no copy taken from it",
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would be asked")
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, identifier, dry_run, **options):
        asked, failed = {}, 0
        chosen = _named(identifier) if identifier else unsaved()
        for done, document in enumerate(chosen, start=1):
            told = {"document": document.identifier, "address": as_edited(document).url}
            if not dry_run:
                host = _host(told["address"])
                time.sleep(max(0, asked.get(host, -PAUSE) + PAUSE - time.monotonic()))
                told |= _saved(document)
                asked[host] = time.monotonic()
                failed += told["result"] == "failed"
            if options["json"]:
                self.stdout.write(json.dumps(told, ensure_ascii=False))
            else:
                result = told.get("message", "would be asked")
                where = told["address"] or "no address"
                self.stdout.write(
                    f"[{done}/{len(chosen)}] {told['document']}: {where}\n    {result}"
                )
        if failed:
            raise CommandError(f"{failed} of {len(chosen)} could not be saved.")


def _named(identifiers):
    found = {one.identifier: one for one in Document.objects.filter(identifier__in=identifiers)}
    if missing := [one for one in identifiers if one not in found]:
        raise CommandError(f"There is no document {', '.join(missing)}. Nothing was asked.")
    return [found[one] for one in dict.fromkeys(identifiers)]


def _host(address):
    try:
        return urlsplit(address).hostname
    except ValueError:  # brackets that do not close; fetching says so
        return None


def _saved(document):
    with translation.override("en"):
        try:
            saved = save_source(document)
        except SnapshotError as error:
            return {"result": "failed", "message": str(error)}
        except Exception:  # the others go on
            log.exception("Saving the source of %s failed", document.identifier)
            words = "It went wrong inside the portal; the log says why. Nothing was changed."
            return {"result": "failed", "message": words}
        paper = saved.copy.paper
        return {
            "result": "saved" if saved.is_new else "unchanged",
            "message": str(saved),
            "published": saved.is_published,
            "fingerprint": paper.fingerprint if paper else "",
            "taken_on": saved.copy.taken_on.isoformat() if saved.copy.taken_on else None,
        }
