"""Facets of a whole collection in memory: one whole number a value, one bit a record.

Counting what a click on any of three hundred options would leave is then an AND and a count of
bits: microseconds instead of a query over every record. The index is made from the database on the
first request; afterwards only what was published since is read again. Each process has its own.
"""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Max

from .models import Edition

MOST_CHANGED = 2000  # more than these are not patched in: the index is made anew
SMALL = 5_000  # records an index is made anew for at any public change, in half a second
_lock = threading.Lock()
_kept: dict[str, "FacetIndex"] = {}


@dataclass
class FacetIndex:
    """The public records of a collection, as bits.

    ids        the record's key for each bit; position is the way back
    masks      {facet: {value as text: bits}}
    steps      {range: {number: bits}}: a record of three years has three
    present    bits of the records that are public now
    """

    stamp: tuple
    edition: int
    ids: list[int] = field(default_factory=list)
    position: dict[int, int] = field(default_factory=dict)
    masks: dict[str, dict[str, int]] = field(default_factory=dict)
    steps: dict[str, dict[int, int]] = field(default_factory=dict)
    present: int = 0
    orders: dict[tuple, list[int]] = field(default_factory=dict)

    def bits_of(self, record_ids: Iterable[int]) -> int:
        """Return the bits of records by their keys; unknown ones are left out."""
        known = self.position
        return _bits([known[pk] for pk in record_ids if pk in known], len(self.ids))

    def any_of(self, facet: str, values: Iterable[str]) -> int:
        """Return the bits of the records that have any of the values."""
        masks, found = self.masks.get(facet, {}), 0
        for value in values:
            found |= masks.get(value, 0)
        return found

    def within(self, name: str, first: int | None, last: int | None) -> int:
        """Return the bits of the records that touch first..last."""
        found = 0
        for number, bits in self.steps.get(name, {}).items():
            if (first is None or number >= first) and (last is None or number <= last):
                found |= bits
        return found

    def page(self, order: list[int], bits: int, start: int, end: int) -> list[int]:
        """Return the keys of records start..end of those in `bits`, in an order of positions."""
        chosen = bits.to_bytes(len(self.ids) // 8 + 1, "little")
        found: list[int] = []
        seen = 0
        for place in order:
            if chosen[place >> 3] >> (place & 7) & 1:
                seen += 1
                if seen > end:
                    break
                if seen > start:
                    found.append(self.ids[place])
        return found


def index_of(collection) -> FacetIndex:
    """Return the index of a collection as the public sees it now."""
    bare = _bare(collection)
    stamp = tuple(bare.aggregate(Count("pk"), Max("last_published_at")).values())
    edition = Edition.current()
    kept = _kept.get(collection.name)
    if kept and kept.stamp == stamp and (kept.edition == edition or len(kept.ids) > SMALL):
        return kept
    with _lock:
        kept = _kept.get(collection.name)
        if kept and kept.stamp == stamp and kept.edition == edition:
            return kept
        patched = _patched(collection, kept, stamp, edition) if kept else None
        _kept[collection.name] = patched or _made(collection, stamp, edition)
        return _kept[collection.name]


def order_of(collection, index: FacetIndex, key: tuple, order: list[str]) -> list[int]:
    """Return positions in an order of the collection; kept until something is published."""
    known = index.orders.get(key)
    if known is None:
        position = index.position
        rows = _bare(collection).order_by(*order).values_list("pk", flat=True)
        known = index.orders[key] = [position[pk] for pk in rows if pk in position]
    return known


def _bare(collection):
    """Return the public records without what their lists need beside them."""
    return collection.public().select_related(None).prefetch_related(None).order_by()


def _bits(places: Iterable[int], size: int) -> int:
    found = bytearray(size // 8 + 1)
    for place in places:
        found[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(found, "little")


def _made(collection, stamp, edition):
    index = FacetIndex(stamp, edition)
    index.ids = list(_bare(collection).order_by("pk").values_list("pk", flat=True))
    index.position = {pk: place for place, pk in enumerate(index.ids)}
    index.present = (1 << len(index.ids)) - 1
    _read_into(collection, index, _bare(collection))
    return index


def _read_into(collection, index, records):
    """Set the bits of these records in every mask."""
    size = len(index.ids)
    for facet in collection.all_facets:
        places: dict[str, list[int]] = {}
        rows = records.values_list("pk", collection.lookup(facet))
        for pk, value in rows.iterator(chunk_size=10_000):
            if value not in (None, ""):
                places.setdefault(str(value), []).append(index.position[pk])
        masks = index.masks.setdefault(facet.name, {})
        for text, some in places.items():
            masks[text] = masks.get(text, 0) | _bits(some, size)
    for one in collection.ranges:
        steps: dict[int, list[int]] = {}
        rows = records.exclude(**{f"{one.start}__isnull": True})
        for pk, first, last in rows.values_list("pk", one.start, one.end).iterator(10_000):
            for number in range(first, (last or first) + 1):
                steps.setdefault(number, []).append(index.position[pk])
        masks_of = index.steps.setdefault(one.name, {})
        for number, some in steps.items():
            masks_of[number] = masks_of.get(number, 0) | _bits(some, size)


def _patched(collection, kept, stamp, edition) -> "FacetIndex | None":
    """Return the index with what was published since; None where it must be made anew."""
    count, latest = stamp
    if len(kept.ids) <= SMALL or kept.stamp[1] is None or latest is None:
        return None
    if latest < kept.stamp[1]:
        return None
    changed = _bare(collection).filter(last_published_at__gt=kept.stamp[1])
    pks = list(changed.order_by("pk").values_list("pk", flat=True)[: MOST_CHANGED + 1])
    if len(pks) > MOST_CHANGED:
        return None
    index = FacetIndex(stamp, edition, list(kept.ids), dict(kept.position), present=kept.present)
    for pk in pks:
        if pk not in index.position:
            index.position[pk] = len(index.ids)
            index.ids.append(pk)
    index.present |= index.bits_of(pks)
    if index.present.bit_count() != count:  # something left the public
        index.present = index.bits_of(_bare(collection).values_list("pk", flat=True))
    stay = ~index.bits_of(pks) & index.present
    index.masks = {
        name: {value: bits & stay for value, bits in masks.items()}
        for name, masks in kept.masks.items()
    }
    index.steps = {
        name: {number: bits & stay for number, bits in steps.items()}
        for name, steps in kept.steps.items()
    }
    _read_into(collection, index, _bare(collection).filter(pk__in=pks))
    return index


def forget(name: Any = None):
    """Drop what is kept: of one collection, or of all."""
    if name is None:
        _kept.clear()
    else:
        _kept.pop(name, None)
