"""What a reader chose on a map, as its address says it."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from .measure import ABSOLUTE, PERCENT

TABS = ("map", "table", "sources", "years", "take")
MOST_PINS = 5
NEVER = "none"  # how an address says that no change is shown


@dataclass(frozen=True)
class Look:
    """show     a column; "" for the one the map opens with
    place    code of the chosen place
    classes  keys of the chosen classes
    year     "" for the one the map opens on
    since    the earlier year of a change; "" for none
    change   ABSOLUTE or PERCENT
    pins     codes of the places that are compared
    tab      one of TABS
    sort     "" for the names, "value", "-value"
    """

    show: str = ""
    place: str = ""
    classes: tuple = ()
    year: str = ""
    since: str = ""
    change: str = ABSOLUTE
    pins: tuple = ()
    tab: str = "map"
    sort: str = ""
    opens: tuple = ("", ABSOLUTE)  # `since` and `change` of the plain address

    @classmethod
    def of(cls, params, opens=("", ABSOLUTE)):
        """Read a QueryDict; what is unknown is as if it were not there."""

        def one(name, allowed, default):
            return params.get(name) if params.get(name) in allowed else default

        return cls(
            show=params.get("show", ""),
            place=params.get("place", ""),
            classes=tuple(params.getlist("class")),
            year=params.get("year", "")[:20],
            since=params.get("since", opens[0])[:20],
            change=one("change", (ABSOLUTE, PERCENT), opens[1]),
            pins=tuple(dict.fromkeys(params.getlist("pin")))[:MOST_PINS],
            tab=one("tab", TABS, "map"),
            sort=one("sort", ("value", "-value", "-name"), ""),
            opens=opens,
        )

    def pairs(self):
        """Return [(name, value)] of what differs from a plain look."""
        found = [
            ("show", self.show),
            ("year", self.year),
            ("since", "" if self.since == self.opens[0] else self.since or NEVER),
            ("change", self.change if self.since and self.change != self.opens[1] else ""),
            ("place", self.place),
            *(("class", key) for key in self.classes),
            *(("pin", code) for code in self.pins),
            ("tab", self.tab if self.tab != "map" else ""),
            ("sort", self.sort),
        ]
        return [(name, value) for name, value in found if value]

    def address(self, anchor="", **changes):
        """Return the query string of this look, changed; "?" for the plain one."""
        pairs = replace(self, **changes).pairs()
        return (f"?{urlencode(pairs)}" if pairs else "?") + anchor
