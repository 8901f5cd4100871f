"""What is read from a file: pages, words, and where they stand."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Box = tuple[float, float, float, float]  # left, top, width, height; of a page of 1 by 1


class PaperError(ValueError):
    """The file cannot be taken in: `code` names the reason, `params` fill its sentence.

    code  not_known, empty, too_many_pages, locked, program, broken, broken_pages, too_many_dots,
          unpacks, too_big, took_too_long, broke_off
    """

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(f"{code} {params or ''}".strip())
        self.code, self.params = code, params


class Word(NamedTuple):
    """A word and its places: two where a line breaks it in the middle, none in a flowing text."""

    text: str
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True)
class Page:
    """number from 1; width and height in points for PDF, in dots for pictures, 0 without a picture.

    source  "file" for text the file holds, "ocr" for text recognised in its picture, "" for none
    """

    number: int
    width: float
    height: float
    text: str = ""
    words: tuple[Word, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Paper:
    """A file that was read. `media_type` is by its content, not by its name."""

    media_type: str
    pages: list[Page] = field(default_factory=list)

    @property
    def needs_ocr(self) -> list[int]:
        """Return the numbers of pages that are pictures without text."""
        return [page.number for page in self.pages if page.width and not page.text.strip()]


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Return a text without signs that no database or XML takes, in composed letters."""
    return unicodedata.normalize("NFC", _CONTROL.sub("", text.replace("\r\n", "\n")))
