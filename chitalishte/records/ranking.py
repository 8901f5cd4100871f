"""The best answers of the index, asked for once.

modelsearch orders by a subquery that searches anew for every answer: among 100,000 pages that took
minutes. On SQLite the index is asked once, and what it names is fetched by primary key; PostgreSQL
keeps the words beside their row and has no such trouble.
"""

from django.db import connection
from django.db.models import F, FloatField, Func, IntegerField
from django.db.models.functions import Cast
from wagtail.search.backends import get_search_backend

COLUMNS = ("autocomplete", "body", "title")  # of the index of full text, in their order
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
    keys = list(_ranked(expression, things)[:limit])
    found = things.in_bulk(keys)
    return [found[key] for key in keys if key in found]


def _ranked(expression, things):
    """Return a queryset of the primary keys of what matches, best first."""
    from modelsearch.backends.database.sqlite.query import MatchExpression, normalize
    from modelsearch.backends.database.sqlite.sqlite import SQLiteFTSIndexEntry
    from modelsearch.utils import get_descendants_content_types_pks

    compiler = get_search_backend().query_compiler_class(things, expression)
    asked = compiler.build_search_query(normalize(expression))
    return (
        SQLiteFTSIndexEntry.objects.filter(
            MatchExpression(compiler.FTS_TABLE_FIELDS, asked),
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
