"""Run the tests that need no browser a second time, on a PostgreSQL of their own.

    python -m tests.on_postgres [pytest's arguments]

Starts a cluster in a temporary folder that listens on a socket only, and removes it at the end.
The starter collection is loaded once, into a database that the test processes take as a template.
Without PostgreSQL's programs: one line on a person's machine, a failure in CI.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.serving import prepare

USER = "postgres"  # initdb refuses root
TEMPLATE = "ready"
READY = "CHITALISHTE_READY"  # the folder of the installation whose database is the template


def programs():
    """Return the folder of initdb and pg_ctl, the newest version first; None if there is none."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def run(*command):
    """Run one of PostgreSQL's programs, not as root."""
    as_user = {"user": USER} if os.geteuid() == 0 else {}
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", **as_user)
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


@contextmanager
def cluster():
    """Start a PostgreSQL and begin to fill its template; yield a function that runs pytest on it.

    Yields None where there is no PostgreSQL and nobody insists.
    """
    folder = programs()
    if folder is None:
        words = "PostgreSQL is not on this machine: the suite ran on SQLite only."
        if os.environ.get("CI"):
            sys.exit(words)
        print(words)
        yield None
        return
    home = Path(tempfile.mkdtemp(prefix="chitalishte-pg-"))
    if os.geteuid() == 0:
        shutil.chown(home, USER)
    data = home / "data"
    name = USER if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    options = f"-c listen_addresses='' -c unix_socket_directories={home} -c fsync=off"
    try:
        run(folder / "initdb", "-D", data, "-A", "trust", "-U", name, "-E", "UTF8", "--no-sync",
            "--locale=C.UTF-8")  # fmt: skip
        run(folder / "pg_ctl", "-D", data, "-o", options, "-l", home / "log", "-w", "start")
        with psycopg.connect(host=str(home), user=name, dbname="postgres", autocommit=True) as own:
            own.execute(f"CREATE DATABASE {TEMPLATE}")
        with tempfile.TemporaryDirectory(
            prefix="chitalishte-ready-",
            ignore_cleanup_errors=True,  # who gives up early leaves it while it is filled
        ) as var:
            yield _pytest_on(home, name, Path(var))
    finally:
        if (data / "postmaster.pid").exists():
            run(folder / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(home, ignore_errors=True)


def _pytest_on(home, name, var):
    def environment(database):
        # four slashes: the path of a socket's folder, then the name of the database
        return {"DATABASE_URL": f"postgres:///{home}/{database}", "PGUSER": name}

    beside = ThreadPoolExecutor(1)
    filling = beside.submit(prepare, var, environment(TEMPLATE))
    beside.shutdown(wait=False)

    def pytest(*arguments):
        filling.result()
        command = [sys.executable, "-m", "pytest", "-m", "not browser", *arguments]
        known = os.environ | environment("postgres") | {READY: str(var)}
        return subprocess.run(command, env=known).returncode

    return pytest


def main(arguments):
    with cluster() as pytest:
        return pytest(*arguments) if pytest else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
