"""A geography ready to draw: places as SVG paths in one frame, with what a map needs to know."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

FORMAT = 1  # raise when a stored file can no longer be read


class Callout(NamedTuple):
    """An enlarged picture of a small place in a disc beside it, large enough for a thumb."""

    x: float  # centre and radius of the disc, in units of the view box
    y: float
    r: float
    path: str  # the enlarged outline
    leader: str  # the line from the disc to the place, as path data


class Place(NamedTuple):
    code: str
    path: str  # SVG path data
    label: tuple[float, float]  # a point well inside the largest part
    bbox: tuple[float, float, float, float]  # left, top, right, bottom
    area_km2: float  # of the whole place in the source, before anything was left out
    is_member: bool  # belongs to the set the map is about; others are background
    callout: Callout | None = None


class Coverage(NamedTuple):
    """How a set of codes meets a geography."""

    unknown: list[str]  # codes the geography does not have, as they were given
    missing: list[str]  # members that got no value


@dataclass(frozen=True)
class Geography:
    """Places in one frame. Lengths are units of the view box, y grows downwards."""

    name: str
    width: float
    height: float
    metres_per_unit: float
    source: str  # who drew the borders, and under what licence
    places: tuple[Place, ...]
    inset_frames: str = ""  # path data of the boxes around far islands
    # Where x = 0 and y = 0 lie, in metres of the projection: for dots at coordinates.
    crs: str = ""
    left: float = 0.0
    top: float = 0.0
    _index: dict[str, Place] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", {place.code: place for place in self.places})

    def __contains__(self, code: object) -> bool:
        return code in self._index

    def __getitem__(self, code: str) -> Place:
        return self._index[code]

    @property
    def members(self) -> tuple[Place, ...]:
        return tuple(place for place in self.places if place.is_member)

    def coverage(self, codes: Iterable[str]) -> Coverage:
        """Tell which codes cannot be drawn, and which members would stay without a value."""
        given = list(codes)
        unknown = [code for code in given if code not in self]
        return Coverage(unknown, [m.code for m in self.members if m.code not in set(given)])

    def from_north_west(self) -> list[str]:
        """Give the members' codes as one reads: bands from the north, each from the west."""
        band = self.height / 8
        ordered = sorted(self.members, key=lambda m: (m.label[1] // band, m.label[0]))
        return [place.code for place in ordered]

    def to_json(self) -> str:
        """Write the geography down; `from_json` reads it in milliseconds."""
        stored = {key: value for key, value in asdict(self).items() if key != "_index"}
        return json.dumps({"format": FORMAT} | stored, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str | bytes) -> "Geography":
        """Read what `to_json` wrote. Raises ValueError for anything else: build it anew then."""
        try:
            stored: dict[str, Any] = json.loads(text)
            if stored.pop("format") != FORMAT:
                raise ValueError("written by another version")
            stored["places"] = tuple(_place(row) for row in stored["places"])
            return cls(**stored)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise ValueError(f"not a stored geography, build it again: {error}") from error


def _place(row: list[Any]) -> Place:
    code, path, label, bbox, area_km2, is_member, callout = row
    disc = Callout(*callout) if callout else None
    return Place(code, path, tuple(label), tuple(bbox), area_km2, is_member, disc)
