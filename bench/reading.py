"""Reading messy files and one long clean one, beside other readers, each in a process of its own.

Three hundred generated files (bench/messy.py) are read by us, DuckDB, csv-detective, frictionless
and sqlite-utils with their defaults. A file is right when names, types and every value are right;
a peer's types are its own words for ours. It is untyped when only the types are missing and the
texts stand as they were written. An error is a message; any other difference without one is wrong.
"""

import json
import os
import pickle
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

from tests.serving import ROOT

from . import datasette
from .machine import clock, load
from .messy import PLACES, Messy, messy_file

FILES = 300
LONG_BYTES = 1_000_000_000
READERS = ("ours", "duckdb", "csv-detective", "frictionless", "sqlite-utils")
VERDICTS = ("right", "untyped", "message", "wrong", "crashed")
APART = ("csv-detective", "sqlite-utils")  # live in .venv-bench; the others our tests need too
LONGEST = 600  # seconds for one reader
LONGEST_FILE = 10  # seconds for one of the small files
TRUTHS = "truths.pickle"


def measure():
    """Return the verdicts of every reader, and speed and memory on the long file."""
    datasette.install()
    busy = [load()]
    with tempfile.TemporaryDirectory(prefix="chitalishte-bench-") as folder:
        print(f"Writing {FILES} messy files and one of {LONG_BYTES / 1e9:.0f} GB …", flush=True)
        size = write_messy(Path(folder))
        long = Path(folder) / "long.csv"
        rows = write_long(long, LONG_BYTES)
        messy = {}
        for reader in READERS:
            messy[reader] = _run("messy", reader, folder)
            print(f"  {reader}: {messy[reader]}", flush=True)
        folder_of_cases = Path(folder) / "cases"
        folder_of_cases.mkdir()
        write_cases(folder_of_cases)
        cases = {}
        for reader in READERS:
            cases[reader] = _run("cases", reader, str(folder_of_cases))
            print(f"  cases, {reader}: {cases[reader]}", flush=True)
        clean = {}
        for reader in ("bare", "ours", "bare", "ours"):
            found = _run("long", reader, str(long))
            best = clean.get(reader)
            clean[reader] = min(best or found, found, key=lambda each: each["seconds"])
            print(f"  {reader}: {found}", flush=True)
    busy.append(load())
    return {
        "files": FILES, "bytes": size, "long_bytes": LONG_BYTES, "long_rows": rows,
        "messy": messy, "cases": cases, "clean": clean, "load": busy, "measured_at": clock(),
    }  # fmt: skip


def _run(kind, reader, path):
    python = datasette.VENV / "bin" / "python" if reader in APART else sys.executable
    command = [python, "-m", "bench.reading", kind, reader, path]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=LONGEST, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def write_messy(folder):
    size = 0
    for seed in range(FILES):
        made = messy_file(seed)
        (folder / made.name).write_bytes(made.content)
        size += len(made.content)
    return size


def write_cases(folder):
    """Write the files of the numbered cases: the tests that say how each is read must pass."""
    tests = ["tests/tables/test_cases.py", "tests/tables/test_more_cases.py"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests]
    environment = os.environ | {"CASES_KEPT_IN": str(folder)}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    truths = {str(path.relative_to(folder)): _truth(path) for path in sorted(folder.glob("*/*"))}
    (folder / TRUTHS).write_bytes(pickle.dumps(truths))


def write_long(path, size):
    """A clean file of at least this many bytes; return the number of its rows."""
    luck = random.Random(7)  # noqa: S311 - the same file each time
    days = [(date(2015, 1, 1) + timedelta(days=step)).isoformat() for step in range(3650)]
    number = written = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("id,date,municipality,address,code,visits,amount,share,is_open\n")
        while written < size:
            rows = []
            for _ in range(20_000):
                number += 1
                rows.append(
                    f"{number},{luck.choice(days)},{luck.choice(PLACES)},ул. Раковски "
                    f"{luck.randrange(1, 400)},{luck.randrange(100_000):05d},"
                    f"{luck.randrange(1_000_000)},{luck.random() * 1e5:.2f},"
                    f"{luck.random():.4f},{luck.choice(('да', 'не'))}\n"
                )
            text = "".join(rows)
            written += len(text.encode())
            file.write(text)
    return number


# What runs in the process of one reader.


def read_messy(reader, folder):
    verdicts, seconds, size = Counter(), 0.0, 0
    for seed in range(FILES):
        made = messy_file(seed)
        path = Path(folder) / made.name
        size += len(made.content)
        began = time.perf_counter()
        try:
            found, has_message = PEERS[reader](path)
        except (MemoryError, ImportError):
            raise
        except Exception as error:
            seconds += time.perf_counter() - began
            verdicts["message" if _is_own(error) else "crashed"] += 1
            continue
        seconds += time.perf_counter() - began
        verdict = _verdict(made, *found)
        verdicts["message" if has_message and verdict != "right" else verdict] += 1
    return {name: verdicts[name] for name in VERDICTS} | {"seconds": seconds, "bytes": size}


def read_cases(reader, folder):
    """Verdicts over the files of the cases; what is right is what the tests hold us to.

    Of a file that we refuse, right is to refuse it.
    """
    verdicts, seconds, size = Counter(), 0.0, 0
    truths = pickle.loads((Path(folder) / TRUTHS).read_bytes())  # noqa: S301 - written just now
    for name, truth in truths.items():
        path = Path(folder) / name
        size += path.stat().st_size
        began = time.perf_counter()
        try:
            with _at_most(LONGEST_FILE):
                found, has_message = PEERS[reader](path)
        except (MemoryError, ImportError):
            raise
        except Exception as error:
            seconds += time.perf_counter() - began
            is_told = _is_own(error)
            verdicts[
                "right" if is_told and truth is None else "message" if is_told else "crashed"
            ] += 1
            continue
        seconds += time.perf_counter() - began
        verdict = _verdict(truth, *found) if truth else "wrong"
        verdicts["message" if has_message and verdict != "right" else verdict] += 1
    return {name: verdicts[name] for name in VERDICTS} | {"seconds": seconds, "bytes": size}


@contextmanager
def _at_most(seconds):
    """A reader that does not end counts as one that crashed."""

    def end(*_):
        raise EndlessError

    signal.signal(signal.SIGALRM, end)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


class EndlessError(Exception):
    """The reader was still reading."""


def _truth(path):
    from chitalishte.tables import TableError

    try:
        (labels, types, rows), _has_message = _ours(path)
    except TableError:
        return None
    return Messy(path.name, b"", labels, types, rows, set())


def _is_own(error):
    """Whether the reader says itself that it cannot read the file."""
    return type(error).__module__.partition(".")[0] in (
        "chitalishte", "duckdb", "_duckdb", "frictionless", "csv_detective", "sqlite_utils",
    ) or isinstance(error, ValueError | UnicodeDecodeError)  # fmt: skip


def _verdict(made, labels, types, rows):
    if [" ".join(str(label).split()) for label in labels] != made.labels:
        return "wrong"
    if len(rows) != len(made.rows) or any(len(row) != len(made.labels) for row in rows):
        return "wrong"
    pairs = [
        pair
        for row, truth in zip(rows, made.rows, strict=True)
        for pair in zip(row, truth, strict=True)
    ]
    if list(types) == made.types and all(_same(*pair) for pair in pairs):
        return "right"
    # text where a type was wanted, and where nothing was: what stood in the cell
    is_kept = all(_same(a, b) or (isinstance(a, str) and not isinstance(b, str)) for a, b in pairs)
    is_kept = is_kept or all(
        _same(a, b) or (isinstance(a, str) and made.types[at % len(made.types)] != "code")
        for at, (a, b) in enumerate(pairs)
    )
    return "untyped" if is_kept else "wrong"


def _same(found, truth):
    if isinstance(truth, datetime) or not isinstance(truth, date):
        return found == truth
    return found in (truth, truth.isoformat(), datetime(truth.year, truth.month, truth.day))


def _types(rows, types, kinds):
    """Our words for a peer's types; a code is text to all of them."""
    return [kinds.get(type_, "text") for type_ in types]


def _ours(path):
    from chitalishte.tables import read

    table = read(path).tables[0]
    at = [i for i, each in enumerate(table.columns) if not each.name.endswith("_missing")]
    columns = [table.columns[i] for i in at]
    at = [i for i in at if " (защо липсва)" not in table.columns[i].label]
    columns = [table.columns[i] for i in at]
    rows = [tuple(row[i] for i in at) for row in table.rows]
    found = [each.label for each in columns], [each.type for each in columns], rows
    return found, bool(table.questions or table.set_aside)


def _duckdb(path):
    import duckdb

    relation = duckdb.connect().read_csv(str(path))
    kinds = {"BIGINT": "integer", "DOUBLE": "decimal", "BOOLEAN": "boolean", "DATE": "date",
             "TIMESTAMP": "timestamp"}  # fmt: skip
    rows = relation.fetchall()
    types = _types(rows, map(str, relation.types), kinds)
    return (relation.columns, types, rows), False


def _csv_detective(path):
    from csv_detective import routine
    from pandas import concat

    found, pieces = routine(str(path), output_df=True, num_rows=-1)
    table = pieces if hasattr(pieces, "columns") else concat(pieces)
    kinds = {"int": "integer", "float": "decimal", "bool": "boolean", "date": "date",
             "datetime": "timestamp"}  # fmt: skip
    columns = list(table.columns)
    types = [kinds.get(found["columns"][name]["python_type"], "text") for name in columns]
    rows = [
        tuple(None if value != value else value for value in row)
        for row in table.astype(object).itertuples(index=False)
    ]
    return (columns, types, rows), False


def _frictionless(path):
    from frictionless import Resource, system

    with system.use_context(trusted=True), Resource(path=str(path)) as resource_:
        rows = [tuple(row.to_list()) for row in resource_.row_stream]
        fields = resource_.schema.fields
    kinds = {"integer": "integer", "number": "decimal", "boolean": "boolean", "date": "date",
             "datetime": "timestamp"}  # fmt: skip
    rows = [tuple(float(v) if _is_decimal(v) else v for v in row) for row in rows]
    return (
        [each.name for each in fields],
        [kinds.get(e.type, "text") for e in fields],
        rows,
    ), False


def _is_decimal(value):
    return type(value).__name__ == "Decimal"


def _sqlite_utils(path):
    from sqlite_utils.utils import TypeTracker, rows_from_file

    with path.open("rb") as file:
        rows, _ = rows_from_file(file)
        tracker = TypeTracker()
        rows = list(tracker.wrap(rows))
    kinds = {"integer": "integer", "float": "decimal"}
    made = {"integer": int, "float": float}
    types = tracker.types
    typed = [
        tuple(made[types[n]](v) if types[n] in made and v != "" else v for n, v in row.items())
        for row in rows
    ]
    return (list(types), [kinds.get(each, "text") for each in types.values()], typed), False


PEERS = {
    "ours": _ours,
    "duckdb": _duckdb,
    "csv-detective": _csv_detective,
    "frictionless": _frictionless,
    "sqlite-utils": _sqlite_utils,
}


def read_long(reader, path):
    began = time.perf_counter()
    if reader == "ours":
        from chitalishte.tables import Budget, read

        rows = len(read(path, budget=Budget(max_file_bytes=2**34)).tables[0].rows)
    else:
        import duckdb

        with tempfile.TemporaryDirectory(dir=Path(path).parent) as folder:
            connection = duckdb.connect(f"{folder}/bare.duckdb")
            connection.execute("CREATE TABLE data AS SELECT * FROM read_csv(?)", [path])
            rows = connection.execute("SELECT count(*) FROM data").fetchone()[0]
            connection.close()
    return {"seconds": time.perf_counter() - began, "rows": rows}


if __name__ == "__main__":
    kind, reader, path = sys.argv[1:]
    answer = {"messy": read_messy, "cases": read_cases, "long": read_long}[kind](reader, path)
    answer["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps(answer))
