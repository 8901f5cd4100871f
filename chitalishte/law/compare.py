"""Two wordings compared word by word."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

WORDS = re.compile(r"\w+|[^\w\s]|\s+")
Op = Literal["same", "added", "removed"]


@dataclass(frozen=True)
class Piece:
    op: Op
    text: str


def diff(before: str, after: str) -> list[Piece]:
    """What stayed, went and came, in reading order; spaces belong to the words they follow.

    The pieces that are not added give `before`, those that are not removed give `after`.
    """
    a, b = WORDS.findall(before), WORDS.findall(after)
    found: list[Piece] = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            _add(found, "same", a[a1:a2])
        else:
            _add(found, "removed", a[a1:a2])
            _add(found, "added", b[b1:b2])
    return found


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
