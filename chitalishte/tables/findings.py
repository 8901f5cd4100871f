"""What is said of a table beside its rows: totals, rows set aside, decisions."""

from dataclasses import dataclass, field
from typing import Any

from chitalishte.tables.saying import REASONS


@dataclass(frozen=True)
class TotalRow:
    """A row that adds up others; it is kept here and not among the rows."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class SetAside:
    """What was not taken into the table.

    column        its header, "" when the whole row is meant
    code, params  why: a code of saying.REASONS and what to fill in
    """

    line: int
    column: str
    value: str
    code: str
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        return REASONS[self.code].format(**self.params)


@dataclass(frozen=True)
class Decision:
    """One thing that was decided about a file.

    what       header, units, type, encoding …
    chosen     in words; runner_up: the next likely reading, "" when there was none
    why        what spoke for it
    code, params  the same as a sentence: a code of saying.DECISIONS and what to fill in
    """

    what: str
    chosen: str
    runner_up: str = ""
    why: str = ""
    code: str = ""
    params: dict[str, Any] = field(default_factory=dict)
