"""What is known of a column after all its cells were seen."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from chitalishte.tables.cells import Cell, is_blank
from chitalishte.tables.deciding import is_reversed_point
from chitalishte.tables.grammar import NUMBERS, Kind, Token, as_text, lex
from chitalishte.tables.personal import Watch
from chitalishte.tables.problems import shorten

EXAMPLES = 3
DISTINCT_LIMIT = 4_000_000  # remembered values of all columns of a table together
LISTED_LIMIT = 20_000  # different values of one column kept for comparing with code lists
MARKERS_LIMIT = 1_000


@dataclass
class Profile:
    """Gathers one column, a slice of rows at a time.

    distinct_limit  up to how many rows it is known whether all values differ
    seen            how many cells of each kind
    first           of each kind the number of its first row and the value
    units, flags    beside numbers; None counts the numbers that have no unit
    markers         ways of writing a missing value
    listed          all different values, or None when they are too many
    """

    label: str = ""
    distinct_limit: int = DISTINCT_LIMIT
    filled: int = 0
    seen: Counter[int] = field(default_factory=Counter)
    first: dict[int, tuple[int, Cell]] = field(default_factory=dict)
    units: Counter[str | None] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)
    markers: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)
    smallest: int | None = None
    largest: int | None = None
    reversed_points: int = 0
    listed: set[str] | None = field(default_factory=set)
    watch: Watch = field(init=False)
    _distinct: set[Cell] | None = field(default_factory=set)

    def __post_init__(self) -> None:
        self.watch = Watch(self.label)

    @property
    def kinds(self) -> int:
        kinds = Kind.NONE
        for kind in self.seen:
            kinds |= kind
        return kinds

    def add(self, cells: Sequence[Cell], lines: Sequence[int]) -> None:
        """Take in the cells of some rows, with the number of each row."""
        if bool in set(map(type, cells)):  # True equals 1, but is not written the same
            cells = ["true" if c is True else "false" if c is False else c for c in cells]
        counts = Counter(cells)
        for blank in [value for value in counts if is_blank(value)]:
            del counts[blank]
        if not counts:
            return
        lines_of = dict(zip(reversed(cells), reversed(lines), strict=True))
        self.add_counted((value, count, lines_of[value]) for value, count in counts.items())

    def add_counted(self, counted: Iterable[tuple[Cell, int, int]]) -> None:
        """Take in different values: (value, in how many rows, the number of the first)."""
        values = [(value, count, line, lex(value)) for value, count, line in counted]
        kinds = self.seen
        for value, count, line, token in values:
            kind = token.kind
            kinds[kind] += count
            known = self.first.get(kind)
            if known is None or line < known[0]:
                self.first[kind] = line, value
            if kind == Kind.INTEGER:
                self._widen(value, token)
            elif kind == Kind.POINT:
                self.reversed_points += count * is_reversed_point(value)
            if kind & _ADORNED:
                self._adornments(token, count)
        self.watch.look((v, count, line) for v, count, line, _ in values if isinstance(v, str))
        self._take_examples(values)
        self._list(values)
        filled = sum(count for _, count, _, _ in values)
        self.filled += filled
        self._count_distinct({value for value, _, _, _ in values}, is_new=len(values) == filled)

    def _adornments(self, token: Token, count: int) -> None:
        if token.kind & NUMBERS:
            self.units[token.unit] += count
        if token.flag:
            self.flags[token.flag] += count
        if token.reason is not None and len(self.markers) < MARKERS_LIMIT:
            self.markers[token.body] += count

    def _take_examples(self, values: list[tuple[Cell, int, int, Token]]) -> None:
        if len(self.examples) < EXAMPLES:
            first = sorted(values, key=lambda each: each[2])[:EXAMPLES]
            shown = (shorten(as_text(value)) for value, _, _, _ in first)
            self.examples = list(dict.fromkeys([*self.examples, *shown]))[:EXAMPLES]

    def _widen(self, value: Cell, token: Token) -> None:
        plain = token.body.translate(_NO_SPACES) if isinstance(value, str) else str(value)
        number = int(plain) if plain.lstrip("-").isdecimal() else 0
        number = -number if token.is_negative else number
        self.smallest = number if self.smallest is None else min(self.smallest, number)
        self.largest = number if self.largest is None else max(self.largest, number)

    def _list(self, values: list[tuple[Cell, int, int, Token]]) -> None:
        if self.listed is None:
            return
        self.listed.update(
            as_text(value).strip()
            for value, _, _, token in values
            if not token.kind & (Kind.MISSING | Kind.NO_VALUE)
        )
        if len(self.listed) > LISTED_LIMIT:
            self.listed = None

    def _count_distinct(self, values: set[Cell], *, is_new: bool) -> None:
        if self._distinct is None:
            return
        if not is_new or not self._distinct.isdisjoint(values):
            self._distinct = None
            return
        if len(self._distinct) <= self.distinct_limit:
            self._distinct |= values

    def mark_distinct(self, *, is_distinct: bool) -> None:
        """Say whether all values differ, when another program has looked at them."""
        self._distinct = set() if is_distinct else None

    def is_unique(self, rows: int) -> bool | None:
        """Whether every row has a value of its own; None when there are too many to know."""
        if self._distinct is None or self.filled < rows:
            return False
        return None if rows > self.distinct_limit else True


_ADORNED = NUMBERS | Kind.MISSING | Kind.NO_VALUE
_NO_SPACES = str.maketrans("", "", " \u00a0\u202f\u2009'’")
