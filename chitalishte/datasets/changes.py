"""What changed between two versions of a dataset's table, as a page and as files."""

import json
from functools import cached_property, wraps
from itertools import islice

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chitalishte import text
from chitalishte.records.answers import as_file
from chitalishte.records.language import current
from chitalishte.tables import difference, export
from chitalishte.tables.read import Column as TableColumn

from .dictionary import Dictionary
from .distributions import MEDIA_TYPES
from .subpages import frame, gone, public_dataset

SHOWN = 200  # changed rows on the page; the files have all of them
MARK = "_change"  # no column of a table begins so


def key_of(dataset, version):
    """Return the names of the key columns the editor chose, in the order of the table."""
    chosen = {column.name for column in dataset.columns.all() if column.is_key}
    return tuple(
        column.name
        for column in version.stored.columns
        if column.name in chosen or column.label in chosen
    )


class Comparison:
    """Two versions of a dataset's table beside each other, in the language of the page."""

    def __init__(self, dataset, before, after):
        self.dataset, self.before, self.after = dataset, before, after
        self.key = key_of(dataset, after)
        self.dictionary = Dictionary(dataset, after)

    @cached_property
    def difference(self):
        return difference.compare(self.before.stored, self.after.stored, self.key)

    def changes(self):
        return difference.changes(self.before.stored, self.after.stored, self.key)

    def _label(self, column):
        known = self.dictionary.get(column.name)
        return known.label if known else column.label

    @property
    def key_labels(self):
        return [self.dictionary.get(name).label for name in self.difference.key]

    @property
    def refused_labels(self):
        return [self.dictionary.get(name).label for name in self.difference.refused_key]

    @property
    def added_columns(self):
        return [self._label(column) for column in self.difference.added_columns]

    @property
    def removed_columns(self):
        return [self._label(column) for column in self.difference.removed_columns]

    @property
    def retyped(self):
        return [self._label(new) for _old, new in self.difference.retyped]

    @property
    def sums(self):
        """Return the sums of the numbers that changed, as rows of a table."""
        return [
            [self._label(one.column), *(_number(value) for value in (one.before, one.after))]
            for one in self.difference.sums
            if one.before != one.after
        ]

    @property
    def sum_header(self):
        before, after = self.before.number, self.after.number
        return [
            {"label": _("Column")},
            {"label": _("Sum in version %(n)s") % {"n": before}, "numeric": True},
            {"label": _("Sum in version %(n)s") % {"n": after}, "numeric": True},
        ]

    @property
    def header(self):
        return [{"label": _("Row")}, *({"label": one.label} for one in self.dictionary.shown)]

    @cached_property
    def rows(self):
        words = {"added": _("added"), "removed": _("removed"), "changed": _("changed")}
        return [
            [words[one.kind], *(_cell(column, one) for column in self.dictionary.shown)]
            for one in islice(self.changes(), SHOWN)
        ]

    @property
    def is_cut(self):
        found = self.difference
        return found.added + found.removed + found.changed > SHOWN


def _number(value):
    return "—" if value is None else text.number(value, current())


def _cell(column, change):
    if column.name in change.columns:
        old = column.show(change.before.get(column.name)) or "—"
        return f"{old} → {column.show(change.after.get(column.name)) or '—'}"
    row = change.after if change.after is not None else change.before
    return column.show(row.get(column.name))


def _compared(answer):
    """Give a view the comparison of two published versions; 410 when the rows of one are gone."""

    @wraps(answer)
    def view(request, slug, before, after, **others):
        dataset = public_dataset(slug)
        versions = dataset.versions.published()
        pair = [get_object_or_404(versions, number=number) for number in (before, after)]
        for version in pair:
            if not version.has_data:
                return gone(version)
        return answer(request, Comparison(dataset, *pair), **others)

    return view


@require_safe
@_compared
def page(request, comparison):
    context = frame(comparison.dataset, request) | {"comparison": comparison}
    return render(request, "datasets/changes.html", context)


@require_safe
@_compared
def file(request, comparison, form):
    """Every change: csv with the rows as they were and as they are, or json."""
    if form not in ("csv", "json"):
        raise Http404
    if request.method == "HEAD":
        response = HttpResponse(content_type=MEDIA_TYPES[form])
    else:
        chunks = _csv(comparison) if form == "csv" else _json(comparison)
        response = StreamingHttpResponse(chunks, content_type=MEDIA_TYPES[form])
    numbers = f"v{comparison.before.number}-v{comparison.after.number}"
    name = f"{comparison.dataset.slug}-{numbers}.{form}"
    return as_file(response, name)


def _csv(comparison):
    """A changed row is two lines: `before` and `after`."""
    new, old = comparison.after.stored.columns, comparison.before.stored.columns
    kept = {column.name for column in new}
    columns = [*new, *(column for column in old if column.name not in kept)]
    names = [column.name for column in columns]

    def rows():
        for one in comparison.changes():
            is_changed = one.kind == "changed"
            for mark, row in (("before", one.before), ("after", one.after)):
                if row is not None:
                    yield (mark if is_changed else one.kind, *(row.get(name) for name in names))

    marked = [TableColumn(MARK, MARK, "text"), *columns]
    yield from export.csv_chunks(marked, rows(), with_bom=True)


def _json(comparison):
    found = comparison.difference
    head = {
        "before": comparison.before.number,
        "after": comparison.after.number,
        "key": found.key,
        "added": found.added,
        "removed": found.removed,
        "changed": found.changed,
        "same": found.same,
        "added_columns": [column.name for column in found.added_columns],
        "removed_columns": [column.name for column in found.removed_columns],
        "retyped_columns": {new.name: [old.type, new.type] for old, new in found.retyped},
        "sums": {one.column.name: [one.before, one.after] for one in found.sums},
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": ['
    for at, one in enumerate(comparison.changes()):
        row = {"change": one.kind, "before": one.before, "after": one.after}
        yield ("," if at else "") + "\n" + json.dumps(row, ensure_ascii=False, default=_iso)
    yield "\n]}\n"


def _iso(value):
    return value.isoformat()
