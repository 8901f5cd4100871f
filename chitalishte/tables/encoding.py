"""Which letters the bytes of a text file stand for.

The file is tried as strict UTF-8 from the first byte to the last. Only if that fails are the old
one-byte encodings compared, by how often Bulgarian uses each letter and by what never happens
inside a word: Latin and Cyrillic letters side by side, a capital after a small letter.
"""

import codecs
from collections.abc import Iterator, Sequence
from math import log
from pathlib import Path

from chitalishte.tables.problems import Problems, TableError

CHUNK = 1024**2
WIDE = ("utf-16", "utf-32")  # two or four bytes a letter
BOMS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
ONE_BYTE = ["windows-1251", "cp866", "koi8-r", "iso8859-5", "mac-cyrillic"]
ONE_BYTE += ["windows-1252", "windows-1250"]
CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27}) + b"\x7f"

PRIOR = -4.0  # log probability of any code page but the first
UNREADABLE = -6  # a mean score that no language we expect falls under

# per mille of letters in Bulgarian prose, rounded; the order matters more than the digits
BULGARIAN = dict(
    zip(
        "аиоетнрсвлкдпмзъугяцбчщжшйхфюь",
        (
            *(120, 91, 89, 88, 77, 72, 52, 49, 43, 33, 33, 33, 32, 25, 22),
            *(17, 15, 15, 17, 9, 14, 14, 6, 7, 5, 8, 7, 3, 2, 1),
        ),
        strict=True,
    )
)
CYRILLIC = frozenset(map(chr, range(0x400, 0x500)))
PUNCTUATION = "„“”’‘–—…№§°€«»\u00a0•"
LATIN_LIKELY = "éèêëáàâäãåíîïóôöõøúùûüýñçßæœšžčćđřěůąęłńśźżőűășțÄÖÜÉÁÅØÑÇŠŽČĆŁŚŻ"


def decide_encoding(path: Path, problems: Problems) -> str:
    """The encoding of a text file, in the words of Python's codecs.

    Raises TableError for bytes that are no text, naming the line and the byte.
    """
    with path.open("rb") as file:
        head = file.read(CHUNK)
    encoding = marked_encoding(head) or "utf-8"
    wrong = _first_wrong_byte(path, encoding)
    if wrong is None:
        _refuse_nul(path, encoding, problems)
        return encoding
    if encoding != "utf-8" or _is_mostly_utf8(head):
        raise _undecodable(wrong, encoding, problems)
    _refuse_nul(path, encoding, problems)
    likeliest = likeliest_encoding(_non_ascii_sample(path))
    if likeliest is None:
        raise problems.fail("unknown_encoding")
    wrong = _first_wrong_byte(path, likeliest)
    if wrong is not None:
        raise _undecodable(wrong, likeliest, problems)
    return likeliest


def marked_encoding(head: bytes) -> str | None:
    """The encoding that the first bytes show: by a byte order mark, or by the NULs of UTF-16."""
    by_bom = next((name for bom, name in BOMS if head.startswith(bom)), None)
    return by_bom or _utf16_without_bom(head)


def looks_binary(head: bytes) -> bool:
    """Whether the first bytes have too many control characters for any text without NULs."""
    return len(head) - len(head.translate(None, CONTROL.replace(b"\0", b""))) > len(head) // 50


def _utf16_without_bom(head: bytes) -> str | None:
    # in UTF-16 every digit, separator and line end has a NUL beside it, always on the same side
    even, odd = head[0:4000:2].count(0), head[1:4000:2].count(0)
    half = max(1, len(head[0:4000:2]))
    if odd > half // 20 and even * 20 < odd:
        return "utf-16-le" if _is_text(head[: 2 * half], "utf-16-le") else None
    if even > half // 20 and odd * 20 < even:
        return "utf-16-be" if _is_text(head[: 2 * half], "utf-16-be") else None
    return None


def _is_text(head: bytes, encoding: str) -> bool:
    text = head.decode(encoding, errors="replace")
    return all(letter.isprintable() or letter in "\t\r\n" for letter in text)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _first_wrong_byte(path: Path, encoding: str) -> tuple[int, int] | None:
    """The line, from 1, and the value of the first byte that the encoding does not know."""
    decoder = codecs.getincrementaldecoder(encoding)()
    before = 0  # bytes of the chunks that were right
    for chunk in _chunks(path):
        try:
            # digits and Latin letters are right in each of our encodings of whole bytes
            if not chunk.isascii() or decoder.getstate()[0] or encoding.startswith(WIDE):
                decoder.decode(chunk)
        except UnicodeDecodeError as error:
            # the decoder may have kept bytes of the chunk before; they hold no line end
            line = _line_at(path, before) + error.object[: error.start].count(b"\n")
            return line, error.object[error.start]
        before += len(chunk)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        return _line_at(path, before), error.object[error.start]
    return None


def _line_at(path: Path, end: int) -> int:
    """The number of the line that goes on after this many bytes."""
    line, seen = 1, 0
    for chunk in _chunks(path):
        line += chunk[: end - seen].count(b"\n")
        seen += len(chunk)
        if seen >= end:
            break
    return line


def _refuse_nul(path: Path, encoding: str, problems: Problems) -> None:
    if encoding.startswith(WIDE):
        return  # there a NUL byte is half of a letter; a NUL letter is met when rows are read
    before = 0
    for chunk in _chunks(path):
        at = chunk.find(b"\0")
        if at >= 0:
            raise problems.fail("nul_byte", row=_line_at(path, before + at))
        before += len(chunk)


def _undecodable(wrong: tuple[int, int], encoding: str, problems: Problems) -> TableError:
    line, byte = wrong
    return problems.fail("undecodable_bytes", row=line, byte=f"0x{byte:02X}", encoding=encoding)


def _is_mostly_utf8(head: bytes) -> bool:
    text = head.decode("utf-8", errors="replace")
    foreign = sum(1 for letter in text if letter > "\x7f")
    # Cyrillic in one byte decodes to almost nothing but replacement characters
    return foreign > 0 and text.count("\ufffd") * 10 <= foreign


def _non_ascii_sample(path: Path, limit: int = 200_000) -> bytes:
    """Lines with bytes above 127, from the whole file, because the first may be far down."""
    sample = bytearray()
    for chunk in _chunks(path):
        if chunk.isascii():
            continue
        sample += b"\n".join(line for line in chunk.split(b"\n") if not line.isascii())[:limit]
        if len(sample) >= limit:
            break
    return bytes(sample[:limit])


def likeliest_encoding(sample: bytes, among: Sequence[str] = ONE_BYTE) -> str | None:
    """The encoding of one byte a letter in which this reads most like a language."""
    letters = max(1, sum(byte > 127 for byte in sample))
    scores = {name: letters_score(sample.decode(name, errors="replace")) for name in among}
    # two letters fit many code pages, and nearly every file is in the first
    best = max(among, key=lambda name: scores[name] + (name != among[0]) * PRIOR / letters)
    return best if scores[best] > UNREADABLE else None


def letters_score(text: str) -> float:
    """Mean log probability of the letters above ASCII; the higher, the more it reads like text."""
    total, count, before = 0.0, 0, " "
    for letter in text:
        if letter > "\x7f":
            total += _letter_score(letter) + _neighbour_score(before, letter)
            count += 1
        elif letter.isalpha() and "Ѐ" <= before <= "ӿ":
            total -= 3
        before = letter
    return total / max(count, 1)


def _letter_score(letter: str) -> float:
    if letter in PUNCTUATION:
        return -4.5
    if frequency := BULGARIAN.get(letter.lower()):
        return log(frequency / 1000) - (0.5 if letter.isupper() else 0)
    if letter in LATIN_LIKELY:
        return -4.0
    return -9.0 if letter.isalpha() else -12.0


def _neighbour_score(before: str, letter: str) -> float:
    if not (before.isalpha() and letter.isalpha()):
        return 0.0
    if ("Ѐ" <= before <= "ӿ") != ("Ѐ" <= letter <= "ӿ"):
        return -3.0
    if before.islower() and letter.isupper():
        return -4.0
    # Western words have single accented letters, not rows of them
    return 0.0 if letter >= "Ѐ" or before <= "\x7f" else -3.0
