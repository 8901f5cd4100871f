"""The parts of a ZIP archive, such as an XLSX or ODS file is, taken as hostile.

Sizes are checked as declared before anything is unpacked, and as they really come while it is.
No part is ever unpacked to the disk. A document type is refused, so there are no entities.
"""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.parsers import expat

from chitalishte.tables.budget import Budget
from chitalishte.tables.causes import cause
from chitalishte.tables.problems import Problems, TableError

CHUNK = 64 * 1024
MAX_PARTS = 10_000
SMALL = 10 * 1024**2  # below it a high ratio does no harm and is common: rows that repeat
HONEST_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

StartElement = Callable[[str, dict[str, str]], None]


class Package:
    """Opens the archive anew for each part, so that passes over a sheet do not disturb others.

    Raises TableError for an archive that is damaged, locked, or unpacks to more than the budget.
    """

    def __init__(self, path: Path, budget: Budget, problems: Problems):
        self.path, self.budget, self.problems = path, budget, problems
        try:
            with zipfile.ZipFile(path) as archive:
                infos = archive.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            raise self.broken("cut_short") from None
        self._check(infos)
        self.infos = infos
        self._by_name = {info.filename.lower().lstrip("/"): info for info in infos}

    def __contains__(self, part: str) -> bool:
        return part.lower().lstrip("/") in self._by_name

    def _check(self, infos: list[zipfile.ZipInfo]) -> None:
        if len(infos) > MAX_PARTS:
            raise self.broken("too_many_parts", count=len(infos))
        if any(info.flag_bits & 0x1 for info in infos):
            raise self.problems.fail("password")
        if any(info.compress_type not in HONEST_METHODS for info in infos):
            raise self.broken("odd_packing")
        # the size of the file and not the declared packed sizes, which can overlap
        self._check_size(sum(info.file_size for info in infos), self.path.stat().st_size)

    def _check_size(self, unpacked: int, packed: int) -> None:
        limit, ratio = self.budget.max_uncompressed_bytes, self.budget.max_ratio
        if unpacked > limit or (unpacked > SMALL and unpacked > ratio * packed):
            raise self.problems.fail(
                "zip_bomb", bytes=unpacked, packed=packed, limit=limit, ratio=ratio
            )

    def broken(self, code: str, **params: object) -> TableError:
        """`code` is one of causes.CAUSES."""
        return self.problems.fail("broken_workbook", reason=cause(code, **params))

    def chunks(self, part: str) -> Iterator[bytes]:
        """The bytes of a part, counted as they come."""
        info = self._by_name.get(part.lower().lstrip("/"))
        if info is None:
            raise self.broken("no_part", part=part)
        yield from self.member(info)

    def member(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        seen, size = 0, self.path.stat().st_size
        try:
            with zipfile.ZipFile(self.path) as archive, archive.open(info) as stream:
                while chunk := stream.read(CHUNK):
                    seen += len(chunk)
                    self._check_size(seen, size)
                    yield chunk
        except (zipfile.BadZipFile, EOFError, OSError, zipfile.zlib.error):  # type: ignore[attr-defined]
            raise self.broken("no_unpacking", part=info.filename) from None

    def parser(self, part: str) -> expat.XMLParserType:
        parser = expat.ParserCreate()
        parser.buffer_text = True

        def refuse(*_: object) -> None:
            raise self.problems.fail("forbidden_xml", part=part)

        parser.StartDoctypeDeclHandler = refuse
        parser.EntityDeclHandler = refuse
        return parser

    def feed(self, part: str, parser: expat.XMLParserType) -> Iterator[None]:
        """Feed a part to a parser, stopping after each piece so that a caller can take rows."""
        try:
            for chunk in self.chunks(part):
                parser.Parse(chunk, False)
                yield
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise self.broken(
                "no_xml", part=part, line=error.lineno, place=error.offset + 1
            ) from None
        yield

    def elements(self, part: str, start: StartElement) -> None:
        """Call `start` with the local name and the attributes of each element of a small part."""
        parser = self.parser(part)
        parser.StartElementHandler = lambda name, attributes: start(local(name), attributes)
        for _ in self.feed(part, parser):
            pass


def local(name: str) -> str:
    """The name without the prefix of its namespace; programs use different prefixes."""
    return name.rpartition(":")[2]
