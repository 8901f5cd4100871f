"""Open DuckDB files, shared by the threads of one process.

Opening costs some ten milliseconds, a query one; so open files are kept, the least used closed
first. Every caller gets a cursor of its own, which is what DuckDB asks of threads.
"""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

# A reader's table can reach nothing but its own file, and no extension is fetched or loaded.
READER: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    # A page of rows is found by its sorted columns alone; the rest is fetched for these rows only.
    "late_materialization_max_rows": "100000",
    "lock_configuration": "true",
}
SMALL = 8 * 1024**2  # bytes


class Connections:
    """memory and threads are limits of one open file, not of all together."""

    def __init__(self, *, limit: int = 32, memory: str = "256MB", threads: int = 2):
        self._limit, self._threads = limit, threads
        self._config = READER | {"memory_limit": memory}
        self._open: OrderedDict[str, duckdb.DuckDBPyConnection] = OrderedDict()
        self._lock = Lock()

    def cursor(self, path: Path) -> duckdb.DuckDBPyConnection:
        """A cursor on a read-only file; the caller closes it. Raises duckdb.Error, OSError."""
        key = str(path)
        with self._lock:
            connection = self._open.get(key)
            if connection is None:
                connection = self._open[key] = self._connect(key)
            self._open.move_to_end(key)
            # Let go, not closed: closing would cut off every cursor still reading. The file
            # closes with the last of them.
            while len(self._open) > self._limit:
                self._open.popitem(last=False)
            return connection.cursor()

    def _connect(self, key: str) -> duckdb.DuckDBPyConnection:
        import duckdb  # 0.1 s to import, which `table inspect` should not wait for

        # for a small table handing work to another thread costs more than doing it
        threads = 1 if Path(key).stat().st_size < SMALL else self._threads
        return duckdb.connect(key, read_only=True, config=self._config | {"threads": threads})

    def forget(self, path: Path) -> None:
        """Let go of a file that is about to be removed; who still reads it finishes."""
        with self._lock:
            self._open.pop(str(path), None)


shared = Connections()
