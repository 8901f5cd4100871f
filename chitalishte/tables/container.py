"""What kind of file the bytes are, whatever the name says."""

from pathlib import Path

from chitalishte.tables.budget import Budget
from chitalishte.tables.encoding import looks_binary, marked_encoding
from chitalishte.tables.problems import Problems

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
FOREIGN = [
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a program"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x1f\x8b", "a GZIP archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"{\\rtf", "a rich text document"),
]
MARKUP = [
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML document"),
]
EXTENSIONS = {"xlsx": (".xlsx", ".xlsm"), "csv": (".csv", ".tsv", ".txt", ".tab")}
NAMED = {"xlsx": "an XLSX workbook", "csv": "plain text with separated cells"}


def sniff(path: Path, name: str, budget: Budget, problems: Problems) -> str:
    """ "csv" or "xlsx". Raises TableError for a file that is neither, saying what it is."""
    size = path.stat().st_size
    if size == 0:
        raise problems.fail("empty_file")
    if size > budget.max_file_bytes:
        raise problems.fail("file_too_large", bytes=size, limit=budget.max_file_bytes)
    with path.open("rb") as file:
        head = file.read(65536)
    found = _found(path, head, problems)
    extension = Path(name).suffix.lower()
    if extension and extension not in EXTENSIONS[found]:
        problems.add("wrong_extension", value=None, extension=extension, kind=NAMED[found])
    return found


def _found(path: Path, head: bytes, problems: Problems) -> str:
    if head.startswith(ZIP):
        return "xlsx"
    if head.startswith(OLE):
        raise problems.fail(_ole_code(path), kind="an old Office document")
    # MZ and GIF8 may also begin a word of honest text; programs and pictures soon have a NUL
    is_text = marked_encoding(head) or (b"\0" not in head and not looks_binary(head))
    for magic, kind in FOREIGN:
        if head.startswith(magic) and (len(magic) > 4 or not is_text):
            raise problems.fail("not_a_table", kind=kind)
    start = head[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for magic, kind in MARKUP:
        if start.startswith(magic):
            raise problems.fail("not_a_table", kind=kind)
    if looks_binary(head) and not is_text:
        raise problems.fail("not_a_table", kind="a file of bytes that are no text")
    return "csv"


def _ole_code(path: Path) -> str:
    """Which Office document an OLE container holds, by the names in its directory."""
    names = {"password": "EncryptedPackage", "old_excel": "Workbook"}
    found = set()
    with path.open("rb") as file:
        kept = b""
        while chunk := file.read(1024**2):
            window = kept + chunk
            found |= {code for code, n in names.items() if n.encode("utf-16-le") in window}
            if b"B\0o\0o\0k\0\0" in window:
                found.add("old_excel")
            kept = window[-64:]
    return next((code for code in names if code in found), "not_a_table")
