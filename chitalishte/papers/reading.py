"""Read a file that somebody brings into pages, in a process that is held to its share."""

import json
import sys
from pathlib import Path
from typing import Any, Final

from chitalishte import apart

from .flowing import read_docx
from .kinds import kind_of
from .page import Page, Paper, PaperError, Word
from .pdf import read_pdf
from .pictures import read_picture

SECONDS: Final = 120
MEMORY: Final = 2_000_000_000  # bytes of address space


def read(path: Path) -> Paper:
    """Return what a file holds; a sound has no pages. Raises PaperError."""
    kind = kind_of(path)
    pages: list[Page] = []
    if kind.family == "pdf":
        pages = read_pdf(path)
    elif kind.family == "flowing":
        pages = read_docx(path)
    elif kind.family == "picture":
        pages = read_picture(path)
    return Paper(kind.media_type, pages)


def read_apart(path: Path) -> Paper:
    """Read as `read` does, in a process of its own. Raises PaperError."""
    try:
        said = apart.ask("chitalishte.papers.reading", [str(path)], seconds=SECONDS, memory=MEMORY)
    except apart.ApartError as error:
        raise PaperError(error.code, seconds=SECONDS) from error
    if "error" in said:
        raise PaperError(said["error"], **said["params"])
    return Paper(said["media_type"], [_page(*one) for one in said["pages"]])


def _page(
    number: int, width: float, height: float, text: str, words: list[list[Any]], source: str
) -> Page:
    found = tuple(Word(word, tuple(tuple(box) for box in boxes)) for word, *boxes in words)
    return Page(number, width, height, text, found, source)


def main(path: str) -> None:
    try:
        paper = read(Path(path))
        said: dict[str, Any] = {
            "media_type": paper.media_type,
            "pages": [
                [
                    *(page.number, page.width, page.height, page.text),
                    [[word.text, *word.boxes] for word in page.words],
                    page.source,
                ]
                for page in paper.pages
            ],
        }
    except PaperError as error:
        said = {"error": error.code, "params": error.params}
    except MemoryError:
        said = {"error": "broke_off", "params": {}}
    except Exception:
        # what the libraries raise for hostile bytes is not listed anywhere
        said = {"error": "broken", "params": {}}
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
