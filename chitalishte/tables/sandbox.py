"""SQL of strangers over stored versions: one SELECT, in a process that can reach nothing else.

Safety rests on that process (`sandboxed`), not on reading the SQL: it is thrown away after one
question, killed when it overruns, and knows no secret.
"""

import json
import re
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CHILD = Path(__file__).with_name("sandboxed.py")
MEMORY = 3 * 1024**3  # bytes of address space; a sixth of them for the values of DuckDB
THREADS = 1
SECONDS = 5
ROWS = 10_000
TABLES = 40  # that one question may name
LONGEST = 20_000  # letters of a question
GRACE = 2.0  # seconds after which a process that should have ended is killed
AT_ONCE = threading.BoundedSemaphore(2)
PATIENCE = 10.0  # seconds for a place


class SqlError(ValueError):
    """code: wrong_sql, not_one_select, too_slow, too_large, too_long, too_many_tables, busy"""

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class SqlAnswer:
    """columns: {name, type as DuckDB names it}; rows: values as JSON has them.

    is_truncated  whether there were more rows than asked for
    tables        which tables the question names
    """

    columns: list[dict[str, str]]
    rows: list[list[Any]]
    is_truncated: bool
    tables: list[str] = field(default_factory=list)


def ask(
    sql: str,
    tables: Mapping[str, str],
    root: str | Path,
    *,
    rows: int = ROWS,
    seconds: int = SECONDS,
    memory: int = MEMORY,
) -> SqlAnswer:
    """Run one SELECT over tables given as {name: path of a DuckDB file below root}.

    Raises SqlError; its message is for the one who asked.
    """
    if len(sql) > LONGEST:
        raise SqlError("too_long", f"{len(sql)} letters; {LONGEST} at most.")
    named = named_in(sql, tables)
    if len(named) > TABLES:
        raise SqlError("too_many_tables", f"{len(named)} tables; {TABLES} at most.")
    found = run(
        [sql],
        {name: tables[name] for name in named},
        root,
        rows=rows,
        seconds=seconds,
        memory=memory,
    )[0]
    if not found["ok"]:
        raise SqlError(found["code"], found["message"])
    return SqlAnswer(found["columns"], found["rows"], found["truncated"], named)


def named_in(sql: str, tables: Mapping[str, str]) -> list[str]:
    """The tables whose names stand in the text: only these are opened, to save time."""
    words = set(re.findall(r"[^\W\d]\w*", sql.casefold()))
    return [name for name in tables if name.casefold() in words]


def run(
    questions: Sequence[str],
    tables: Mapping[str, str],
    root: str | Path,
    *,
    rows: int = ROWS,
    seconds: int = SECONDS,
    memory: int = MEMORY,
) -> list[dict[str, Any]]:
    """The answers of one process; for each question that it did not survive, why."""
    asked = {
        "sql": list(questions),
        "tables": dict(tables),
        "root": str(root),
        "rows": rows,
        "seconds": seconds,
        "memory": memory,
        "threads": THREADS,
    }
    if not AT_ONCE.acquire(timeout=PATIENCE):
        raise SqlError("busy", "Too many questions at once. Ask again soon.")
    try:
        written, is_late = _talk(json.dumps(asked).encode(), seconds * len(questions) + GRACE)
    finally:
        AT_ONCE.release()
    found = [json.loads(line) for line in written.splitlines(keepends=True) if line.endswith(b"\n")]
    lost = {
        "ok": False,
        "code": "too_slow" if is_late else "too_large",
        "message": f"It took longer than {seconds} seconds."
        if is_late
        else "It needs more memory or time than there is for one question.",
    }
    return found + [lost] * (len(questions) - len(found))


def _talk(asked: bytes, seconds: float) -> tuple[bytes, bool]:
    """What the process wrote, and whether it had to be killed."""
    with subprocess.Popen(  # noqa: S603
        # isolated: no environment, no user's packages, nothing from the current folder
        [sys.executable, "-I", "-X", "utf8", str(CHILD)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={},
    ) as process:
        try:
            return process.communicate(asked, timeout=seconds)[0], False
        except subprocess.TimeoutExpired:
            process.kill()
            return process.communicate()[0], True
