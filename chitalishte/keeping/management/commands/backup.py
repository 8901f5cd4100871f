from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from chitalishte.keeping.backup import BackupError, backup


class Command(BaseCommand):
    help = "Write everything into one file. The portal goes on working meanwhile."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, metavar="FILE")

    def handle(self, path, **options):
        try:
            backup(path, say=self.stdout.write)
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{path}: {path.stat().st_size / 1024**2:.1f} MB")
