"""What a backup holds: every row of the database that cannot be made anew, and every file."""

import hashlib
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

# Made anew after a restore, or of no use on another day.
LEFT_OUT_APPS = {"wagtailsearch", "sessions", "axes"}
LEFT_OUT_MODELS = {"records.searchentry", "wagtailcore.referenceindex"}
FOLDERS = {"media": "MEDIA_ROOT", "tables": "TABLES_ROOT"}


def models():
    """Return the models whose rows are kept, parents before children."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if meta.proxy or not meta.managed or meta.swapped:
            continue
        if meta.app_label in LEFT_OUT_APPS or meta.label_lower in LEFT_OUT_MODELS:
            continue
        found.append(model)
    return sorted(found, key=lambda model: len(model._meta.parents))


@contextmanager
def one_moment():
    """Read the whole database as it is at one moment, while others go on reading and writing."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")  # a snapshot in WAL mode; nobody waits
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def files():
    """Yield (name in the backup, path) of every file that belongs to the portal."""
    for name, setting in FOLDERS.items():
        root = Path(getattr(settings, setting))
        for path in sorted(root.rglob("*")) if root.exists() else ():
            if path.is_file() and not path.name.startswith("."):
                yield f"{name}/{path.relative_to(root).as_posix()}", path


def destination(name):
    """Return where a file of a backup belongs; raises ValueError for a name leading elsewhere."""
    folder, _, rest = name.partition("/")
    root = Path(getattr(settings, FOLDERS.get(folder, "")) if folder in FOLDERS else "").resolve()
    path = (root / rest).resolve()
    if folder not in FOLDERS or not rest or not path.is_relative_to(root):
        raise ValueError(f"the backup holds “{name}”, which is no file of a portal")
    return path


def sha256(chunks):
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()
