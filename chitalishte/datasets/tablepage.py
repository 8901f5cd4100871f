"""A page of a dataset's table as an address asks for it: sorted and filtered by the server."""

from functools import cached_property
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from chitalishte.tables import query
from chitalishte.tables.query import conditions

from . import onscreen
from .columnpanel import ColumnPanel
from .dictionary import Dictionary

ROWS_A_PAGE = 100
LONG = 160  # letters of a cell that is folded
SHOWN_OF_LONG = 110
OWN = ("row_page", "_column")
SIGNS = {"not": "≠ ", "lt": "< ", "lte": "≤ ", "gt": "> ", "gte": "≥ "}


def folded(words):
    """Return a long text as its beginning and the rest, so that rows stay low enough to compare."""
    if len(words) <= LONG:
        return words
    cut = words.rfind(" ", 0, SHOWN_OF_LONG)
    cut = cut if cut > 0 else SHOWN_OF_LONG
    return {"start": words[:cut], "rest": words[cut:].strip()}


class TablePage:
    """One hundred rows of a version of a dataset's table.

    params  of the address, in the grammar of the data API (tables.query.parameters), without
            groups; also row_page (from 1) and _column, the column whose panel is open. The former
            sort, find and is-COLUMN are understood.
    """

    def __init__(self, dataset, version, params):
        self.dataset = dataset
        self.version = version
        self.params = params
        self.dictionary = Dictionary(dataset, version)

    @cached_property
    def _read(self):
        """Return (question, whether something in the address could not be understood)."""
        stored, kept, is_refused = self.version.stored, [], False
        for pair in _pairs(self.params):
            try:
                conditions.check(stored, query.parse([pair], stored.columns, other=OWN))
            except query.QueryError:
                # an address of somebody else's campaign (utm_…) is no mistake of the reader
                is_refused |= "__" in pair[0] or pair[0] in ("_sort", "_select")
            else:
                kept.append(pair)
        question = query.parse(kept, stored.columns, other=OWN, default=ROWS_A_PAGE)
        return question.changed(limit=ROWS_A_PAGE, after="", facets=()), is_refused

    @property
    def question(self):
        return self._read[0]

    @property
    def is_refused(self):
        return self._read[1]

    @cached_property
    def columns(self):
        """Return the columns on screen: those the reader chose, or all of this language."""
        chosen = self.question.select
        shown = [column for column in self.dictionary.shown if column.name in chosen]
        return shown if shown else self.dictionary.shown

    @property
    def choices(self):
        """Return [(column, whether it is on screen, address of its panel)] of every column."""
        on_screen = {column.name for column in self.columns}
        return [
            (column, column.name in on_screen, self.address(_column=column.name))
            for column in self.dictionary.shown
        ]

    @cached_property
    def sort(self):
        """Return (column name, descending); (None, False) for the order of the file."""
        if not self.question.sort:
            return None, False
        first = self.question.sort[0]
        return first.column, first.descending

    @property
    def filters(self):
        return self.question.filters

    @property
    def words(self):
        return self.question.words

    @cached_property
    def number(self):
        wanted = self.params.get("row_page", "1")
        return max(1, int(wanted)) if wanted.isdecimal() and len(wanted) < 9 else 1

    @cached_property
    def panel(self):
        """Return the panel of the column the address opens (ColumnPanel), or None."""
        column = self.dictionary.get(self.params.get("_column", ""))
        return ColumnPanel(self, column) if column else None

    @cached_property
    def page(self):
        """Return (rows, how many rows the filters leave)."""
        asked = self.question.changed(offset=(self.number - 1) * ROWS_A_PAGE, select=())
        found = query.answer(self.version.stored, asked)
        names = [column.name for column in found.columns]
        return [dict(zip(names, row, strict=True)) for row in found.rows], found.total

    @property
    def total(self):
        return self.page[1]

    @cached_property
    def header(self):
        """Return what the data_table component needs of the columns."""
        name, descending = self.sort
        header = []
        for column in self.columns:
            is_sorted = column.name == name
            target = query.Sort(column.name, is_sorted and not descending)
            header.append(
                {
                    "label": column.label,
                    "unit": column.unit,
                    "description": column.description,
                    "sort_url": self.address(self.question.changed(sort=(target,)), row_page=None),
                    "panel_url": self.address(_column=column.name, to="column-panel"),
                    "sorted": ("descending" if descending else "ascending") if is_sorted else "",
                    "numeric": column.is_numeric,
                }
            )
        return header

    @cached_property
    def rows(self):
        return [
            [folded(column.show(row.get(column.name))) for column in self.columns]
            for row in self.page[0]
        ]

    @property
    def kept_beside_words(self):
        """Return what the search box keeps of the address."""
        return self.kept(self.question.changed(words=""))

    @property
    def kept_beside_columns(self):
        """Return what the chooser of columns keeps of the address."""
        return self.kept(self.question.changed(select=()))

    def kept(self, question):
        """Return a question as the hidden fields of a form."""
        return [{"name": name, "value": value} for name, value in self._pairs(question)]

    def _pairs(self, question):
        return [pair for pair in query.as_parameters(question) if pair[0] != "_limit"]

    @property
    def filter_chips(self):
        """Return the active filters, each with the address without it."""
        chips = []
        for one in self.filters:
            column = self.dictionary.get(one.column)
            rest = tuple(other for other in self.filters if other is not one)
            chips.append(
                {
                    "label": f"{column.label}: {_said(column, one)}",
                    "url": self.address(self.question.changed(filters=rest), row_page=None),
                    "removable": True,
                }
            )
        return chips

    @property
    def query(self):
        """Return the query string that gives the same rows as a file."""
        pairs = self._pairs(self.question)
        return "?" + urlencode(pairs) if pairs else ""

    @property
    def actions(self):
        """Return what the reader can make of these rows: [{label, url, icon}]."""
        return onscreen.offered(self.dataset, self.version, self.query, self.columns)

    @property
    def num_pages(self):
        return max(1, -(-self.total // ROWS_A_PAGE))

    @cached_property
    def links(self):
        """Return what the pagination component needs."""
        return {
            "number": self.number,
            "num_pages": self.num_pages,
            "prev_url": self.address(row_page=self.number - 1) if self.number > 1 else "",
            "next_url": self.address(row_page=self.number + 1)
            if self.number < self.num_pages
            else "",
            "pages": [],
        }

    def address(self, question=None, *, to="table", **own):
        """Return the query string of a question on this page; None takes an own parameter out."""
        kept = {name: self.params.get(name) for name in OWN} | own
        pairs = self._pairs(question or self.question)
        pairs += [(name, value) for name, value in kept.items() if value]
        return f"?{urlencode(pairs)}#{to}"


def _pairs(params):
    """The address in today's grammar; empty fields of a form ask for nothing."""
    pairs, chosen = [], []
    for name, values in params.lists():
        for value in values:
            if not value.strip():
                continue
            if name == "_select":
                chosen.append(value)
            elif name.startswith("is-"):
                pairs.append((f"{name.removeprefix('is-')}__exact", value))
            else:
                pairs.append(({"sort": "_sort", "find": "_q"}.get(name, name), value))
    # groups and pages of the API are another table than this one
    pairs = [pair for pair in pairs if pair[0] not in ("_group", "_agg", "_limit", "_next")]
    return [*pairs, ("_select", ",".join(chosen))] if chosen else pairs


def _said(column, one):
    """A filter as a reader would say it."""
    if one.op == "isnull":
        return _("missing") if one.value else _("not missing")
    if one.op == "between":
        return " – ".join(column.show_written(value) for value in one.value)
    if one.op == "in":
        return ", ".join(column.show_written(value) for value in one.value)
    words = {"contains": _("contains") + " ", "startswith": _("begins with") + " "}
    sign = words.get(one.op) or SIGNS.get(one.op, "")
    return sign + column.show_written(one.value)
