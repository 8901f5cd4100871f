"""The process in which a stranger's SQL runs. Started by `sandbox`; imports nothing of ours.

Its environment is empty, it may write no file and open few, its memory and time are bounded by
the kernel, and its DuckDB has read-only files, no other file, no network, no extension and no
Python. What to run comes as JSON on standard input, each answer goes out as a line of JSON.
"""

import datetime
import decimal
import json
import math
import os
import resource
import sys
import threading
import uuid

FILES = 256  # descriptors: the tables, the pipes, what DuckDB needs
STACK = 256 * 1024  # bytes
LETTERS = 20_000_000  # of an answer
LOCKED = {
    "temp_directory": "",
    "max_temp_directory_size": "0B",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
    "enable_external_access": "false",
    "lock_configuration": "true",
}


class RefusedError(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


def bind(memory, seconds, threads):
    """Let the kernel hold this process to what it may use."""
    limits = {
        resource.RLIMIT_CPU: seconds * threads + 2,
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: FILES,
    }
    for name, value in limits.items():
        resource.setrlimit(name, (value, value))


def connect(root, tables, memory, threads):
    """Open the tables under their names, then lock everything else out."""
    import duckdb

    threading.stack_size(STACK)  # the usual eight megabytes count as used
    os.chdir(root)
    connection = duckdb.connect(
        ":memory:", config={"memory_limit": f"{memory // 6}B", "threads": threads}
    )
    for number, (name, path) in enumerate(tables.items()):
        connection.execute(f"ATTACH '{path}' AS kept_{number} (READ_ONLY)")
        quoted = name.replace('"', '""')
        connection.execute(
            f'CREATE VIEW "{quoted}" AS SELECT * EXCLUDE (_row) FROM kept_{number}.data'  # noqa: S608
        )
    os.chdir("/")
    for name, value in LOCKED.items():
        connection.execute(f"SET {name} = '{value}'")
    return connection


def run(connection, sql, rows, seconds):
    import duckdb

    try:
        statements = duckdb.extract_statements(sql)
    except duckdb.Error as error:
        raise RefusedError("wrong_sql", str(error)) from None
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise RefusedError("not_one_select", "Ask with exactly one SELECT.")
    timer = threading.Timer(seconds, connection.interrupt)
    timer.start()
    try:
        result = connection.execute(statements[0])
        columns = [{"name": each[0], "type": str(each[1]).lower()} for each in result.description]
        found = result.fetchmany(rows + 1)
    except duckdb.InterruptException:
        raise RefusedError("too_slow", f"It took longer than {seconds} seconds.") from None
    except duckdb.OutOfMemoryException:
        raise RefusedError("too_large", "It needs more memory than there is for one.") from None
    except duckdb.Error as error:
        raise RefusedError("wrong_sql", str(error)) from None
    finally:
        timer.cancel()
    shown = [[plain(value) for value in row] for row in found[:rows]]
    return {"ok": True, "columns": columns, "rows": shown, "truncated": len(found) > rows}


def plain(value):
    """A value as JSON has it."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, decimal.Decimal):
        return float(value)
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, bytes):
        return value.hex()
    return str(value) if isinstance(value, datetime.timedelta | uuid.UUID) else repr(value)


def answer(connection, sql, rows, seconds):
    try:
        found = json.dumps(run(connection, sql, rows, seconds), ensure_ascii=False)
        if len(found) > LETTERS:
            raise RefusedError("too_large", "The answer is too large. Ask for fewer rows.")
    except RefusedError as refused:
        found = json.dumps({"ok": False, "code": refused.code, "message": str(refused)})
    except MemoryError:
        message = "It needs more memory than there is for one."
        found = json.dumps({"ok": False, "code": "too_large", "message": message})
    return found


def main():
    asked = json.loads(sys.stdin.buffer.read())
    memory, threads, seconds = asked["memory"], asked["threads"], asked["seconds"]
    bind(memory, seconds * len(asked["sql"]), threads)
    connection = connect(asked["root"], asked["tables"], memory, threads)
    root = os.path.realpath(asked["root"])
    for sql in asked["sql"]:
        found = answer(connection, sql, asked["rows"], seconds)
        # the engine knows where its files lie; that is no secret, and nobody's business
        found = found.replace(root, "").replace(asked["root"], "")
        sys.stdout.buffer.write(found.encode("utf-8", "replace") + b"\n")
        sys.stdout.buffer.flush()
    os._exit(0)  # nothing here is worth the time of an orderly end


if __name__ == "__main__":
    main()
