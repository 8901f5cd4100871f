"""Read a file that somebody brings into pages, in a process that is held to its share."""

import sys
from pathlib import Path
from typing import Any, Final

from . import bounded
from .flowing import read_docx
from .kinds import HTML, kind_of
from .page import Page, Paper, Word
from .pdf import read_pdf
from .pictures import read_picture
from .webpage import read_html

SECONDS: Final = 120
MEMORY: Final = 2_000_000_000  # bytes of address space


def read(path: Path) -> Paper:
    """Return what a file holds; a sound has no pages. Raises PaperError."""
    kind = kind_of(path)
    pages: list[Page] = []
    if kind.family == "pdf":
        pages = read_pdf(path)
    elif kind.family == "flowing":
        pages = read_html(path) if kind == HTML else read_docx(path)
    elif kind.family == "picture":
        pages = read_picture(path)
    return Paper(kind.media_type, pages)


def read_apart(path: Path) -> Paper:
    """Read as `read` does, in a process of its own. Raises PaperError."""
    found = bounded.ask("chitalishte.papers.reading", [str(path)], seconds=SECONDS, memory=MEMORY)
    return Paper(found["media_type"], [_page(*one) for one in found["pages"]])


def _page(
    number: int, width: float, height: float, text: str, words: list[list[Any]], source: str
) -> Page:
    found = tuple(Word(word, tuple(tuple(box) for box in boxes)) for word, *boxes in words)
    return Page(number, width, height, text, found, source)


def _plain(paper: Paper) -> dict[str, Any]:
    """Return a paper as JSON has it; `_page` reads it back."""
    return {
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


if __name__ == "__main__":
    bounded.tell(lambda: _plain(read(Path(sys.argv[1]))))
