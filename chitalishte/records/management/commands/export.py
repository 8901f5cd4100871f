from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from chitalishte.records import collection as registry
from chitalishte.records.exporting import CONTENT_TYPES, export


class Command(BaseCommand):
    help = "Write the public records of a collection to a file; its ending is its form."

    def add_arguments(self, parser):
        parser.add_argument("collection")
        parser.add_argument("path", type=Path, metavar="FILE", help="ends in .csv, .xlsx or .json")

    def handle(self, collection, path, **options):
        form = path.suffix.removeprefix(".")
        if form not in CONTENT_TYPES:
            raise CommandError(f"{path}: the name must end in .csv, .xlsx or .json.")
        try:
            source = registry.get(collection)
        except KeyError as error:
            known = ", ".join(one.name for one in registry.collections())
            raise CommandError(
                f"There is no collection “{collection}”. There are: {known}."
            ) from error
        records = source.public().order_by("identifier")
        path.write_bytes(export(source, records, form))
        self.stdout.write(f"{path}: {records.count()} records")
