"""Run the tests that need no browser a second time, on a PostgreSQL of their own.

    python -m tests.on_postgres [pytest's arguments]

Starts a cluster in a temporary folder that listens on a socket only, and removes it at the end.
Without PostgreSQL's programs: one line on a person's machine, a failure in CI.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

USER = "postgres"  # initdb refuses root


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


def main(arguments):
    folder = programs()
    if folder is None:
        words = "PostgreSQL is not on this machine: the suite ran on SQLite only."
        sys.exit(words if os.environ.get("CI") else print(words))
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
        # four slashes: the path of a socket's folder, then the name of the database
        environment = os.environ | {"DATABASE_URL": f"postgres:///{home}/postgres", "PGUSER": name}
        command = [sys.executable, "-m", "pytest", "-m", "not browser", *arguments]
        return subprocess.run(command, env=environment).returncode
    finally:
        if (data / "postmaster.pid").exists():
            run(folder / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
