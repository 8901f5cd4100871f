"""Bring a backup back: into a prepared database, in one transaction, verified before it counts."""

import json
import shutil
import zipfile
from contextlib import contextmanager
from pathlib import Path

from django.core import serializers
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models.signals import m2m_changed, post_save, pre_save

from chitalishte.records import publishing as records
from chitalishte.records.collection import collections
from chitalishte.records.models import Edition, SearchEntry

from .backup import CHUNK, FORMAT, BackupError, applied_migrations
from .contents import FOLDERS, destination, models, sha256

NOTHING_CHANGED = "Nothing was changed."


def restore(path, say=lambda line: None):
    """Replace everything in this installation by the backup at `path`.

    Raises BackupError, with the installation as it was, when the file is damaged, was made by
    another version of the program, or does not come back row for row.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive)
            _check(archive, manifest, say)
            beside = _unpack_files(archive, manifest, say)
            try:
                with transaction.atomic():
                    _load_database(archive, manifest, say)
                    _swap_files(beside)
            finally:
                for folder in beside.values():
                    shutil.rmtree(folder, ignore_errors=True)
    except (OSError, zipfile.BadZipFile, ValueError, KeyError) as error:
        raise BackupError(f"{path} cannot be restored: {error}. {NOTHING_CHANGED}") from error
    _make_search_anew(say)


def _manifest(archive):
    manifest = json.loads(archive.read("manifest.json"))
    if manifest.get("format") != FORMAT:
        raise BackupError(f"The backup is of another format. {NOTHING_CHANGED}")
    missing = set(manifest["migrations"]) ^ set(applied_migrations())
    if missing:
        names = ", ".join(sorted(missing)[:4])
        raise BackupError(
            f"The backup was made by another version of the program ({names}). Install the version "
            f"that made it, restore, then upgrade. {NOTHING_CHANGED}"
        )
    return manifest


def _check(archive, manifest, say):
    """Compare every file of the archive with its digest before anything is touched."""
    for name, expected in manifest["files"].items():
        destination(name)
        with archive.open(name) as file:
            if sha256(iter(lambda file=file: file.read(CHUNK), b"")) != expected["sha256"]:
                raise BackupError(f"“{name}” in the backup is damaged. {NOTHING_CHANGED}")
    say(f"checked: {len(manifest['files'])} files")


def _unpack_files(archive, manifest, say):
    """Write the files beside their folders; return {folder's name: where}."""
    beside = {}
    for name, setting in FOLDERS.items():
        root = _root(setting)
        beside[name] = root.with_name(root.name + ".restored")
        shutil.rmtree(beside[name], ignore_errors=True)
        beside[name].mkdir(parents=True)
    for name in manifest["files"]:
        folder, _, rest = name.partition("/")
        path = beside[folder] / rest
        path.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(name) as source, path.open("wb") as target:
            shutil.copyfileobj(source, target, CHUNK)
    say(f"unpacked: {len(manifest['files'])} files")
    return beside


def _root(setting):
    from django.conf import settings

    return Path(getattr(settings, setting))


@contextmanager
def nobody_reacting():
    """Mute what libraries do when a row is saved: rows come back as they were, and nothing else.

    Some of them do not ask whether a row is being loaded, and look for rows that come later.
    """
    signals = (pre_save, post_save, m2m_changed)
    kept = [signal.receivers for signal in signals]
    try:
        for signal in signals:
            signal.receivers = []
            signal.sender_receivers_cache.clear()
        yield
    finally:
        for signal, receivers in zip(signals, kept, strict=True):
            signal.receivers = receivers
            signal.sender_receivers_cache.clear()


def _load_database(archive, manifest, say):
    kept = models()
    with connection.constraint_checks_disabled(), nobody_reacting():
        _empty(kept)
        for number, line in enumerate(archive.open("database.jsonl"), start=1):
            for row in serializers.deserialize("jsonl", line.decode()):
                row.save()
            if number % 5000 == 0:
                say(f"database: {number} rows")
    connection.check_constraints()
    _reset_sequences(kept)
    for model in kept:
        label = model._meta.label_lower
        found, expected = model._base_manager.count(), manifest["rows"].get(label, 0)
        if found != expected:
            raise BackupError(f"{label}: {found} rows came back of {expected}. {NOTHING_CHANGED}")
    say(f"database: {sum(manifest['rows'].values())} rows, every table as it was")


def _empty(kept):
    """Delete the rows of all kept tables by SQL: no signal of the old content may run."""
    tables = [model._meta.db_table for model in kept]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            quoted = ", ".join(connection.ops.quote_name(table) for table in tables)
            cursor.execute(f"TRUNCATE {quoted} CASCADE")
            return
        for table in reversed(tables):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608


def _reset_sequences(kept):
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), kept):
            cursor.execute(sql)


def _swap_files(beside):
    for name, setting in FOLDERS.items():
        root = _root(setting)
        old = root.with_name(root.name + ".before")
        shutil.rmtree(old, ignore_errors=True)
        if root.exists():
            root.rename(old)
        beside[name].rename(root)
        shutil.rmtree(old, ignore_errors=True)


def _make_search_anew(say):
    """Build the search from what is public now; it is not part of the backup."""
    from wagtail.models import Page

    from chitalishte.justice.publishing import reindex as reindex_states
    from chitalishte.pages.publishing import reindex as reindex_page

    for entry in SearchEntry.objects.all():
        entry.delete()
    for collection in collections():
        for record in collection.public():
            records.reindex(record)
    for page in Page.objects.live():
        reindex_page(page)
    reindex_states()
    Edition.advance()
    say(f"search: {SearchEntry.objects.count()} entries")
