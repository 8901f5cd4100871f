from django.db import connection, models
from wagtail.search import index

from chitalishte import text


class Keys(index.SearchField):
    """Index the keys of a field instead of its text; the name says which weight it gets.

    The SQLite backend weighs only what is called "title", so the fields keep their plain names.
    """

    def get_value(self, obj):
        return getattr(obj, f"{self.field_name}_keys")


class Often(index.AutocompleteField):
    """Index which keys of a field stand in it often, for `ranking`; PostgreSQL does without.

    It lies in the column of what is completed while typing, which nothing here asks.
    """

    def get_value(self, obj):
        if connection.vendor != "sqlite":
            return ""
        return text.often(getattr(obj, f"{self.field_name}_keys"))


class SearchEntry(index.Indexed, models.Model):
    """One thing that can be found, in one language, as readers see it.

    The index holds keys (`text.search_key`: lemmas and folded forms), not the text itself, so
    that the same tests pass on SQLite FTS5 and on PostgreSQL.
    """

    key = models.CharField(max_length=160)  # "datasets:12", "page:7"
    language = models.CharField(max_length=2)
    kind = models.CharField(max_length=50)  # a collection's name, "article", "page"
    object_id = models.BigIntegerField(null=True)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    address = models.CharField(max_length=400)
    title_keys = models.TextField(blank=True)
    text_keys = models.TextField(blank=True)

    search_fields = [
        Keys("title", boost=4),
        Keys("text"),
        index.FilterField("language"),
        index.FilterField("kind"),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "language"], name="one_search_entry_a_language")
        ]

    def __str__(self):
        return f"{self.key} ({self.language})"
