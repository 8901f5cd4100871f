"""A file becomes a new version of a dataset's table, or nothing changes at all."""

from django.conf import settings
from django.db import transaction

from chitalishte import tables, text
from chitalishte.tables import store

from .models import TableVersion


def column_name(header):
    """Return a header as a name for programs: „Област“ becomes oblast; "" when nothing is left."""
    return text.slugify(header, fallback="").replace("-", "_")


def budget():
    """Return what one file may use, by the operator's TABLE_UPLOAD_MAX_SIZE."""
    most, usual = settings.TABLE_UPLOAD_MAX_SIZE, tables.Budget()
    return tables.Budget(
        max_file_bytes=most,
        max_uncompressed_bytes=max(usual.max_uncompressed_bytes, most),
        max_cells=max(usual.max_cells, most // 4),  # the shortest cell that means something
    )


def read_table(path, name):
    """Read the tables of a file; raises tables.TableError also for what must be asked first."""
    return tables.read(path, name=name, slug=column_name, is_strict=True, budget=budget())


@transaction.atomic
def load(dataset, path, *, name, by=None):
    """Store a file as the dataset's table version and return it; the same content is not twice.

    The dataset itself is not changed: set `current_version` and publish. Raises tables.TableError
    when the file cannot be read as one clean table; nothing is written then.
    """
    reading = read_table(path, name)
    table = reading.tables[0]
    stored = store.write(table, settings.TABLES_ROOT, meta={"file": name})
    return add_version(dataset, stored, name=name, by=by, report=tables.report(reading))


def add_version(dataset, stored, *, name, by, report):
    """Return the version of this content; the same content is not a second version."""
    known = dataset.versions.filter(content_hash=stored.hash).first()
    if known:
        if known.data_removed_at:  # its rows were cleared once, and came back with this file
            known.data_removed_at = None
            known.save(update_fields=["data_removed_at"])
        return known
    last = dataset.versions.order_by("-number").values_list("number", flat=True).first() or 0
    return TableVersion.objects.create(
        dataset=dataset,
        number=last + 1,
        content_hash=stored.hash,
        row_count=stored.row_count,
        file_name=name,
        created_by=by,
        load_report=report,
    )
