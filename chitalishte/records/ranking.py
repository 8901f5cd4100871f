"""The best answers of the index, asked for once.

modelsearch orders by a subquery that searches anew for every answer: among 100,000 pages that took
minutes. On SQLite the index is asked once, and what it names is fetched by primary key; PostgreSQL
keeps the words beside their row and has no such trouble.
"""

from django.db import connection
from django.db.models import CharField, F, FloatField, Func, IntegerField, Max, Min
from django.db.models.functions import Cast
from modelsearch.utils import get_descendants_content_types_pks
from wagtail.search.backends import get_search_backend
from wagtail.search.query import PlainText

from chitalishte import text

COLUMNS = ("autocomplete", "body", "title")  # of the index of full text, in their order
TEXTS = ("title", "body")
OFTEN = ("autocomplete",)  # where models.Often writes
FEW = 5_000  # things, as the pages of one document: then only the part of the index that has them
SPARE = 4  # rows looked at for each answer wanted
TITLE = 2.0  # a word in a title of usual length weighs so much more than one in a text


class _Score(Func):
    """BM25 of one column of a row: negative, the better the lower."""

    output_field = FloatField()

    def __init__(self, column):
        super().__init__()
        self.column = column

    def as_sql(self, compiler, connection, function=None, template=None, arg_joiner=None, **extra):
        from modelsearch.backends.database.sqlite.sqlite import SQLiteFTSIndexEntry

        weights = ", ".join("1.0" if self.column == one else "0.0" for one in COLUMNS)
        return f"bm25({SQLiteFTSIndexEntry._meta.db_table}, {weights})", []


def best(expression, things, limit):
    """Return at most `limit` of the indexed `things` (a queryset) that match, best first."""
    if connection.vendor != "sqlite":
        return list(get_search_backend().search(expression, things)[:limit])
    ranked = _ranked(expression, things)
    if not _has_titles(things.model):
        if things.order_by()[: FEW + 1].count() <= FEW:
            first, last = _span(things)
            ranked = ranked.filter(pk__gte=first, pk__lte=last)
        elif (found := _nearest(expression, things, limit)) is not None:
            return found
    keys = list(ranked[:limit])
    known = things.in_bulk(keys)
    return [known[key] for key in keys if key in known]


def _has_titles(model):
    return any(field.field_name == "title" for field in model.get_search_fields())


def _matching(expression, things):
    """Return a queryset of the rows of the full text index that match, of any model."""
    from modelsearch.backends.database.sqlite.sqlite import SQLiteFTSIndexEntry

    return SQLiteFTSIndexEntry.objects.filter(_match(expression, things, TEXTS))


def _match(expression, things, columns):
    from modelsearch.backends.database.sqlite.query import MatchExpression, normalize

    compiler = get_search_backend().query_compiler_class(things, expression)
    return MatchExpression(columns, compiler.build_search_query(normalize(expression)))


def _often(expression, things, most):
    """Return the condition of the highest tier that has `most` rows; None where none has.

    To weigh a row takes ten times as long as to find it, and of a word that stands on most pages
    the best ones are those that have it often.
    """
    from modelsearch.backends.database.sqlite.sqlite import SQLiteFTSIndexEntry

    for tier in reversed(text.TIERS):
        condition = _match(_raised(expression, tier), things, OFTEN)
        if SQLiteFTSIndexEntry.objects.filter(condition)[:most].count() == most:
            return condition
    return None


def _raised(expression, tier):
    """Return the expression of the keys as `text.often` writes them."""
    if isinstance(expression, PlainText):
        return PlainText(f"{expression.query_string}{tier}")
    return type(expression)([_raised(one, tier) for one in expression.subqueries])


def _span(things):
    """Return the first and the last row of the index that stand for any of the things.

    What was indexed together lies together, and full text looks into a span of rows alone.
    """
    from modelsearch.backends.database.sqlite.sqlite import IndexEntry

    keys = things.order_by().annotate(key=Cast("pk", CharField())).values("key")
    kinds = get_descendants_content_types_pks(things.model)
    entries = IndexEntry.objects.filter(content_type__in=kinds, object_id__in=keys)
    found = entries.aggregate(first=Min("pk"), last=Max("pk"))
    return found["first"] or 0, found["last"] or 0


def _nearest(expression, things, limit):
    """Return the best; None when too few of the nearest rows are `things`.

    Where words stand in texts alone, the index orders by itself and the rows of other models are
    left out after that: nothing is looked up for the ten thousands of rows nobody will see.
    """
    most = limit * SPARE
    matching = _matching(expression, things)
    if often := _often(expression, things, most):
        matching = matching.filter(often)
    rows = list(matching.order_by(_Score("body")).values_list("pk", flat=True)[:most])
    found: list = []
    for start in range(0, len(rows), limit):
        found += _things_of(rows[start : start + limit], things)
        if len(found) >= limit:
            return found[:limit]
    return found if len(rows) < most else None


def _things_of(rows, things):
    """Return the things that rows of the index stand for, in the order of the rows."""
    from modelsearch.backends.database.sqlite.sqlite import IndexEntry

    kinds = set(get_descendants_content_types_pks(things.model))
    # asked for the kind too, SQLite goes through all rows of it instead of these few
    entries = IndexEntry.objects.filter(pk__in=rows)
    named = {
        row: int(thing)
        for row, kind, thing in entries.values_list("pk", "content_type", "object_id")
        if kind in kinds
    }
    known = {one.pk: one for one in things.order_by().filter(pk__in=named.values())}
    return [known[named[row]] for row in rows if named.get(row) in known]


def _ranked(expression, things):
    """Return a queryset of the primary keys of what matches, best first."""
    return (
        _matching(expression, things)
        .filter(
            index_entry__content_type__in=get_descendants_content_types_pks(things.model),
        )
        .annotate(
            thing=Cast("index_entry__object_id", IntegerField()),
            # the shorter a title with the word, the nearer it is
            score=_Score("body") + _Score("title") * F("index_entry__title_norm") * TITLE,
        )
        .filter(thing__in=things.order_by().values("pk"))
        .order_by("score", "-thing")
        .values_list("thing", flat=True)
    )
