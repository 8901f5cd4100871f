"""`chitalishte import law FILE`: an official text from the command line."""

import json

from django.core.management.base import CommandError
from django.utils.translation import ngettext

from chitalishte.records.messages import refusal

from .lawimport import import_act
from .models import Act

help = "an official text of an act: plain text, HTML, DOCX, Akoma Ntoso 3.0"
SHOWN = 40  # lines of one kind; --json gives all


def add_arguments(parser):
    parser.add_argument(
        "--act", metavar="SLUG", help="the act it is; found by its title if left out"
    )
    parser.add_argument(
        "--confirm", action="store_true", help="I have looked at the questions and they are right"
    )


def run(paths, options, stdout):
    """Import each file whole or not at all; the first that does not fit ends the run."""
    act = _act(options["act"])
    for done, path in enumerate(paths, start=1):
        if not path.is_file():
            raise CommandError(f"{path}: there is no such file.\nNothing of it was imported.")
        report = import_act(path, act=act, dry_run=options["dry_run"], confirmed=options["confirm"])
        if options["json"]:
            stdout.write(json.dumps(report.as_dict(), ensure_ascii=False))
        else:
            tell(report, stdout, f"[{done}/{len(paths)}]", dry_run=options["dry_run"])
        if report.errors:
            raise CommandError(refusal(path, len(report.errors)))
        if report.questions and not (options["confirm"] or options["dry_run"]):
            words = ngettext(
                "%(file)s: one question. Nothing was imported. "
                "If all is right as it stands, add --confirm.",
                "%(file)s: %(count)s questions. Nothing was imported. "
                "If all is right as it stands, add --confirm.",
                len(report.questions),
            )
            raise CommandError(words % {"file": path, "count": len(report.questions)})


def _act(slug):
    if not slug:
        return None
    try:
        return Act.objects.get(slug=slug)
    except Act.DoesNotExist as error:
        known = ", ".join(Act.objects.values_list("slug", flat=True))
        raise CommandError(f"There is no act “{slug}”. There are: {known}.") from error


def tell(report, stdout, place, *, dry_run):
    for name, found in (("PROBLEM", report.errors), ("question", report.questions)):
        _some(stdout, [f"  {name}, line {one.line}: {one.message}" for one in found])
    _some(stdout, [f"  not understood, line {line}: {text}" for line, text in report.unread])
    _some(stdout, [f"  made anew, line {line}: {text}" for line, text in report.renamed])
    _some(stdout, [f"  new event: {title}" for title in report.events])
    _some(
        stdout,
        [
            f"  + line {one['line']}, {one['rule']}: {one['what']}, {one['source']}, {one['since']}"
            for one in report.changes
        ],
    )
    _some(
        stdout,
        [
            f"  ~ line {one['line']}, {one['rule']}: "
            f"{'our summary' if one['was_summary'] else 'the wording'} gives way\n"
            f"      - {one['before']}\n      + {one['after']}"
            for one in report.wordings
        ],
    )
    _some(
        stdout,
        [
            f"  ~ {one['rule']}, {one['field']}: {one['before']} → {one['after']}"
            for one in report.corrected
        ],
    )
    if report.not_in_file:
        stdout.write(f"  held and not in the file, kept: {', '.join(report.not_in_file)}")
    what = (
        "nothing changes"
        if report.changes_nothing
        else (
            f"{report.rules['new']} places and {len(report.changes)} changes new, "
            f"{len(report.wordings)} wordings and {len(report.corrected)} facts other"
        )
    )
    would = " (dry run, nothing was written)" if dry_run else ""
    stdout.write(
        f"{place} {report.file}: {report.title or '—'}: {report.articles} articles, "
        f"{report.places} places, {report.effects} effects read; {what}{would}"
    )


def _some(stdout, lines):
    for line in lines[:SHOWN]:
        stdout.write(line)
    if len(lines) > SHOWN:
        stdout.write(f"  … and {len(lines) - SHOWN} more of this kind (--json gives all)")
