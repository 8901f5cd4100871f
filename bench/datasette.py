"""The peer: Datasette with its defaults, over the same CSV file in SQLite."""

import csv
import hashlib
import sqlite3
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import urlopen

from tests.serving import ROOT, free_port

VENV = ROOT / ".venv-bench"
REQUIREMENTS = ROOT / "requirements" / "bench.txt"
LONGEST_START = 60  # seconds


def install():
    """Make .venv-bench/ from the hash-pinned requirements; nothing when it is made already."""
    stamp = VENV / ".done"
    state = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == state:
        return
    print("Installing Datasette into .venv-bench/ …", end="", flush=True)
    begin = time.monotonic()
    subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    done = subprocess.run(
        [VENV / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "install", "-q",
         "--require-hashes", "-r", REQUIREMENTS],
        capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        sys.exit(f"\nDatasette could not be installed.\n{done.stderr[-2000:]}")
    stamp.write_text(state)
    print(f" {time.monotonic() - begin:.0f} s")


def version():
    done = subprocess.run([VENV / "bin" / "datasette", "--version"], capture_output=True, text=True)
    return done.stdout.strip().rpartition(" ")[2]


def _load(source, database):
    with source.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    columns = ", ".join(f'"{name}"' for name in header)
    marks = ", ".join("?" * len(header))
    with sqlite3.connect(database) as connection:
        connection.execute(f'CREATE TABLE "{source.stem}" ({columns})')
        connection.executemany(f'INSERT INTO "{source.stem}" VALUES ({marks})', rows)  # noqa: S608
    connection.close()
    return len(rows)


@contextmanager
def serving(source, folder):
    """Serve a CSV file; yield (address, path of the table as HTML)."""
    install()
    _load(source, folder / "bench.db")
    port = free_port()
    server = subprocess.Popen(
        [VENV / "bin" / "datasette", "serve", folder / "bench.db", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, server)
        yield address, f"/bench/{source.stem}"
    finally:
        server.terminate()
        server.wait()


def wait_for(address, server):
    until = time.monotonic() + LONGEST_START
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError("Datasette did not start.")
