import operator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chitalishte.tables import Column, Filter, QueryError, query, store
from chitalishte.tables.connections import Connections, shared

NAMES = ["town", "people", "share", "open", "since", "on"]
TYPES = ["text", "integer", "decimal", "boolean", "year", "date"]
ROWS = [
    ("София", 1_200_000, 17.5, True, 1879, date(2024, 1, 1)),
    ("варна", 300_000, None, False, None, None),
    ("Русе", 120_000, 1.25, None, 1900, date(2023, 5, 6)),
    ("русе", 120_000, 1.25, True, 1900, date(2023, 5, 7)),
    (None, None, -0.5, False, 2001, date(1999, 12, 31)),
    ("100% О'Нийл_\\", 7, 0.0, True, 2001, date(2023, 5, 6)),
]


class Towns:
    columns = [Column(n, n.upper(), t) for n, t in zip(NAMES, TYPES, strict=True)]
    rows = ROWS


class Numbers:
    """Several row groups of DuckDB, which threads read side by side."""

    columns = [Column("n", "n", "integer"), Column("even", "even", "boolean")]
    rows = [(number, number % 2 == 0) for number in range(300_000)]


def test_a_big_table_keeps_the_order_of_its_file(tmp_path, monkeypatch):
    monkeypatch.setattr("chitalishte.tables.connections.SMALL", 0)
    version = store.write(Numbers(), tmp_path)
    even = [Filter("even", "eq", True)]
    assert [row[0] for row in query.all_rows(version)] == list(range(300_000))
    assert [row[0] for row in query.all_rows(version, filters=even)] == list(range(0, 300_000, 2))
    assert query.page(version, offset=299_999).rows == [(299_999, False)]
    page = query.page(version, filters=even, offset=140_000, limit=2)
    assert (page.rows, page.total) == ([(280_000, True), (280_002, True)], 150_000)


@pytest.fixture(scope="module")
def version(tmp_path_factory):
    return store.write(Towns(), tmp_path_factory.mktemp("tables"))


def towns(version, **question):
    return [row[0] for row in query.page(version, **question).rows]


def by_hand(filters, sort, descending, search):
    """The slow, obvious way to the same answer."""
    kept = [row for row in ROWS if all(fits(row[NAMES.index(f.column)], f) for f in filters)]
    for word in (search or "").lower().split():
        kept = [row for row in kept if any(word in cell for cell in searchable(row))]
    if sort is None:
        return kept
    at = NAMES.index(sort)
    filled = [row for row in kept if row[at] is not None]
    filled.sort(key=lambda row: folded(row[at]), reverse=descending)
    if descending:  # equal rows keep the order of the file also then
        keys = sorted({folded(row[at]) for row in filled}, reverse=True)
        filled = [
            row for key in keys for row in kept if row[at] is not None and folded(row[at]) == key
        ]
    return filled + [row for row in kept if row[at] is None]


def fits(cell, filter):
    if filter.op == "isnull":
        return (cell is None) == filter.value
    if cell is None:
        return filter.op == "not"
    if filter.op == "eq":
        return cell == filter.value
    if filter.op in ("contains", "startswith"):
        written = str(cell).lower()
        at = written.find(filter.value.lower())
        return at == 0 if filter.op == "startswith" else at >= 0
    value = filter.value
    if filter.op in ("in", "between"):
        many = [folded(each) for each in value]
        return folded(cell) in many if filter.op == "in" else many[0] <= folded(cell) <= many[1]
    return COMPARED[filter.op](folded(cell), folded(value))


COMPARED = {
    "exact": operator.eq,
    "not": operator.ne,
    "lt": operator.lt,
    "lte": operator.le,
    "gt": operator.gt,
    "gte": operator.ge,
}


def folded(cell):
    return cell.lower() if isinstance(cell, str) else cell


def searchable(row):
    cells = [row[0], row[1], row[4], row[5]]
    return [str(cell).lower() for cell in cells if cell is not None]


def a_filter():
    values = [(name, row[at]) for row in ROWS for at, name in enumerate(NAMES)]
    filled = st.sampled_from([(name, value) for name, value in values if value is not None])
    exact = st.builds(
        lambda pair, op: Filter(pair[0], op, pair[1]),
        filled,
        st.sampled_from(["eq", "exact", "not"]),
    )
    ordered = filled.filter(lambda pair: pair[0] != "open")
    border = st.builds(
        lambda pair, op: Filter(pair[0], op, pair[1]),
        ordered,
        st.sampled_from(["ge", "le", "lt", "lte", "gt", "gte"]),
    )
    pair = st.sampled_from([name for name in NAMES if name != "open"]).flatmap(
        lambda name: st.builds(
            Filter,
            st.just(name),
            st.sampled_from(["in", "between"]),
            st.tuples(
                *[st.sampled_from([v for n, v in values if n == name and v is not None])] * 2
            ),
        )
    )
    part = st.builds(
        Filter,
        st.sampled_from(["town", "people", "since", "on"]),
        st.sampled_from(["contains", "startswith"]),
        st.sampled_from(["ру", "А", "2", "%", "_", "'", "\\", "-05", "20"]),
    )
    missing = st.builds(
        Filter, st.sampled_from(NAMES), st.sampled_from(["missing", "isnull"]), st.booleans()
    )
    return st.one_of(exact, border, pair, part, missing)


@pytest.fixture(scope="module", params=[1, 40], ids=["as text", "as numbers"])
def stored(request, tmp_path_factory):
    """The same towns once, with texts as they are, and forty times, with texts as an ENUM."""

    class Repeated(Towns):
        rows = ROWS * request.param

    version = store.write(Repeated(), tmp_path_factory.mktemp("tables"))
    assert (version.values_of("town") is not None) == (request.param > 1)
    return version, request.param


@settings(max_examples=150, deadline=None)
@given(
    filters=st.lists(a_filter(), max_size=3),
    sort=st.one_of(st.none(), st.sampled_from(NAMES)),
    descending=st.booleans(),
    search=st.sampled_from([None, "", "русе", "РУ 2023", "100%", "'", "няма"]),
    limit=st.integers(0, 4),
    offset=st.integers(0, 4),
)
def test_answers_are_those_found_by_hand(stored, filters, sort, descending, search, limit, offset):
    version, times = stored
    expected = by_hand(filters, sort, descending, search)
    question = {"filters": filters, "sort": sort, "descending": descending, "search": search}
    page = query.page(version, **question, limit=limit, offset=offset)
    assert page.total == len(expected) * times
    found = list(query.all_rows(version, **question))
    assert found[offset : offset + limit] == page.rows
    if times == 1:
        assert found == expected
    else:  # an ENUM keeps texts apart that differ by case only, so their own order may differ
        assert sorted(map(repr, found)) == sorted(map(repr, expected * times))
        at = NAMES.index(sort or "on")
        if sort:
            assert [folded(row[at]) for row in found] == [
                folded(row[at]) for row in expected for _ in range(times)
            ]


def test_values_may_come_as_a_person_types_them(version):
    assert towns(version, filters=[Filter("open", "eq", "не")]) == ["варна", None]
    assert towns(version, filters=[Filter("on", "ge", "1.1.2024")]) == ["София"]
    assert towns(version, filters=[Filter("share", "eq", "17,5")]) == ["София"]
    assert towns(version, filters=[Filter("people", "ge", "299 999,5")]) == ["София", "варна"]


def test_equal_to_any_of_several_values(version):
    assert towns(version, filters=[Filter("town", "eq", ["Русе", "русе"])]) == ["Русе", "русе"]
    assert towns(version, filters=[Filter("town", "eq", [])]) == []


def test_distinct_values_come_with_counts_the_most_frequent_first(version):
    assert query.distinct(version, "since", 2) == [(1900, 2), (2001, 2)]
    assert query.distinct(version, "open") == [(True, 3), (False, 2), (None, 1)]
    filters = [Filter("since", "eq", 1900)]
    assert query.distinct(version, "open", filters=filters) == [(True, 1), (None, 1)]


@pytest.mark.parametrize(
    "question",
    [
        {"sort": "town; DROP TABLE data"},
        {"sort": "_row"},
        {"filters": [Filter('town" OR 1=1 --', "eq", "x")]},
        {"filters": [Filter("town", "regexp", "x")]},
        {"filters": [Filter("people", "eq", "много")]},
        {"filters": [Filter("open", "ge", "да")]},
        {"limit": -1},
    ],
)
def test_a_question_that_does_not_fit_says_what_is_wrong(version, question):
    with pytest.raises(QueryError):
        query.page(version, **question)


def test_an_unknown_column_is_answered_with_the_known_ones(version):
    with pytest.raises(QueryError, match=r"no column 'x'. The columns are: town, people"):
        query.distinct(version, "x")


@pytest.mark.parametrize("value", ["'; DROP TABLE data; --", '" OR 1=1', "%", "$1", "?"])
def test_values_are_never_part_of_the_question(version, value):
    assert towns(version, filters=[Filter("town", "eq", value)]) == []
    assert query.page(version).total == len(ROWS)


def test_many_threads_share_one_file(version):
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: towns(version, sort="town", limit=3), range(200)))
    assert found == [["100% О'Нийл_\\", "варна", "Русе"]] * 200


def test_a_closed_file_does_not_cut_off_who_still_reads(tmp_path):
    connections = Connections(limit=1)
    paths = []
    for number in range(3):
        paths.append(tmp_path / f"{number}.duckdb")
        with duckdb.connect(str(paths[-1])) as connection:
            connection.execute(f"CREATE TABLE data AS SELECT {number} AS x")
    cursors = [connections.cursor(path) for path in paths]
    assert [c.execute("SELECT x FROM data").fetchall() for c in cursors] == [[(0,)], [(1,)], [(2,)]]
    for path in paths:
        connections.forget(path)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "COPY data TO 'x.csv'",
        "ATTACH 'x.db'",
        "DELETE FROM data",
        "SET enable_external_access = true",
        "INSTALL httpfs",
    ],
)
def test_a_stored_table_reaches_nothing_and_cannot_be_changed(version, sql):
    with shared.cursor(version.duckdb_path) as cursor, pytest.raises(duckdb.Error):
        cursor.execute(sql)
