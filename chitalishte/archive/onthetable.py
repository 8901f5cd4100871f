"""What was on the table on a day: procedures that were open, and those that may have been."""

import datetime
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from django.utils.translation import gettext as _

from chitalishte import law, text
from chitalishte.records.language import current

from .askedday import AskedDay
from .lanes import LANE_NAMES, lane_of
from .models import Actor, Event, Procedure

FIRST = datetime.date(1989, 1, 1)
# an unknown beginning or end: how far from the nearest known event we still say "perhaps"
REACH = datetime.timedelta(365)


class Standing(Enum):
    OPEN = "open"
    PERHAPS = "perhaps"
    NOT = "not"


def standing(day, opened, closed, steps, is_pending=False):
    """Tell whether a procedure was open on a day.

    opened, closed  law.Day, or None for what is not known
    steps           its events as law.Day, in time; the last resort for an unknown end
    is_pending      whether it is known to go on

    The day of the end still counts. A beginning or an end known to the year gives PERHAPS within
    that year. Of an unknown beginning nothing is certain but the days of the steps themselves, and
    it gives PERHAPS for REACH before the end; an unknown end for REACH after the last step.
    """
    if opened is None:
        known = closed or min(steps, default=None)
        if known is None or day < known.earliest - REACH:
            return Standing.NOT
        certain = any(one.earliest == day == one.latest for one in steps)
    elif day < opened.earliest:
        return Standing.NOT
    else:
        certain = day >= opened.latest
    if closed is not None:
        if day > closed.latest:
            return Standing.NOT
        certain = certain and day <= closed.earliest
    elif not is_pending:
        last = max([one.latest for one in (*steps, opened) if one], default=day)
        if day > last + REACH:
            return Standing.NOT
        certain = certain and day <= last
    return Standing.OPEN if certain else Standing.PERHAPS


@dataclass(frozen=True)
class Entry:
    """A procedure on a page of one day.

    before, after  its events until the day and behind it, in time
    """

    procedure: Procedure
    standing: Standing
    before: list
    after: list

    @property
    def opened_words(self):
        opened = self.procedure.opened
        return text.day(opened, current()) if opened else ""

    @property
    def closed_words(self):
        closed = self.procedure.closed
        return text.day(closed, current()) if closed else ""

    @property
    def next(self):
        return self.after[0] if self.after else None


class Table(AskedDay):
    """The table on one day."""

    @cached_property
    def entries(self):
        found = []
        public = set(Event.objects.public().values_list("pk", flat=True))
        for procedure in Procedure.objects.prefetch_related("events"):
            events = [one for one in procedure.events.all() if one.pk in public]
            events.sort(key=lambda one: (one.day_from, one.day_to, one.identifier))
            stands = standing(
                self.day,
                law.day(procedure.opened) if procedure.opened else None,
                law.day(procedure.closed) if procedure.closed else None,
                [law.day(one.day) for one in events],
                procedure.closed_how == Procedure.Closed.OPEN,
            )
            if stands is not Standing.NOT:
                before = [one for one in events if one.day_from <= self.day]
                after = [one for one in events if one.day_from > self.day]
                found.append(Entry(procedure, stands, before, after))
        return found

    @property
    def groups(self):
        """Return [(heading, [Entry])] of what was open for certain."""
        names = {
            Procedure.Kind.AMENDMENT: _("Drafts"),
            Procedure.Kind.CASE: _("Pending cases"),
            Procedure.Kind.OPINION: _("Opinions asked for"),
        }
        return [
            (
                name,
                [
                    one
                    for one in self.entries
                    if one.procedure.kind == kind and one.standing is Standing.OPEN
                ],
            )
            for kind, name in names.items()
        ]

    @property
    def perhaps(self):
        return [one for one in self.entries if one.standing is Standing.PERHAPS]

    @cached_property
    def that_day(self):
        """Return [(event, name of its lane)] of the day itself."""
        lanes = dict(Actor.objects.values_list("name_bg", "lane"))
        events = Event.objects.public().filter(day_from=self.day, day_to=self.day)
        return [(one, LANE_NAMES[lane_of(one, lanes)]) for one in events]

    @cached_property
    def neighbours(self):
        """Return the last day before on which something opened or ended, and the next; or None."""
        days = set()
        for procedure in Procedure.objects.all():
            for written in filter(None, (procedure.opened, procedure.closed)):
                known = law.day(written)
                if known.is_exact:
                    days.add(known.earliest)
        before = max((one for one in days if one < self.day), default=None)
        after = min((one for one in days if one > self.day), default=None)
        return before, after
