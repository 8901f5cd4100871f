"""What a file is, by its first bytes. Its name is only believed where bytes say nothing."""

import codecs
import re
import zipfile
from pathlib import Path
from typing import Final, NamedTuple

from .page import PaperError


class Kind(NamedTuple):
    """media_type by IANA; `family` is how it is read: pdf, picture, flowing, sound."""

    media_type: str
    family: str
    suffix: str


PDF: Final = Kind("application/pdf", "pdf", ".pdf")
DOCX: Final = Kind(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "flowing", ".docx"
)
HTML: Final = Kind("text/html", "flowing", ".html")
# beginning, place of it, kind
_MARKS: Final = (
    (b"%PDF-", 0, PDF),
    (b"\xff\xd8\xff", 0, Kind("image/jpeg", "picture", ".jpg")),
    (b"\x89PNG\r\n\x1a\n", 0, Kind("image/png", "picture", ".png")),
    (b"II*\x00", 0, Kind("image/tiff", "picture", ".tif")),
    (b"MM\x00*", 0, Kind("image/tiff", "picture", ".tif")),
    (b"WEBP", 8, Kind("image/webp", "picture", ".webp")),
    (b"ID3", 0, Kind("audio/mpeg", "sound", ".mp3")),
    (b"\xff\xfb", 0, Kind("audio/mpeg", "sound", ".mp3")),
    (b"\xff\xf3", 0, Kind("audio/mpeg", "sound", ".mp3")),
    (b"OggS", 0, Kind("audio/ogg", "sound", ".ogg")),
    (b"WAVE", 8, Kind("audio/wav", "sound", ".wav")),
    (b"fLaC", 0, Kind("audio/flac", "sound", ".flac")),
    (b"ftypM4A", 4, Kind("audio/mp4", "sound", ".m4a")),
)
# What an editor may bring. A page of the web is only saved from its address, never uploaded.
NAMES: Final = "PDF, DOCX, JPEG, PNG, TIFF, WebP, MP3, OGG, WAV, FLAC, M4A"

BEGINNING: Final = 16_384  # bytes: pages of the web open with comments
_PAGE: Final = re.compile(rb"<!doctype\s+html\b|<html[\s/>]", re.IGNORECASE)


def kind_of(path: Path) -> Kind:
    """Tell what a file is. Raises PaperError: not_known, empty."""
    with path.open("rb") as file:
        head = file.read(BEGINNING)
    if not head:
        raise PaperError("empty")
    if kind := kind_of_bytes(head):
        return kind
    if head.startswith(b"PK\x03\x04") and _is_docx(path):
        return DOCX
    raise PaperError("not_known", known=NAMES)


def kind_of_bytes(head: bytes) -> Kind | None:
    """Tell a kind by the beginning of a file; None for what has no mark of its own, like DOCX."""
    for mark, place, kind in _MARKS:
        if head[place : place + len(mark)] == mark:
            return kind
    return HTML if _is_webpage(head) else None


def _is_webpage(head: bytes) -> bool:
    """Tell whether a page of the web begins here, after what may stand before it."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    rest = head.removeprefix(codecs.BOM_UTF8).lstrip()
    while rest.startswith((b"<!--", b"<?xml")):
        rest = rest.partition(b"-->" if rest.startswith(b"<!--") else b"?>")[2].lstrip()
    return _PAGE.match(rest) is not None


def _is_docx(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as parts:
            return "word/document.xml" in parts.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
