"""PDF: text with the place of every word, and what a public house does not take in."""

import ctypes
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from .page import Box, Page, PaperError, Word, clean_text

MOST_PAGES: Final = 3000
SHOWN: Final = 12  # numbers of broken pages that are named
BROKEN_WORD: Final = ("\x02", "\ufffe", "\u00ad")  # a hyphen that only ends a line
# PDFium writes every object plainly, whatever stream or spelling it came in.
_PROGRAM: Final = re.compile(rb"/S\s*/(JavaScript|Launch)\b|/JS\s*[(<\d]")


def open_pdf(path: Path) -> pypdfium2.PdfDocument:
    """Open a PDF that has pages. Raises PaperError: locked, broken, too_many_pages."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", 0) == pdfium.FPDF_ERR_PASSWORD
        raise PaperError("locked" if locked else "broken") from error
    if not len(document):
        raise PaperError("broken")
    if len(document) > MOST_PAGES:
        raise PaperError("too_many_pages", pages=len(document), most=MOST_PAGES)
    return document


def read_pdf(path: Path) -> list[Page]:
    """Return the pages of a PDF. Raises PaperError: also program, broken_pages."""
    document = open_pdf(path)
    pages, broken = [], []
    for index in range(len(document)):
        try:
            pages.append(_page(document, index))
        except pypdfium2.PdfiumError:
            broken.append(index + 1)
    if broken:
        raise PaperError(
            "broken_pages", count=len(broken), pages=", ".join(map(str, broken[:SHOWN]))
        )
    if what := _program(document):
        raise PaperError("program", what=what)
    return pages


def _program(document: pypdfium2.PdfDocument) -> str:
    """Return the name of an action that runs something, "" when there is none."""
    plain = io.BytesIO()
    document.save(plain)
    found = _PROGRAM.search(plain.getvalue())
    if not found:
        return ""
    return (found[1] or b"JavaScript").decode()


def _page(document: pypdfium2.PdfDocument, index: int) -> Page:
    page = document[index]
    try:
        width, height = page.get_size()
        if width <= 0 or height <= 0:
            raise pypdfium2.PdfiumError("a page without size")
        textpage = page.get_textpage()
        try:
            text, words = _words(textpage, page, width, height)
        finally:
            textpage.close()
    finally:
        page.close()
    return Page(index + 1, width, height, text, words, "file" if text.strip() else "")


def _words(textpage: Any, page: Any, width: float, height: float) -> tuple[str, tuple[Word, ...]]:
    """Return the text with its lines, and its words with their boxes."""
    lines: list[str] = []
    words: list[Word] = []
    letters: list[str] = []
    boxes: list[Box] = []
    part: list[Box] = []
    joined = False
    for letter, box in _letters(textpage, page, width, height):
        if letter in BROKEN_WORD:
            joined = True
            if part:
                boxes.append(_around(part))
                part = []
        elif letter.isspace():
            if joined and letter in "\r\n":
                continue
            _finish(words, letters, boxes, part)
            lines.append(letter)
            letters, boxes, part = [], [], []
        else:
            joined = False
            if not letters:
                lines.append("\0")  # the place of the next word
            letters.append(letter)
            if box:
                part.append(box)
    _finish(words, letters, boxes, part)
    named = iter(words)
    text = "".join(next(named).text if piece == "\0" else piece for piece in lines)
    return clean_text(re.sub(r"[ \t]+\n", "\n", text.replace("\r\n", "\n"))).strip(), tuple(
        word for word in words if word.text
    )


def _finish(words: list[Word], letters: list[str], boxes: list[Box], part: list[Box]) -> None:
    if letters:
        if part:
            boxes.append(_around(part))
        words.append(Word(clean_text("".join(letters)), tuple(boxes)))


def _letters(
    textpage: Any, page: Any, width: float, height: float
) -> Iterator[tuple[str, Box | None]]:
    """Yield every letter and its place as it is seen, whatever the page's rotation and origin."""
    raw = textpage.raw
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    corner = (ctypes.byref(left), ctypes.byref(right), ctypes.byref(bottom), ctypes.byref(top))
    turn = page.get_rotation()
    x0, y0, x1, y1 = page.get_cropbox(fallback_ok=True)
    for index in range(pdfium.FPDFText_CountChars(raw)):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if not code:
            continue
        letter = chr(code)
        box = None
        if pdfium.FPDFText_GetCharBox(raw, index, *corner):
            box = _seen(
                left.value - x0, top.value - y0, right.value - x0, bottom.value - y0,
                x1 - x0, y1 - y0, turn,
            )  # fmt: skip
        yield letter, box


def _seen(
    left: float, top: float, right: float, bottom: float, wide: float, tall: float, turn: int
) -> Box | None:
    """Turn a box of PDF (upwards from the corner) into one of the page as it is seen, of 1 by 1."""
    if wide <= 0 or tall <= 0:
        return None
    x, y, w, h = left / wide, 1 - top / tall, (right - left) / wide, (top - bottom) / tall
    if turn == 90:
        x, y, w, h = 1 - y - h, x, h, w
    elif turn == 180:
        x, y = 1 - x - w, 1 - y - h
    elif turn == 270:
        x, y, w, h = y, 1 - x - w, h, w
    if w <= 0 or h <= 0 or x >= 1 or y >= 1 or x + w <= 0 or y + h <= 0:
        return None
    return x, y, w, h


def _around(boxes: list[Box]) -> Box:
    """Return the box around letters of one line, with four digits."""
    x = min(box[0] for box in boxes)
    y = min(box[1] for box in boxes)
    right = max(box[0] + box[2] for box in boxes)
    bottom = max(box[1] + box[3] for box in boxes)
    return round(x, 4), round(y, 4), round(right - x, 4), round(bottom - y, 4)
