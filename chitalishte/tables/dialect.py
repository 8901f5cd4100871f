"""How a text file is cut into cells: which character keeps them apart."""

import csv
import io
import re
import sys
from collections import Counter
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path

DELIMITERS = [",", ";", "\t", "|"]
SAMPLE_CHARS = 256 * 1024
SAMPLE_RECORDS = 500
FRACTION = re.compile(r"\s*[-+−]?\d[\d\s]*,\d+\s*%?\s*")


@dataclass(frozen=True)
class Dialect:
    """How a text file is cut into cells. A quotation mark inside a cell is written twice."""

    delimiter: str
    quote: str = '"'
    is_announced: bool = False  # by a first line sep=; which only Excel understands

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def decide_dialect(path: Path, encoding: str, delimiter: str | None = None) -> Dialect:
    """The delimiter that cuts the body into rows of one width; titles and notes do not count.

    delimiter  known already, from an editor; only the first line sep= is looked for then
    """
    with path.open(encoding=encoding, newline="") as file:
        sample = file.read(SAMPLE_CHARS)
    first = sample.splitlines()[0] if sample else ""
    announced = re.fullmatch(r'"?sep=(.)"?', first, re.IGNORECASE)
    if announced:
        return Dialect(delimiter or announced[1], is_announced=True)
    if delimiter:
        return Dialect(delimiter)
    is_whole = len(sample) < SAMPLE_CHARS
    best = max(DELIMITERS, key=lambda each: _fitness(sample, each, is_whole))
    if best == "," and _holds_fractions_only(sample):
        return Dialect(";")
    return Dialect(best)


def _fitness(sample: str, delimiter: str, is_whole: bool) -> tuple[float, int, int]:
    """Share of the records in the commonest width over 1, how early they begin, the width."""
    widths = _widths(sample, delimiter, is_whole)
    counts = Counter(width for width in widths if width > 1)
    if not counts:
        return 0.0, -len(widths), sample.count(delimiter)
    width, hits = max(counts.items(), key=lambda each: (each[1], each[0]))
    # A comma inside numbers cuts nearly as well as the true delimiter, but not the header: so a
    # share that is nearly the same is decided by which begins higher up.
    return round(hits / len(widths), 1), -_start_of_longest_run(widths, width), width


def _start_of_longest_run(widths: list[int], width: int) -> int:
    # not the first of all: a title may have as many commas by chance
    runs: list[tuple[int, int]] = []
    at = 0
    for is_width, run in groupby(widths, key=lambda each: each == width):
        length = len(list(run))
        if is_width:
            runs.append((-length, at))
        at += length
    return min(runs)[1]


def _widths(sample: str, delimiter: str, is_whole: bool) -> list[int]:
    widths: list[int] = []
    allow_long_fields()
    # records, not lines: a quoted cell may hold line ends and any delimiter
    try:
        for record in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            if any(cell.strip() for cell in record):
                widths.append(len(record))
            if len(widths) > SAMPLE_RECORDS:
                break
    except csv.Error:
        pass
    return widths if is_whole or len(widths) < 2 else widths[:-1]


def _holds_fractions_only(sample: str) -> bool:
    """Whether the commas are in numbers of the only column, under a name without one."""
    lines = [line for line in sample.splitlines()[:SAMPLE_RECORDS] if line.strip()]
    fractions = sum(bool(FRACTION.fullmatch(line)) for line in lines[1:])
    is_named = bool(lines) and "," not in lines[0] and not lines[0].strip()[:1].isdigit()
    return is_named and fractions > 0 and fractions >= 0.8 * (len(lines) - 1)


def allow_long_fields() -> None:
    # The module's own limit is one for the whole process and far below a long legal text. It is
    # only ever raised; our limit is checked row by row.
    csv.field_size_limit(sys.maxsize if sys.maxsize < 2**31 else 2**31 - 1)
