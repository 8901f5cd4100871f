"""What a chart shows, as plain values; the address and the editor's form say the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from chitalishte.charting.errors import ChartError
from chitalishte.charting.fields import CATEGORY, NUMBER, TIME, Field, find

KINDS = (
    "line",
    "area",
    "bar",
    "stacked",
    "grouped",
    "dot",
    "slope",
    "scatter",
    "histogram",
    "box",
    "heat",
    "multiples",
    "timeline",
)
HOW = ("", "sum", "mean", "median", "min", "max", "count")
ORDERS = ("", "value", "name", "table")
MOST_HIGHLIGHTED = 6
LONGEST = 300  # letters of one value of an address
# what stands on x, and how many columns are measured at least and at most
ROLES: dict[str, tuple[tuple[str, ...], int, int]] = {
    "line": ((TIME,), 1, 6),
    "area": ((TIME,), 1, 6),
    "bar": ((CATEGORY, TIME), 1, 1),
    "stacked": ((CATEGORY, TIME), 1, 6),
    "grouped": ((CATEGORY, TIME), 1, 4),
    "dot": ((CATEGORY,), 1, 3),
    "slope": ((TIME,), 1, 1),
    "scatter": ((NUMBER,), 1, 1),
    "histogram": ((NUMBER,), 0, 0),
    "box": ((CATEGORY, TIME), 1, 1),
    "heat": ((CATEGORY, TIME), 1, 1),
    "multiples": ((TIME,), 1, 1),
    "timeline": ((TIME,), 0, 0),
}
NEEDS_BY = ("slope", "heat", "multiples")
# which kinds have a use for what else an address may say
WITHOUT_BY = ("bar", "histogram", "box")
WITH_LABEL = ("scatter", "histogram", "timeline")
WITHOUT_HOW = ("scatter", "histogram", "box", "timeline")
WITH_SHARE = ("area", "stacked")
WITH_LOG = ("line", "bar", "dot", "scatter", "multiples", "slope")


@dataclass(frozen=True)
class Choice:
    """A chart of some columns.

    kind       one of KINDS
    x          the column along which it runs: time, names, or the first number
    y          the columns measured
    by         the column that parts the rows into series
    label      the column that names a point of a scatter or an event of a timeline
    time, at   where x is not time: the column of time and the moment shown; "" for the last
    how        how rows of the same place are joined: one of HOW; "" leaves them alone and refuses
               a chart in which they would lie on each other
    order      of the bars: by value, by name, as in the table; "" for the usual one
    highlight  values of the series or names that are told from the rest
    share      stacked to 100 %
    log        a logarithmic scale of what is measured
    """

    kind: str
    x: str = ""
    y: tuple[str, ...] = ()
    by: str = ""
    label: str = ""
    time: str = ""
    at: tuple[str, ...] = ()
    how: str = ""
    order: str = ""
    highlight: tuple[str, ...] = ()
    share: bool = False
    log: bool = False

    def changed(self, **changes: object) -> Choice:
        return replace(self, **changes)  # type: ignore[arg-type]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns the chart reads."""
        found = (self.x, *self.y, self.by, self.label, self.time)
        return tuple(dict.fromkeys(name for name in found if name))


def fitted(choice: Choice, fields: Sequence[Field]) -> Choice:
    """Leave out what this kind of chart has no use for; an address keeps it for another kind."""
    kind = choice.kind
    x = find(fields, choice.x)
    runs_along_time = x is not None and x.kind == TIME
    return choice.changed(
        by="" if kind in WITHOUT_BY else choice.by,
        label=choice.label if kind in WITH_LABEL else "",
        how="" if kind in WITHOUT_HOW else choice.how,
        time="" if runs_along_time and choice.time == choice.x else choice.time,
        share=choice.share and kind in WITH_SHARE,
        log=choice.log and kind in WITH_LOG,
    )


# name in the address → field of the choice
PARAMETERS = {
    "chart": "kind",
    "x": "x",
    "y": "y",
    "by": "by",
    "label": "label",
    "time": "time",
    "at": "at",
    "how": "how",
    "order": "order",
    "hl": "highlight",
    "share": "share",
    "log": "log",
}
MANY = ("y", "at", "highlight")
FLAGS = ("share", "log")


def from_pairs(pairs: Iterable[tuple[str, str]]) -> Choice | None:
    """Read a choice from the names and values of an address; None when it asks for no chart.

    What is not of the choice is passed over.
    """
    found: dict[str, object] = {}
    for name, value in pairs:
        key = PARAMETERS.get(name)
        value = value.strip()[:LONGEST]
        if not key or not value:
            continue
        if key in MANY:
            found[key] = (*found.get(key, ()), value)  # type: ignore[misc]
        elif key in FLAGS:
            found[key] = value not in ("0", "false")
        else:
            found[key] = value
    return Choice(**found) if "kind" in found else None  # type: ignore[arg-type]


def as_pairs(choice: Choice) -> list[tuple[str, str]]:
    """Give the address of a choice: `from_pairs` gives it back."""
    pairs: list[tuple[str, str]] = []
    for name, key in PARAMETERS.items():
        value = getattr(choice, key)
        if key in MANY:
            pairs += [(name, each) for each in value]
        elif value:
            pairs.append((name, "1" if value is True else value))
    return pairs


def check(choice: Choice, fields: Sequence[Field]) -> None:
    """Raise ChartError when these columns cannot be shown so."""
    if choice.kind not in KINDS:
        raise ChartError("unknown_kind", kind=choice.kind, allowed=", ".join(KINDS))
    for name in choice.names:
        if find(fields, name) is None:
            allowed = ", ".join(each.name for each in fields)
            raise ChartError("unknown_column", name=name, allowed=allowed)
    if choice.how not in HOW or choice.order not in ORDERS:
        raise ChartError("unknown_option", name=choice.how or choice.order)
    wanted, least, most = ROLES[choice.kind]
    x = find(fields, choice.x)
    if x is None:
        raise ChartError("needs_x")
    if x.kind not in wanted:
        raise ChartError(f"x_must_be_{wanted[0]}", name=x.label)
    if not least <= len(choice.y) <= most and not (choice.how == "count" and not choice.y):
        raise ChartError("too_few_measures" if len(choice.y) < least else "too_many_measures")
    for name in choice.y:
        measured = find(fields, name)
        if measured is not None and measured.kind != NUMBER:
            raise ChartError("not_a_number", name=measured.label)
    by = find(fields, choice.by)
    if choice.kind in NEEDS_BY and by is None:
        raise ChartError("needs_by")
    if by is not None and by.kind == NUMBER:
        raise ChartError("by_is_a_number", name=by.label)
    if by is not None and len(choice.y) > 1:
        raise ChartError("by_and_measures")
    if len(choice.highlight) > MOST_HIGHLIGHTED:
        raise ChartError("too_many_highlighted", most=str(MOST_HIGHLIGHTED))
