"""Questions as they stand in an address: the grammar, walks by token, groups, facets."""

import random
from collections import Counter
from datetime import date, datetime
from statistics import mean, median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chitalishte.tables import Column, QueryError, query, store

TYPES = {
    "town": "text",
    "note": "text",
    "people": "integer",
    "share": "decimal",
    "open": "boolean",
    "on": "date",
    "at": "timestamp",
    "opens": "time",
    "month": "year_month",
    "quarter": "quarter",
    "place": "point",
    "code": "code",
}
COLUMNS = [Column(name, name.upper(), type_) for name, type_ in TYPES.items()]


def a_row(dice):
    return (
        dice.choice(["Русе", "Айтос", "Яна", "Ямбол", "Zagreb", "ямбол", "Ѝлия", None]),
        f"бележка {dice.randrange(10**6)}" if dice.random() > 0.1 else None,
        dice.choice([None, 1, 2, 2, 300, 10**12]),
        dice.choice([None, 0.5, 1.25, -3.0]),
        dice.choice([True, False, None]),
        dice.choice([None, date(2024, 2, 29), date(2023, 1, 1)]),
        dice.choice([None, datetime(2024, 2, 29, 10, 30), datetime(2024, 2, 29, 10, 31)]),
        dice.choice([None, "08:30", "24:00", "00:00:01"]),
        dice.choice([None, "2023-01", "2022-12"]),
        dice.choice([None, "2023-Q1", "2023-Q4"]),
        dice.choice([None, "42.6977, 23.3219", "43.2141, 27.9147"]),
        dice.choice(["001", "02", "A-7", None]),
    )


DICE = random.Random(3)  # noqa: S311 - the same rows each time
ROWS = [a_row(DICE) for _ in range(120)]


class Places:
    columns = COLUMNS
    rows = ROWS


@pytest.fixture(scope="module")
def version(tmp_path_factory):
    found = store.write(Places(), tmp_path_factory.mktemp("tables"))
    assert found.values_of("town")
    assert found.values_of("note") is None
    return found


def asked(address, **options):
    pairs = [part.partition("=")[::2] for part in address.split("&") if part]
    return query.parse(pairs, COLUMNS, **options)


def towns(version, address):
    return [row[0] for row in query.answer(version, asked(address)).rows]


def test_every_type_comes_back_as_it_was_stored(version):
    assert list(query.stream(version, asked("", default=None))) == ROWS


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("town__exact=ЯМБОЛ", lambda r: r["town"] in ("Ямбол", "ямбол")),
        ("town__not=ямбол", lambda r: r["town"] not in ("Ямбол", "ямбол")),
        ("town__in=русе,айтос", lambda r: r["town"] in ("Русе", "Айтос")),
        ("town__lt=б", lambda r: r["town"] == "Айтос"),
        # Cyrillic comes before Latin, and ѝ beside и
        ("town__gte=ямбол", lambda r: r["town"] in ("Ямбол", "ямбол", "Яна", "Zagreb")),
        ("town__between=и,й", lambda r: r["town"] == "Ѝлия"),
        ("town__startswith=Я", lambda r: (r["town"] or "").lower().startswith("я")),
        ("note__contains=БЕЛЕЖКА 7", lambda r: "бележка 7" in (r["note"] or "")),
        ("people__between=2,300", lambda r: r["people"] in (2, 300)),
        ("people__isnull=1", lambda r: r["people"] is None),
        ("people__isnull=не", lambda r: r["people"] is not None),
        ("share__gt=0,5", lambda r: r["share"] == 1.25),
        ("open__exact=да", lambda r: r["open"] is True),
        ("on__lte=2023-12-31", lambda r: r["on"] == date(2023, 1, 1)),
        ("on__exact=29.02.2024", lambda r: r["on"] == date(2024, 2, 29)),
        ("at__gt=2024-02-29 10:30", lambda r: r["at"] and r["at"].minute == 31),
        ("opens__gte=08:30", lambda r: r["opens"] in ("08:30", "24:00")),
        ("month__lt=2023-01", lambda r: r["month"] == "2022-12"),
        ("quarter__exact=2023-Q4", lambda r: r["quarter"] == "2023-Q4"),
        ("place__startswith=42.6", lambda r: (r["place"] or "").startswith("42.6")),
        ("code__exact=a-7", lambda r: r["code"] == "A-7"),
        ("code__not=001", lambda r: r["code"] != "001"),
        ("_q=ямбол 300", lambda r: r["town"] in ("Ямбол", "ямбол") and "300" in written(r)),
        ("_q=няма", lambda r: False),
        (
            "town__exact=Русе&people__gte=2&people__lt=300",
            lambda r: r["town"] == "Русе" and r["people"] == 2,
        ),
    ],
)
def test_an_address_keeps_exactly_the_rows_that_fit(version, address, fits):
    page = query.answer(version, asked(f"{address}&_limit=1000"))
    expected = [row for row in ROWS if fits(dict(zip(TYPES, row, strict=True)))]
    assert page.rows == expected
    assert page.total == len(expected)
    # the address of the question asks the same again
    again = query.parse(query.as_parameters(asked(address)), COLUMNS)
    assert again == asked(address)


def written(row):
    """What words are looked for in."""
    shown = ("town", "note", "people", "on", "at", "opens", "month", "quarter", "code")
    return "\n".join(str(row[name]) for name in shown if row[name] is not None)


def test_texts_stand_in_the_order_of_the_bulgarian_alphabet(version):
    found = list(dict.fromkeys(towns(version, "_sort=town&_limit=200")))
    assert [t for t in found if t != "ямбол"] == [
        "Айтос", "Ѝлия", "Русе", "Ямбол", "Яна", "Zagreb", None,
    ]  # fmt: skip


def test_several_columns_sort_with_the_missing_last_in_both_directions(version):
    rows = query.answer(version, asked("_sort=-people,share&_limit=200&_select=people,share")).rows

    def last(value, sign=1):
        return (value is None, sign * (value or 0))

    assert rows == sorted(rows, key=lambda row: (last(row[0], -1), last(row[1])))


SORTS = st.lists(
    st.builds(lambda name, sign: sign + name, st.sampled_from(list(TYPES)), st.sampled_from("- ")),
    max_size=3,
).map(lambda names: ",".join(name.strip() for name in names))


@settings(max_examples=60, deadline=None)
@given(SORTS, st.sampled_from(["", "people__gte=2", "_q=бележка", "town__not=Русе"]), st.data())
def test_a_walk_by_token_meets_every_row_once_and_in_order(version, sort, filters, data):
    address = f"{filters}&_sort={sort}" if sort else filters
    whole = query.answer(version, asked(f"{address}&_limit=1000"))
    assert whole.next == ""
    size = data.draw(st.sampled_from([1, 2, 7, whole.total or 1, whole.total + 1]))
    if size == 1:  # a step costs milliseconds; the beginning and the borders of keys are enough
        whole_rows, steps = whole.rows[:25], 25
    else:
        whole_rows, steps = whole.rows, 10**6
    met, token = [], ""
    while steps:
        page = query.answer(version, asked(f"{address}&_limit={size}&_next={token}"))
        assert page.total == whole.total
        met += page.rows
        token, steps = page.next, steps - 1
        if not token:
            break
    assert met == whole_rows


def test_a_token_of_another_question_is_refused(version):
    token = query.answer(version, asked("_sort=people&_limit=1")).next
    for address in (f"_sort=share&_next={token}", "_next=nonsense", f"_next={token}A", "_next=%"):
        with pytest.raises(QueryError) as refused:
            query.answer(version, asked(address))
        assert refused.value.code == "wrong_token"


def test_groups_are_those_counted_by_hand(version):
    page = query.answer(
        version,
        asked(
            "_group=code&_agg=count,sum:people,avg:share,median:share&_agg=min:on,max:on"
            "&_agg=distinct:town,count:share&on__isnull=0"
        ),
    )
    kept = [dict(zip(TYPES, row, strict=True)) for row in ROWS if row[5]]
    assert page.total == len(page.rows) == len({row["code"] for row in kept})
    for code, *found in page.rows:
        own = [row for row in kept if row["code"] == code]
        people = [row["people"] for row in own if row["people"] is not None]
        shares = [row["share"] for row in own if row["share"] is not None]
        assert found == [
            len(own),
            sum(people) if people else None,
            pytest.approx(mean(shares)) if shares else None,
            median(shares) if shares else None,
            min(row["on"] for row in own),
            max(row["on"] for row in own),
            len({row["town"] for row in own if row["town"] is not None}),
            len(shares),
        ]
    assert [column.name for column in page.columns][:3] == ["code", "count", "sum_people"]


def test_groups_are_walked_by_token_too(version):
    whole = query.answer(version, asked("_group=town,code&_sort=-count"))
    met, token = [], ""
    while True:
        page = query.answer(version, asked(f"_group=town,code&_sort=-count&_limit=5&_next={token}"))
        met += page.rows
        if not (token := page.next):
            break
    assert met == whole.rows
    assert [row[2] for row in met] == sorted((row[2] for row in met), reverse=True)


def test_a_facet_counts_the_rows_of_the_question(version):
    for address, kept in (("", ROWS), ("people__gte=2", [r for r in ROWS if (r[2] or 0) >= 2])):
        facet = query.facet(version, asked(address), "town")
        assert dict(facet.values) == Counter(row[0] for row in kept)
        assert [count for _, count in facet.values] == sorted(
            dict(facet.values).values(), reverse=True
        )
        assert not facet.is_cut
    cut = query.facet(version, asked(""), "town", limit=2)
    assert (len(cut.values), cut.is_cut) == (2, True)
    own = query.facet(version, asked("town__exact=Русе"), "town", with_own=False)
    assert dict(own.values) == Counter(row[0] for row in ROWS)


def test_a_summary_says_what_a_column_holds(version):
    for address in ("", "people__gte=2"):
        rows = query.answer(version, asked(f"{address}&_limit=1000")).rows
        for at, summary in enumerate(query.summarise(version, asked(address))):
            values = [row[at] for row in rows if row[at] is not None]
            assert (summary.count, summary.missing) == (len(values), len(rows) - len(values))
            assert summary.distinct == len(set(values))
            if summary.top:
                most = Counter(values).most_common(1)[0][1]
                assert summary.top[0][1] == most == values.count(summary.top[0][0])
            if summary.column.type in ("integer", "decimal", "date", "timestamp"):
                assert (summary.low, summary.high) == (min(values), max(values))
                assert summary.quartiles[1] in values
                below = sum(value < summary.quartiles[1] for value in values)
                assert below <= len(values) / 2
                assert sum(one.count for one in summary.bins) == len(values)
                for one in summary.bins[:-1]:
                    assert one.count == sum(one.low <= value < one.high for value in values)


@pytest.mark.parametrize(
    ("address", "code", "allowed"),
    [
        ("nothing__exact=1", "unknown_column", "town"),
        ("town__regex=a", "unknown_operation", "contains"),
        ("open__gt=да", "unknown_operation", "exact"),
        ("place__lt=1", "unknown_operation", "startswith"),
        ("town=Русе", "unknown_parameter", "town__OPERATION"),
        ("_shape=x", "unknown_parameter", "_sort"),
        ("people__isnull=може", "wrong_truth", "да"),
        ("people__between=1", "wrong_between", None),
        ("_sort=nothing", "unknown_column", "people"),
        ("_select=nothing", "unknown_column", "people"),
        ("_limit=-1", "wrong_number", None),
        ("_limit=1001", "wrong_number", None),
        ("_limit=много", "wrong_number", None),
        ("_agg=sum:people", "needs_group", None),
        ("_group=town&_agg=mode:people", "unknown_aggregate", "median"),
        ("_group=town&_agg=sum:town", "wrong_aggregate", "distinct"),
        ("_group=town&_select=town", "select_with_group", None),
        ("_group=town&_sort=people", "unknown_column", "count"),
    ],
)
def test_a_wrong_address_says_what_is_allowed(address, code, allowed):
    with pytest.raises(QueryError) as refused:
        asked(address, most=1000)
    assert refused.value.code == code
    assert str(refused.value)
    if allowed:
        assert allowed in refused.value.allowed


@pytest.mark.parametrize(
    "address", ["people__gte=много", "on__exact=31.02.2024", "opens__lt=25:00", "quarter__in=Q5"]
)
def test_a_value_the_column_cannot_hold_is_named(version, address):
    with pytest.raises(QueryError) as refused:
        query.answer(version, asked(address))
    assert refused.value.code == "wrong_value"
    assert address.partition("__")[0] in str(refused.value)


def test_what_belongs_to_somebody_else_can_be_passed_over():
    assert asked("utm_source=x&_sort=people", is_strict=False) == asked("_sort=people")
    assert asked("_shape=objects&_sort=people", other=["_shape"]) == asked("_sort=people")
