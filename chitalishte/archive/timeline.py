"""The timeline as its address asks for it: which events, in which lanes, of which days."""

import datetime
from collections import Counter
from functools import cached_property
from urllib.parse import urlencode

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from chitalishte import law, text
from chitalishte.records.language import current
from chitalishte.records.listing import FacetView, Option

from .chapter import article_name
from .lanes import Placed, lane_of, topics_of_articles, values_of
from .models import Actor, Event, Rule

OPEN = 8  # options of a facet in sight; the rest is folded away
SHORTEST = 30  # days of the narrowest window
CLOSER = 2.5  # times of one step of zooming
NEARLY = 0.97  # of the whole, which a step farther rounds up to it
ASIDE = 0.5  # of a window, by a step earlier or later
PARAMETERS = ("kind", "actor", "article", "topic")


class Timeline:
    """The events that an address asks for.

    params  a QueryDict: kind, actor, article, topic (each may repeat: any of the values), and
            from, to: days as far as they are known, which cut out a part
    """

    def __init__(self, params):
        self.params = params
        self.is_refused = False
        self._asked = {name: self._day(params.get(name, "")) for name in ("from", "to")}

    def _day(self, written):
        try:
            return law.day(written) if written else None
        except ValueError:
            self.is_refused = True
            return None

    @cached_property
    def actors(self):
        return {actor.name_bg: actor for actor in Actor.objects.all()}

    @cached_property
    def everything(self):
        """Return every public event, placed, in time."""
        lanes = {name: actor.lane for name, actor in self.actors.items()}
        topics = topics_of_articles()
        events = Event.objects.public().order_by("day_from", "pk")
        return [
            Placed(
                event,
                lane_of(event, lanes),
                event.day_from,
                event.day_to,
                tuple(self.actor_name(one) for one in event.actor_list),
                frozenset(topic for number in event.articles for topic in topics[number]),
            )
            for event in events
        ]

    def actor_name(self, name):
        return self.actors[name].name if name in self.actors else name

    # the window

    @cached_property
    def whole(self):
        """Return (first day, last day): whole years around all events."""
        days = [one.from_ for one in self.everything] + [one.to for one in self.everything]
        if not days:
            today = datetime.date.today()
            return today.replace(month=1, day=1), today.replace(month=12, day=31)
        return min(days).replace(month=1, day=1), max(days).replace(month=12, day=31)

    @cached_property
    def window(self):
        """Return (first day, last day) of what is shown."""
        low, high = self.whole
        first, last = self._asked["from"], self._asked["to"]
        first = max(low, first.earliest) if first else low
        last = min(high, last.latest) if last else high
        if last < first:
            self.is_refused = True
            return low, high
        return _at_least(first, last, low, high)

    @property
    def is_part(self):
        return self.window != self.whole

    @property
    def steps(self):
        """Return [{name, label, sign, url}] of the ways to move, None where there is no more."""
        low, high = self.whole
        first, last = self.window
        days = (last - first).days
        middle = first + datetime.timedelta(days // 2)
        near, far = days / CLOSER / 2, days * CLOSER / 2
        aside = datetime.timedelta(int(days * ASIDE))
        ways = (
            ("earlier", _("Earlier"), "←", (first - aside, last - aside), first > low),
            ("later", _("Later"), "→", (first + aside, last + aside), last < high),
            ("closer", _("Closer"), "+", _around(middle, near), days > SHORTEST),
            ("farther", _("Farther"), "−", _around(middle, far), self.is_part),
            ("whole", _("All years"), "⤢", None, self.is_part),
        )
        return [
            {"name": name, "label": label, "sign": sign, "url": self._step(to) if is_way else ""}
            for name, label, sign, to, is_way in ways
        ]

    def _step(self, to):
        if to is None:
            return self.address(**{"from": None, "to": None})
        low, high = self.whole
        first, last = to
        days = min(last - first, high - low)
        first = min(max(first, low), high - days)
        if days >= NEARLY * (high - low):
            return self.address(**{"from": None, "to": None})
        return self.address(**{"from": first.isoformat(), "to": (first + days).isoformat()})

    def address(self, **changes):
        """Return this timeline's query string with changes; None or [] takes a parameter out."""
        asked = {name: self.params.getlist(name) for name in (*PARAMETERS, "from", "to")}
        for name, value in changes.items():
            asked[name] = value if isinstance(value, list) else [value]
        pairs = [(name, one) for name, values in asked.items() for one in values if one]
        return "?" + urlencode(pairs)

    # the choice

    @cached_property
    def chosen(self):
        return {name: set(self.params.getlist(name)) - {""} for name in PARAMETERS}

    @property
    def has_filters(self):
        return any(self.chosen.values())

    @cached_property
    def placed(self):
        """Return the events of the choice and of the window, in time."""
        return [one for one in self._in_window if self._fits(one)]

    @cached_property
    def _in_window(self):
        first, last = self.window
        return [one for one in self.everything if one.from_ <= last and one.to >= first]

    def _fits(self, placed, without=""):
        return all(
            name == without or not wanted or wanted & values_of(placed, name)
            for name, wanted in self.chosen.items()
        )

    @cached_property
    def facets(self):
        """Return the facets with how many events each choice would leave."""
        return [
            found
            for found in (
                self._facet("kind", _("Kind"), dict(Event.Kind.choices)),
                self._facet("actor", _("Who took part"), {}),
                self._facet("article", _("Article"), {}),
                self._facet("topic", _("What it is about"), {}),
            )
            if len(found.options) > 1 or self.chosen[found.name]
        ]

    def _facet(self, name, label, labels):
        counts = Counter(
            value
            for one in self._in_window
            if self._fits(one, without=name)
            for value in values_of(one, name)
        )
        for value in self.chosen[name]:
            counts.setdefault(value, 0)
        options = [
            Option(value, self.label(name, value), count, value in self.chosen[name])
            for value, count in counts.items()
        ]
        order = list(labels)
        if name == "kind":
            options.sort(key=lambda one: order.index(one.value) if one.value in order else 99)
            return FacetView(name, label, options)
        if name == "article":
            options.sort(key=lambda one: law.natural(one.value))
        else:
            options.sort(key=lambda one: (not one.selected, -one.count, one.label))
        return FacetView(name, label, options[:OPEN], options[OPEN:])

    def label(self, name, value):
        if name == "kind":
            return capfirst(dict(Event.Kind.choices).get(value, value))
        if name == "actor":
            return self.actor_name(value)
        if name == "article":
            return capfirst(article_name(value))
        return capfirst(dict(Rule.Topic.choices).get(value, value))

    @property
    def chips(self):
        """Return the active filters, each with the address without it."""
        found = []
        for name in PARAMETERS:
            for value in sorted(self.chosen[name]):
                rest = [one for one in self.params.getlist(name) if one != value]
                url = self.address(**{name: rest})
                found.append({"label": self.label(name, value), "url": url, "removable": True})
        if self.is_part:
            url = self.address(**{"from": None, "to": None})
            found.append({"label": self.window_words, "url": url, "removable": True})
        return found

    @property
    def window_words(self):
        """Return "12 July 1991 – 26 September 2003"."""
        return " – ".join(text.day(one.isoformat(), current()) for one in self.window)

    @property
    def kept(self):
        """Return what the form of the facets keeps of the address."""
        return [
            {"name": name, "value": self.params[name]}
            for name in ("from", "to")
            if self.params.get(name)
        ]

    @property
    def years(self):
        """Return [(year, [Placed])] of the list."""
        found: dict[int, list] = {}
        for one in self.placed:
            found.setdefault(one.from_.year, []).append(one)
        return list(found.items())


def _around(middle, days):
    half = datetime.timedelta(max(SHORTEST / 2, days))
    try:
        return middle - half, middle + half
    except OverflowError:  # far out of the calendar: as far as it goes
        return datetime.date.min, datetime.date.max


def _at_least(first, last, low, high):
    """Return a window of at least SHORTEST days around the one that was asked for."""
    short = SHORTEST - (last - first).days
    if short <= 0:
        return first, last
    first = max(low, first - datetime.timedelta(short // 2))
    last = min(high, first + datetime.timedelta(SHORTEST))
    return first, last
