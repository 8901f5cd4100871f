"""Every test: on SQLite, then what asks the database once more on PostgreSQL.

    python -m tests.whole

PostgreSQL is made ready while SQLite is tested.
"""

import subprocess
import sys

from tests.on_postgres import cluster

# a file of tests stays in one process, the slow ones come first
SPREAD = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")
# what asks the database; the engines and the look do not
ON_POSTGRES = (
    *("tests/records", "tests/datasets", "tests/visuals", "tests/charts", "tests/justice"),
    *("tests/surveys", "tests/archive", "tests/pages", "tests/accounts", "tests/starter"),
)


def main():
    with cluster() as on_postgres:
        failed = subprocess.run([sys.executable, "-m", "pytest", *SPREAD]).returncode
        if failed or on_postgres is None:
            return failed
        return on_postgres(*SPREAD, *ON_POSTGRES)


if __name__ == "__main__":
    sys.exit(main())
