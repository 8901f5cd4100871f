"""How a record's fields travel: read for the API and exports, written by imports.

Every field knows its name, its label in both languages, and how to turn a value into a cell and a
cell back into a value. `write` raises ValueError with a sentence for the person who imports.
"""

import datetime
import json
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField

from .language import CODES, speaking

# Bookkeeping of Wagtail's and of ours: not content.
INTERNAL = {
    "id",
    "live",
    "has_unpublished_changes",
    "first_published_at",
    "last_published_at",
    "go_live_at",
    "expire_at",
    "expired",
    "locked",
    "locked_at",
    "locked_by",
    "latest_revision",
    "live_revision",
    "change_note",
}
EMPTY = (None, "")


class RecordField:
    """Plain text: the base of the others."""

    json_type: Any = str

    def __init__(self, field):
        self.field = field
        self.name = field.name

    def label(self, language):
        with speaking(language):
            return str(self.field.verbose_name)

    def headers(self):
        """Return every spelling of the header that an import accepts, casefolded."""
        return {self.name, *(self.label(code).casefold() for code in CODES)}

    def read(self, record):
        """Return a JSON-able value."""
        return getattr(record, self.name)

    def cell(self, record):
        """Return what stands in a spreadsheet's cell."""
        return self.read(record)

    def write(self, record, cell):
        text = "" if cell is None else str(cell).strip()
        if not text and self.field.has_default():
            return  # an empty cell leaves the default, it does not make an impossible blank
        setattr(record, self.name, text)


class IntegerField(RecordField):
    json_type = int

    def write(self, record, cell):
        if cell in EMPTY:
            setattr(record, self.name, None)
            return
        try:
            value = int(cell)
        except (TypeError, ValueError) as error:
            raise ValueError(_("“%(value)s” is not a whole number.") % {"value": cell}) from error
        setattr(record, self.name, value)


class BooleanField(RecordField):
    json_type = bool
    YES, NO = {"1", "true", "yes", "да"}, {"0", "false", "no", "не"}

    def write(self, record, cell):
        text = str(cell).strip().casefold()
        if text not in self.YES | self.NO:
            raise ValueError(_("“%(value)s” is neither yes nor no.") % {"value": cell})
        setattr(record, self.name, text in self.YES)


class DateField(RecordField):
    json_type = datetime.date

    def cell(self, record):
        value = self.read(record)
        return value.isoformat() if value else ""

    def write(self, record, cell):
        if isinstance(cell, datetime.datetime):
            cell = cell.date()
        if cell in EMPTY or isinstance(cell, datetime.date):
            setattr(record, self.name, cell or None)
            return
        try:
            setattr(record, self.name, datetime.date.fromisoformat(str(cell).strip()))
        except ValueError as error:
            raise ValueError(
                _("“%(value)s” is not a date. Write it as 2026-07-14.") % {"value": cell}
            ) from error


class ChoiceField(RecordField):
    """A value of a closed list; an import may use the value or its label in either language."""

    def write(self, record, cell):
        text = "" if cell is None else str(cell).strip()
        if not text:
            super().write(record, cell)
            return
        known = {}
        for code in CODES:
            with speaking(code):
                for value, label in self.field.choices:
                    known[str(label).casefold()] = value
        known |= {str(value).casefold(): value for value, _label in self.field.choices}
        if text.casefold() not in known:
            raise ValueError(
                _("“%(value)s” is not in the list. Allowed: %(allowed)s.")
                % {
                    "value": text,
                    "allowed": ", ".join(str(value) for value, _label in self.field.choices),
                }
            )
        setattr(record, self.name, known[text.casefold()])


class ReferenceField(RecordField):
    """One other thing, named by its identifier."""

    def read(self, record):
        target = getattr(record, self.name)
        return target.identifier if target else None

    def _find(self, identifier):
        model = self.field.related_model
        found = model._default_manager.filter(identifier=identifier).first()
        if not found:
            raise ValueError(
                _("There is no %(kind)s “%(value)s”. Add it first, or correct the cell.")
                % {"kind": model._meta.verbose_name, "value": identifier}
            )
        return found

    def write(self, record, cell):
        text = "" if cell is None else str(cell).strip()
        setattr(record, self.name, self._find(text) if text else None)


class ReferencesField(ReferenceField):
    """Several other things, named by their identifiers; in a cell parted by semicolons."""

    json_type = list[str]

    def read(self, record):
        return sorted(target.identifier for target in getattr(record, self.name).all())

    def cell(self, record):
        return "; ".join(self.read(record))

    def write(self, record, cell):
        names = [part.strip() for part in str(cell or "").split(";") if part.strip()]
        setattr(record, self.name, [self._find(name) for name in names])


class SourcesField(RecordField):
    """The sources; in a cell one a line: title | address | publisher | date read."""

    json_type = list[dict]
    PARTS = ("title", "address", "publisher", "read_on")

    def read(self, record):
        return [
            {part: self._plain(block.value.get(part)) for part in self.PARTS}
            for block in getattr(record, self.name)
        ]

    @staticmethod
    def _plain(value):
        return value.isoformat() if isinstance(value, datetime.date) else value or ""

    def cell(self, record):
        lines = []
        for source in self.read(record):
            line = " | ".join(source[part] for part in self.PARTS)
            lines.append(line.rstrip(" |"))
        return "\n".join(lines)

    def write(self, record, cell):
        block = self.field.stream_block
        child = block.child_blocks["source"]
        values = []
        for line in str(cell or "").splitlines():
            if not line.strip():
                continue
            parts = [part.strip() for part in line.split("|")]
            if len(parts) > len(self.PARTS):
                raise ValueError(
                    _("A source has at most four parts: title | address | publisher | date.")
                )
            data = dict.fromkeys(self.PARTS) | dict(zip(self.PARTS, parts, strict=False))
            data["read_on"] = data["read_on"] or None
            try:
                values.append(("source", child.clean(child.to_python(data))))
            except ValidationError as error:
                raise ValueError(
                    _("The source “%(line)s” is not right: check its address and date.")
                    % {"line": line.strip()[:80]}
                ) from error
        # compared by content, so that an unchanged import leaves no new version behind
        if self.read(record) != [
            {part: self._plain(value.get(part)) for part in self.PARTS} for _kind, value in values
        ]:
            setattr(record, self.name, values)


class JsonField(RecordField):
    """What has no fixed form; a cell holds it as JSON, with its names in order."""

    json_type = dict

    def cell(self, record):
        value = self.read(record)
        return json.dumps(value, ensure_ascii=False, sort_keys=True) if value else ""

    def write(self, record, cell):
        if isinstance(cell, str) and cell.strip():
            try:
                cell = json.loads(cell)
            except ValueError as error:
                raise ValueError(
                    _("The cell is not JSON: %(error)s.") % {"error": error}
                ) from error
        if cell not in EMPTY and not isinstance(cell, dict):
            raise ValueError(
                _("The cell must hold a JSON object: names with their values, in braces.")
            )
        setattr(record, self.name, cell or {})


def _field_class(field):
    if isinstance(field, StreamField):
        return SourcesField if field.name == "sources" else None
    if isinstance(field, ParentalManyToManyField):
        return ReferencesField
    if field.choices:
        return ChoiceField
    for kind, chosen in (
        (models.ForeignKey, ReferenceField),
        (models.BooleanField, BooleanField),
        (models.DateTimeField, None),
        (models.DateField, DateField),
        (models.IntegerField, IntegerField),
        (models.JSONField, JsonField),
    ):
        if isinstance(field, kind):
            return chosen
    return RecordField


def fields_of(collection):
    """Return the fields of a collection's records that travel, identifier first."""
    found = []
    for field in collection.model._meta.get_fields():
        if getattr(field, "auto_created", False) or not getattr(field, "verbose_name", None):
            continue
        if field.is_relation and not (field.many_to_one or field.many_to_many):
            continue
        if field.name in INTERNAL or field.name in collection.not_exchanged:
            continue
        if hasattr(field, "object_id_field_name"):  # Wagtail's generic relations
            continue
        if chosen := _field_class(field):
            found.append(chosen(field))
    first = ("identifier", "slug", "title_bg", "title_en", "summary_bg", "summary_en")
    return sorted(
        found, key=lambda field: first.index(field.name) if field.name in first else len(first)
    )
