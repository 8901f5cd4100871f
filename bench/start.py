"""`make run` on a fresh clone with an empty home folder, step by step; then the second start."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.serving import ROOT, free_port

from .machine import clock, load

LONGEST_START = 1800  # seconds; the first one downloads
# A step of bootstrap.py is begun by one line and ended by another; one of `setup` is one line.
BEGUN = re.compile(r"^\[\d+/\d+\] (?P<name>.+?) …$")
DONE = re.compile(r"^    done in")
SET_UP = re.compile(r"^Preparing (?P<name>.+?) …(?: (?P<seconds>[\d.]+) s)?$")
SET_UP_DONE = re.compile(r"^ (?P<seconds>[\d.]+) s$")
# What a home folder and the calling make would lend.
BORROWED = ("VIRTUAL_ENV", "MAKEFLAGS", "MAKELEVEL", "MFLAGS", "CHITALISHTE_VAR", "SECRET_KEY",
            "DATABASE_URL", "CACHE_URL", "DJANGO_SETTINGS_MODULE", "PIP_CACHE_DIR", "PYTHONPATH",
            "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "npm_config_cache")  # fmt: skip
NETWORK = ("the libraries", "Node, for the front-end packages", "the front-end packages")


def measure():
    """Return the steps of the first start, its total, the second start and the sizes."""
    busy = [load()]
    with tempfile.TemporaryDirectory(prefix="chitalishte-bench-") as folder:
        clone, home = Path(folder) / "clone", Path(folder) / "home"
        home.mkdir()
        print("Cloning into a temporary folder …", flush=True)
        subprocess.run(["git", "clone", "-q", "--no-hardlinks", ROOT, clone], check=True)
        head = subprocess.run(
            ["git", "-C", clone, "rev-parse", "--short", "HEAD"],
            capture_output=True, text=True, check=True,
        ).stdout.strip()  # fmt: skip
        first, steps = _start(clone, home)
        second, again = _start(clone, home)
        sizes = {name: _size(clone / name) for name in (".venv", "node_modules", "var")}
        has_node = bool(shutil.which("npm") and shutil.which("node"))
    busy.append(load())
    return {
        "measured_at": clock(),
        "commit": head,
        "load": busy,
        "steps": steps,
        "first": first,
        "network": sum(step["seconds"] for step in steps if step["name"] in NETWORK),
        "second": second,
        "second_steps": again,
        "sizes": sizes,
        "system_node": has_node,
    }


def _start(clone, home):
    """Run `make run` until the portal answers, stop it, return (seconds, steps)."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if name not in BORROWED}
    begin = time.monotonic()
    make = subprocess.Popen(
        ["make", "run", f"PORT={port}"],
        cwd=clone,
        env=environment | {"HOME": str(home), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    lines = []
    reading = threading.Thread(target=_read, args=(make.stdout, lines), daemon=True)
    reading.start()
    try:
        _wait_for(f"http://127.0.0.1:{port}/bg/", make, lines)
        seconds = time.monotonic() - begin
    finally:
        # make and what it started are one process group of our own making
        os.killpg(make.pid, signal.SIGTERM)
        make.wait()
        reading.join(10)
    return seconds, _steps(lines)


def _read(stream, lines):
    for line in stream:
        lines.append((time.monotonic(), line.rstrip("\n")))
        if "password" not in line:
            print(f"    | {line.rstrip()}", flush=True)


def _wait_for(address, make, lines):
    until = time.monotonic() + LONGEST_START
    while time.monotonic() < until and make.poll() is None:
        try:
            with urlopen(address, timeout=30):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError("`make run` did not come up:\n" + "\n".join(line for _, line in lines))


def _steps(lines):
    steps, name, begun = [], "", 0.0
    for at, line in lines:
        if found := BEGUN.match(line):
            # the starter collection counts its own steps in the same way, indented
            name, begun = found["name"], at
        elif DONE.match(line):
            steps.append({"name": name, "seconds": at - begun})
        elif found := SET_UP.match(line):
            name = found["name"]
            if found["seconds"]:
                steps.append({"name": name, "seconds": float(found["seconds"])})
        elif found := SET_UP_DONE.match(line):
            steps.append({"name": name, "seconds": float(found["seconds"])})
    return steps


def _size(folder):
    return sum(
        path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    )
