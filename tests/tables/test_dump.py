"""Whole tables out through DuckDB: the same bytes each time, in memory that does not grow."""

import csv
import io
import json
import resource
import subprocess
import sys
from datetime import date, datetime

import duckdb
import pytest

from chitalishte.tables import Column, Filter, QueryError, dump, query, store
from chitalishte.tables.query import Question, Sort

TYPES = {
    "name": "text",
    "kind": "code",
    "people": "integer",
    "share": "decimal",
    "open": "boolean",
    "on": "date",
    "at": "timestamp",
    "opens": "time",
}
COLUMNS = [Column(name, f"колона; „{name}“", type_) for name, type_ in TYPES.items()]
ROWS = [
    ("=1+1", "-5", 1, 0.5, True, date(2024, 2, 29), datetime(2024, 2, 29, 10, 30), "24:00"),
    ('a "b", c;\nd', "07", -2, -1.25, False, None, None, None),
    ("@x", None, None, None, None, date(1, 1, 1), datetime(2024, 1, 1, 0, 0, 1, 500), "08:30"),
    ("Ямбол", "+359", 2**53 + 1, 1e21, None, None, None, None),
]
ALL = Question(limit=None)


class Small:
    columns = COLUMNS
    rows = ROWS


@pytest.fixture(scope="module")
def version(tmp_path_factory):
    return store.write(Small(), tmp_path_factory.mktemp("tables"))


def lines(version, question=ALL, **style):
    text = b"".join(dump.csv_pieces(version, question, dump.CsvStyle(**style))).decode("utf-8-sig")
    sign = ";" if style.get("is_bulgarian") else ","
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=sign))


def test_csv_cannot_run_as_a_formula_unless_asked_for_as_it_is(version):
    header, *rows = lines(version)
    assert header == list(TYPES)
    assert rows[0][:5] == ["'=1+1", "'-5", "1", "0.5", "true"]
    assert rows[1][:4] == ['a "b", c;\nd', "07", "-2", "-1.25"]
    assert [row[0] for row in rows[2:]] == ["'@x", "Ямбол"]
    assert rows[3][1:4] == ["'+359", str(2**53 + 1), "1e+21"]
    assert [row[0] for row in lines(version, is_safe=False)[1:]] == [row[0] for row in ROWS]


def test_csv_for_bulgarian_excel(version):
    header, *rows = lines(version, is_bulgarian=True, with_bom=True, with_labels=True)
    assert header[0] == "колона; „name“"
    assert rows[0][3:5] == ["0,5", "да"]
    assert rows[1][3:5] == ["-1,25", "не"]
    assert next(dump.csv_pieces(version, ALL, dump.CsvStyle(with_bom=True))).startswith(dump.BOM)


def test_ndjson_holds_every_value(version):
    found = b"".join(dump.ndjson_pieces(version, ALL)).decode().splitlines()
    for line, row in zip(found, ROWS, strict=True):
        values = json.loads(line)
        if values["on"]:
            values["on"] = date.fromisoformat(values["on"])
        if values["at"]:
            values["at"] = datetime.fromisoformat(values["at"])
        assert tuple(values.values()) == row


def test_parquet_and_arrow_hold_every_value(version, tmp_path):
    path = tmp_path / "t.parquet"
    path.write_bytes(b"".join(dump.parquet_pieces(version, ALL)))
    assert duckdb.sql(f"SELECT * FROM '{path}'").fetchall() == ROWS
    nanoarrow = pytest.importorskip("nanoarrow")
    from nanoarrow.ipc import InputStream

    stream = b"".join(dump.arrow_pieces(version, ALL))
    with InputStream.from_readable(io.BytesIO(stream)) as arrived:
        rows = [tuple(row) for row in nanoarrow.Array(arrived).iter_tuples()]
    assert rows == ROWS


def test_a_dump_follows_the_question(version):
    question = Question(
        filters=(Filter("people", "isnull", False),),
        sort=(Sort("people", True),),
        select=("people", "name"),
        limit=2,
    )
    assert lines(version, question)[1:] == [[str(2**53 + 1), "Ямбол"], ["1", "'=1+1"]]
    grouped = query.parse([("_group", "open"), ("_agg", "sum:share")], COLUMNS, default=None)
    assert lines(version, grouped) == [
        ["open", "sum_share"], ["false", "-1.25"], ["true", "0.5"], ["", "1e+21"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "pieces", [dump.csv_pieces, dump.ndjson_pieces, dump.parquet_pieces, dump.arrow_pieces]
)
def test_a_wrong_question_is_refused_and_an_early_end_leaves_nothing_open(version, pieces):
    with pytest.raises(QueryError):
        list(pieces(version, Question(filters=(Filter("people", "exact", "много"),))))
    for _ in range(6):  # more often than there are places
        begun = pieces(version, ALL)
        next(begun)
        begun.close()
    assert list(pieces(version, ALL))


MANY = """
import hashlib, resource, sys
from chitalishte.tables import Column, dump, store
from chitalishte.tables.query import Question

class Rows:
    def load_into(self, connection, target):
        connection.execute(f"CREATE TABLE {target} AS SELECT i AS _row, i AS n,"
                           " 'ред № ' || i AS name FROM range(1, 2000001) t(i)")

class Table:
    columns = [Column("n", "n", "integer"), Column("name", "name", "text")]
    rows = Rows()

def used():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

version = store.write(Table(), sys.argv[1])
print("loaded", used())
for _ in range(3):
    sha = hashlib.sha256()
    for piece in dump.csv_pieces(version, Question(limit=None)):
        assert len(piece) <= dump.PIECE
        sha.update(piece)
    print(sha.hexdigest(), used())
"""


def test_three_dumps_of_two_million_rows_are_the_same_and_take_no_more_memory(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", MANY, str(tmp_path)], capture_output=True, text=True, check=True
    )
    loaded, *found = [line.split() for line in done.stdout.splitlines()]
    assert len({sha for sha, _ in found}) == 1
    # what the load itself took depends on the machine; DuckDB fills the buffers it may have
    may_have = int(dump.MEMORY.removesuffix("MB"))
    assert int(found[-1][1]) - int(loaded[1]) < may_have
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
