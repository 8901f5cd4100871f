"""Size and SHA-256 of the files that a version is given out as, counted once.

root/ab/abcdef…/sums.json   beside the version, which never changes
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from chitalishte.tables import dump
from chitalishte.tables.query import Question
from chitalishte.tables.store import StoredVersion

PIECE = 1024**2
FORMS = ("csv", "parquet")


@dataclass(frozen=True)
class Checksum:
    byte_size: int
    sha256: str


def checksum(version: StoredVersion, form: str) -> Checksum:
    """The checksum of the whole table in a form.

    form  parquet: the file that is kept; csv: the values as they are, without a byte-order mark
          and without the apostrophes that keep spreadsheets from running formulas

    Raises KeyError for another form, OSError when the files are not kept any more or the disk
    refuses, dump.BusyError when too many tables are being written out.
    """
    known = _kept(version.folder)
    if form not in known:
        pieces = {"csv": _csv, "parquet": _parquet}[form](version)
        digest, size = hashlib.sha256(), 0
        for piece in pieces:
            digest.update(piece)
            size += len(piece)
        known[form] = Checksum(size, digest.hexdigest())
        _keep(version.folder, known)
    return known[form]


def _csv(version: StoredVersion) -> Iterator[bytes]:
    return dump.csv_pieces(version, Question(limit=None), dump.CsvStyle(is_safe=False))


def _parquet(version: StoredVersion) -> Iterator[bytes]:
    with version.parquet_path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _kept(folder: Path) -> dict[str, Checksum]:
    try:
        kept = json.loads((folder / "sums.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return {form: Checksum(**each) for form, each in kept.items()}


def _keep(folder: Path, known: dict[str, Checksum]) -> None:
    text = json.dumps({form: asdict(each) for form, each in known.items()}, indent=1)
    # written beside and renamed: another process may be reading, or doing the same
    with tempfile.NamedTemporaryFile("w", dir=folder, prefix=".sums-", delete=False) as file:
        file.write(text + "\n")
    Path(file.name).chmod(0o644)
    os.replace(file.name, folder / "sums.json")
