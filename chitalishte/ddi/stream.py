"""Cut a file of any size into the codeBook elements it holds, one at a time, trusting none of it.

The file is read in pieces and only the record at hand is kept, so that 300 MB need no more memory
than the longest record. A record that breaks off or is not well formed is told with its line, and
the others still come. A file with a DTD is refused at the DTD: no entity is ever expanded.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from lxml import etree

LARGEST = 20 * 1024 * 1024  # letters of one record; CESSDA's own limit is 20 MB
PIECE = 1 << 18  # bytes read at once
TAIL = 128  # letters kept at the end of a piece, so that no mark is cut in two

MARK = re.compile(
    r"<!--|<!\[CDATA\[|<!DOCTYPE|<\?"
    r"|<(?:[\w.-]+:)?codeBook(?=[\s>/])|</(?:[\w.-]+:)?codeBook\s*>"
)
ENDS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}
NAMESPACE = re.compile(r"""\sxmlns(?::([\w.-]+))?\s*=\s*("[^"<]{0,200}"|'[^'<]{0,200}')""")
ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,80}encoding\s*=\s*["']([\w.-]+)["']""")
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# what XML 1.0 forbids everywhere, though databases emit it
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class FileProblem:
    """What could not be read: the line where it begins and the reason, in a sentence."""

    line: int
    reason: str


@dataclass(frozen=True)
class Found:
    """One record of a file.

    line       where its codeBook begins, counted from 1
    text       the element as it stands in the file
    prefixes   namespaces declared around it, which it may use
    """

    line: int
    text: str
    prefixes: dict = field(default_factory=dict)

    def element(self):
        """Parse the record; raises FileProblemError with the line in the file."""
        text = FORBIDDEN.sub("", self.text)
        around = " ".join(
            f"xmlns:{prefix}={value}" if prefix else f"xmlns={value}"
            for prefix, value in self.prefixes.items()
        )
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(f"<around {around}>{text}</around>".encode(), parser)[0]
        except etree.XMLSyntaxError as error:
            line = self.line + max((error.lineno or 1) - 1, 0)
            raise FileProblemError(FileProblem(line, error.msg or "not well formed")) from error


class FileProblemError(ValueError):
    """A record that is not well formed."""

    def __init__(self, problem):
        super().__init__(f"line {problem.line}: {problem.reason}")
        self.problem = problem


def records_of(path: str | Path) -> Iterator[Found | FileProblem]:
    """Yield every record of a file in its order, and every problem where it stands."""
    with Path(path).open("rb") as file:
        yield from _Cutter(file).pieces()


class _Cutter:
    """Reads forward once; `buffer` holds the record at hand or a short tail."""

    def __init__(self, file: BinaryIO):
        self.file = file
        head = file.read(400)
        file.seek(0)
        name = next((name for bom, name in BOMS if head.startswith(bom)), None)
        if name is None:
            declared = ENCODING.match(head)
            name = declared[1].decode() if declared else "utf-8"
        self.encoding_problem = ""
        try:
            self.decoder = codecs.getincrementaldecoder(name)("replace")
        except LookupError:
            self.encoding_problem = f"the encoding “{name}” is not known"
        self.buffer = ""
        self.position = 0  # looked at up to here
        self.line = 1  # of the first letter of the buffer
        self.start: int | None = None  # where the record at hand begins
        self.is_skipping = False  # inside a record that is too large
        self.waiting = ""  # the end of a comment, CDATA or instruction
        self.prefixes: dict[str, str] = {}
        self.is_at_end = False

    def _more(self):
        """Read on; return False when there was nothing left before: the end is looked at once."""
        if self.is_at_end:
            return False
        data = self.file.read(PIECE)
        self.is_at_end = not data
        self.buffer += self.decoder.decode(data, final=not data)
        return True

    def _forget(self, upto):
        """Drop what is behind us, keeping the namespaces it declared."""
        gone = self.buffer[:upto]
        for prefix, value in NAMESPACE.findall(gone):
            if len(self.prefixes) < 40:
                self.prefixes[prefix] = value
        self.line += gone.count("\n")
        self.buffer = self.buffer[upto:]
        self.position -= upto

    def _line_at(self, position):
        return self.line + self.buffer.count("\n", 0, position)

    def pieces(self):
        if self.encoding_problem:
            yield FileProblem(1, self.encoding_problem)
            return
        seen = 0
        for piece in self._scan():
            seen += 1
            yield piece
        if not seen:
            yield FileProblem(1, "there is no codeBook element in the file")

    def _scan(self):
        while True:
            if self.start is not None and self.position - self.start > LARGEST:
                yield FileProblem(
                    self._line_at(self.start), f"the record is longer than {LARGEST:,} letters"
                )
                self.start, self.is_skipping = None, True
            if self.waiting:
                end = self.buffer.find(self.waiting, self.position)
                if end < 0:
                    self.position = max(self.position, len(self.buffer) - len(self.waiting))
                    self._forget_outside()
                    if not self._more():
                        break
                    continue
                self.position, self.waiting = end + len(self.waiting), ""
            mark = MARK.search(self.buffer, self.position)
            if mark is None or (mark.end() > len(self.buffer) - 2 and not self.is_at_end):
                # nothing, or a mark that the piece may have cut in two
                self.position = max(
                    self.position, mark.start() if mark else len(self.buffer) - TAIL
                )
                self._forget_outside()
                if not self._more():
                    break
                continue
            self.position = mark.end()
            if mark[0] in ENDS:
                self.waiting = ENDS[mark[0]]
            elif mark[0] == "<!DOCTYPE":
                yield FileProblem(
                    self._line_at(mark.start()),
                    "the file has a document type declaration (DTD), where entities can hide; "
                    "it is refused from here on",
                )
                return
            else:
                yield from self._edge(mark)
        if self.start is not None:
            yield FileProblem(
                self._line_at(self.start), "the record begins here and the file ends inside it"
            )

    def _forget_outside(self):
        if self.start is None:
            self._forget(self.position)
        elif self.start:
            start = self.start
            self.start = 0
            self._forget(start)

    def _edge(self, mark):
        """A record begins or ends at this mark."""
        if mark[0].startswith("</"):
            if self.start is not None:
                yield self._found(mark.end())
            self.start, self.is_skipping = None, False
            return
        if self.start is not None:
            yield FileProblem(
                self._line_at(self.start), "the record does not end before the next one begins"
            )
        self.is_skipping = False
        self._forget(mark.start())
        self.start = 0
        while (close := self.buffer.find(">", self.position)) < 0 and self._more():
            pass
        if close > 0 and self.buffer[close - 1] == "/":
            yield self._found(close + 1)
            self.start = None

    def _found(self, end):
        line = self._line_at(self.start)
        return Found(line, self.buffer[self.start : end], dict(self.prefixes))
