"""SQL of strangers: what they may ask, and what no trick gives them."""

import json
import time

import pytest

from chitalishte.tables import Column, sandbox, store

SECRET = "the-word-nobody-may-read-7351"


class Towns:
    columns = [Column("town", "Град", "text"), Column("people", "Жители", "integer")]
    rows = [("Русе", 120), ("Варна", 300), (None, 7)]


class Rivers:
    columns = [Column("town", "Град", "text"), Column("river", "Река", "text")]
    rows = [("Русе", "Дунав")]


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return tmp_path_factory.mktemp("sandbox")


@pytest.fixture(scope="module")
def tables(root):
    found = {}
    for name, table in (("towns", Towns()), ("rivers", Rivers()), ("hidden", Towns())):
        version = store.write(table, root)
        found[name] = str(version.duckdb_path.relative_to(root))
    (root / "secret.txt").write_text(SECRET)
    (root / "secret.csv").write_text(f"a\n{SECRET}\n")
    return found


def test_tables_are_joined_by_their_names(tables, root):
    answer = sandbox.ask(
        "SELECT t.town, people, river FROM towns t LEFT JOIN rivers USING (town) ORDER BY people",
        tables,
        root,
    )
    assert answer.rows == [[None, 7, None], ["Русе", 120, "Дунав"], ["Варна", 300, None]]
    assert [column["name"] for column in answer.columns] == ["town", "people", "river"]
    assert (answer.tables, answer.is_truncated) == (["towns", "rivers"], False)


def test_a_long_answer_is_cut_and_says_so(tables, root):
    answer = sandbox.ask("SELECT * FROM range(1000000)", tables, root, rows=5)
    assert answer.rows == [[0], [1], [2], [3], [4]]
    assert answer.is_truncated


def test_every_kind_of_value_becomes_json(tables, root):
    answer = sandbox.ask(
        "SELECT 1.5::DECIMAL(9,2), DATE '2024-02-29', [1, NULL], {'a': 'я'}, 'x'::BLOB, "
        "INTERVAL 1 DAY, uuid() IS NOT NULL, 'nan'::DOUBLE, TIMESTAMP '2024-01-01 10:00', "
        "2::HUGEINT ** 70, TIME '10:00', MAP {'k': 1}",
        tables,
        root,
    )
    json.dumps(answer.rows, allow_nan=False)
    assert answer.rows[0][:5] == [1.5, "2024-02-29", [1, None], {"a": "я"}, "78"]


def test_a_mistake_is_answered_with_where_it_is(tables, root):
    with pytest.raises(sandbox.SqlError, match="nothing_here") as refused:
        sandbox.ask("SELECT nothing_here FROM towns", tables, root)
    assert refused.value.code == "wrong_sql"


FILES = [
    "SELECT * FROM read_csv('{root}/secret.csv')",
    "SELECT * FROM read_csv_auto('{root}/secret.csv')",
    "SELECT * FROM read_text('{root}/secret.txt')",
    "SELECT * FROM read_blob('{root}/secret.txt')",
    "SELECT * FROM read_json('{root}/secret.txt')",
    "SELECT * FROM read_json_objects('{root}/secret.txt')",
    "SELECT * FROM read_ndjson_auto('{root}/secret.txt')",
    "SELECT * FROM read_parquet('{root}/**/*.parquet')",
    "SELECT * FROM parquet_scan('{root}/**/*.parquet')",
    "SELECT * FROM parquet_metadata('{root}/**/*.parquet')",
    "SELECT * FROM parquet_kv_metadata('{root}/**/*.parquet')",
    "SELECT * FROM sniff_csv('{root}/secret.csv')",
    "SELECT * FROM glob('{root}/*')",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM '{root}/secret.csv'",
    'SELECT * FROM "{root}/secret.csv"',
    "SELECT * FROM read_csv(['{root}/secret.csv', '/etc/passwd'])",
    "SELECT * FROM read_text('/proc/self/environ')",
    "SELECT * FROM read_text('/proc/self/cmdline')",
    "SELECT * FROM read_blob('/proc/self/fd/3')",
    "SELECT * FROM read_text('file://{root}/secret.txt')",
    "SELECT * FROM read_text('../../../../etc/passwd')",
    "SELECT * FROM query('SELECT * FROM read_text(''{root}/secret.txt'')')",
    "SELECT * FROM query_table('{root}/secret.csv')",
    "SELECT getenv('PATH')",
    "SELECT * FROM duckdb_secrets()",
    "SELECT (SELECT content FROM read_text('{root}/secret.txt')) FROM towns",
    "WITH s AS (SELECT * FROM read_text('{root}/secret.txt')) SELECT * FROM s",
    "SELECT * FROM towns, LATERAL (SELECT * FROM read_text('{root}/secret.txt'))",
    "SELECT * FROM (FROM read_text('{root}/secret.txt'))",
    "FROM read_text('{root}/secret.txt')",
    "SELECT * FROM rEaD_tExT('{root}/secret.txt')",
    "SELECT * FROM \"read_text\"('{root}/secret.txt')",
    "SELECT * FROM /* towns */ read_text(/**/'{root}/secret.txt')--",
    "SELECT * FROM main.read_text('{root}/secret.txt')",
    "SELECT * FROM system.main.read_text('{root}/secret.txt')",
    "SELECT * FROM read_text('{root}/secret' || chr(46) || 'txt')",
    "SELECT * FROM read_text(U&'{root}\\002Fsecret.txt')",
    "SELECT * FROM read_text('{root}\u2215secret.txt')",
    "SELECT\u00a0*\u00a0FROM\u00a0read_text('{root}/secret.txt')",
    "SELECT * FROM read_text('{root}/secret.txt\x00.csv')",
    "SELECT * FROM \uff52ead_text('{root}/secret.txt')",
]
NETWORK = [
    "SELECT * FROM read_csv('http://127.0.0.1:1/x.csv')",
    "SELECT * FROM read_parquet('https://example.org/x.parquet')",
    "SELECT * FROM read_parquet('s3://bucket/x.parquet')",
    "SELECT * FROM sqlite_scan('{root}/x.db', 't')",
    "SELECT * FROM postgres_scan('host=127.0.0.1', 'public', 't')",
    "SELECT * FROM 'hf://datasets/a/b.csv'",
]
CHANGES = [
    "ATTACH '{root}/new.duckdb'",
    "ATTACH ':memory:' AS other",
    "DETACH kept_0",
    "COPY towns TO '{root}/out.csv'",
    "COPY (SELECT 1) TO '/dev/stdout'",
    "EXPORT DATABASE '{root}/out'",
    "IMPORT DATABASE '{root}/out'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "LOAD '{root}/evil.duckdb_extension'",
    "PRAGMA enable_external_access",
    "PRAGMA database_list",
    "SET enable_external_access = true",
    "SET lock_configuration = false",
    "RESET lock_configuration",
    "SET memory_limit = '100GB'",
    "SET threads = 64",
    "SET temp_directory = '{root}'",
    "SET GLOBAL disabled_filesystems = ''",
    "CREATE TABLE x AS SELECT 1",
    "CREATE MACRO m() AS TABLE SELECT 1",
    "CREATE OR REPLACE VIEW towns AS SELECT 1",
    "CREATE SECRET s (TYPE s3)",
    "DELETE FROM kept_0.data",
    "UPDATE kept_0.data SET people = 0",
    "INSERT INTO kept_0.data VALUES (9, 'x', 1)",
    "DROP VIEW towns",
    "DROP TABLE kept_0.data",
    "ALTER TABLE kept_0.data DROP COLUMN people",
    "VACUUM",
    "CHECKPOINT kept_0",
    "CALL pragma_version()",
    "PREPARE p AS SELECT 1",
    "EXECUTE p",
    "BEGIN TRANSACTION",
    "USE kept_0",
    "SELECT 1; COPY towns TO '{root}/out.csv'",
    "SELECT 1; SELECT 2",
    "SELECT 1;; SET threads = 64 --",
    "/* SELECT */ DROP VIEW towns",
    "WITH x AS (DELETE FROM kept_0.data RETURNING *) SELECT * FROM x",
    "EXPLAIN ANALYZE COPY towns TO '{root}/out.csv'",
    "",
    ";",
    "--",
    "\x00",
    "не е SQL",
]
CORPUS = FILES + NETWORK + CHANGES
CONTROL = "SELECT sum(people) FROM towns"


@pytest.fixture(scope="module")
def answers(tables, root):
    """What one process answers to all of them, with a fair question after each."""
    asked = []
    for attack in CORPUS:
        asked += [attack.replace("{root}", str(root)), CONTROL]
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    opened = {name: path for name, path in tables.items() if name != "hidden"}
    found = sandbox.run(asked, opened, root)
    after = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    assert after == before, "something was written"
    return dict(zip(CORPUS, zip(found[::2], found[1::2], strict=True), strict=True))


def test_the_corpus_is_large_enough():
    assert len(set(CORPUS)) >= 60


@pytest.mark.parametrize("attack", CORPUS)
def test_an_attack_gives_nothing_and_changes_nothing(answers, attack):
    found, control = answers[attack]
    assert found["ok"] is False, found
    assert SECRET not in json.dumps(found)
    assert "root:" not in json.dumps(found)
    assert control.get("rows") == [[427]]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM duckdb_settings()",
        "SELECT * FROM duckdb_databases()",
        "SELECT * FROM pragma_database_list()",
        "SELECT current_setting('temp_directory')",
        "SELECT * FROM duckdb_tables()",
        "SELECT * FROM information_schema.tables",
    ],
)
def test_what_the_engine_says_of_itself_does_not_name_this_machine(tables, root, sql):
    found = sandbox.run([sql], tables, root)[0]
    assert str(root) not in json.dumps(found)


def test_a_table_that_is_not_given_is_not_there(tables, root):
    public = {name: path for name, path in tables.items() if name != "hidden"}
    with pytest.raises(sandbox.SqlError, match="hidden"):
        sandbox.ask("SELECT * FROM hidden", public, root)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(*) FROM range(10000000) a, range(10000000) b",
        "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r",
        "SELECT sum(hash(a.range)) FROM range(10000000) a, range(10000000) b",
    ],
)
def test_a_question_without_an_end_is_stopped_in_time(tables, root, sql):
    begin = time.monotonic()
    with pytest.raises(sandbox.SqlError) as refused:
        sandbox.ask(sql, tables, root, seconds=1)
    assert refused.value.code in ("too_slow", "too_large")
    assert time.monotonic() - begin < 5


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT repeat('x', 2000000000)",
        "SELECT list(a.range) FROM range(1000000000) a",
        "SELECT string_agg(repeat('x', 1000000), '') FROM range(10000)",
        "SELECT repeat('я', 9000000) FROM range(100)",
        "SELECT array_agg(repeat('z', 100000)) OVER () FROM range(100000)",
        "SELECT * FROM (SELECT range AS a FROM range(300000000)) ORDER BY hash(a)",
        "SELECT " + "(" * 5000 + "1" + ")" * 5000,
        "SELECT 1" + " UNION ALL SELECT 1" * 900,
    ],
)
def test_a_question_too_large_for_the_memory_ends_its_own_process_only(tables, root, sql):
    [found] = sandbox.run([sql], tables, root, seconds=2, memory=768 * 1024**2)
    if found["ok"]:
        assert len(json.dumps(found["rows"])) < 20_000_000
    else:
        assert found["code"] in ("too_large", "too_slow", "wrong_sql")
