"""Files of surveys in formats of their own: DDI-Codebook in any dialect, the registry's sheets.

Every record stands alone: one that is broken is named with its line and reason, the others come in.
A record whose source has not changed is not looked at again; one that has changed is told field by
field, and waits as a draft.
"""

import hashlib
import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from modelcluster.models import ClusterableModel

from chitalishte.ddi import FileProblem, FileProblemError, Found, records_of
from chitalishte.ddi.reading import WrongNamespaceError, read
from chitalishte.records.importing import ImportReport, RowProblem
from chitalishte.records.publishing import indexed_together
from chitalishte.text import slugify

from .bridging import answers_of
from .models import SourceCopy, Survey
from .naming import Names
from .sheets import is_sheet, readings_of_sheet
from .taking import take, theme

MOST_DETAILS = 500  # records told one by one; a bulk of thousands is told in numbers


class _Undo(Exception):
    """Takes back everything a dry run wrote."""


def importer_of(path, name):
    """Return the function that imports a file by what it is, or None for a table of records."""
    suffix = Path(name).suffix.casefold()
    if suffix == ".xml":
        return import_xml
    if suffix in (".csv", ".xlsx") and is_sheet(path, name):
        return import_sheet
    return None


def import_xml(path, *, name=None, dry_run=False, publish=False, by=None, reason=""):
    """Import every codeBook of a file, of any size."""
    return _import(path, _found_in_xml, name, dry_run, publish, by, reason)


def import_sheet(path, *, name=None, dry_run=False, publish=False, by=None, reason=""):
    """Import a workbook or CSV in the registry's layout: a row a field, a column a survey."""

    def found(path):
        for column, raw, reading in readings_of_sheet(path, name or str(path)):
            yield column, Found(column, raw), (lambda reading=reading: reading)

    return _import(path, found, name, dry_run, publish, by, reason)


def _found_in_xml(path):
    """Yield (line, what was found, a function that reads it), or (line, None, a sentence)."""
    for piece in records_of(path):
        if isinstance(piece, FileProblem):
            yield piece.line, None, piece.reason
        else:
            yield piece.line, piece, (lambda piece=piece: read(piece.element()))


def _import(path, found, name, dry_run, publish, by, reason):
    report = ImportReport(file=name or str(path))
    run = _Run(report, Path(name or path).name, publish=publish, by=by, reason=reason)
    try:
        with transaction.atomic(), indexed_together():
            for line, piece, reader in found(path):
                run.one(line, piece, reader)
            if dry_run:
                raise _Undo
    except _Undo:
        pass
    return report


class _Run:
    """One import: what is known of the portal, and what has been told so far."""

    def __init__(self, report, file, *, publish, by, reason):
        self.report, self.file = report, file
        self.publish, self.by, self.reason = publish, by, reason
        self.names = Names()
        self.theme = theme()
        self.seen = {}  # identifier: line
        self.by_emm_id = {}
        self.by_identifier = {}
        self.by_number = {}
        for pk, identifier, emm_id, number in Survey.objects.values_list(
            "pk", "identifier", "emm_id", "data_number"
        ):
            self.by_identifier[identifier] = pk
            if emm_id:
                self.by_emm_id[emm_id] = pk
            if number:
                self.by_number[number] = pk
        self.checksums = dict(SourceCopy.objects.values_list("survey_id", "checksum"))

    def one(self, line, piece, reader):
        if piece is None:
            self._leave_out(line, "", reader)
            return
        try:
            reading = reader()
        except (FileProblemError, WrongNamespaceError) as error:
            problem = getattr(error, "problem", None)
            where, words = (problem.line, problem.reason) if problem else (line, str(error))
            self._leave_out(where, "", words)
            return
        identifier = slugify(reading.identifier)[:120].strip("-")
        if not identifier:
            self._leave_out(line, "", _("The record has no identifier."))
            return
        if identifier in self.seen:
            self._leave_out(
                line,
                reading.identifier,
                _("The identifier already stands in line %(line)s.")
                % {"line": self.seen[identifier]},
            )
            return
        self.seen[identifier] = line
        try:
            with transaction.atomic():
                self._take(identifier, piece, reading)
        except ValidationError as error:
            sentences = [
                f"{name}: {sentence}"
                for name, found in error.message_dict.items()
                for sentence in found
            ]
            self._leave_out(line, reading.identifier, " ".join(sentences))

    def _leave_out(self, line, value, words):
        self.report.left_out.append(RowProblem(line, "", value, str(words)))

    def _known(self, identifier, reading):
        emm_id = reading.answers.get("1.1")
        if emm_id is not None and emm_id.text in self.by_emm_id:
            return self.by_emm_id[emm_id.text]
        if identifier in self.by_identifier:
            return self.by_identifier[identifier]
        return self.by_number.get(reading.identifier)

    @staticmethod
    def _told_before(pk, dialect):
        """Return the fields that the same source had when it was read last."""
        copy = SourceCopy.objects.filter(survey_id=pk, dialect=dialect).first() if pk else None
        if copy is None:
            return frozenset()
        if dialect == "sheet":
            return frozenset(json.loads(copy.raw))
        return frozenset(read(Found(1, copy.raw, copy.prefixes).element()).answers)

    def _take(self, identifier, piece, reading):
        checksum = hashlib.sha256(piece.text.encode()).hexdigest()
        pk = self._known(identifier, reading)
        if pk and self.checksums.get(pk) == checksum:
            self.report.unchanged.append(identifier)
            return
        is_new = pk is None
        if is_new:
            survey = Survey(identifier=identifier, live=False)
            before = {}
        else:
            survey = Survey.objects.get(pk=pk).get_latest_revision_as_object()
            before = answers_of(survey)
        take(reading, survey, self.names, self._told_before(pk, reading.dialect))
        if is_new and self.theme:
            survey.themes = [self.theme]
        if not survey.country_id:
            raise ValidationError({"country": [_("The record does not say its country.")]})
        changes = _differences(before, answers_of(survey)) if not is_new else []
        self._tell(identifier, reading, changes)
        if is_new or changes:
            self._save(survey, is_new)
            (self.report.new if is_new else self.report.changed).append(identifier)
        else:
            self.report.unchanged.append(identifier)
        SourceCopy.objects.update_or_create(
            survey_id=survey.pk,
            dialect=reading.dialect,
            defaults={
                "file": self.file[:300],
                "checksum": checksum,
                "raw": piece.text,
                "prefixes": piece.prefixes,
                "unread": [vars(unread) for unread in reading.unread],
                "warnings": reading.warnings,
            },
        )
        self.checksums[survey.pk] = checksum

    def _save(self, survey, is_new):
        survey.change_note = self.reason or (
            _("Imported from %(file)s.") % {"file": self.file[:200]}
        )
        survey.full_clean(validate_unique=is_new, validate_constraints=True)
        if self.publish and (missing := survey.missing_for_publishing()):
            raise ValidationError({name: [words] for name, words in missing.items()})
        if is_new and self.publish:
            # the row alone: publishing writes all its relations from the revision anyway
            super(ClusterableModel, survey).save()
        elif is_new:
            survey.save()
        revision = survey.save_revision(user=self.by, log_action=True, clean=False)
        if self.publish:
            revision.publish(user=self.by, skip_permission_checks=True)

    def _tell(self, identifier, reading, changes):
        if len(self.report.details) >= MOST_DETAILS:
            return
        self.report.details.append(
            {
                "identifier": identifier,
                "dialect": reading.dialect,
                "fields_read": len(reading.answers),
                "kept_as_written": [
                    {"field": code, "text": text} for code, text in reading.kept_as_written.items()
                ],
                "not_understood": [vars(unread) for unread in reading.unread],
                "warnings": reading.warnings,
                "changes": changes,
            }
        )


def _differences(before, after):
    """Return [{field, before, after}] of the fields whose answers differ, in their order."""
    return [
        {
            "field": code,
            "before": _words(before.get(code)),
            "after": _words(after.get(code)),
        }
        for code in dict.fromkeys([*before, *after])
        if _words(before.get(code)) != _words(after.get(code))
    ]


def _words(answer):
    if answer is None:
        return ""
    return str(answer.missing) if answer.missing else answer.text or answer.written
