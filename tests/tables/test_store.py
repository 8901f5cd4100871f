import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chitalishte.tables import Column, export, query, read, store

from .files import a_csv, a_workbook, the_table

TEXT = "код,година,дял,платено,от,име\n01,2020,1.5,да,2024-02-29,Бяла\n02,2021,,не,,\n"


def stored(tmp_path, text=TEXT, **meta):
    return store.write(the_table(a_csv(tmp_path, text)), tmp_path / "tables", meta=meta)


class Plain:
    """A table made in a test."""

    def __init__(self, types, rows):
        self.columns = [Column(f"c{n}", f"колона {n}", t) for n, t in enumerate(types)]
        self.rows = rows


def test_a_version_is_two_files_that_say_the_same(tmp_path):
    version = stored(tmp_path, file="цени.csv")
    with duckdb.connect(str(version.duckdb_path), read_only=True) as connection:
        in_duckdb = connection.execute("SELECT * FROM data ORDER BY _row").fetchall()
        types = [row[1] for row in connection.execute("DESCRIBE data").fetchall()]
        in_parquet = connection.execute(
            "SELECT * FROM read_parquet(?)", [str(version.parquet_path)]
        ).fetchall()
    assert in_duckdb == [
        (1, "01", 2020, 1.5, True, date(2024, 2, 29), "Бяла"),
        (2, "02", 2021, None, False, None, None),
    ]
    assert in_parquet == [row[1:] for row in in_duckdb]
    assert types == ["BIGINT", "VARCHAR", "INTEGER", "DOUBLE", "BOOLEAN", "DATE", "VARCHAR"]
    assert version.row_count == 2
    assert version.meta == {"file": "цени.csv"}
    assert min(version.byte_sizes.values()) > 0


def test_a_version_opens_again_with_everything_it_knew(tmp_path):
    version = stored(tmp_path)
    assert store.open(tmp_path / "tables", version.hash) == version
    assert version.columns == the_table(a_csv(tmp_path, TEXT)).columns


def test_the_same_content_is_the_same_version_whatever_the_file(tmp_path):
    first = stored(tmp_path)
    again = stored(tmp_path, TEXT.replace(",", ";").replace("1.5", "1,50"), note="later")
    cells = [line.split(",") for line in TEXT.splitlines()]
    cells[1][2] = 1.5
    from_workbook = the_table(a_workbook(tmp_path, cells))
    assert again == first
    assert first.meta == {}
    assert store.content_hash(from_workbook) == first.hash


@pytest.mark.parametrize(
    "other",
    [
        TEXT.replace("Бяла", "Русе"),
        TEXT.replace("02,2021", "02,2022"),
        TEXT + "03,2020,1,да,,\n",
        TEXT.replace("код", "kod"),
    ],
)
def test_any_other_content_is_another_version(tmp_path, other):
    assert stored(tmp_path, other).hash != stored(tmp_path).hash


def test_cells_cannot_be_shifted_into_the_same_hash():
    rows = [("a", "b,c"), ("a,b", "c"), ('a"', "b"), ("a", None), (None, "a"), ("a\r\n2,b", "c")]
    hashes = {store.content_hash(Plain(["text", "text"], [row])) for row in rows}
    assert len(hashes) == len(rows)


LETTERS = st.characters(exclude_characters="\0", codec="utf-8")
ANY_TEXT = st.text(LETTERS, min_size=1).filter(str.strip)
# a file of many control characters is rightly taken for no text at all
PRINTED = st.one_of(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), st.sampled_from("\r\n\t\"',;")
)
PRINTED_TEXT = st.text(PRINTED, min_size=1).filter(str.strip)

ROWS = st.lists(
    st.tuples(
        ANY_TEXT,
        st.one_of(st.none(), st.integers(-(2**63) + 1, 2**63 - 1)),
        st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False)),
        st.one_of(st.none(), st.booleans()),
        st.one_of(st.none(), st.dates()),
    ),
    max_size=12,
)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(ROWS)
def test_what_is_stored_comes_back_as_it_was(tmp_path, rows):
    types = ["text", "integer", "decimal", "boolean", "date"]
    version = store.write(Plain(types, rows), tmp_path / "tables")
    assert list(query.all_rows(version)) == rows


# what a CSV file can carry: no row without a value, so that no row looks like a gap
WRITABLE = st.lists(
    st.tuples(
        PRINTED_TEXT,
        st.one_of(st.none(), st.integers(-(10**17), 10**17)),
        st.one_of(st.none(), st.booleans()),
        st.one_of(st.none(), st.dates()),
        st.one_of(st.none(), st.floats(-1e290, 1e290)),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(WRITABLE)
def test_reading_storing_exporting_and_reading_again_gives_the_same_version(tmp_path, rows):
    types = ["text", "integer", "boolean", "date", "decimal"]
    path = tmp_path / "first.csv"
    save(path, Plain(types, rows).columns, rows)
    version = store.write(the_table(path), tmp_path / "tables")
    save(path, version.columns, query.all_rows(version))
    assert store.content_hash(the_table(path)) == version.hash


def save(path, columns, rows):
    with path.open("wb") as file:
        export.write_csv(file, columns, rows, is_safe=False)


@pytest.mark.parametrize("hash", ["", "..", "../../etc", "a" * 63, "A" * 64, "a" * 64 + "\n"])
def test_only_a_hash_opens_or_removes_anything(tmp_path, hash):
    with pytest.raises(ValueError, match="is not the hash of a version"):
        store.open(tmp_path, hash)
    with pytest.raises(ValueError, match="is not the hash of a version"):
        store.remove(tmp_path, hash)


def test_a_version_that_is_not_here_is_not_found(tmp_path):
    with pytest.raises(FileNotFoundError):
        store.open(tmp_path, "a" * 64)


def test_a_removed_version_is_gone_and_can_be_written_again(tmp_path):
    version = stored(tmp_path)
    assert query.page(version).total == 2
    store.remove(tmp_path / "tables", version.hash)
    store.remove(tmp_path / "tables", version.hash)
    with pytest.raises(FileNotFoundError):
        store.open(tmp_path / "tables", version.hash)
    assert query.page(stored(tmp_path)).total == 2


def test_a_writing_that_fails_leaves_nothing_behind(tmp_path):
    def rows():
        yield ("a",)
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        store.write(Plain(["text"], rows()), tmp_path / "tables")
    assert list((tmp_path / "tables").iterdir()) == []


def test_nothing_is_seen_under_its_name_before_it_is_whole(tmp_path, monkeypatch):
    moved = []
    replace = os.replace

    def watch(source, target):
        moved.append(sorted(os.listdir(source)))
        replace(source, target)

    monkeypatch.setattr(os, "replace", watch)
    stored(tmp_path)
    assert moved == [["counts.json", "meta.json", "table.duckdb", "table.parquet"]]


def test_what_a_killed_process_left_can_be_cleared(tmp_path):
    version = stored(tmp_path)
    (tmp_path / "tables" / ".unfinished-x").mkdir()
    assert store.remove_unfinished(tmp_path / "tables") == 1
    assert store.open(tmp_path / "tables", version.hash) == version


def test_the_same_rows_in_another_order_are_another_version():
    rows = [(str(number),) for number in range(100)]
    first, second = Plain(["text"], rows), Plain(["text"], rows[::-1])
    assert store.content_hash(first) != store.content_hash(second)


def test_notes_of_the_reading_do_not_change_the_version(tmp_path):
    path = a_csv(tmp_path, TEXT, name="table.xlsx")
    assert store.content_hash(read(path).tables[0]) == stored(tmp_path).hash


def test_two_who_store_the_same_at_once_get_the_same_version(tmp_path):
    table = the_table(a_csv(tmp_path, TEXT))
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: store.write(table, tmp_path / "tables"), range(8)))
    assert len({version.hash for version in found}) == 1
    assert [each.name for each in (tmp_path / "tables").iterdir()] == [found[0].hash[:2]]


WRITE_ON = """
import sys
from itertools import count
from chitalishte.tables import read, store

for number in count():
    with open(sys.argv[1], "w") as file:
        file.write("a,b\\n" + "".join(f"{number},{row}\\n" for row in range(2000)))
    store.write(read(sys.argv[1]).tables[0], sys.argv[2])
    print("stored", flush=True)
"""


def test_a_process_killed_while_it_writes_leaves_only_whole_versions(tmp_path):
    root = tmp_path / "tables"
    for moment in range(3):
        command = [sys.executable, "-c", WRITE_ON, str(tmp_path / f"{moment}.csv"), str(root)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            process.stdout.readline()
            time.sleep(0.03 * moment)
            process.kill()
    store.remove_unfinished(root)
    hashes = [folder.name for part in root.iterdir() for folder in part.iterdir()]
    assert hashes
    assert {query.page(store.open(root, hash)).total for hash in hashes} == {2000}
