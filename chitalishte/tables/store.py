"""Versions of tables: immutable, named by what is in them, written whole or not at all.

root/ab/abcdef…/table.duckdb   what this program queries: table `data`, with `_row` from 1
root/ab/abcdef…/table.parquet  what people download: the same without `_row`
root/ab/abcdef…/counts.json    how often each value of a column with few values comes
root/ab/abcdef…/meta.json      columns, number of rows, where the file came from
"""

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from chitalishte.tables import loading
from chitalishte.tables.connections import shared
from chitalishte.tables.read import Column, Row

HASH = re.compile(r"[0-9a-f]{64}")
UNFINISHED = ".unfinished-"


class TableLike(Protocol):
    """What can be stored: a Table, or anything with columns and rows of their types."""

    @property
    def columns(self) -> list[Column]: ...

    @property
    def rows(self) -> Iterable[Row]: ...


@dataclass(frozen=True)
class StoredVersion:
    """hash: of names, types and values of the columns, so of the content and not of the file."""

    hash: str
    folder: Path
    columns: list[Column]
    row_count: int
    meta: dict[str, Any]

    @property
    def parquet_path(self) -> Path:
        return self.folder / "table.parquet"

    @property
    def duckdb_path(self) -> Path:
        return self.folder / "table.duckdb"

    @property
    def byte_sizes(self) -> dict[str, int]:
        """Bytes of each file; 0 for one that was cleared."""
        files = {"parquet": self.parquet_path, "duckdb": self.duckdb_path}
        return {name: path.stat().st_size if path.exists() else 0 for name, path in files.items()}

    def __hash__(self) -> int:
        return hash(self.hash)

    def values_of(self, name: str) -> list[str] | None:
        """The values of a column stored as an ENUM, in their order; None for any other column."""
        counts = self.counts_of(name)
        return None if counts is None else list(counts)

    def counts_of(self, name: str) -> dict[str, int] | None:
        """The same values with the number of their rows."""
        return _counts(self.folder).get(name)

    def column(self, name: str) -> Column:
        """Raises KeyError for a name the version does not have."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


def write(
    table: TableLike, root: str | Path, *, meta: Mapping[str, Any] | None = None
) -> StoredVersion:
    """Store a table and return its version; the same content is stored once.

    meta  what to remember of the file (JSON): kept with the first writing of the content

    Raises OSError when the disk refuses, TableError when a large file has changed since it was
    read. Then nothing is left behind.
    """
    root = Path(root)
    root.mkdir(parents=True, exist_ok=True)
    # beside the versions, because a folder can be renamed whole only within one file system
    unfinished = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=root))
    try:
        with loading.Load(table.columns, table.rows, unfinished) as load:
            loaded = load.loaded
            is_new = not (_folder(root, loaded.hash) / "table.parquet").exists()
            if is_new:
                load.finish()
        if is_new:
            _write_meta(unfinished, table.columns, loaded.row_count, meta or {})
            _swap_in(unfinished, _folder(root, loaded.hash))
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return open_version(root, loaded.hash)


def open_version(root: str | Path, hash: str) -> StoredVersion:
    """Raises ValueError for what is not a hash, FileNotFoundError for one that is not here."""
    folder = _folder(Path(root), hash)
    kept = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    columns = [Column(**each | {"examples": tuple(each["examples"])}) for each in kept["columns"]]
    return StoredVersion(hash, folder, columns, kept["row_count"], kept["meta"])


def remove(root: str | Path, hash: str) -> None:
    """Remove a version if it is there. Raises ValueError for what is not a hash."""
    folder = _folder(Path(root), hash)
    shared.forget(folder / "table.duckdb")
    if not folder.exists():
        return
    # renamed first, so that nobody opens a version with half of its files
    leaving = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=root))
    os.replace(folder, leaving / folder.name)
    shutil.rmtree(leaving)


def clear(root: str | Path, hash: str) -> int:
    """Remove the rows of a version and keep what describes it (meta.json). Gives the bytes freed.

    Raises ValueError for what is not a hash. A version that is not here, or is cleared, frees 0.
    """
    folder = _folder(Path(root), hash)
    shared.forget(folder / "table.duckdb")
    freed = 0
    for path in folder.glob("*"):
        if path.name != "meta.json":
            freed += path.stat().st_size
            path.unlink()
    return freed


def remove_unfinished(root: str | Path) -> int:
    """Clear what a killed process left; call it when no other process writes. Gives how many."""
    leftovers = list(Path(root).glob(UNFINISHED + "*"))
    for folder in leftovers:
        shutil.rmtree(folder, ignore_errors=True)
    return len(leftovers)


def content_hash(table: TableLike) -> str:
    """The hash a table would be stored under."""
    return loading.content_hash(table.columns, table.rows)


@lru_cache(maxsize=64)  # the folder of a version never changes
def _counts(folder: Path) -> dict[str, dict[str, int]]:
    path = folder / "counts.json"
    if not path.exists():  # a version from before there were counts
        return {}
    kept = json.loads(path.read_text(encoding="utf-8"))
    return {name: dict(counts) for name, counts in kept.items()}


def _folder(root: Path, hash: str) -> Path:
    if not HASH.fullmatch(hash):
        raise ValueError(f"{hash!r} is not the hash of a version: 64 digits 0-9 a-f")
    return root / hash[:2] / hash


def _write_meta(
    folder: Path, columns: list[Column], row_count: int, meta: Mapping[str, Any]
) -> None:
    kept = {
        "columns": [asdict(column) for column in columns],
        "row_count": row_count,
        "meta": dict(meta),
    }
    text = json.dumps(kept, ensure_ascii=False, indent=1, default=str)
    (folder / "meta.json").write_text(text + "\n", encoding="utf-8")


def _swap_in(unfinished: Path, folder: Path) -> None:
    folder.parent.mkdir(exist_ok=True)
    for path in unfinished.iterdir():
        _sync(path)
    _sync(unfinished)
    unfinished.chmod(0o755)  # mkdtemp lets nobody else read, but a backup should
    if (folder / "meta.json").exists():  # cleared once; what described it then stays
        for path in sorted(unfinished.glob("[!m]*")):  # table.parquet last: with it all is here
            os.replace(path, folder / path.name)
        _sync(folder)
        return
    try:
        os.replace(unfinished, folder)
    except OSError:
        if not folder.exists():
            raise
        return  # another process stored the same content a moment ago
    _sync(folder.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


open = open_version  # as `store.open(root, hash)`
