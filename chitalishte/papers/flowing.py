"""DOCX: paragraphs as they follow, pages where the word processor last broke them."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from lxml import etree

from .page import Page, PaperError, Word, clean_text

MOST_BYTES: Final = 200_000_000  # of the text part, unpacked
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_docx(path: Path) -> list[Page]:
    """Return the pages of a DOCX. Raises PaperError: broken, unpacks."""
    try:
        with zipfile.ZipFile(path) as parts:
            if parts.getinfo("word/document.xml").file_size > MOST_BYTES:
                raise PaperError("unpacks", most=MOST_BYTES // 1_000_000)
            with parts.open("word/document.xml") as file:
                texts = list(_pages(file))
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, etree.XMLSyntaxError) as error:
        raise PaperError("broken") from error
    pages = []
    for number, text in enumerate(texts or [""], 1):
        words = tuple(Word(word) for word in text.split())
        pages.append(Page(number, 0, 0, text, words, "file" if words else ""))
    return pages


def _pages(file: IO[bytes]) -> Iterator[str]:
    written: list[str] = []
    steps = etree.iterparse(
        file, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False
    )
    for event, element in steps:
        tag = element.tag
        if event == "start":
            breaks = tag == f"{_W}lastRenderedPageBreak"
            if breaks and "".join(written).strip():
                yield clean_text("".join(written)).strip()
                written = []
        elif tag == f"{_W}t":
            written.append(element.text or "")
        elif tag in (f"{_W}tab", f"{_W}tc"):
            written.append("\t")
        elif tag in (f"{_W}p", f"{_W}br", f"{_W}cr"):
            written.append("\n")
            if tag == f"{_W}p":
                element.clear()
    if "".join(written).strip():
        yield clean_text("".join(written)).strip()
