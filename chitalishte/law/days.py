"""Days that may be known only to the month or the year."""

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import lru_cache, total_ordering

WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
DAYS_TO_FORCE = 3  # Constitution of Bulgaria, Art. 5(5): three days after promulgation


@total_ordering
@dataclass(frozen=True)
class Day:
    """A date as it is known: "1991-07-13", "2003-09" or "1990".

    earliest, latest  the first and the last day it may be
    """

    written: str
    earliest: datetime.date
    latest: datetime.date

    @property
    def is_exact(self) -> bool:
        return self.earliest == self.latest

    def __lt__(self, other: "Day") -> bool:
        return (self.earliest, self.latest) < (other.earliest, other.latest)

    def __str__(self) -> str:
        return self.written


@lru_cache(maxsize=4096)  # an act has thousands of effects and a few dozen days
def day(written: str) -> Day:
    """Raises ValueError for what is no date, naming it."""
    match = WRITTEN.fullmatch(written.strip())
    if not match:
        raise ValueError(f"{written!r} is no date: write 1991, 1991-07 or 1991-07-13")
    year, month, number = (int(part) if part else 0 for part in match.groups())
    first_month, last_month = (month, month) if month else (1, 12)
    try:
        earliest = datetime.date(year, first_month, number or 1)
        last = number or calendar.monthrange(year, last_month)[1]
        latest = datetime.date(year, last_month, last)
    except ValueError as error:
        raise ValueError(f"{written!r} is no date: {error}") from error
    return Day(written.strip(), earliest, latest)


def in_force_by_rule(promulgated: Day) -> Day:
    """The day a text enters into force when it says nothing: the fourth, after three whole ones.

    Only an exact day of promulgation gives an exact one; else what is known is returned as it is.
    """
    if not promulgated.is_exact:
        return promulgated
    found = promulgated.earliest + datetime.timedelta(days=DAYS_TO_FORCE + 1)
    return day(found.isoformat())
