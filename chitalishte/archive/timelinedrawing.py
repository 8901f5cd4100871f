"""Where everything stands on the band of the timeline: plain arithmetic, units of its own SVG."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from chitalishte import text

EDGE = 10  # free at both sides
AXIS = 26  # height of the line of years
NAME = 22  # height of a lane's name
ROW = 20  # height of a row of marks
RADIUS = 6
GAP = 4  # between two marks of a row
LETTER = 6.6  # width of an average letter of 12 units, with room to spare
LONGEST = 38  # letters of a label
ROOM = 62  # units an event needs for a lane to be labelled
TICK = 74  # units between two ticks, at least
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)  # what a tick may stand for


@dataclass(frozen=True)
class Mark:
    """One event as it is drawn.

    x, y    the middle of a dot, or of the left end of a bar
    length  of the bar of an uncertain day; 0 for a dot
    label   "" where there is no room; it stands at label_x, to the left when is_left
    """

    placed: object
    x: float
    y: float
    length: float
    label: str = ""
    label_x: float = 0
    is_left: bool = False

    @property
    def top(self):
        """Return where its bar begins."""
        return self.y - RADIUS

    @property
    def words_y(self):
        return self.y + RADIUS - 2

    @property
    def day(self):
        """Return the number of the first day, from which the browser moves the mark."""
        return self.placed.from_.toordinal()


@dataclass
class LaneBox:
    lane: object
    name: object
    y: float
    height: float
    marks: list[Mark] = field(default_factory=list)

    @property
    def name_y(self):
        return self.y + NAME - 7


@dataclass(frozen=True)
class Tick:
    x: float
    label: str
    day: int


@dataclass(frozen=True)
class Drawing:
    """name is "wide", "middle" or "narrow": which one a page shows goes by its width."""

    name: str
    width: float
    height: float
    lanes: list[LaneBox]
    ticks: list[Tick]
    edge: float = EDGE

    @property
    def foot(self):
        return self.height - AXIS

    @property
    def tick_y(self):
        return self.height - 8


def draw(placed, window, lanes, name, width, language) -> Drawing:
    """Return the band.

    placed    events with from_, to, lane and event.title
    window    (first day, last day) that fill the width
    lanes     {lane: its name} in their order; a lane without an event is drawn empty
    language  of the words on the axis
    """
    scale = _Scale(window, width)
    boxes, y = [], 0.0
    for lane, title in lanes.items():
        mine = [one for one in placed if one.lane == lane]
        box = LaneBox(lane, title, y, NAME + ROW)
        rows = _fill(box, mine, scale)
        box.height = NAME + ROW * max(1, rows) + GAP
        boxes.append(box)
        y += box.height
    ticks = _ticks(scale, language)
    return Drawing(name, width, y + AXIS, boxes, ticks)


@dataclass(frozen=True)
class _Scale:
    window: tuple[datetime.date, datetime.date]
    width: float

    def x(self, day: datetime.date, is_end=False) -> float:
        first, last = self.window
        days = (last - first).days + 1
        at = (day - first).days + (1 if is_end else 0)
        return round(EDGE + (self.width - 2 * EDGE) * at / days, 1)


def _fill(box, placed, scale) -> int:
    """Put the marks of a lane into rows in which none touches another; return how many."""
    has_labels = len(placed) * ROOM <= scale.width
    rows: list[list[tuple[float, float]]] = []
    for one in placed:
        x = scale.x(one.from_)
        length = 0.0 if one.from_ == one.to else max(2.0 * RADIUS, scale.x(one.to, True) - x)
        label, label_x, is_left = _label(one, x, length, scale.width) if has_labels else ("", 0, 0)
        reach = [x - RADIUS, x + length + RADIUS]
        if label and is_left:
            reach[0] = label_x - len(label) * LETTER
        elif label:
            reach[1] = label_x + len(label) * LETTER
        row = _row(rows, (reach[0], reach[1]))
        y = box.y + NAME + ROW * (row + 0.5)
        box.marks.append(Mark(one, x, y, length, label, label_x, bool(is_left)))
    return len(rows)


def _label(placed, x, length, width):
    title = placed.event.title
    label = title if len(title) <= LONGEST else title[: LONGEST - 1].rstrip(" ,:;–-") + "…"
    room = len(label) * LETTER
    right = x + length + RADIUS + GAP
    if right + room <= width:
        return label, right, False
    left = x - RADIUS - GAP
    return (label, left, True) if left - room >= 0 else ("", 0, False)


def _row(rows: list[list[tuple[float, float]]], reach: tuple[float, float]) -> int:
    low, high = reach[0] - GAP, reach[1] + GAP
    for number, taken in enumerate(rows):
        if all(high <= start or end <= low for start, end in taken):
            taken.append(reach)
            return number
    rows.append([reach])
    return len(rows) - 1


def _ticks(scale: _Scale, language: str) -> list[Tick]:
    """Return the beginnings of years or months, as many as have room for their words."""
    first, last = scale.window
    most = max(1, int(scale.width // TICK))
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((one for one in MONTHS if months / one <= most), MONTHS[-1])
    found = []
    for day in _months(first, last, step):
        words = str(day.year) if step >= 12 else text.day(f"{day.year}-{day.month:02}", language)
        found.append(Tick(scale.x(day), words.replace("\u00a0г.", ""), day.toordinal()))
    # words that would run over an edge are left out: the line beside them says enough
    half = LETTER * 1.1 / 2
    return [
        replace(tick, label="")
        if not len(tick.label) * half <= tick.x <= scale.width - len(tick.label) * half
        else tick
        for tick in found
    ]


def _months(first: datetime.date, last: datetime.date, step: int) -> Sequence[datetime.date]:
    number = first.year * 12 + first.month - 1
    number += -number % step
    found = []
    while number <= last.year * 12 + last.month - 1:
        day = datetime.date(number // 12, number % 12 + 1, 1)
        if day >= first:
            found.append(day)
        number += step
    return found
