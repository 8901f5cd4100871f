from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from chitalishte.keeping.backup import BackupError
from chitalishte.keeping.restore import restore


class Command(BaseCommand):
    help = "Replace everything here by a backup. Prepare the place: setup --without-starter."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, metavar="FILE")
        parser.add_argument(
            "--replace", action="store_true", help="even if this installation has content"
        )

    def handle(self, path, replace, **options):
        has_content = get_user_model().objects.filter(last_login__isnull=False).exists()
        if has_content and not replace:
            raise CommandError(
                "This installation is in use. To replace it, add --replace. Nothing was changed."
            )
        try:
            restore(path, say=self.stdout.write)
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Restored and verified.")
