"""One look of DuckDB at every value of a long text file, and what Python makes of it."""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chitalishte.tables.archives import Folder
from chitalishte.tables.budget import Budget
from chitalishte.tables.bulkforms import Form
from chitalishte.tables.cells import is_blank
from chitalishte.tables.grammar import NUMBERS, Kind, as_text, is_value, lex
from chitalishte.tables.personal import Watch
from chitalishte.tables.problems import shorten
from chitalishte.tables.profile import DISTINCT_LIMIT, EXAMPLES, LISTED_LIMIT, Profile
from chitalishte.tables.shaping import STUB_COLUMNS, Shape
from chitalishte.tables.sqltypes import QUIET
from chitalishte.tables.wording import is_total

if TYPE_CHECKING:
    import duckdb

MEMORY = "512MB"
ODD_LIMIT = 50_000  # different values that do not have the form of their column
OTHER_LIMIT = 1_000_000  # different values of a column of no known form
PERSONAL_LIMIT = 200_000
LISTED = ("integer", "digits", "text")
BLANK = r"[\s\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+"
PERSONAL = r"[0-9]{9}|@|[A-Z]{2}[0-9]{2}|[+0][0-9\s\-/()]{7}"
TOTALS = r"(?i)^\s*(в\s*с\s*и|о\s*б\s*щ|сбор|сума|тотал|всич|итого|total|grand|sub|sum|overall)"
FOUND_AT = 2_000  # places looked at for the first line of a value


class TooOddError(Exception):
    """The file is not regular enough for this path."""


@dataclass
class Scan:
    """odd: of each column its values that do not have its form, with how often they come."""

    text: str
    shape: Shape
    forms: list[Form]
    count: int = 0
    profiles: list[Profile] = field(default_factory=list)
    odd: list[dict[str, int]] = field(default_factory=list)
    has_blanks: list[bool] = field(default_factory=list)
    folder: Folder | None = None


def connect() -> duckdb.DuckDBPyConnection:
    import duckdb

    connection = duckdb.connect(config={"threads": 2, "memory_limit": MEMORY})
    connection.execute(QUIET)
    return connection


def text_sql(path: Path, delimiter: str, shape: Shape, budget: Budget) -> str:
    """The file as a table function from the first row of the body: columns c0, c1 … of text."""
    columns = ", ".join(f"'c{index}': 'VARCHAR'" for index in range(shape.width or 0))
    # rows of another width are left out here and missed when the rows are counted
    return (
        f"read_csv({_text(str(path))}, auto_detect = false, header = false, "
        f"skip = {shape.first - 1}, columns = {{{columns}}}, delim = {_text(delimiter)}, "
        "quote = '\"', escape = '\"', "
        f"strict_mode = true, ignore_errors = true, max_line_size = {4 * budget.max_cell_chars})"
    )


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def scan(path: Path, delimiter: str, shape: Shape, forms: list[Form], budget: Budget) -> Scan:
    """Raises TooOddError for what only the slow path reads right."""
    import duckdb

    if not shape.width or not shape.header.is_found:
        raise TooOddError("there is no header")
    found = Scan(text_sql(path, delimiter, shape, budget), shape, forms)
    with connect() as connection:
        try:
            _Look(connection, found, path, delimiter).look()
        except duckdb.Error as error:
            raise TooOddError(str(error)) from None
    return found


class _Look:
    def __init__(
        self, connection: duckdb.DuckDBPyConnection, found: Scan, path: Path, delimiter: str
    ):
        self.connection, self.found, self.path, self.delimiter = connection, found, path, delimiter
        self.shape = found.shape
        self.names = [f"c{index}" for index in self.shape.columns]
        self.head = [
            (line, [cells[i] if i < len(cells) else "" for i in self.shape.columns])
            for line, cells in self.shape.frame.head
            if line >= self.shape.first
        ]

    def look(self) -> None:
        asked: list[str] = []
        for name, form, label in zip(
            self.names, self.found.forms, self.shape.header.labels, strict=True
        ):
            asked += self._asked(name, form, label)
        blank_row = " AND ".join(f"{name} IS NULL" for name in self.names)
        every = ["count(*)", f"count(*) FILTER ({blank_row})", *asked]
        count, blank_rows, *values = self._one(", ".join(every))
        if blank_rows or count != self.shape.last - self.shape.first + 1:
            raise TooOddError("there are rows of another width, blank rows or line ends in cells")
        self.found.count = count
        limit = DISTINCT_LIMIT // max(1, len(self.names))
        for at, form in enumerate(self.found.forms):
            profile = Profile(self.shape.header.labels[at], limit)
            answer = dict(zip(ASKED, values[at * len(ASKED) :], strict=False))
            self._take(at, form, profile, answer)
            self.found.profiles.append(profile)
        self._refuse_totals()

    def _one(self, what: str, where: str = "") -> tuple[Any, ...]:
        sql = f"SELECT {what} FROM {self.found.text} {where}"  # noqa: S608
        return self.connection.execute(sql).fetchall()[0]

    def _asked(self, name: str, form: Form, label: str) -> list[str]:
        """SQL of what ASKED names, of one column."""
        if form.is_few:
            return ["NULL", f"histogram({name})", *["NULL"] * 7]
        # only columns that may be a list of codes are asked, for it takes its time
        is_code = form.name in LISTED and not form.is_varied
        is_asked = is_code or not (form.fits or form.is_text)
        about = f"approx_count_distinct({name})" if is_asked else "NULL"
        blank = f"count(*) FILTER (regexp_full_match({name}, '{BLANK}'))"
        if not form.fits:
            personal = f"count(*) FILTER (regexp_matches({name}, '{PERSONAL}'))"
            total = f"count(*) FILTER (regexp_matches({name}, '{TOTALS}'))"
            again = f"count(*) FILTER (lower(trim({name})) = {_text(label.lower())})"
            stub, is_first = name in self.names[:STUB_COLUMNS], name == self.names[0]
            return [
                f"count({name})", "NULL", "NULL", "NULL", about, blank, personal,
                total if stub else "0", again if is_first else "0",
            ]  # fmt: skip
        fits, value = form.fits.format(name), form.value.format(name)
        odd = f"histogram(CASE WHEN NOT {fits} THEN {name} END)"
        low, high = (f"min({value})", f"max({value})") if form.name == "integer" else ("0", "0")
        if form.name == "date":
            low = f"count(*) FILTER ({fits} AND {name}[1:2] > '12')"
        personal = "0"
        if form.name == "digits":
            personal = f"count(*) FILTER (strlen({name}) > 8)"
        return [f"count({name})", odd, low, high, about, "0", personal, "0", "0"]

    def _take(self, at: int, form: Form, profile: Profile, answer: dict[str, Any]) -> None:
        odd: dict[str, int] = dict(answer["odd"] or {})
        filled = answer["filled"] or 0
        if len(odd) > (OTHER_LIMIT if form.is_few else ODD_LIMIT):
            raise TooOddError("too many different values are odd")
        if answer["again"]:
            raise TooOddError("the header comes again")
        if not form.fits and not form.is_few:
            self._take_high(at, form, profile, answer, odd)
        typed = filled - sum(odd.values())
        if typed and form.fits:
            self._take_typed(at, form, profile, answer, typed)
        self.found.odd.append(odd)
        lines = self._lines(at, odd)
        profile.add_counted(
            (value, count, lines.get(value, self.shape.last))
            for value, count in odd.items()
            if not is_blank(value)
        )
        blanks = any(is_blank(value) for value in odd) or bool(answer["blank"])
        self.found.has_blanks.append(blanks)
        profile.examples = self._examples(at)
        if form.fits or form.is_text:
            self._look_wider(at, form, profile, answer)

    def _take_typed(
        self, at: int, form: Form, profile: Profile, answer: dict[str, Any], typed: int
    ) -> None:
        line, value = self._first(at, form)
        by_kind = {form.kind: typed}
        if form.name == "date":
            by_kind = {Kind.DATE: answer["low"], Kind.DATE_UNSURE: typed - answer["low"]}
        for kind, count in by_kind.items():
            if count:
                profile.seen[kind] += count
                profile.first.setdefault(kind, (line, value))
        if typed and form.name in ("integer", "point", "comma"):
            profile.units[None] += typed
        if form.name == "integer":
            profile.smallest, profile.largest = answer["low"], answer["high"]
        profile.filled += typed

    def _take_high(
        self, at: int, form: Form, profile: Profile, answer: dict[str, Any], odd: dict[str, int]
    ) -> None:
        if form.is_text:
            filled = answer["filled"] - (answer["blank"] or 0)
            profile.seen[Kind.TEXT] += filled
            profile.first.setdefault(Kind.TEXT, self._first(at, form))
            profile.filled += filled
            if answer["total"] and self._totals_of(at):
                raise TooOddError("there are totals in the body")
        elif answer["about"] > OTHER_LIMIT * 0.9:
            raise TooOddError("too many different values of no known form")
        else:
            odd.update(self._grouped(at, "TRUE", OTHER_LIMIT + 1))

    def _grouped(self, at: int, condition: str, limit: int) -> dict[str, int]:
        name = self.names[at]
        sql = (
            f"SELECT {name}, count(*) FROM {self.found.text} "  # noqa: S608
            f"WHERE {name} IS NOT NULL AND ({condition}) GROUP BY 1 LIMIT {limit}"
        )
        return dict(self.connection.execute(sql).fetchall())

    def _totals_of(self, at: int) -> bool:
        found = self._grouped(at, f"regexp_matches({self.names[at]}, '{TOTALS}')", ODD_LIMIT)
        return any(map(is_total, found))

    def _look_wider(self, at: int, form: Form, profile: Profile, answer: dict[str, Any]) -> None:
        """Personal data, the list of values, and whether each row has a value of its own."""
        name = self.names[at]
        longest = max(abs(answer["low"] or 0), abs(answer["high"] or 0))
        if answer["personal"] or (form.name == "integer" and longest >= 10**8):
            condition = f"regexp_matches({name}, '{PERSONAL}')"
            found = self._grouped(at, condition, PERSONAL_LIMIT)
            lines = self._lines(at, found, limit=20)
            _watch(profile.watch, found, lines, self.shape.last)
        about = answer["about"]
        if about is not None and about <= LISTED_LIMIT * 1.1:
            values = self._grouped(at, "TRUE", LISTED_LIMIT + 1)
            is_all = len(values) <= LISTED_LIMIT
            profile.listed = (
                {
                    value.strip()
                    for value in values
                    if not is_blank(value) and not lex(value).kind & (Kind.MISSING | Kind.NO_VALUE)
                }
                if is_all
                else None
            )
        else:
            profile.listed = None
        is_unique = profile.filled == self.found.count and not form.has_repeats
        if is_unique and self.found.count <= profile.distinct_limit:
            is_unique = self._one(f"count(DISTINCT {name})")[0] == self.found.count
        profile.mark_distinct(is_distinct=is_unique)

    def _first(self, at: int, form: Form) -> tuple[int, str]:
        kinds = NUMBERS if form.kind & NUMBERS else form.kind | Kind.DATE
        for line, cells in self.head:
            if not is_blank(cells[at]) and lex(cells[at]).kind & kinds:
                return line, as_text(cells[at])
        return self.shape.first, ""

    def _examples(self, at: int) -> list[str]:
        filled = (as_text(cells[at]) for _, cells in self.head if not is_blank(cells[at]))
        return [shorten(value) for value in list(dict.fromkeys(filled))[:EXAMPLES]]

    def _lines(self, at: int, values: Iterable[str], limit: int = 50) -> dict[str, int]:
        """The first line of each value that stands in the head, and of some that do not."""
        found: dict[str, int] = {}
        for line, cells in self.head:
            found.setdefault(as_text(cells[at]), line)
        known = {lex(value).kind for value in found if not is_blank(value)}
        missing = [v for v in values if v not in found and not is_blank(v)]
        others = [value for value in missing if lex(value).kind not in known][:limit]
        return found | first_lines(self.path, self.delimiter, self.shape, at, others)

    def _refuse_totals(self) -> None:
        first, *rest = (
            [value for value in odd if is_total(value)] for odd in self.found.odd[:STUB_COLUMNS]
        )
        if first:
            raise TooOddError("there are totals in the body")
        label = self.shape.header.labels[0].casefold()
        if any(value.strip().casefold() == label for value in self.found.odd[0]):
            raise TooOddError("the header comes again")
        if rest and rest[0]:
            listed = ", ".join(map(_text, rest[0]))
            beside = self._grouped_beside(listed)
            if any(is_blank(each) or is_value(each) for each in beside):
                raise TooOddError("there are totals in the body")

    def _grouped_beside(self, listed: str) -> list[str | None]:
        sql = (
            f"SELECT DISTINCT {self.names[0]} FROM {self.found.text} "  # noqa: S608
            f"WHERE {self.names[1]} IN ({listed})"
        )
        return [value for (value,) in self.connection.execute(sql).fetchall()]


ASKED = ("filled", "odd", "low", "high", "about", "blank", "personal", "total", "again")


def _watch(watch: Watch, found: dict[str, int], lines: dict[str, int], last: int) -> None:
    watch.look(
        sorted(
            ((value, count, lines.get(value, last)) for value, count in found.items()),
            key=lambda each: each[2],
        )
    )


def first_lines(
    path: Path, delimiter: str, shape: Shape, at: int, values: Sequence[str]
) -> dict[str, int]:
    """The number of the first line that holds each value in its column."""
    found: dict[str, int] = {}
    if not values:
        return found
    index = shape.columns[at]
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        for value in values:
            wanted, start = value.encode(), 0
            for _ in range(FOUND_AT):
                start = content.find(wanted, start)
                if start < 0:
                    break
                begin = content.rfind(b"\n", 0, start) + 1
                end = content.find(b"\n", start)
                line = content[begin : end if end >= 0 else len(content)].decode(errors="replace")
                cells = line.rstrip("\r").split(delimiter)
                if index < len(cells) and cells[index].strip('"') == value.replace('"', '""'):
                    found[value] = _line_number(content, begin)
                    break
                start += len(wanted)
    return found


def _line_number(content: mmap.mmap, position: int, step: int = 1024**2) -> int:
    number = 1
    for start in range(0, position, step):
        number += content[start : min(start + step, position)].count(b"\n")
    return number
