"""Files packed into a ZIP or GZIP: each member is opened as if it had been given alone.

Members are unpacked into a folder of their own under numbers and never under their names, so a
name like ../../etc/passwd reaches nothing. The folder goes when nobody holds the grids any more.
"""

import gzip
import shutil
import tempfile
import weakref
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from chitalishte.tables.budget import Budget
from chitalishte.tables.causes import cause
from chitalishte.tables.cells import Grid
from chitalishte.tables.encoding import likeliest_encoding
from chitalishte.tables.package import CHUNK, SMALL, Package
from chitalishte.tables.problems import Problems, TableError

SKIPPED = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")


class Folder:
    """A temporary folder that lives as long as something holds this object."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="chitalishte-tables-"))
        self._finalizer = weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)

    def keep_for(self, grid: Grid) -> Grid:
        """The grid, which now keeps the folder: its walks read from there."""
        walk = grid.walk
        grid.walk = lambda folder=self: walk()  # type: ignore[misc]
        return grid


def unpack_gzip(path: Path, budget: Budget, problems: Problems, folder: Folder) -> Path:
    """The one file inside, unpacked within the budget."""
    target = folder.path / "0"

    def chunks() -> Iterator[bytes]:
        with gzip.open(path) as stream:
            while chunk := stream.read(CHUNK):
                yield chunk

    try:
        _write(target, chunks(), path.stat().st_size, budget, problems)
    except (EOFError, OSError, zlib.error):
        raise problems.fail("broken_archive", reason=cause("cut_short")) from None
    return target


def _write(
    target: Path, chunks: Iterator[bytes], packed: int, budget: Budget, problems: Problems
) -> None:
    limit, ratio, seen = budget.max_uncompressed_bytes, budget.max_ratio, 0
    with target.open("wb") as file:
        for chunk in chunks:
            seen += len(chunk)
            if seen > limit or (seen > SMALL and seen > ratio * packed):
                raise problems.fail("zip_bomb", bytes=seen, packed=packed, limit=limit, ratio=ratio)
            file.write(chunk)


def members(
    path: Path, budget: Budget, problems: Problems, folder: Folder
) -> Iterator[tuple[str, Path]]:
    """Each file of a ZIP with its name as a person reads it, unpacked when it is asked for."""
    package = Package(path, budget, problems)
    infos = [info for info in package.infos if not info.is_dir()]
    if len(infos) > budget.max_members:
        raise problems.fail("too_many_members", count=len(infos), limit=budget.max_members)
    encoding = _names_encoding([info.filename for info in infos])
    for number, info in enumerate(infos):
        name = _readable(info.filename, encoding)
        if _is_skipped(name):
            continue
        target = folder.path / str(number)
        with target.open("wb") as file:
            for chunk in package.member(info):
                file.write(chunk)
        yield name, target


def _is_skipped(name: str) -> bool:
    lower = name.lower()
    base = PurePosixPath(lower).name
    return lower.startswith(SKIPPED) or base in SKIPPED or base.startswith("._")


def _names_encoding(names: list[str]) -> str | None:
    """The code page of names that the archive does not mark as UTF-8; Python read them as cp437."""
    raw = [_bytes(name) for name in names]
    joined = b"\n".join(each for each in raw if each is not None and not each.isascii())
    if not joined:
        return None
    try:
        joined.decode("utf-8")
    except UnicodeDecodeError:
        return likeliest_encoding(joined, among=["cp866", "windows-1251", "koi8-r"]) or "cp866"
    return "utf-8"


def _bytes(name: str) -> bytes | None:
    try:
        return name.encode("cp437")
    except UnicodeEncodeError:
        return None  # it was marked as UTF-8 and is right as it is


def _readable(name: str, encoding: str | None) -> str:
    raw = _bytes(name)
    if raw is None or encoding is None or raw.isascii():
        return name
    return raw.decode(encoding, errors="replace")


def stem(name: str) -> str:
    """The name of a member without its folders and its ending."""
    base = PurePosixPath(name.replace("\\", "/")).name
    return base.rsplit(".", 1)[0] if "." in base.lstrip(".") else base


def open_each(
    found: Iterator[tuple[str, Path]],
    open_member: Callable[[Path, str, Problems], tuple[str, list[Grid]]],
    problems: Problems,
) -> Iterator[tuple[str, str, list[Grid]]]:
    """Format, name and grids of each member that is a table; the others are named in a note."""
    for name, path in found:
        inner = Problems(name)
        try:
            format_, grids = open_member(path, name, inner)
        except TableError as error:
            path.unlink(missing_ok=True)
            problems.add("member_skipped", value=name, reason=error.problems[-1])
            continue
        for problem in inner.all():
            if problem.code not in ("and_more", "wrong_extension"):
                problems.add(
                    problem.code, sheet=problem.sheet, row=problem.row, column=problem.column,
                    **({"value": problem.value} | problem.params),
                )  # fmt: skip
        yield format_, name, grids
