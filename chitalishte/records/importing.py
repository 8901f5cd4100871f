"""Records from a spreadsheet: columns by their header in either language, all or nothing.

A dry run says row by row what would happen; the import itself is one transaction. Records are
recognised by `identifier`, so a file can be imported again: what is unchanged stays untouched.
"""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from chitalishte import tables

from .exporting import unsafe
from .fields import RecordField, fields_of
from .publishing import indexed_together


@dataclass(frozen=True)
class RowProblem:
    """What is wrong in one cell: where it is, what stands there, what to do."""

    row: int
    column: str
    value: str
    message: str


@dataclass
class ImportReport:
    """What an import did, or would do."""

    file: str
    new: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    unchanged: list = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    ignored_columns: list[str] = field(default_factory=list)
    # What a collection's own formats tell beyond the above, one a record (see Collection.importer):
    left_out: list[RowProblem] = field(default_factory=list)  # the rest of the file came in
    details: list[dict] = field(default_factory=list)

    @property
    def is_clean(self):
        return not self.problems


# What `chitalishte import NAME FILE` takes beside the collections, by its name: objects with
# `help`, `add_arguments(parser)` and `run(paths, options, stdout)`, see archive/lawcommand.py.
other_imports: dict = {}


class _Undo(Exception):
    """Takes back everything a dry run or a failed import wrote."""


def import_file(collection, path, *, name=None, dry_run=False, publish=False, by=None, reason=""):
    """Import a CSV or XLSX file into a collection and return an ImportReport.

    publish  publish what is new or changed; otherwise it waits as a draft
    Nothing is written when `dry_run`, or when the report has problems.
    Raises tables.TableError when the file itself cannot be read.
    """
    if own := collection.importer(path, name or str(path)):
        return own(path, name=name, dry_run=dry_run, publish=publish, by=by, reason=reason)
    book = tables.sheets(path, name=name)
    if unreadable := [problem for problem in book.problems if problem.is_fatal]:
        raise tables.TableError(unreadable)  # a cell with #REF! must not become a record
    sheet = book.sheets[0]
    report = ImportReport(file=name or str(path))
    try:
        with transaction.atomic(), indexed_together():
            _import_rows(collection, sheet, report, publish=publish, by=by, reason=reason)
            if dry_run or not report.is_clean:
                raise _Undo
    except _Undo:
        pass
    return report


def _import_rows(collection, sheet, report, *, publish, by, reason):
    rows = [
        (number, cells)
        for number, cells in sheet.numbered()
        if any(cell not in (None, "") for cell in cells)
    ]
    if not rows:
        report.problems.append(RowProblem(1, "", "", _("The sheet is empty.")))
        return
    header_row, header = rows[0]
    columns = _columns(collection, header, header_row, report)
    if report.problems:
        return
    seen: dict[str, int] = {}
    for number, cells in rows[1:]:
        row = {
            field: unsafe(cells[index]) if index < len(cells) else None
            for index, field in columns.items()
        }
        _import_row(collection, number, row, seen, report, publish=publish, by=by, reason=reason)


def _columns(collection, header, header_row, report):
    """Return {position: field}; columns nobody knows are named in the report."""
    by_header = {spelling: field for field in fields_of(collection) for spelling in field.headers()}
    columns: dict[int, RecordField] = {}
    used: dict[str, str] = {}
    for index, title in enumerate(header):
        spelling = str(title or "").strip().casefold()
        chosen = by_header.get(spelling)
        if chosen is None:
            if spelling:
                report.ignored_columns.append(str(title))
        elif chosen.name in used:
            report.problems.append(
                RowProblem(
                    header_row,
                    str(title),
                    str(title),
                    _("Two columns hold the same field: “%(first)s” and “%(second)s”. Keep one.")
                    % {"first": used[chosen.name], "second": title},
                )
            )
        else:
            columns[index] = chosen
            used[chosen.name] = title
    if "identifier" not in used:
        report.problems.append(
            RowProblem(
                header_row,
                "identifier",
                "",
                _("There is no column “identifier”, so records cannot be recognised."),
            )
        )
    return columns


def _import_row(collection, number, row, seen, report, *, publish, by, reason):
    identifier = next(
        str(cell or "").strip() for field, cell in row.items() if field.name == "identifier"
    )
    if problem := _identifier_problem(identifier, seen):
        report.problems.append(RowProblem(number, "identifier", identifier, problem))
        return
    seen[identifier] = number
    record = collection.model.objects.filter(identifier=identifier).first()
    is_new = record is None
    if is_new:
        record = collection.model(identifier=identifier)
        record.live = False
    else:
        record = record.get_latest_revision_as_object()
    before = None if is_new else _content(collection, record)
    wrong = _write(record, number, row, report)
    if not wrong and not is_new and _content(collection, record) == before:
        report.unchanged.append(identifier)
        return
    if _validate(record, number, row, report, wrong, publish=publish) and not wrong:
        record.change_note = reason or record.change_note
        _save(record, is_new, publish=publish, by=by)
        (report.new if is_new else report.changed).append(identifier)


def _identifier_problem(identifier, seen):
    if not identifier:
        return _("The row has no identifier.")
    if identifier in seen:
        return _("The identifier already stands in row %(row)s.") % {"row": seen[identifier]}
    return ""


def _content(collection, record):
    return {field.name: field.cell(record) for field in fields_of(collection)}


def _write(record, number, row, report):
    """Write the cells into the record and return the names of the fields that refused theirs."""
    wrong = set()
    for field_, cell in row.items():
        try:
            field_.write(record, cell)
        except ValueError as error:
            report.problems.append(RowProblem(number, field_.name, str(cell), str(error)))
            wrong.add(field_.name)
    return wrong


def _validate(record, number, row, report, told, *, publish):
    """Add what is wrong with the record as a whole, beyond the fields `told` already."""
    problems = {}
    try:
        record.full_clean()
    except ValidationError as error:
        problems = error.message_dict
    if publish:
        for name, sentence in record.missing_for_publishing().items():
            problems.setdefault(name, [sentence])
    values = {field_.name: cell for field_, cell in row.items()}
    for name, sentences in problems.items():
        if name in told:
            continue
        for sentence in sentences:
            report.problems.append(
                RowProblem(number, name, str(values.get(name) or ""), str(sentence))
            )
    return not problems


def _save(record, is_new, *, publish, by):
    if is_new:
        record.save()
    # what was validated a moment ago is not validated again: a chart is drawn for it
    revision = record.save_revision(user=by, log_action=True, clean=False)
    if publish:
        revision.publish(user=by, skip_permission_checks=True)
