"""Write everything into one file, while the portal is being read and edited.

The file is a ZIP: manifest.json (what it holds, with SHA-256 of every part), database.jsonl (one
row a line, in Django's serialisation, so that it can move from SQLite to PostgreSQL) and the
files of media/ and tables/.
"""

import datetime
import json
import os
import zipfile
from pathlib import Path

from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from .contents import files, models, one_moment, sha256

FORMAT = 1
CHUNK = 1024 * 1024  # bytes


class WholeMoments(DjangoJSONEncoder):
    """Moments as they are: Django's own encoder cuts them to the millisecond (ECMA-262)."""

    def default(self, o):
        if isinstance(o, datetime.datetime | datetime.time):
            return o.isoformat()
        return super().default(o)


class BackupError(Exception):
    """The backup could not be made or read; the message says why and what is kept."""


def backup(path, say=lambda line: None):
    """Write a backup to `path`: beside it first, then in its place, so never half."""
    path = Path(path)
    beside = path.with_name(path.name + ".unfinished")
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
            rows = _write_database(archive, say)
            parts = _write_files(archive, say)
            archive.writestr("manifest.json", _manifest(rows, parts))
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise BackupError(f"{path} could not be written: {error}. Nothing else changed.") from error


def _write_database(archive, say):
    """Write every row and return {model: how many}."""
    counts = {}
    with one_moment(), archive.open("database.jsonl", "w", force_zip64=True) as out:
        kept = models()
        for number, model in enumerate(kept, start=1):
            rows = model._base_manager.order_by("pk").iterator(chunk_size=500)
            count = 0
            for row in rows:
                if type(row) is not model:
                    continue
                line = serializers.serialize("jsonl", [row], cls=WholeMoments)
                out.write(line.encode())
                count += 1
            counts[model._meta.label_lower] = count
            if number % 25 == 0 or number == len(kept):
                say(f"database: {number} of {len(kept)} tables")
    return counts


def _write_files(archive, say):
    """Write every file and return {name: {size, sha256}}."""
    parts = {}
    for number, (name, path) in enumerate(files(), start=1):
        archive.write(path, name, _compression(path))
        with path.open("rb") as file:
            digest = sha256(iter(lambda file=file: file.read(CHUNK), b""))
        parts[name] = {"size": path.stat().st_size, "sha256": digest}
        if number % 100 == 0:
            say(f"files: {number}")
    say(f"files: {len(parts)}")
    return parts


def _compression(path):
    """Parquet and pictures are packed already."""
    packed = {".parquet", ".png", ".jpg", ".jpeg", ".webp", ".pdf", ".zip"}
    return zipfile.ZIP_STORED if path.suffix.lower() in packed else zipfile.ZIP_DEFLATED


def applied_migrations():
    """Return the migrations of our database as ["app.name"], sorted."""
    from django.db import connection

    return sorted(".".join(pair) for pair in MigrationRecorder(connection).applied_migrations())


def _manifest(rows, parts):
    return json.dumps(
        {
            "format": FORMAT,
            "made_at": timezone.now().isoformat(),
            "migrations": applied_migrations(),
            "rows": rows,
            "files": parts,
        },
        ensure_ascii=False,
        indent=1,
    )
