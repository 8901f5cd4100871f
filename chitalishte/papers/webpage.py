"""HTML: what a reader sees of a page, line by line. Nothing of it is run or fetched."""

import codecs
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from lxml import etree

from .page import Page, PaperError, clean_text

MOST_BYTES: Final = 20_000_000
LETTERS: Final = 10_000  # of a page of ours: about four printed ones
UNSEEN: Final = frozenset(
    ("script", "style", "head", "template", "noscript", "iframe", "object", "svg")
)
_BLOCKS: Final = frozenset(
    (
        *("p", "div", "br", "li", "ul", "ol", "tr", "table", "tbody", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "section", "article", "main", "header", "footer", "blockquote", "pre"),
        *("body", "html", "dl", "dt", "dd", "hr", "form", "center", "nav", "aside", "figure"),
        *("figcaption", "caption", "option", "summary", "address", "fieldset", "legend"),
    )
)
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
# Encodings of the web by the names pages give them. What else Python knows by name, as "zip" or
# "unicode_escape", a page may not choose.
_ENCODINGS: Final = re.compile(
    r"utf-?8|(windows-|cp)125\d|iso-?8859-\d{1,2}|koi8-[ru]|ibm866|cp866|x-mac-cyrillic",
    re.IGNORECASE,
)
_BEGINNING: Final = 4096  # bytes in which a page says its encoding


def read_html(path: Path) -> list[Page]:
    """Return the text of a page of the web in pages of about four sheets.

    Raises PaperError: too_big, broken, broke_off.
    """
    if path.stat().st_size > MOST_BYTES:
        raise PaperError("too_big", most=MOST_BYTES // 1_000_000)
    try:
        texts = list(_pages(text for _line, text in lines(decoded(path.read_bytes()))))
    except etree.LxmlError as error:
        raise PaperError("broken") from error
    # words without a place on a picture say nothing that the text does not
    return [
        Page(number, 0, 0, text, (), "file" if text else "")
        for number, text in enumerate(texts or [""], 1)
    ]


def _pages(found: Iterator[str]) -> Iterator[str]:
    """Join lines into pages; a line longer than a page is cut, where it can be between words."""
    written: list[str] = []
    size = 0
    for line in found:
        for part in _parts(clean_text(line)):
            if written and size + len(part) > LETTERS:
                yield "\n".join(written)
                written, size = [], 0
            written.append(part)
            size += len(part) + 1
    if written:
        yield "\n".join(written)


def _parts(line: str) -> Iterator[str]:
    begin = 0
    while len(line) - begin > LETTERS:
        space = line.rfind(" ", begin + 1, begin + LETTERS)
        end = space if space > begin else begin + LETTERS
        yield line[begin:end]
        begin = end + (end == space)
    if begin < len(line):
        yield line[begin:]


def decoded(data: bytes) -> str:
    """Return the letters of a page.

    UTF-8 that holds is UTF-8 whatever the page says: no other encoding of Cyrillic looks like it.
    Then what the page says; a page that says nothing, or something untrue, is an old Bulgarian one.
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    told = _CHARSET.search(data[:_BEGINNING])
    name = told[1].decode("ascii", "ignore").lower() if told else ""
    if name in ("utf-8", "utf8"):
        text = data.decode("utf-8", "replace")
        if text.count("\ufffd") * 100 < len(text):  # a byte was lost on the way
            return text
    elif name == "x-mac-cyrillic":
        return data.decode("mac_cyrillic", "replace")
    elif _ENCODINGS.fullmatch(name):
        try:
            return data.decode(name, "replace")
        except LookupError:  # as iso-8859-99
            pass
    return data.decode("cp1251", "replace")


def lines(text: str, unseen: Collection[str] = UNSEEN) -> Iterator[tuple[int, str]]:
    """Yield (line of the source, text) of what a reader sees, block by block.

    unseen  elements whose insides are left out

    Raises PaperError: broke_off, when elements stand in each other more deeply than any page needs;
    etree.LxmlError, when there is no page at all.
    """
    parser = etree.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, encoding="utf-8"
    )
    root = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    if any(one.type_name == "ERR_RESOURCE_LIMIT" for one in parser.error_log):
        raise PaperError("broke_off")  # the parser stopped there and the rest is lost
    if root is not None:
        yield from _blocks(root, unseen)


def _blocks(root: etree._Element, unseen: Collection[str]) -> Iterator[tuple[int, str]]:
    line, hidden = 1, 0
    words: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        is_start = event == "start"
        if name in unseen:
            hidden += 1 if is_start else -1
        if name in _BLOCKS:
            if text := " ".join("".join(words).split()):
                yield line, text
            words, line = [], element.sourceline or line
        said = element.text if is_start else element.tail
        if said and not hidden:
            words.append(said)
        elif not is_start and name in ("td", "th"):
            words.append(" ")
    if text := " ".join("".join(words).split()):
        yield line, text
