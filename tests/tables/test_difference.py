"""What changed between two versions, found a second, slower way in plain Python."""

import random
from collections import Counter
from dataclasses import dataclass

import pytest

from chitalishte.tables import store
from chitalishte.tables.difference import changes, compare
from chitalishte.tables.read import Column


@dataclass
class Made:
    columns: list
    rows: list


def version(tmp_path, columns, rows):
    return store.write(Made(columns, rows), tmp_path)


def towns(is_unique=True):
    return [
        Column("code", "Код", "code", unique=is_unique),
        Column("town", "Град", "text"),
        Column("people", "Хора", "integer"),
    ]


@pytest.fixture
def pair(tmp_path):
    """Two random tables of the same towns, with missing values."""
    chance = random.Random(7)  # noqa: S311
    names = ["Русе", "Видин", "ВИДИН", None, "Лом"]

    def rows(codes):
        return [
            (f"{code:05}", chance.choice(names), chance.choice([None, 1, 2, 3])) for code in codes
        ]

    old = rows(sorted(chance.sample(range(600), 400)))
    kept = [row for row in old if chance.random() < 0.7]
    new = kept + rows(sorted(set(range(600)) - {int(row[0]) for row in kept}))[::2]
    chance.shuffle(new)
    return (old, new, version(tmp_path, towns(), old), version(tmp_path, towns(), new))


def test_rows_are_known_again_by_their_key_as_a_walk_in_python_finds_them(pair):
    old, new, before, after = pair
    was, now = ({row[0]: row for row in rows} for rows in (old, new))
    found = compare(before, after, ("code",))
    assert found.key == ("code",)
    assert found.added == len(now.keys() - was.keys()) > 0
    assert found.removed == len(was.keys() - now.keys()) > 0
    assert found.changed == sum(was[code] != now[code] for code in was.keys() & now.keys()) > 0
    assert found.same + found.changed + found.added == len(new)
    made = list(changes(before, after, ("code",)))
    assert [one.after["code"] for one in made if one.kind == "added"] == [
        row[0] for row in new if row[0] not in was
    ]
    for one in (one for one in made if one.kind == "changed"):
        code = one.after["code"]
        assert (tuple(one.before.values()), tuple(one.after.values())) == (was[code], now[code])
        assert one.columns == [
            name
            for name, a, b in zip(("code", "town", "people"), was[code], now[code], strict=True)
            if a != b
        ]


def test_without_a_key_whole_rows_are_counted_as_a_bag(tmp_path):
    chance = random.Random(3)  # noqa: S311
    options = [("a", "Русе", 1), ("a", None, None), ("b", "Лом", 2), ("c", "Лом", None)]
    old, new = ([chance.choice(options) for _ in range(size)] for size in (90, 120))
    columns = towns(is_unique=False)
    before, after = version(tmp_path, columns, old), version(tmp_path, columns, new)
    found = compare(before, after, ("code",))
    assert (found.key, found.refused_key) == ((), ("code",))
    assert found.added == (Counter(new) - Counter(old)).total() > 0
    assert found.removed == (Counter(old) - Counter(new)).total()
    made = list(changes(before, after, ("code",)))
    for kind, side, bag in (
        ("added", "after", Counter(new) - Counter(old)),
        ("removed", "before", Counter(old) - Counter(new)),
    ):
        rows = Counter(tuple(getattr(one, side).values()) for one in made if one.kind == kind)
        assert rows == bag


def test_the_only_column_that_tells_rows_apart_is_the_key_when_none_is_chosen(pair):
    *_, before, after = pair
    assert compare(before, after).key == ("code",)


def test_columns_that_came_went_and_changed_their_type_are_told(tmp_path):
    before = version(tmp_path, towns(), [("01", "Лом", 1), ("02", "Русе", 2)])
    columns = [towns()[0], Column("people", "Хора", "decimal"), Column("area", "Площ", "decimal")]
    after = version(tmp_path, columns, [("01", 1.0, 3.5), ("02", 2.5, None)])
    found = compare(before, after)
    assert [one.name for one in found.added_columns] == ["area"]
    assert [one.name for one in found.removed_columns] == ["town"]
    assert [(old.type, new.type) for old, new in found.retyped] == [("integer", "decimal")]
    assert (found.added, found.removed, found.changed, found.same) == (0, 0, 1, 1)
    assert [(one.column.name, one.before, one.after) for one in found.sums] == [("people", 3, 3.5)]


def test_a_version_does_not_differ_from_itself(pair):
    *_, after = pair
    assert compare(after, after).is_empty
    assert list(changes(after, after)) == []
