"""Two wordings compared word by word."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

WORDS = re.compile(r"\w+|[^\w\s]|\s+")
ISLAND = 3  # words
Op = Literal["same", "added", "removed"]


@dataclass(frozen=True)
class Piece:
    op: Op
    text: str


def diff(before: str, after: str) -> list[Piece]:
    """What stayed, went and came, in reading order; spaces belong to the words they follow.

    The pieces that are not added give `before`, those that are not removed give `after`. A word or
    two that both have by chance between two changes are no island: people read the changes whole.
    """
    a, b = WORDS.findall(before), WORDS.findall(after)
    found: list[Piece] = []
    for tag, a1, a2, b1, b2 in _without_islands(a, b):
        if tag == "equal":
            _add(found, "same", a[a1:a2])
        else:
            _add(found, "removed", a[a1:a2])
            _add(found, "added", b[b1:b2])
    return found


def _without_islands(a: list[str], b: list[str]) -> list[tuple[str, int, int, int, int]]:
    """Return the opcodes of the two lists, with changes joined over islands of one or two words."""
    steps: list[tuple[str, int, int, int, int]] = []
    codes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    for place, (tag, a1, a2, b1, b2) in enumerate(codes):
        inside = 0 < place < len(codes) - 1
        words = sum(token[0].isalnum() for token in a[a1:a2])
        is_island = tag == "equal" and inside and words < ISLAND
        if steps and steps[-1][0] == "change" and (is_island or tag != "equal"):
            steps[-1] = ("change", steps[-1][1], a2, steps[-1][3], b2)
        else:
            steps.append(("equal" if tag == "equal" else "change", a1, a2, b1, b2))
    return steps


def _add(found: list[Piece], op: Op, words: list[str]) -> None:
    if not words:
        return
    text = "".join(words)
    if found and found[-1].op == op:
        text = found.pop().text + text
    found.append(Piece(op, text))


def before_of(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces if piece.op != "added")


def after_of(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces if piece.op != "removed")
