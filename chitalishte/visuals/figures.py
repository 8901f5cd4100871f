"""The rows of a map's table, by year and place, kept in memory for the versions looked at last."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from urllib.parse import parse_qsl

from django.conf import settings

from chitalishte.tables import query, store

from .geographies import atlas

MOST_ROWS = 100_000  # 3,000 places in 30 years
MOST_DOTS = 5_000
COORDINATES = {
    "longitude": {"longitude", "lon", "lng", "long", "x", "dalzhina"},
    "latitude": {"latitude", "lat", "y", "shirina"},
}
LARGE = 20_000  # rows; of larger tables only the two looked at last stay in memory
NO_YEAR = ""  # the key of a table without a column of years
MOST_NAMED = 50  # rows that are told to be unknown or doubled; the rest is counted


@dataclass(frozen=True)
class Figures:
    """by_year  year as written ("" without a column of years) → {code of a place: row}
    unknown  [(row number, what is written)] of rows whose place the geography does not know
    doubled  [(row number, what is written)] of rows whose place and year came before
    """

    by_year: dict
    unknown: list
    doubled: list
    is_cut: bool = False

    @cached_property
    def years(self):
        """Return the years in order; empty for a table without a column of years."""
        return sorted((year for year in self.by_year if year != NO_YEAR), key=_order)

    def at(self, year):
        return self.by_year.get(year, {})


def figures_of(record, dictionary, place, geography):
    """Return the Figures of a map; `place` is the column with the code of the place, or None."""
    if place is None:  # the table changed under the map: nothing of it can be drawn
        return Figures({}, [], [])
    version = dictionary.version
    read = _figures if version.row_count <= LARGE else _large_figures
    return read(
        version.content_hash,
        place.name,
        record.time_column,
        record.only,
        geography.name,
        geography.stamp,
    )


def _read(content_hash, place, time, only, geography_name, _stamp):
    version = store.open_version(settings.TABLES_ROOT, content_hash)
    names = [column.name for column in version.columns]
    known = atlas(geography_name)
    question = _question(version, only)
    codes = {}  # a long table writes the same few codes again and again
    by_year, unknown, doubled = {}, [], []
    rows = query.stream(version, question)
    row_number = 1  # the header
    for number, values in enumerate(islice(rows, MOST_ROWS), start=2):
        row = dict(zip(names, values, strict=True))
        row_number = number
        written = row.get(place)
        if written not in codes:
            codes[written] = known.code_of(written)
        code = codes[written]
        if code is None:
            unknown.append((number, str(written or "")))
            continue
        year = _year(row.get(time)) if time else NO_YEAR
        if year is None:
            continue
        at_year = by_year.setdefault(year, {})
        if code in at_year:
            doubled.append((number, str(written)))
        else:
            at_year[code] = row
    return Figures(by_year, unknown, doubled, is_cut=row_number > MOST_ROWS)


_figures = lru_cache(maxsize=64)(_read)
_large_figures = lru_cache(maxsize=2)(_read)  # some 60 MB each


def dots_of(record, dictionary):
    """Return (Figures, {code: (longitude, latitude)}) of a map of dots: every row is a place.

    The code of a dot is the number of its row. Rows without coordinates are `unknown`.
    """
    version = dictionary.version
    names = coordinates_of(version.stored)
    if names is None:
        return Figures({}, [], []), {}
    return _dots(version.content_hash, names, record.time_column, record.only)


@lru_cache(maxsize=16)
def _dots(content_hash, names, time, only):
    version = store.open_version(settings.TABLES_ROOT, content_hash)
    columns = [column.name for column in version.columns]
    by_year, unknown, degrees = {}, [], {}
    rows = query.stream(version, _question(version, only))
    for number, values in enumerate(islice(rows, MOST_DOTS), start=2):
        row = dict(zip(columns, values, strict=True))
        lon, lat = (_degrees(row.get(name)) for name in names)
        if lon is None or lat is None or abs(lon) > 180 or abs(lat) > 90:
            unknown.append((number, ""))
            continue
        year = _year(row.get(time)) if time else NO_YEAR
        if year is not None:
            by_year.setdefault(year, {})[str(number)] = row
            degrees[str(number)] = (lon, lat)
    return Figures(by_year, unknown, []), degrees


def coordinates_of(stored):
    """Return the names of the columns of longitude and latitude, or None."""
    found = []
    for system, names in COORDINATES.items():
        by_system = [column.name for column in stored.columns if column.code_system == system]
        by_name = [column.name for column in stored.columns if column.name.casefold() in names]
        found += (by_system or by_name)[:1]
    return tuple(found) if len(found) == len(COORDINATES) else None


def _degrees(value):
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _question(version, only):
    pairs = parse_qsl(only.removeprefix("?"), keep_blank_values=True)
    asked = query.parse(pairs, version.columns, default=None, is_strict=False)
    return asked.changed(limit=None)


def _year(value):
    return str(value).strip() if value not in (None, "") else None


def _order(year):
    head = year[:4]
    return (int(head) if head.isdecimal() else 0, year)
