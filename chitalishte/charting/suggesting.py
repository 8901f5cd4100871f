"""Which charts suit a table: few, the likeliest first, each one that can be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chitalishte.charting.choice import Choice
from chitalishte.charting.fields import CATEGORY, NUMBER, TIME, Field, Row, number_of, plain

MOST = 8
MOST_SERIES_OF_COLOURS = 6
MOST_LINES = 60
MOST_BARS = 60
HOME = ("BG", "България", "Bulgaria")  # the place readers look for first


def suggest(fields: Sequence[Field], rows: Sequence[Row]) -> list[Choice]:
    """Give up to eight charts of these columns, the likeliest first; none when nothing suits.

    rows  those that would be drawn; a few thousand are enough to tell
    """
    known = [each for each in fields if _is_useful(each, rows)]
    times = [each for each in known if each.kind == TIME]
    numbers = [each for each in known if each.kind == NUMBER]
    names = [each for each in known if each.kind == CATEGORY]
    found: list[Choice] = []
    time = times[0] if times else None
    if numbers:
        key = _key(names, time, rows)
        if time and key is not None:
            found += _over_time(time, key, numbers, names, rows)
        elif time:
            found += _of_time_alone(time, numbers, names, rows)
        elif key is not None:
            found += _compared(key, numbers, names, rows)
        found += _of_numbers(key, numbers, names, time, rows)
    elif time and names:
        label = _key(names, None, rows) or names[0]
        found.append(Choice("timeline", time.name, label=label.name, highlight=_home(label, rows)))
    if not found and names:
        found.append(Choice("bar", names[0].name, how="count"))
    return list(dict.fromkeys(found))[:MOST]


def _is_useful(field: Field, rows: Sequence[Row]) -> bool:
    """A column that has values, and long texts are not names."""
    values = [row.get(field.name) for row in rows[:2000]]
    known = [value for value in values if value not in (None, "")]
    if not known:
        return False
    if field.kind == CATEGORY:
        return len({str(value) for value in known}) > 1 and max(len(str(v)) for v in known) <= 80
    return True


def _values(field: Field, rows: Sequence[Row]) -> set[str]:
    return {str(plain(v)) for row in rows if (v := row.get(field.name)) not in (None, "")}


def _key(names: Sequence[Field], time: Field | None, rows: Sequence[Row]) -> Field | None:
    """The column that (with the time) names every row once: the first such one."""
    for field in names:
        seen: set[tuple[Any, ...]] = set()
        total = 0
        for row in rows:
            name = row.get(field.name)
            if name in (None, ""):
                continue
            total += 1
            seen.add((name, row.get(time.name) if time else None))
        if total and len(seen) == total and total >= len(rows) * 0.5:
            return field
    return None


def _home(field: Field | None, rows: Sequence[Row]) -> tuple[str, ...]:
    """Bulgaria, where a column of names has it."""
    if field is None:
        return ()
    present = _values(field, rows)
    return next(((name,) for name in HOME if name in present), ())


def _over_time(
    time: Field,
    key: Field,
    numbers: Sequence[Field],
    names: Sequence[Field],
    rows: Sequence[Row],
) -> list[Choice]:
    measured = numbers[0].name
    series, moments = len(_values(key, rows)), len(_values(time, rows))
    home = _home(key, rows)
    # a few lines have a colour each; of many, one is told from the rest
    told = home if series > MOST_SERIES_OF_COLOURS else ()
    found = []
    if moments < 2:
        return _compared(key, numbers, names, rows)
    if series <= MOST_LINES:
        found.append(Choice("line", time.name, (measured,), key.name, highlight=told))
    if series <= MOST_BARS:
        found.append(
            Choice("bar", key.name, (measured,), time=time.name, highlight=home),
        )
    if 1 < series <= 40:
        found.append(Choice("slope", time.name, (measured,), key.name, highlight=told))
    if 1 < series <= 36:
        found.append(Choice("multiples", time.name, (measured,), key.name, highlight=home))
    if series <= MOST_SERIES_OF_COLOURS and _is_part_of_whole(numbers[0], rows):
        found.append(Choice("area", time.name, (measured,), key.name))
    if series <= 60 and series * moments <= 1500:
        found.append(Choice("heat", time.name, (measured,), key.name))
    if series > 8:
        found.append(Choice("box", time.name, (measured,)))
    return found


def _of_time_alone(
    time: Field, numbers: Sequence[Field], names: Sequence[Field], rows: Sequence[Row]
) -> list[Choice]:
    measured = tuple(field.name for field in numbers[:3])
    moments = [str(plain(row.get(time.name))) for row in rows]
    if len(set(moments)) == len(moments):
        return [
            Choice("line", time.name, measured),
            Choice("bar", time.name, measured[:1]),
        ]
    # several rows of one moment and no name that tells them apart: joined
    by = next((f for f in names if len(_values(f, rows)) <= MOST_SERIES_OF_COLOURS), None)
    how = "sum" if _is_part_of_whole(numbers[0], rows) else "mean"
    return [
        Choice("line", time.name, measured[:1], by.name if by else "", how=how),
        Choice("box", time.name, measured[:1]),
    ]


def _compared(
    key: Field, numbers: Sequence[Field], names: Sequence[Field], rows: Sequence[Row]
) -> list[Choice]:
    home, count = _home(key, rows), len(_values(key, rows))
    found = []
    if count <= MOST_BARS:
        found.append(Choice("bar", key.name, (numbers[0].name,), highlight=home))
        found.append(Choice("dot", key.name, (numbers[0].name,), highlight=home))
    group = next((f for f in names if f != key and 1 < len(_values(f, rows)) <= 12), None)
    if group is not None:
        found.append(Choice("box", group.name, (numbers[0].name,)))
        how = "sum" if _is_part_of_whole(numbers[0], rows) else "mean"
        found.append(Choice("bar", group.name, (numbers[0].name,), how=how))
    return found


def _of_numbers(
    key: Field | None,
    numbers: Sequence[Field],
    names: Sequence[Field],
    time: Field | None,
    rows: Sequence[Row],
) -> list[Choice]:
    moment = time.name if time and len(_values(time, rows)) > 1 else ""
    label = key.name if key else ""
    home = _home(key, rows)
    found = []
    if len(numbers) > 1 and len(rows) > 2:
        by = next((f for f in names if f != key and 1 < len(_values(f, rows)) <= 6), None)
        found.append(
            Choice(
                "scatter",
                numbers[0].name,
                (numbers[1].name,),
                by.name if by else "",
                label,
                moment,
                highlight=home,
            )
        )
    if len(rows) >= 15:
        found.append(Choice("histogram", numbers[0].name, label=label, time=moment, highlight=home))
    return found


def _is_part_of_whole(field: Field, rows: Sequence[Row]) -> bool:
    """Whether adding makes sense: whole numbers, none below zero, no share in the name."""
    words = f"{field.name} {field.label} {field.unit}".lower()
    if "%" in words or any(part in words for part in ("индекс", "index", "rate", "на 100", "per ")):
        return False
    values = [number for row in rows if (number := number_of(row.get(field.name))) is not None]
    return all(value >= 0 and float(value).is_integer() for value in values)
