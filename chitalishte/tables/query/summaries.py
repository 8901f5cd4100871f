"""What a column holds, at a glance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from chitalishte.tables.connections import shared
from chitalishte.tables.query import conditions
from chitalishte.tables.query.question import NUMBERS, Question, find_column
from chitalishte.tables.read import Column
from chitalishte.tables.sqltypes import quoted
from chitalishte.tables.store import StoredVersion

if TYPE_CHECKING:
    import duckdb

BINS = 20
TOP = 10
MEASURED = (*NUMBERS, "year", "date", "timestamp")
LENGTHS = (1, 2, 5)  # of round steps, times a power of ten


@dataclass(frozen=True)
class Bin:
    """Rows with low <= value < high; the last bin holds its high as well."""

    low: Any
    high: Any
    count: int


@dataclass(frozen=True)
class Summary:
    """count: rows with a value. Quartiles and bins only for numbers, years, dates and moments.

    distinct is exact; top holds the most frequent values, none when every value is different
    """

    column: Column
    count: int
    missing: int
    distinct: int
    low: Any = None
    high: Any = None
    quartiles: tuple[Any, Any, Any] | None = None
    mean: float | None = None
    top: tuple[tuple[Any, int], ...] = ()
    bins: tuple[Bin, ...] = ()


def summarise(
    version: StoredVersion, question: Question | None = None, columns: Sequence[str] = ()
) -> list[Summary]:
    """One summary a column, of the rows a question leaves. Raises QueryError."""
    question = (question or Question()).changed(
        sort=(), select=(), group=(), aggregates=(), facets=(), limit=None, after="", offset=0
    )
    names = columns or [column.name for column in version.columns]
    conditions.check(version, question)
    return [_summary(version, question, find_column(version.columns, name).name) for name in names]


# a version never changes, so what was found once stays so
@lru_cache(maxsize=1024)
def _summary(version: StoredVersion, question: Question, name: str) -> Summary:
    column = version.column(name)
    with shared.cursor(version.duckdb_path) as cursor:
        where, values = conditions.where(version, question, cursor)
        name = quoted(name)
        is_measured = column.type in MEASURED
        asked = [f"count({name})", "count(*)", f"count(DISTINCT {name})"]
        if column.type not in ("boolean", "point"):
            asked += [f"min({name})", f"max({name})"]
        if is_measured:
            asked.append(f"quantile_disc({name}, [0.25, 0.5, 0.75])")
        if column.type in NUMBERS:
            asked.append(f"favg({name})")
        sql = f"SELECT {', '.join(asked)} FROM data{where}"  # noqa: S608
        found = list(cursor.execute(sql, values).fetchall()[0])
        filled, rows, distinct = found[:3]
        low, high = found[3:5] if len(found) > 3 else (None, None)
        quartiles = found[5] if is_measured else None
        mean = found[6] if column.type in NUMBERS else None
        bins: tuple[Bin, ...] = ()
        if is_measured and filled:
            bins = _bins(cursor, column, (where, values), low, high)
        top = _top(cursor, name, (where, values)) if 0 < distinct < filled else ()
    return Summary(
        column,
        filled,
        rows - filled,
        distinct,
        low,
        high,
        (quartiles[0], quartiles[1], quartiles[2]) if quartiles else None,
        float(format(mean, ".12g")) if mean is not None else None,
        top,
        bins,
    )


def _top(
    cursor: duckdb.DuckDBPyConnection, name: str, where: conditions.Condition
) -> tuple[tuple[Any, int], ...]:
    kept = f"{where[0]} AND {name} IS NOT NULL" if where[0] else f" WHERE {name} IS NOT NULL"
    sql = f"SELECT {name}, count(*) FROM data{kept} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {TOP}"  # noqa: S608
    return tuple(cursor.execute(sql, where[1]).fetchall())


def _bins(
    cursor: duckdb.DuckDBPyConnection,
    column: Column,
    where: conditions.Condition,
    low: Any,
    high: Any,
) -> tuple[Bin, ...]:
    is_moment = column.type in ("date", "timestamp")
    number = quoted(column.name)
    if is_moment:
        number = f"(epoch({number}) / 86400)"
        low, high = _days(low), _days(high)
    is_whole = column.type in ("integer", "year", "date")
    begin, step, count = _steps(float(low), float(high), is_whole)
    place = f"least(greatest(floor(({number} - {begin!r}) / {step!r}), 0), {count - 1})::BIGINT"
    kept = f"{where[0]} AND {number} IS NOT NULL" if where[0] else f" WHERE {number} IS NOT NULL"
    sql = f"SELECT {place}, count(*) FROM data{kept} GROUP BY 1"  # noqa: S608
    counts = dict(cursor.execute(sql, where[1]).fetchall())
    return tuple(
        Bin(
            _border(column, begin + at * step),
            _border(column, begin + (at + 1) * step),
            counts.get(at, 0),
        )
        for at in range(count)
    )


def _steps(low: float, high: float, is_whole: bool) -> tuple[float, float, int]:
    """(begin, step, number) of at most BINS round steps that hold low and high."""
    span = high - low
    if not math.isfinite(span) or span <= 0:
        return low, 1.0 if span <= 0 else high / BINS * 2, 1
    exponent = math.floor(math.log10(span / BINS))
    lengths = [unit * 10.0**power for power in (exponent, exponent + 1) for unit in LENGTHS]
    for step in lengths:
        if is_whole and step < 1:
            continue
        begin = math.floor(low / step) * step
        count = math.floor((high - begin) / step) + 1
        if count <= BINS + 1:
            return begin, step, count
    raise AssertionError(f"no round step from {low} to {high}")


def _days(value: date | datetime) -> float:
    if isinstance(value, datetime):
        return (value - datetime(1970, 1, 1)).total_seconds() / 86400
    return float((value - date(1970, 1, 1)).days)


def _border(column: Column, number: float) -> Any:
    try:
        if column.type == "date":
            return date(1970, 1, 1) + timedelta(days=number)
        if column.type == "timestamp":
            return datetime(1970, 1, 1) + timedelta(days=number)
    except OverflowError:
        return date.max if column.type == "date" else datetime.max
    return int(number) if column.type in ("integer", "year") else float(format(number, ".12g"))
