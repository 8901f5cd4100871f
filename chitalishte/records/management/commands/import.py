import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from chitalishte import tables
from chitalishte.records import collection as registry
from chitalishte.records.importing import import_file, other_imports
from chitalishte.records.messages import refusal


class Command(BaseCommand):
    help = "Import records of a collection from CSV, XLSX or its own formats (surveys: DDI XML)."

    def add_arguments(self, parser):
        others = "".join(f"; “{name}”: {other.help}" for name, other in other_imports.items())
        parser.add_argument("collection", help=f"a collection{others}")
        parser.add_argument("paths", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--publish", action="store_true", help="publish instead of drafting")
        parser.add_argument("--json", action="store_true", help="report as JSON")
        for name, other in other_imports.items():
            other.add_arguments(parser.add_argument_group(f"for {name}"))

    def handle(self, collection, paths, dry_run, publish, **options):
        if other := other_imports.get(collection):
            other.run(paths, options | {"dry_run": dry_run}, self.stdout)
            return
        try:
            target = registry.get(collection)
        except KeyError as error:
            known = ", ".join([*(one.name for one in registry.collections()), *other_imports])
            raise CommandError(
                f"There is no collection “{collection}”. There are: {known}."
            ) from error
        for done, path in enumerate(paths, start=1):
            try:
                report = import_file(target, path, name=path.name, dry_run=dry_run, publish=publish)
            except (tables.TableError, OSError) as error:
                raise CommandError(f"{error}\nNothing of this file was imported.") from error
            self.tell(report, done, len(paths), as_json=options["json"])
            if not report.is_clean:
                raise CommandError(refusal(path, len(report.problems)))

    def tell(self, report, done, total, *, as_json):
        if as_json:
            told = vars(report) | {
                "problems": [vars(problem) for problem in report.problems],
                "left_out": [vars(problem) for problem in report.left_out],
            }
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        for detail in report.details:
            self.stdout.write(f"  {detail['identifier']}: {detail['fields_read']} fields read")
            for name in ("kept_as_written", "not_understood", "warnings", "changes"):
                for line in detail[name]:
                    self.stdout.write(f"    {name.replace('_', ' ')}: {_line(line)}")
        for problem in report.left_out:
            self.stdout.write(f"  left out, line {problem.row}: {problem.message}")
        for problem in report.problems:
            value = f" [{problem.value[:60]}]" if problem.value else ""
            self.stdout.write(f"  row {problem.row}, {problem.column}: {problem.message}{value}")
        self.stdout.write(
            f"[{done}/{total}] {report.file}: {len(report.new)} new, "
            f"{len(report.changed)} changed, {len(report.unchanged)} unchanged"
        )


def _line(told):
    """Return one detail of a record as a line."""
    if isinstance(told, dict):
        return " | ".join(str(value)[:160] for value in told.values())
    return str(told)[:300]
