"""A whole portal for browser tests: its own folder, its own process, a free port.

    with running_portal(tmp_path / "var") as portal:
        page.goto(portal.address + "/bg/")
        page.fill("#id_login", portal.editor.name)

Nothing of the test process is shared with it: no database, no settings, none of its own
environment variables.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
CONSOLE = Path(sys.executable).parent / "chitalishte"
LOCAL = "chitalishte.settings.local"
ACCOUNT = "first-editor.txt"  # what `setup` said about the account it made
# Parts that take seconds to build and are the same in every installation of one checkout.
COMMON = {"geography": "the-map-of-Europe", "fonts": "fonts-for-pictures"}
LONGEST_START = 60  # seconds; a machine with two cores may be busy with other tests
LONGEST_STOP = 15
# The environment of the test process must not leak into the portal.
OURS = ("CHITALISHTE_VAR", "DJANGO_SETTINGS_MODULE", "SECRET_KEY", "DATABASE_URL", "CACHE_URL")


class Account(NamedTuple):
    name: str
    password: str


@dataclass
class Portal:
    """One running portal."""

    address: str  # http://localhost:PORT: a passkey needs this name, not 127.0.0.1
    var: Path
    editor: Account  # a superuser
    env: dict = field(repr=False)

    def manage(self, *args, stdin=None):
        """Run a management command in this portal's folder and return what it printed."""
        return _run(args, self.env, stdin)

    def python(self, code):
        """Run Python with this portal's models and return what it printed."""
        return self.manage("shell", "--no-imports", "-v", "0", "-c", code)

    def log(self):
        return (self.var / "server.log").read_text()


def _environment(var, settings, env):
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    return kept | {"CHITALISHTE_VAR": str(var), "DJANGO_SETTINGS_MODULE": settings} | (env or {})


def _run(args, env, stdin=None):
    done = subprocess.run(
        [str(CONSOLE), *args], env=env, input=stdin, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"chitalishte {' '.join(args)}:\n{done.stdout}\n{done.stderr}")
    return done.stdout


def prepare(var, env=None, *, starter=True, settings=LOCAL):
    """Set up an installation in an empty folder (about 12 seconds); nothing when it is set up."""
    var = Path(var)
    if (var / ACCOUNT).exists():
        return
    (var / "done").mkdir(parents=True, exist_ok=True)
    for folder, stamp in COMMON.items():
        if (ROOT / "var" / "done" / stamp).exists():
            shutil.copytree(ROOT / "var" / folder, var / folder, dirs_exist_ok=True)
            shutil.copy(ROOT / "var" / "done" / stamp, var / "done" / stamp)
    said = _run(
        ["setup", *([] if starter else ["--without-starter"])], _environment(var, settings, env)
    )
    (var / ACCOUNT).write_text(said)


def fill(var, settings=LOCAL):
    """Load the starter collection into an installation without it."""
    _run(["setup"], _environment(var, settings, None))


def _account(var):
    said = (Path(var) / ACCOUNT).read_text()
    return Account(
        re.search(r"name\s+(\S+)", said).group(1), re.search(r"password\s+(\S+)", said).group(1)
    )


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(address, server, log):
    until = time.monotonic() + LONGEST_START
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            with urlopen(address, timeout=5):
                return
        except HTTPError as error:
            if error.code != 503:
                raise
        except (URLError, OSError):
            pass
        time.sleep(0.2)
    raise RuntimeError(f"The portal did not start at {address}:\n{log.read_text()}")


def _stop(server):
    """End the server and its workers: they are one process group of our own making."""
    if server.poll() is not None:
        return
    server.terminate()
    try:
        server.wait(LONGEST_STOP)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


@contextmanager
def running_portal(var, env=None, *, starter=True, settings=LOCAL, workers=1):
    """Prepare a portal in the folder `var`, serve it, yield a Portal, and stop it at the end.

    env       environment variables for setting up and serving, over those of the test process
    starter   with the starter collection, or empty
    settings  the settings module
    workers   server processes
    """
    var = Path(var)
    prepare(var, env, starter=starter, settings=settings)
    port = free_port()
    environment = _environment(var, settings, env) | {"PORT": str(port)}
    log = var / "server.log"
    with log.open("w") as written:
        server = subprocess.Popen(
            [str(CONSOLE), "serve", "--port", str(port), "--workers", str(workers)],
            env=environment,
            stdout=written,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/healthz", server, log)
            yield Portal(f"http://localhost:{port}", var, _account(var), environment)
        finally:
            _stop(server)
