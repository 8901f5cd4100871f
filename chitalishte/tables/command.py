"""`chitalishte table inspect` and `table convert`: any table file from the command line.

Needs no database and no settings.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from chitalishte.tables.budget import Budget
from chitalishte.tables.names import Slug
from chitalishte.tables.problems import TableError
from chitalishte.tables.read import Reading, read
from chitalishte.tables.recipe import Recipe, RecipeError, recipe_from
from chitalishte.tables.report import error_report, report

# On one's own machine a file may be larger than what a stranger may send; memory stays bounded.
OWN_MACHINE = Budget(max_file_bytes=4 * 1024**3, max_cells=500_000_000)


def main(argv: list[str], slug: Slug | None = None) -> int:
    """Run `table …` with the words after it. 0: the file can be read; 1: it cannot.

    slug  makes Latin letters of a header; see `read`
    """
    arguments = _parser().parse_args(argv)
    try:
        if arguments.command == "convert":
            return _convert(arguments, slug)
        return _inspect(arguments, slug)
    except OSError as error:
        name = error.filename or arguments.file
        sys.stderr.write(f"{name} cannot be opened: {error.strerror or error}.\n")
    except (RecipeError, json.JSONDecodeError) as error:
        sys.stderr.write(f"{arguments.recipe} is no recipe: {error}\n")
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="chitalishte table", description="Work with table files.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    inspect = commands.add_parser("inspect", help="say what is in a table file of any kind")
    inspect.add_argument("file", metavar="FILE")
    inspect.add_argument("--json", action="store_true", help="print JSON for programs")
    convert = commands.add_parser(
        "convert", help="write one Parquet file a table, and report.json with all that was decided"
    )
    convert.add_argument("file", metavar="FILE")
    convert.add_argument("folder", metavar="OUTDIR")
    for each in (inspect, convert):
        each.add_argument("--recipe", metavar="FILE", help="corrections to apply, as JSON")
    return parser


def _read(arguments: argparse.Namespace, slug: Slug | None) -> Reading:
    recipe = Recipe()
    if arguments.recipe:
        recipe = recipe_from(json.loads(Path(arguments.recipe).read_text(encoding="utf-8")))
    return read(Path(arguments.file), slug=slug, recipe=recipe, budget=OWN_MACHINE)


def _inspect(arguments: argparse.Namespace, slug: Slug | None) -> int:
    try:
        found, status = report(_read(arguments, slug)), 0
    except TableError as error:
        found, status = error_report(Path(arguments.file).name, error), 1
    if arguments.json:
        text = json.dumps(found, ensure_ascii=False, indent=2)
    else:
        text = "\n".join(_lines(found))
    sys.stdout.write(text + "\n")
    return status


def _convert(arguments: argparse.Namespace, slug: Slug | None) -> int:
    from chitalishte.tables.parquetfiles import write_tables

    folder = Path(arguments.folder)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        reading = _read(arguments, slug)
        found, status = report(reading), 0
        for table, name in zip(found["tables"], write_tables(reading.tables, folder), strict=True):
            table["parquet"] = name
    except TableError as error:
        found, status = error_report(Path(arguments.file).name, error), 1
    text = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    (folder / "report.json").write_text(text, encoding="utf-8")
    sys.stdout.write("\n".join(_lines(found)) + "\n")
    return status


def _lines(found: dict[str, Any]) -> list[str]:
    facts = [found["format"], found["encoding"], _dialect(found["dialect"])]
    lines = [f"{found['file']}: " + (", ".join(filter(None, facts)) or "cannot be read")]
    for table in found["tables"]:
        columns = table["columns"]
        lines += ["", f"{table['name']}: {table['rows']:,} rows, {len(columns)} columns"]
        width = max((len(column["name"]) for column in columns), default=0)
        lines += [_column(column, width) for column in columns]
        lines += [f"  note: {note}" for note in table["notes"]]
        if table["totals"]:
            lines.append(f"  {table['totals']} rows are totals and stand apart")
        lines += [
            f"  set aside: row {each['line']}, {each['value']!r}: {each['reason']}"
            for each in table["set_aside"][:20]
        ]
        lines += [
            f"  {each['what']}: {each['chosen']}"
            + (f" (or: {each['runner_up']})" if each["runner_up"] else "")
            for each in table["decisions"]
        ]
    if found["problems"]:
        lines += ["", *(f"{each['severity']}: {each['message']}" for each in found["problems"])]
    return lines


def _dialect(dialect: dict[str, Any] | None) -> str:
    return f"cells kept apart by {dialect['delimiter']!r}" if dialect else ""


def _column(column: dict[str, Any], width: int) -> str:
    unit = f" {column['unit']}" if column["unit"] else ""
    system = f" ({column['code_system']})" if column["code_system"] else ""
    missing = f", {column['missing']:,} missing" if column["missing"] else ""
    examples = "; ".join(example[:24] for example in column["examples"])
    kind = f"{column['type']}{unit}{system}"
    return f"  {column['name']:{width}}  {kind:8}{missing}  {examples}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
