"""`chitalishte table inspect FILE [--json]`: what is in a file. Needs no database, no settings."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from chitalishte.tables.problems import TableError
from chitalishte.tables.read import read
from chitalishte.tables.report import error_report, report


def main(argv: list[str]) -> int:
    """Run `table …` with the words after it. 0: the file can be read; 1: it cannot."""
    arguments = _parser().parse_args(argv)
    found, is_readable = _inspect(Path(arguments.file))
    if arguments.json:
        text = json.dumps(found, ensure_ascii=False, indent=2)
    else:
        text = "\n".join(_lines(found))
    sys.stdout.write(text + "\n")
    return 0 if is_readable else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="chitalishte table", description="Work with table files.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    inspect = commands.add_parser("inspect", help="say what is in a CSV or XLSX file")
    inspect.add_argument("file", metavar="FILE")
    inspect.add_argument("--json", action="store_true", help="print JSON for programs")
    return parser


def _inspect(path: Path) -> tuple[dict[str, Any], bool]:
    try:
        return report(read(path)), True
    except TableError as error:
        return error_report(path.name, error), False
    except OSError as error:
        sys.stderr.write(f"{path} cannot be opened: {error.strerror}.\n")
        raise SystemExit(1) from None


def _lines(found: dict[str, Any]) -> list[str]:
    facts = [found["format"], found["encoding"], _dialect(found["dialect"])]
    lines = [f"{found['file']}: " + (", ".join(filter(None, facts)) or "cannot be read")]
    for table in found["tables"]:
        columns = table["columns"]
        lines += ["", f"{table['name']}: {table['rows']:,} rows, {len(columns)} columns"]
        width = max(len(column["name"]) for column in columns)
        lines += [_column(column, width) for column in columns]
    if found["problems"]:
        lines += ["", *(f"{each['severity']}: {each['message']}" for each in found["problems"])]
    return lines


def _dialect(dialect: dict[str, Any] | None) -> str:
    return f"cells kept apart by {dialect['delimiter']!r}" if dialect else ""


def _column(column: dict[str, Any], width: int) -> str:
    missing = f", {column['missing']:,} missing" if column["missing"] else ""
    examples = "; ".join(example[:24] for example in column["examples"])
    return f"  {column['name']:{width}}  {column['type']:8}{missing}  {examples}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
