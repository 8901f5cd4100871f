import time

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from chitalishte.records.chores import chores
from chitalishte.records.models import MistakeReport

UPLOADS_KEPT = 24 * 3600  # seconds a file waits for an editor to confirm its import


class Command(BaseCommand):
    help = (
        "Delete what is past its time: senders' addresses, files nobody confirmed, big old tables."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only say what would go")

    def handle(self, dry_run, verbosity, **options):
        reports = MistakeReport.objects.past_keeping(timezone.now())
        uploads = settings.VAR / "uploads"
        old = [
            path
            for path in (uploads.iterdir() if uploads.exists() else ())
            if path.stat().st_mtime < time.time() - UPLOADS_KEPT
        ]
        if verbosity or dry_run:
            self.stdout.write(
                f"{reports.count()} addresses and {len(old)} files are past their time"
            )
        for work in chores():
            said = work(is_trial=dry_run)
            if said and (verbosity or dry_run):
                self.stdout.write(said)
        if dry_run:
            return
        reports.update(email="")
        for path in old:
            path.unlink(missing_ok=True)
