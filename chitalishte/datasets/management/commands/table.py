from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from chitalishte import tables
from chitalishte.datasets.loading import load
from chitalishte.datasets.models import Dataset


class Command(BaseCommand):
    help = "Load a file as a new version of a dataset's table. (`table inspect FILE` only looks.)"

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["load"])
        parser.add_argument("path", type=Path, metavar="FILE")
        parser.add_argument("--dataset", required=True, metavar="SLUG", help="slug or identifier")
        parser.add_argument("--reason", default="", help="for the public history")
        parser.add_argument("--publish", action="store_true", help="publish instead of drafting")
        parser.add_argument("--dry-run", action="store_true", help="only read the file")

    def handle(self, path, dataset, reason, publish, dry_run, **options):
        found = (
            Dataset.objects.filter(slug=dataset).first()
            or Dataset.objects.filter(identifier=dataset).first()
        )
        if found is None:
            raise CommandError(f"There is no dataset “{dataset}”.")
        try:
            with transaction.atomic():
                if dry_run:
                    tables.read(path, name=path.name)
                    self.stdout.write(f"{path.name}: can be read")
                    return
                self.load(found.get_latest_revision_as_object(), path, reason, publish)
        except tables.TableError as error:
            raise CommandError(f"{error}\nThe dataset keeps its last table.") from error
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error

    def load(self, dataset, path, reason, publish):
        version = load(dataset, path, name=path.name)
        dataset.current_version = version
        dataset.change_note = reason
        revision = dataset.save_revision(log_action=True)
        if publish:
            dataset.publish(revision)
        self.stdout.write(f"{path.name}: version {version.number}, {version.row_count:,} rows")
