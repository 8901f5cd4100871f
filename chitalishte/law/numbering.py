"""The numbers of an outline: two that are one, one before its turn, one that is left out."""

import re
from collections.abc import Iterator, Sequence

from .eid import natural, number
from .structure import Part, Trouble


def number_troubles(parts: Sequence[Part]) -> list[Trouble]:
    """What does not fit among places of one kind under one holder; articles of the whole act."""
    rows: dict[object, list[Part]] = {}
    for part in parts:
        if part.kind == "transitional":
            continue
        above = None if part.kind == "article" else id(part.parent)
        rows.setdefault((part.kind, above), []).append(part)
    return [trouble for row in rows.values() for trouble in _row(row)]


def _row(row: list[Part]) -> Iterator[Trouble]:
    seen: dict[str, Part] = {}
    before: str | None = None
    for part in row:
        try:
            own = number(part.printed)
        except ValueError:
            yield Trouble(part.line, "number", part.printed)
            continue
        if own in seen:
            yield Trouble(part.line, "twice", part.path, str(seen[own].line))
        elif before and natural(own) < natural(before):
            yield Trouble(part.line, "order", part.path, before)
        elif before is not None and _is_gap(before, own, part.kind):
            yield Trouble(part.line, "skipped", part.path, before, is_question=True)
        elif before is None and part.kind in ("paragraph", "point") and not own.startswith("1"):
            yield Trouble(part.line, "skipped", part.path, "", is_question=True)
        seen.setdefault(own, part)
        before = own


def _is_gap(before: str, own: str, kind: str) -> bool:
    if kind in ("letter", "subpoint") or not (before[0].isdigit() and own[0].isdigit()):
        return False
    then, now = (int(re.match(r"\d+", each)[0]) for each in (before, own))  # type: ignore[index]
    return now - then > 1
