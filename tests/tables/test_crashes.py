"""A load that is killed, or that fills the disk, at any moment: the last good version answers."""

import random
import subprocess
import sys

import pytest

from chitalishte.tables import Column, query, store

KILLS = 50
LOADER = """
import os, sys, time
from itertools import count
from chitalishte.tables import Column, store
import duckdb

ROOT = sys.argv[1]

class Table:
    columns = [Column("n", "n", "integer"), Column("name", "name", "text")]

    def __init__(self, number):
        self.rows = [(number + at % 7, f"name {at % 5}") for at in range(3000)]

print("ready", flush=True)
for line in sys.stdin:  # one number a line: a process forked for each, so starting costs nothing
    number, seconds = line.split()
    child = os.fork()
    if not child:
        for at in count(int(number), 100000):
            store.write(Table(at), ROOT)
    time.sleep(float(seconds))
    os.kill(child, 9)
    os.waitpid(child, 0)
    print("killed", flush=True)
"""


class Good:
    columns = [Column("n", "n", "integer"), Column("name", "name", "text")]
    rows = [(at, f"добро {at % 3}") for at in range(1000)]


def test_a_load_killed_at_fifty_moments_leaves_whole_versions_only(tmp_path):
    good = store.write(Good(), tmp_path)
    dice = random.Random(11)  # noqa: S311 - the same moments each time
    process = subprocess.Popen(
        [sys.executable, "-c", LOADER, str(tmp_path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
    )  # fmt: skip
    with process:
        assert process.stdout.readline() == "ready\n"
        unfinished = 0
        for number in range(KILLS):
            process.stdin.write(f"{number} {dice.uniform(0.0, 0.12)}\n")
            assert process.stdout.readline() == "killed\n"
            unfinished += len(list(tmp_path.glob(store.UNFINISHED + "*")))
            assert query.page(store.open(tmp_path, good.hash), limit=1).total == 1000
        process.stdin.close()
    assert unfinished > KILLS / 5, "the kills came too late to meet a load"
    assert store.remove_unfinished(tmp_path) > 0
    assert not list(tmp_path.glob(store.UNFINISHED + "*"))
    hashes = [folder.name for part in tmp_path.iterdir() for folder in part.iterdir()]
    assert good.hash in hashes
    for hash in hashes:
        version = store.open(tmp_path, hash)
        assert len(list(query.all_rows(version))) == version.row_count
        assert version.parquet_path.stat().st_size > 0


@pytest.mark.parametrize("kilobytes", [1, 4, 16, 64, 256, 300, 700])
def test_a_disk_that_fills_up_changes_nothing(tmp_path, kilobytes):
    good = store.write(Good(), tmp_path)
    code = f"""
import resource, sys
from chitalishte.tables import Column, store
import duckdb
resource.setrlimit(resource.RLIMIT_FSIZE, ({kilobytes * 1024}, {kilobytes * 1024}))

class Table:
    columns = [Column("n", "n", "integer"), Column("name", "name", "text")]
    rows = [(at, str(hash(at * 7919)) * 5) for at in range(30000)]

try:
    store.write(Table(), sys.argv[1])
except OSError as error:
    print("refused")
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, timeout=60
    )
    assert done.stdout == "refused\n", done.stderr[-600:]
    assert not list(tmp_path.glob(store.UNFINISHED + "*"))
    assert [each.name for part in tmp_path.iterdir() for each in part.iterdir()] == [good.hash]
    assert query.page(good, limit=1).total == 1000
