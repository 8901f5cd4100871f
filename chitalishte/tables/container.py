"""What kind of file the bytes are, whatever the name says."""

import re
from pathlib import Path

from chitalishte.tables.budget import Budget
from chitalishte.tables.encoding import looks_binary, marked_encoding
from chitalishte.tables.package import Package
from chitalishte.tables.problems import Problems

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
PARQUET = b"PAR1"
GZIP = b"\x1f\x8b"
FOREIGN = [
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a program"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"{\\rtf", "a rich text document"),
]
OTHER_PACKAGES = [
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a presentation"),
    ("xl/workbook.bin", "a binary workbook (.xlsb)"),
    ("content.xml", "an OpenDocument file"),
]
SPREADSHEET_ML = b"urn:schemas-microsoft-com:office:spreadsheet"
HTML_TABLE = re.compile(rb"<table[\s>]", re.IGNORECASE)
JSON_START = re.compile(r'\[\s*[\[{\]]|\{\s*["}]')

# format -> (what it is, in words; how names of such files end)
FORMATS = {
    "xlsx": ("an XLSX workbook", (".xlsx", ".xlsm", ".xltx")),
    "xls": ("an old Excel workbook (.xls)", (".xls", ".xlt")),
    "ods": ("an OpenDocument spreadsheet", (".ods", ".ots")),
    "xml": ("an XML spreadsheet", (".xml", ".xls")),
    "html": ("a web page with tables", (".html", ".htm")),
    "parquet": ("a Parquet file", (".parquet", ".pq", ".parq", ".geoparquet")),
    "json": ("a JSON document", (".json", ".geojson", ".jsonl", ".ndjson")),
    "csv": ("plain text with separated cells", (".csv", ".tsv", ".txt", ".tab")),
    "zip": ("a ZIP archive", (".zip",)),
    "gzip": ("a GZIP archive", (".gz",)),
}


def sniff(path: Path, name: str, budget: Budget, problems: Problems) -> str:
    """A key of FORMATS. Raises TableError for a file that is none of them, saying what it is."""
    size = path.stat().st_size
    if size == 0:
        raise problems.fail("empty_file")
    if size > budget.max_file_bytes:
        raise problems.fail("file_too_large", bytes=size, limit=budget.max_file_bytes)
    with path.open("rb") as file:
        head = file.read(65536)
    found = _found(path, head, budget, problems)
    kind, endings = FORMATS[found]
    extension = Path(name).suffix.lower()
    if extension and extension not in endings:
        problems.add("wrong_extension", value=None, extension=extension, kind=kind)
    return found


def _found(path: Path, head: bytes, budget: Budget, problems: Problems) -> str:
    if head.startswith(ZIP):
        return _package_format(path, budget, problems)
    if head.startswith(OLE):
        return _ole_format(path, problems)
    if head.startswith(GZIP):
        return "gzip"
    if head.startswith(PARQUET) and _ends_with(path, PARQUET):
        return "parquet"
    # MZ and GIF8 may also begin a word of honest text; programs and pictures soon have a NUL
    encoding = marked_encoding(head)
    is_text = encoding or (b"\0" not in head and not looks_binary(head))
    for magic, kind in FOREIGN:
        if head.startswith(magic) and (len(magic) > 4 or not is_text):
            raise problems.fail("not_a_table", kind=kind)
    if head[257:262] == b"ustar":
        raise problems.fail("not_a_table", kind="a TAR archive")
    if looks_binary(head) and not is_text:
        raise problems.fail("not_a_table", kind="a file of bytes that are no text")
    return _text_format(path, head.decode(encoding or "latin-1", errors="replace"), problems)


def _text_format(path: Path, head: str, problems: Problems) -> str:
    start = head[:4096].lstrip("\ufeff\xef\xbb\xbf \t\r\n")
    if start[:5].lower() == "<?xml" or start.startswith(("<Workbook", "<ss:Workbook")):
        if SPREADSHEET_ML.decode() in head:
            return "xml"
        if not re.search(r"<(?:!doctype )?html\b|<table[\s>]", head, re.IGNORECASE):
            raise problems.fail("not_a_table", kind="an XML document")
    if re.match(
        r"<(?:!--|!doctype|\?xml|html|head|meta|body|table|style|div|center|font)", start, re.I
    ):
        if _has_html_table(path):
            return "html"
        raise problems.fail("not_a_table", kind="a web page")
    return "json" if JSON_START.match(start) else "csv"


def _has_html_table(path: Path) -> bool:
    kept = b""
    with path.open("rb") as file:
        while chunk := file.read(1024**2):
            window = kept + chunk.replace(b"\0", b"")
            if HTML_TABLE.search(window):
                return True
            kept = window[-16:]
    return False


def _ends_with(path: Path, magic: bytes) -> bool:
    with path.open("rb") as file:
        file.seek(-min(len(magic), path.stat().st_size), 2)
        return file.read() == magic


def _package_format(path: Path, budget: Budget, problems: Problems) -> str:
    package = Package(path, budget, problems)
    if "xl/workbook.bin" in package:
        raise problems.fail("not_a_table", kind="a binary workbook (.xlsb)")
    if "xl/workbook.xml" in package or "_rels/.rels" in package:
        return "xlsx"
    if "content.xml" in package and "mimetype" in package:
        if b"spreadsheet" in b"".join(package.chunks("mimetype"))[:200]:
            return "ods"
        raise problems.fail("not_a_table", kind="an OpenDocument file")
    return next(
        (_refuse(problems, kind) for part, kind in OTHER_PACKAGES if part in package), "zip"
    )


def _refuse(problems: Problems, kind: str) -> str:
    raise problems.fail("not_a_table", kind=kind)


def _ole_format(path: Path, problems: Problems) -> str:
    """Which Office document an OLE container holds, by the names in its directory."""
    names = {"password": "EncryptedPackage", "xls": "Workbook", "old": "Book"}
    found = set()
    with path.open("rb") as file:
        kept = b""
        while chunk := file.read(1024**2):
            window = kept + chunk
            found |= {
                code for code, each in names.items() if each.encode("utf-16-le") + b"\0\0" in window
            }
            kept = window[-64:]
    if "password" in found:
        raise problems.fail("password")
    if found:
        return "xls"
    raise problems.fail("not_a_table", kind="an old Office document")
