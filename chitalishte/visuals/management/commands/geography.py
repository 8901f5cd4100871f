from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from chitalishte.drawing.incoming import IncomingError, read_apart
from chitalishte.records.edition import raise_edition
from chitalishte.visuals import bringing
from chitalishte.visuals.geographies import BUILT_IN


class Command(BaseCommand):
    help = "Bring a file of borders as a geography: GeoJSON, TopoJSON, GeoPackage, Shapefile, KML."

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["add"])
        parser.add_argument("path", type=Path, metavar="FILE")
        parser.add_argument("--identifier", required=True)
        parser.add_argument("--key", required=True, metavar="COLUMN", help="of the codes")
        parser.add_argument("--name", default="", metavar="COLUMN", help="of the names")
        parser.add_argument("--title", required=True, help="in Bulgarian")
        parser.add_argument("--title-en", default="", help="in English")
        parser.add_argument("--source", required=True, help="who drew the borders, licence")
        parser.add_argument("--dry-run", action="store_true", help="only read the file")

    def handle(self, path, identifier, key, name, title, title_en, source, dry_run, **options):
        if identifier in BUILT_IN:
            raise CommandError(f"“{identifier}” is built in; choose another identifier.")
        try:
            incoming = read_apart(path)
        except (IncomingError, OSError) as error:
            said = bringing.sentence(error) if isinstance(error, IncomingError) else error
            raise CommandError(f"{path}: {said}") from error
        for column in filter(None, (key, name)):
            if column not in incoming.columns:
                columns = ", ".join(incoming.columns)
                raise CommandError(f"{path} has no column “{column}”. It has: {columns}.")
        chosen = bringing.choose(incoming, key=key, name=name)
        for problem in chosen.problems:
            self.stdout.write(problem)
        if not chosen.shapes:
            raise CommandError(f"{path}: there is nothing to draw.")
        if dry_run:
            self.stdout.write(f"{path}: {len(chosen.shapes)} places can be drawn")
            return
        record = bringing.keep(
            identifier, chosen, title_bg=title, title_en=title_en or title, source=source
        )
        raise_edition()
        self.stdout.write(f"{record.identifier}: {record.place_count} places")
