"""What is said of a table beside its rows: totals, rows set aside, decisions."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TotalRow:
    """A row that adds up others; it is kept here and not among the rows."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class SetAside:
    """What was not taken into the table. column: its header, "" when the whole row is meant."""

    line: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Decision:
    """One thing that was decided about a file.

    what       header, units, type, encoding …
    chosen     in words; runner_up: the next likely reading, "" when there was none
    why        what spoke for it
    """

    what: str
    chosen: str
    runner_up: str = ""
    why: str = ""
