"""SQL of readers over published tables: which tables there are, and the question to the sandbox."""

from django.conf import settings

from chitalishte.tables import sandbox

from .models import Dataset


def table_name(dataset):
    """Return the name of a dataset's table in SQL: its slug with underscores."""
    return dataset.slug.replace("-", "_")


def published():
    """Return the published datasets that have a table, in the order of their names."""
    datasets = Dataset.objects.public().select_related("current_version")
    return sorted(datasets.exclude(current_version=None), key=table_name)


def paths():
    """Return {name in SQL: path of its file below TABLES_ROOT}."""
    return {
        table_name(dataset): str(
            dataset.current_version.stored.duckdb_path.relative_to(settings.TABLES_ROOT)
        )
        for dataset in published()
    }


def ask(sql):
    """Return a sandbox.SqlAnswer. Raises sandbox.SqlError."""
    return sandbox.ask(sql, paths(), settings.TABLES_ROOT)
