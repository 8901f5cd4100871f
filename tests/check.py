"""`make check`: every check that runs no test; all of them, so that one run shows all failures."""

import os
import subprocess
import sys
import time
from pathlib import Path

BIN = Path(sys.executable).parent
CHECKS = {
    "ruff: mistakes": ["ruff", "check", "."],
    "ruff: format": ["ruff", "format", "--check", "."],
    "mypy: engines and backbone": ["mypy"],
    "import-linter: the floors": ["lint-imports", "--no-logo"],
    "djlint: templates": ["djlint", "--lint", "--quiet", "chitalishte"],
    "Django: the project": ["chitalishte", "check", "--fail-level", "WARNING"],
    "Django: migrations": ["chitalishte", "makemigrations", "--check", "--dry-run"],
    "messages: the Bulgarian catalogue": [
        "python",
        "-m",
        "pytest",
        "-q",
        "tests/language/test_catalogue.py",
    ],
}


def main():
    failed = []
    for name, (program, *arguments) in CHECKS.items():
        begin = time.monotonic()
        done = subprocess.run(
            [BIN / program, *arguments],
            capture_output=True,
            text=True,
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "chitalishte.settings.test"},
        )
        is_fine = done.returncode == 0
        print(
            f"{'ok  ' if is_fine else 'FAIL'} {name} ({time.monotonic() - begin:.0f} s)", flush=True
        )
        if not is_fine:
            failed.append((name, done.stdout + done.stderr))
    for name, words in failed:
        print(f"\n--- {name}\n{words.strip()}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
