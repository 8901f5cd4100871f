"""The lines of a text in a file: plain text, a page of a site, a document of a word processor.

Files are taken as hostile: bounded in size, nothing of a page is run or fetched, no entity of XML
is expanded, no part of an archive is unpacked to the disk.
"""

import codecs
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from chitalishte.papers import webpage
from chitalishte.tables.budget import Budget
from chitalishte.tables.package import Package, local
from chitalishte.tables.problems import Problems, TableError

LARGEST = 20 * 1024**2  # bytes; the longest Bulgarian codes are under 3 MB
DOCX_BUDGET = Budget(max_file_bytes=LARGEST, max_uncompressed_bytes=5 * LARGEST, max_ratio=100)
DOCUMENT = "word/document.xml"
UNSEEN = webpage.UNSEEN | {"select", "nav"}  # what a site puts around an act
Line = tuple[int, str]


class ActFileError(ValueError):
    """The file itself cannot be read.

    code    a key of the sentences an editor sees; detail  what a parser said
    """

    def __init__(self, code: str, detail: str = "", line: int = 0):
        self.code, self.detail, self.line = code, detail, line
        super().__init__(f"{code} {detail}".strip())


def content_of(path: Path) -> bytes:
    if path.stat().st_size > LARGEST:
        raise ActFileError("too_large", str(LARGEST // 1024**2))
    data = path.read_bytes()
    if not data.strip():
        raise ActFileError("empty_file")
    return data


def is_akoma(data: bytes) -> bool:
    head = data[:4000].lstrip(codecs.BOM_UTF8).lstrip()
    return head.startswith(b"<") and (b"akomaNtoso" in head or head.startswith(b"<?xml"))


def lines_of(path: Path, data: bytes) -> Iterator[Line]:
    """(number, text) of a file that is no Akoma Ntoso, by what its bytes are, never its name."""
    if data.startswith(b"PK\x03\x04"):
        return of_docx(path)
    head = data[:2000].lstrip(codecs.BOM_UTF8).lstrip().lower()
    if head.startswith(b"<") or b"<html" in head or b"<p>" in head or b"<div" in head:
        return of_html(data)
    return of_text(data)


def of_text(data: bytes) -> Iterator[Line]:
    yield from enumerate(decoded(data).splitlines(), start=1)


def decoded(data: bytes) -> str:
    """UTF-8, UTF-16 by its mark, or the Windows encoding of old Bulgarian files."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1251"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise ActFileError("no_text")


def of_html(data: bytes) -> Iterator[Line]:
    """What a reader sees of a page, block by block."""
    try:
        yield from webpage.lines(decoded(data), UNSEEN)
    except (etree.LxmlError, ValueError) as error:
        raise ActFileError("broken", str(error)[:200]) from error


def of_docx(path: Path) -> Iterator[Line]:
    """The paragraphs of a document; automatic numbers of Word are no text and are not seen."""
    try:
        package = Package(path, DOCX_BUDGET, Problems(path.name))
        if DOCUMENT not in package:
            raise ActFileError("no_document")
        yield from _paragraphs(package)
    except TableError as error:
        raise ActFileError("broken", str(error)[:200]) from error


def _paragraphs(package: Package) -> Iterator[Line]:
    found: list[Line] = []
    words: list[str] = []
    state = {"line": 0, "text": 0, "deleted": 0}

    def start(name: str, _attributes: dict[str, str]) -> None:
        short = local(name)
        if short == "t":
            state["text"] += 1
        elif short in ("del", "moveFrom"):  # tracked changes that take words away
            state["deleted"] += 1
        elif short in ("br", "cr"):
            end_line()
        elif short == "tab":
            words.append(" ")

    def end(name: str) -> None:
        short = local(name)
        if short == "t":
            state["text"] -= 1
        elif short in ("del", "moveFrom"):
            state["deleted"] -= 1
        elif short == "p":
            end_line()

    def text(said: str) -> None:
        if state["text"] and not state["deleted"]:
            words.append(said)

    def end_line() -> None:
        state["line"] += 1
        found.append((state["line"], "".join(words)))
        words.clear()

    parser = package.parser(DOCUMENT)
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text
    for _ in package.feed(DOCUMENT, parser):
        yield from found
        found.clear()
