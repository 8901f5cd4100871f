"""What the columns of a dataset mean to a reader: names, roles and labels in one language."""

import datetime
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from chitalishte import text
from chitalishte.records.language import current
from chitalishte.tables.query.parameters import is_true

from .models import Column
from .sources import split_sources

Role = Column.Role
SHOWN_ASIDE = {Role.SOURCE, Role.AS_OF, Role.CONFIDENCE, Role.NOTE}
MAPPABLE = {Role.CATEGORY, Role.YEAR}


@dataclass(frozen=True)
class Label:
    """A code's place in its list and what it is called."""

    position: int
    label: str
    description: str = ""


@dataclass(frozen=True)
class ColumnView:
    """A column as a reader of one language meets it."""

    name: str
    label: str
    description: str
    role: str
    language: str
    type: str
    codes: dict[str, Label] = field(default_factory=dict)
    unit: str = ""

    @property
    def is_mappable(self):
        return self.role in MAPPABLE or self.type == "boolean"

    @property
    def lists_codes(self):
        """Tell whether the codes are a list to read, and not only words in two languages."""
        return self.role in (Role.CATEGORY, Role.CONFIDENCE)

    @property
    def is_numeric(self):
        return self.type in ("integer", "decimal")

    def show(self, value):
        """Return a cell's value as readers write it; "" for a missing one."""
        if value is None or value == "":
            return ""
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if (known := self.codes.get(str(value))) is not None:
            return known.label
        if isinstance(value, datetime.datetime):  # before date, of which it is a kind
            time = value.strftime("%H:%M:%S").removesuffix(":00")
            return f"{text.day(value.date().isoformat(), current())}, {time}"
        if isinstance(value, datetime.date):
            return text.day(value.isoformat(), current())
        if self.role == Role.AS_OF:
            return text.day(str(value), current())
        if self.type in ("integer", "decimal") and self.role != Role.YEAR:
            return text.number(value, current())
        return str(value)

    def show_written(self, value):
        """Return a value of an address, where everything is text."""
        if self.type == "boolean":
            return self.show(is_true(value))
        known = self.codes.get(str(value))
        return known.label if known else str(value)


class Dictionary:
    """The columns of one version of a dataset's table, in the language of the page."""

    def __init__(self, dataset, version=None):
        self.dataset = dataset
        self.version = version or dataset.current_version

    @cached_property
    def columns(self):
        """Return every column in the dictionary's order; then, by their header, those not in it."""
        meant = {column.name: column for column in self.dataset.columns.all()}
        codes = {}
        for code in self.dataset.codes.all():
            codes.setdefault(code.column, {})[code.value] = Label(
                code.position, code.label, code.description
            )
        views = []
        kept = self.version.stored.columns if self.version else []
        order = {name: column.position for name, column in meant.items()}
        for stored in sorted(kept, key=lambda one: order.get(one.name, len(kept) + len(order))):
            column = meant.get(stored.name) or meant.get(stored.label)
            views.append(
                ColumnView(
                    name=stored.name,
                    label=column.label if column else stored.label,
                    description=column.description if column else "",
                    role=column.role if column else Role.VALUE,
                    language=column.language if column else "",
                    type=stored.type,
                    codes=codes.get(stored.name) or codes.get(stored.label, {}),
                    unit=(column.unit if column else "") or stored.unit or "",
                )
            )
        return views

    @cached_property
    def shown(self):
        """Return the columns readers of this language see, the name of the place first."""
        seen = [
            column
            for column in self.columns
            if column.role != Role.HIDDEN and column.language in ("", current())
        ]
        return sorted(seen, key=lambda column: column.role != Role.PLACE_NAME)

    @cached_property
    def mappable(self):
        return [column for column in self.shown if column.is_mappable]

    def by_role(self, role):
        """Return the first column of a role in this language, or None."""
        return next((column for column in self.shown if column.role == role), None)

    def get(self, name):
        """Return the column of this name, or None."""
        return next((column for column in self.columns if column.name == name), None)

    def facts(self, row):
        """Return [{label, value}] of a row's own values: not its place, sources or note."""
        return [
            {"label": column.label, "value": shown}
            for column in self.shown
            if column.role not in SHOWN_ASIDE | {Role.PLACE, Role.PLACE_NAME}
            and (shown := column.show(row.get(column.name)))
        ]

    def aside(self, row):
        """Return the row's provenance: {note, sources, as_of, confidence}."""

        def value(role):
            column = self.by_role(role)
            return row.get(column.name) if column else None

        as_of = value(Role.AS_OF)
        return {
            "note": value(Role.NOTE) or "",
            "sources": split_sources(value(Role.SOURCE) or ""),
            "as_of": text.day(str(as_of), current()) if as_of else "",
            "confidence": value(Role.CONFIDENCE) or "",
        }
